// Runs the detectors over a folder of cached compilations: node bench/audit/detectors.ts CACHE OUT.json [rule,rule]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CompileResult } from '../../packages/protocol/src/index.ts';
import { detectors, runDetectors } from '../../packages/catalog/src/detectors/index.ts';

const [cache, out, only] = process.argv.slice(2);
if (!cache || !out) { process.stderr.write('usage: detectors.ts CACHE OUT.json [rule,rule]\n'); process.exit(2); }
const wanted = only ? detectors.filter(one => only.split(',').includes(one.id)) : detectors;
const findings: object[] = [];
let slowest = { id: '', milliseconds: 0 };
for (const file of readdirSync(cache)) {
  if (!file.endsWith('.json')) continue;
  const cached = JSON.parse(readFileSync(path.join(cache, file), 'utf8')) as { id: string; entry: string; solc: string; sources: CompileResult['sources'] };
  const started = performance.now();
  const compilation = { ok: true, solcVersion: cached.solc, longVersion: cached.solc, evmVersion: '', diagnostics: [], contracts: [], sources: cached.sources, standardInput: {}, notes: [], milliseconds: 0 };
  const result = runDetectors(wanted, compilation, [cached.entry]);
  const milliseconds = performance.now() - started;
  if (milliseconds > slowest.milliseconds) slowest = { id: cached.id, milliseconds };
  for (const failure of result.failures) process.stderr.write(`${cached.id} ${failure.id}: ${failure.reason}\n`);
  findings.push(...result.findings.map(finding => ({ ...finding, file: `${cached.id}/${finding.file}`, ...(finding.ruleId.startsWith('token/') ? { flag: finding.ruleId.slice(6) } : {}), ...(finding.category === 'token-power' ? { category: undefined } : {}) })));
}
writeFileSync(out, JSON.stringify(findings));
process.stderr.write(`${findings.length} findings; slowest ${slowest.id} ${Math.round(slowest.milliseconds)} ms\n`);
