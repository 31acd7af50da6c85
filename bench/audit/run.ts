// Audits a folder of labelled cases with the built-in detectors and writes the findings for its scorer.
//   scripts/node bench/audit/run.ts --bench FOLDER --out findings.json [--cache FOLDER] [--rules a,b] [--slice 1/4]
// The folder holds dev/inputs.jsonl (id, entry, base, solc) and deps; imports resolve from each case's base, then from deps.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CompileResult } from '../../packages/protocol/src/index.ts';
import { makeCompiler } from '../../packages/catalog/src/toolchains/index.ts';
import { detectors, runDetectors } from '../../packages/catalog/src/detectors/index.ts';

interface Case { id: string; entry: string; base: string; solc: string }

const { values } = parseArgs({ options: { bench: { type: 'string' }, out: { type: 'string' }, cache: { type: 'string' }, rules: { type: 'string' }, slice: { type: 'string' } } });
if (!values.bench || !values.out) { process.stderr.write('usage: run.ts --bench FOLDER --out findings.json [--cache FOLDER] [--rules a,b] [--slice 1/4]\n'); process.exit(2); }
const root = path.resolve(values.bench);
const wanted = values.rules ? detectors.filter(one => values.rules?.split(',').includes(one.id)) : detectors;
const [part = 1, parts = 1] = (values.slice ?? '1/1').split('/').map(Number);
const cases = readFileSync(path.join(root, 'dev/inputs.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line) as Case).filter((_one, at) => at % parts === part - 1);
if (values.cache) mkdirSync(values.cache, { recursive: true });
const compiler = makeCompiler({ workers: 1 });

/** The case compiled with syntax trees; imports that its own folder lacks come from deps. */
async function compile(one: Case): Promise<{ compilation: Pick<CompileResult, 'solcVersion' | 'sources'>; own: string }> {
  const own = path.relative(path.join(root, one.base), path.join(root, one.entry));
  const cached = values.cache && path.join(values.cache, `${one.id}.json`);
  if (cached && existsSync(cached)) return { compilation: JSON.parse(readFileSync(cached, 'utf8')) as CompileResult, own };
  const sources: Record<string, string> = {};
  const gather = (name: string) => {
    const file = [one.base, 'deps'].map(folder => path.join(root, folder, name)).find(existsSync);
    if (!file || sources[name] !== undefined) return;
    const text = sources[name] = readFileSync(file, 'utf8');
    for (const found of text.matchAll(/^\s*import\b[^;]*?["']([^"']+)["']/gm)) gather((found[1] ?? '').startsWith('.') ? path.posix.join(path.posix.dirname(name), found[1] ?? '') : found[1] ?? '');
  };
  gather(own);
  const { solcVersion, sources: compiled, ok, diagnostics } = await compiler.compile({ sources, targets: [own], solcVersion: one.solc, outputs: 'ast', optimizer: { enabled: false, runs: 200 }, allowVersionSubstitution: true });
  if (!ok) process.stderr.write(`${one.id} does not compile: ${diagnostics.find(diagnostic => diagnostic.severity === 'error')?.message}\n`);
  if (cached) writeFileSync(cached, JSON.stringify({ solcVersion, sources: compiled }));
  return { compilation: { solcVersion, sources: compiled }, own };
}

const findings: object[] = [];
let spent = 0;
for (const one of cases) {
  const { compilation, own } = await compile(one);
  const started = performance.now();
  const result = runDetectors(wanted, { ok: true, longVersion: '', evmVersion: '', diagnostics: [], contracts: [], standardInput: {}, notes: [], milliseconds: 0, ...compilation }, [own]);
  spent += performance.now() - started;
  for (const failure of result.failures) process.stderr.write(`${one.id} ${failure.id}: ${failure.reason}\n`);
  findings.push(...result.findings.map(({ file: _file, ...finding }) => ({ ...finding, file: one.entry, ...(finding.category === 'token-power' ? { category: finding.ruleId } : {}) })));
}
await compiler.close();
writeFileSync(values.out, JSON.stringify(findings));
process.stderr.write(`${cases.length} cases, ${findings.length} findings, ${Math.round(spent)} ms in detectors\n`);
