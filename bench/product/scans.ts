// Scans of tokens by the on-chain service, simulation included, on a local chain with real pools: one after the other, then ten at once.
import type { ResearchTask, ServiceAnswer } from '@hyperlens/protocol';
import { projectProfile } from '@hyperlens/protocol';
import { makeHome, startServer } from '../../test/walk/product.ts';
import { buildAtHome } from '../research/chain.ts';
import { percentile, report } from './measure.ts';

const families = ['clean', 'fees', 'honeypot', 'trap'];
const { home, remove } = await makeHome();
const built = await buildAtHome(home, { progress: (line) => { process.stderr.write(`${line}\n`); } });
await built.close();
const server = await startServer(home, { HYPERLENS_SOURCES_SOURCIFY_ENABLED: 'false' });
try {
  const tokens = families.flatMap((family) => built.manifest.cases.filter((one) => one.family === family).slice(0, 10)).map((one) => one.subject);
  const { body: { block } } = await server.call<{ block: ResearchTask['block'] }>('GET', `/api/v1/research/${await scanOnce(tokens[0] ?? '')}/result`);
  const scan = async (address: string): Promise<number> => {
    const task: ResearchTask = { runId: 'bench', subject: { kind: 'token', query: address, network: 'local', chainId: 31_337, address, name: null, symbol: null, decimals: 18 }, block, observedAt: new Date(0).toISOString(), project: projectProfile.parse({}) };
    const started = performance.now();
    const { status, body } = await server.call<ServiceAnswer>('POST', '/api/v1/onchain/analyze', task);
    if (status !== 200 || body.report.sources.some((source) => source.id.startsWith('simulation') && source.status !== 'ok')) throw new Error(`${address} was not scanned: ${JSON.stringify(body).slice(0, 300)}`);
    return performance.now() - started;
  };
  for (const token of tokens.slice(0, 3)) await scan(token);
  const alone: number[] = [];
  for (const token of tokens) alone.push(await scan(token));
  const again: number[] = [];
  for (const token of tokens) again.push(await scan(token));
  const together: number[] = [];
  for (let from = 0; from + 10 <= tokens.length; from += 10) together.push(...await Promise.all(tokens.slice(from, from + 10).map(scan)));
  const [p50, p99, p50Together, p99Together] = [percentile(alone, 0.5), percentile(alone, 0.99), percentile(together, 0.5), percentile(together, 0.99)];
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
  report('scans', [
    { what: `one scan with simulation, p50 of ${alone.length} tokens`, measured: seconds(p50), goal: '<= 1.5 s' },
    { what: 'the same, p99', measured: seconds(p99), goal: '-' },
    { what: 'a second scan of the same tokens, p50', measured: seconds(percentile(again, 0.5)), goal: '-' },
    { what: 'ten at once, p50', measured: seconds(p50Together), goal: '-' },
    { what: 'ten at once, p99 against p50 of the same', measured: `${(p99Together / p50Together).toFixed(2)}`, goal: '<= 4' },
    { what: 'ten at once, p99 against p50 of one alone', measured: `${(p99Together / p50).toFixed(2)}`, goal: '-' },
  ], { alone, again, together });
} finally {
  await server.stop();
  await remove();
}

/** A whole run, for the block it was pinned to; gives its id. */
async function scanOnce(address: string): Promise<string> {
  const { body: { runId } } = await server.call<{ runId: string }>('POST', '/api/v1/research', { subject: address, only: ['onchain'] });
  for (let waited = 0; waited < 1_000; waited++) {
    const { body } = await server.call<{ status: string }>('GET', `/api/v1/research/${runId}`);
    if (body.status === 'completed') return runId;
    if (body.status !== 'running' && body.status !== 'queued') throw new Error(`the first scan ${body.status}`);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('the first scan did not end');
}
