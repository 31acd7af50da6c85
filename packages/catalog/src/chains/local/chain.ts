import { EngineRefusal, type Engine } from './engine.ts';
import type { Entry, History } from './history.ts';
import { isRecord } from '../rpc.ts';

/** The local chain as JSON-RPC: reads go to the engine, what changes state is written to the history first. Throws EngineRefusal. */
export interface Chain {
  request(method: string, parameters: readonly unknown[]): Promise<unknown>;
  /** Takes back what is being run right now and refuses every later change, before the process ends: it was not acknowledged, and would end the next process too. */
  abandon(): void;
}

/** Replays of the newest entry that may fail before it is taken for the cause. */
const triesAllowed = 3;
const passed = /^(eth_(?!sendTransaction|sign|newPending)\w+|net_\w+|web3_\w+|debug_trace\w+)$/;

/**
 * Brings an engine to the end of its history and serves it. Every block has the timestamp, the transactions and the prevRandao it had the
 * first time, so that hashes, block numbers and receipts stay valid. Throws an Error when a block of the history comes out different.
 * `onBroken` is told when the engine no longer fits the history and must be started anew.
 */
export async function openChain(engine: Engine, history: History, now: () => number, onBroken: () => void = () => undefined): Promise<Chain> {
  let tip = await newestBlock(engine);
  /** Chain time minus wall time, seconds. */
  let ahead = 0;

  const mine = async (time: number): Promise<void> => {
    try {
      await engine.request('evm_setNextBlockTimestamp', [time]);
      await engine.request('hardhat_setPrevRandao', [`0x${BigInt(tip.number + 1).toString(16).padStart(64, '0')}`]);
      await engine.request('evm_mine', []);
      tip = await newestBlock(engine);
    } catch (error) {
      // The transaction is in the engine's pool now and cannot be taken out: this engine no longer fits its history.
      throw new Error(`the engine could not mine: ${error instanceof Error ? error.message : 'unknown'}`, { cause: error });
    }
  };
  const apply = async (entry: Entry): Promise<unknown> => {
    if (entry.shift !== undefined) { ahead += entry.shift; return ahead; }
    const hash = entry.raw === undefined ? null : await engine.request('eth_sendRawTransaction', [entry.raw]);
    if (entry.time !== undefined && (hash === null || await executable(engine, hash))) await mine(entry.time);
    return hash ?? '0x0';
  };

  let count = 0;
  const total = history.length();
  for (const entry of history.entries()) {
    count += 1;
    if (entry.parent !== tip.hash) throw new Error(`entry ${count} of its history follows block ${entry.parent}, but block ${tip.number} came out as ${tip.hash}`);
    // A newest transaction that crashes the engine was never acknowledged, and must not keep the chain from starting for ever.
    if (count === total && history.countTry() > triesAllowed) { history.dropNewest(); break; }
    // Refused here means refused the first time too, by a process that died before it could take the entry back.
    await apply(entry).catch((error: unknown) => { if (!(error instanceof EngineRefusal)) throw error; });
  }
  if (total > 0) history.tried();
  if (tip.time > now() + ahead) ahead = tip.time - now();

  let unfinished: (() => void) | null = null;
  let ended = false;
  const record = async (entry: Omit<Entry, 'parent'>): Promise<unknown> => {
    if (ended) throw new EngineRefusal(-32000, 'the local chain is about to start anew; send it again');
    const takeBack = history.append({ parent: tip.hash, ...entry });
    unfinished = takeBack;
    try {
      return await apply({ parent: tip.hash, ...entry });
    } catch (error) {
      takeBack();
      if (!(error instanceof EngineRefusal)) { ended = true; onBroken(); }
      throw error;
    } finally {
      unfinished = null;
    }
  };
  const nextTime = (): number => Math.max(tip.time, now() + ahead);

  let last: Promise<unknown> = Promise.resolve();
  /** One change at a time; a failed one does not stop the next. */
  const inTurn = (change: () => Promise<unknown>): Promise<unknown> => {
    const result = last.then(change, change);
    last = result;
    return result;
  };

  return {
    abandon() { ended = true; unfinished?.(); },
    async request(method, parameters) {
      const [first] = parameters;
      switch (method) {
        case 'eth_sendRawTransaction':
          if (typeof first !== 'string' || !/^0x([0-9a-fA-F]{2})+$/.test(first)) throw new EngineRefusal(-32602, 'a signed transaction in hexadecimal is needed');
          return inTurn(() => record({ raw: first, time: nextTime() }));
        case 'evm_mine': {
          const time = first === undefined ? null : seconds(first);
          return inTurn(() => record({ time: time === null ? nextTime() : atLeast(tip.time, time) }));
        }
        case 'evm_increaseTime': return inTurn(() => record({ shift: seconds(first) }));
        case 'eth_accounts': return history.genesis.accounts;
        case 'web3_clientVersion': return `hyperlens/${history.instance} ${String(await engine.request(method, []))}`;
        default:
          // Snapshots, balance changes and the like would not survive a restart, so they are not offered at all.
          if (!passed.test(method)) throw new EngineRefusal(-32601, `${method.slice(0, 60)} is not offered by the local chain`);
          return engine.request(method, parameters);
      }
    },
  };
}

async function newestBlock(engine: Engine): Promise<{ number: number; hash: string; time: number }> {
  const block = await engine.request('eth_getBlockByNumber', ['latest', false]);
  if (!isRecord(block)) throw new Error('the engine has no newest block');
  return { number: Number(block.number), hash: String(block.hash), time: Number(block.timestamp) };
}

/** Whether the transaction's nonce is the account's next, so that a block can hold it. */
async function executable(engine: Engine, hash: unknown): Promise<boolean> {
  const transaction = await engine.request('eth_getTransactionByHash', [hash]);
  if (!isRecord(transaction)) return true;
  return Number(transaction.nonce) <= Number(await engine.request('eth_getTransactionCount', [transaction.from, 'latest']));
}

function seconds(value: unknown): number {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 0 || number > 4_000_000_000) throw new EngineRefusal(-32602, 'a number of seconds is needed');
  return number;
}

function atLeast(minimum: number, time: number): number {
  if (time < minimum) throw new EngineRefusal(-32602, `the time must not be before ${minimum}, the newest block's`);
  return time;
}
