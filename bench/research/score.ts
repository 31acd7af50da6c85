// Asks the product about every case and compares its answers with the labels.
//   scripts/node bench/research/score.ts [--home FOLDER --manifest FILE] [--only id,family,prefix] [--set first|second|ordinary] [--sections onchain,audit] [--keep FOLDER] [--jobs 2] [--out score.json]
//   scripts/node bench/research/score.ts --manifest FILE --again FOLDER          compares answers that were kept, without asking
// Without a home it builds one and removes it. Exit code 1 when a flag with five or more positives has precision or recall below 95 %, when
// fewer than 95 % of the verdicts are right, or when a statement names evidence that is not there; 3 when a question got no answer.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AppError, researchResult, type Research, type ResearchRequestInput, type ResearchResult, type SectionName } from '../../packages/protocol/src/index.ts';
import { makeHome, startServer, type Running } from '../../test/walk/product.ts';
import { buildAtHome } from './chain.ts';
import type { Manifest, ManifestCase } from './manifest.ts';
import { print, tally } from './tally.ts';

/** The way a question goes. Throws when it gets no answer. */
export type Ask = (request: ResearchRequestInput) => Promise<ResearchResult>;

/** Asks over the API of a running server, as any program does. */
export function askServer(server: Pick<Running, 'call'>, patience = 180_000): Ask {
  return async (request) => {
    const started = await server.call<Research & { code?: string; detail?: string }>('POST', '/api/v1/research', request);
    if (started.status >= 300) throw new Error(`${started.status} ${JSON.stringify(started.body).slice(0, 300)}`);
    for (let waited = 0; waited < patience; waited += 250) {
      await sleep(250);
      const { body } = await server.call<Research>('GET', `/api/v1/research/${started.body.runId}`);
      if (body.status === 'failed' || body.status === 'cancelled') throw new Error(`the run ${body.status}: ${JSON.stringify(body.error)}`);
      if (body.status === 'completed') return researchResult.parse((await server.call('GET', `/api/v1/research/${started.body.runId}/result`)).body);
    }
    throw new Error(`no result after ${patience / 1000} s`);
  };
}

export function requestFor(one: ManifestCase, block: number, sections?: SectionName[]): ResearchRequestInput {
  return { subject: one.subject, network: 'local', atBlock: block, ...(sections ? { only: sections } : {}) };
}

async function askAll(cases: readonly ManifestCase[], manifest: Manifest, ask: Ask, { jobs, keep, sections }: { jobs: number; keep: string | undefined; sections: SectionName[] | undefined }): Promise<{ results: Map<string, ResearchResult>; failures: Map<string, string>; milliseconds: number[] }> {
  const results = new Map<string, ResearchResult>();
  const failures = new Map<string, string>();
  const milliseconds: number[] = [];
  const queue = [...cases];
  await Promise.all(Array.from({ length: jobs }, async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const started = performance.now();
      try {
        const result = await ask(requestFor(one, manifest.block, sections));
        results.set(one.id, result);
        if (keep) writeFileSync(path.join(keep, `${one.id}.json`), JSON.stringify(result, null, 1));
      } catch (error) {
        failures.set(one.id, AppError.is(error, 'INPUT_INVALID') ? error.message : error instanceof Error ? error.message : String(error));
      }
      milliseconds.push(performance.now() - started);
      process.stderr.write(`${one.id} ${Math.round(performance.now() - started)} ms${failures.has(one.id) ? ` FAILED: ${failures.get(one.id)}` : ` ${results.get(one.id)?.verdict.level}`}\n`);
    }
  }));
  return { results, failures, milliseconds };
}

/** Ends the server, and by force when it does not end by itself. */
async function end(server: Running): Promise<void> {
  const stopped = await Promise.race([server.stop().then(() => true), sleep(30_000, false, { ref: false })]);
  if (stopped) return;
  process.stderr.write('the server did not stop within 30 s and was killed\n');
  await server.kill();
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { home: { type: 'string' }, manifest: { type: 'string' }, only: { type: 'string' }, set: { type: 'string' }, sections: { type: 'string' }, keep: { type: 'string' }, again: { type: 'string' }, jobs: { type: 'string' }, out: { type: 'string' } } });
  const made = values.home || values.again ? null : await makeHome();
  const home = path.resolve(values.home ?? made?.home ?? '.');
  let server: Running | null = null;
  try {
    let manifest: Manifest;
    if (values.manifest) manifest = JSON.parse(readFileSync(values.manifest, 'utf8')) as Manifest;
    else { const built = await buildAtHome(home); await built.close(); manifest = built.manifest; }
    const wanted = values.only?.split(',');
    const cases = manifest.cases.filter((one) => (!wanted || wanted.some((word) => word === one.id || word === one.family || one.id.startsWith(`${word}-`))) && (!values.set || one.set === values.set));
    const results = new Map<string, ResearchResult>();
    let failures = new Map<string, string>();
    if (values.again) {
      for (const one of cases) { const file = path.join(values.again, `${one.id}.json`); if (existsSync(file)) results.set(one.id, JSON.parse(readFileSync(file, 'utf8')) as ResearchResult); }
    } else {
      if (values.keep) mkdirSync(values.keep, { recursive: true });
      server = await startServer(home);
      const asked = await askAll(cases, manifest, askServer(server), { jobs: Number(values.jobs ?? 2), keep: values.keep, sections: values.sections?.split(',') as SectionName[] | undefined });
      for (const [id, result] of asked.results) results.set(id, result);
      ({ failures } = asked);
      const sorted = asked.milliseconds.toSorted((a, b) => a - b);
      process.stderr.write(`${results.size} answers, median ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms, slowest ${Math.round(sorted.at(-1) ?? 0)} ms\n`);
    }
    const result = tally(cases, results);
    process.stdout.write(print(result));
    for (const [id, reason] of failures) process.stdout.write(`${id}: no answer: ${reason}\n`);
    if (values.out) writeFileSync(values.out, JSON.stringify({ ...result, failures: Object.fromEntries(failures) }, null, 1));
    process.exitCode = failures.size > 0 ? 3 : result.passed ? 0 : 1;
  } finally {
    if (server) await end(server);
    await made?.remove();
  }
}
