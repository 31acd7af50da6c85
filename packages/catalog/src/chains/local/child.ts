// The local chain's own process. A panic in the engine ends it and not the product. Started by owner.ts, ends with its parent.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { developmentAddresses } from './accounts.ts';
import { openChain } from './chain.ts';
import { startEngine } from './engine.ts';
import { makeGuard } from './guard.ts';
import { openHistory } from './history.ts';
import type { ChildMessage, ChildSettings } from './owner.ts';
import { serveChain } from './server.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as ChildSettings;
const tell = (message: ChildMessage): Promise<void> => new Promise((resolve) => { if (process.send) process.send(message, undefined, undefined, () => { resolve(); }); else resolve(); });
/** Bytes on top of what the process has after its start, where the history may hold transactions that take much. */
const allowance = { working: 700_000_000, resting: 300_000_000 };
const clock = (): number => Math.floor(Date.now() / 1000);

// Signals of the terminal reach the whole process group; the parent decides when this ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => { process.exit(0); });

async function main(): Promise<void> {
  const history = openHistory(settings.folder, () => ({
    chainId: 31337, hardfork: 'osaka', time: clock(), blockGasLimit: 60_000_000, baseFee: '1000000000', accounts: developmentAddresses, balance: (10_000n * 10n ** 18n).toString(),
  }));
  if (!history) { await tell({ type: 'owned' }); process.exit(0); }
  // A little later, so that the refusal still reaches the one who sent it.
  const endSoon = (): void => { setTimeout(() => { process.exit(0); }, 50); };
  const chain = await openChain(await startEngine(history.genesis), history, clock, endSoon);
  const base = process.memoryUsage.rss();
  const guard = makeGuard({ working: base + allowance.working, resting: base + allowance.resting, busyMilliseconds: 20_000 }, {
    onExcess() {
      chain.abandon();
      serving.refuseOldest('this takes more time or memory to run than the local chain has; does it loop?');
      endSoon();
    },
    onRest() { process.exit(0); },
  });
  const serving = await listen(chain, settings.port ?? history.port, guard);
  const { port } = serving;
  if (port !== history.port) history.rememberPort(port);
  const url = `http://127.0.0.1:${port}`;
  const file = path.join(settings.folder, 'endpoint.json');
  // Whole or not at all: another process may be reading it.
  writeFileSync(`${file}.new`, JSON.stringify({ url, instance: history.instance, pid: process.pid }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  process.on('exit', () => { rmSync(file, { force: true }); });
  await tell({ type: 'ready', url, instance: history.instance });
}

/** The port asked for, or of last time; another one only when nobody asked for that very one. */
async function listen(chain: Parameters<typeof serveChain>[0], wanted: number | null, guard: Parameters<typeof serveChain>[2]): ReturnType<typeof serveChain> {
  try {
    return await serveChain(chain, wanted ?? 0, guard);
  } catch (error) {
    if (settings.port !== undefined || (error as { code?: string }).code !== 'EADDRINUSE') throw error;
    return serveChain(chain, 0, guard);
  }
}

main().catch(async (error: unknown) => {
  await tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
