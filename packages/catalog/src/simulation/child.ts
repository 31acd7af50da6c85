// The process that runs forks. Contracts run here, so it holds nothing of value: an empty environment and folder, and the chain only through
// its parent, who knows the RPC endpoints and their keys.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { makeGuard } from '../chains/local/guard.ts';
import { serveBridge } from './bridge.ts';
import { makeEngines } from './engine.ts';
import { makeRunningFork, type RunningFork } from './fork.ts';
import type { Reply, Request } from './messages.ts';

const folder = process.cwd();
const tell = (message: Reply): void => { process.send?.(message); };

// Signals of the terminal reach the whole process group; the parent decides when this ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => {
  if (path.basename(folder).startsWith('hyperlens-fork-')) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

const engines = await makeEngines();
const bridge = await serveBridge((upstream) => { tell({ type: 'upstream', ...upstream }); });
const forks = new Map<number, { running: Promise<RunningFork>; last: Promise<unknown>; key: string }>();
const base = process.memoryUsage.rss();
// EDR records every step of every execution: a contract that loops takes much. What it once took it does not give back.
const guard = makeGuard({ working: base + 1_000_000_000, resting: Number.POSITIVE_INFINITY, busyMilliseconds: 120_000 }, {
  onExcess() { tell({ type: 'excess' }); setTimeout(() => { process.exit(1); }, 20); },
  onRest: () => undefined,
});

async function open({ fork, chainId, name, block }: Extract<Request, { type: 'open' }>): Promise<RunningFork['block']> {
  const key = randomUUID();
  const running = engines.open({ url: bridge.enter(key, { fork, block }), chainId, name, block, folder: path.join(folder, String(fork)) }).then(makeRunningFork);
  forks.set(fork, { running, last: running, key });
  const { block: found } = await running;
  bridge.settle(key, `${chainId} ${name} ${found.hash}`);
  return found;
}

/** One action at a time in each fork; a failed one does not stop the next. */
async function ask({ fork, action }: Extract<Request, { type: 'ask' }>): Promise<unknown> {
  const found = forks.get(fork);
  if (!found) throw new Error('the fork is closed');
  const running = await found.running;
  const act = (): Promise<unknown> => running.act(action);
  const result = found.last.then(act, act);
  found.last = result;
  return result;
}

async function work(id: number, what: () => Promise<unknown>): Promise<void> {
  guard.begin();
  try {
    tell({ type: 'done', id, value: await what() });
  } catch (error) {
    tell({ type: 'failed', id, reason: error instanceof Error ? error.message : String(error) });
  } finally {
    guard.end();
  }
}

function close(fork: number): void {
  const key = forks.get(fork)?.key;
  forks.delete(fork);
  if (key) bridge.leave(key);
  rmSync(path.join(folder, String(fork)), { recursive: true, force: true });
  // The parent decides: it may have opened another fork meanwhile.
  if (forks.size === 0 && process.memoryUsage.rss() > base + 400_000_000) tell({ type: 'tired' });
}

process.on('message', (request: Request) => {
  switch (request.type) {
    case 'open': void work(request.id, () => open(request)); break;
    case 'ask': void work(request.id, () => ask(request)); break;
    case 'close': close(request.fork); break;
    case 'answer': bridge.answer(request.id, request); break;
  }
});
tell({ type: 'ready' });
