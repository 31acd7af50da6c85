import { AppError, type Fork, type Forks, type Networks, type WorkContext } from '@hyperlens/protocol';
import { z } from 'zod';
import { makeAsk, realWait, type Ask as AskChain } from '../chains/reader/ask.ts';
import { callResult, hex, opened, receipt, type Action } from './messages.ts';
import { startSeat, type Seat } from './seat.ts';

export interface ForksOptions {
  networks: Pick<Networks, 'client'>;
  /** Most processes that run forks; default 2. */
  processes?: number;
  /** A process without forks ends after this; default 5 minutes. */
  idleMilliseconds?: number;
  /** A fork nobody asked anything for so long is dropped; default 5 minutes. */
  forgottenMilliseconds?: number;
  /** For one action, counted anew with each answer of the forked chain, and three times as long in all; default 30 s. */
  timeoutMilliseconds?: number;
  /** The program to start; tests put one in its place that misbehaves. */
  script?: string;
}

/** Forks, and starting their process beforehand. */
export interface WarmForks extends Forks {
  warm(): void;
  /** Ids of the processes alive, for tests. */
  live(): number[];
}

interface State {
  /** Asks the chain, with patience for nodes that limit the rate or drop a connection. */
  askChain: AskChain;
  seat: Seat;
  /** Set when no question is answered any more. */
  stopped: AbortController;
  /** The question being worked on, why the chain did not answer something it needed, and what happens when it does. */
  question: { failure: string | null; heard: () => void };
  /** Ends when that one does. */
  last: Promise<unknown>;
  timer?: NodeJS.Timeout;
}

/** Forks share a process until it has so many; then another one is started. */
const comfortable = 3;

/**
 * Forks of any network in EVM processes apart from this one. The chain is read through its client, so failover between endpoints, the check
 * of the chain id and the secrecy of URLs are the client's. Throws SIMULATION_UNAVAILABLE and, from opening, NETWORK_UNKNOWN and INTERRUPTED.
 */
export function makeForks({ networks, processes = 2, idleMilliseconds = 300_000, forgottenMilliseconds = 300_000, timeoutMilliseconds = 30_000, script }: ForksOptions): WarmForks {
  const seats = new Map<Seat, { forks: number; /** It has made a fork before. */ served: boolean; idle?: NodeJS.Timeout }>();
  const states = new Map<number, State>();
  let lastFork = 0;
  let closed = false;

  /** What the engine wants to know of the chain; once the fork is stopped it waits for nothing more. */
  const upstream = async (fork: number, method: string, parameters: unknown[]): Promise<unknown> => {
    const state = states.get(fork);
    if (!state || state.stopped.signal.aborted) throw new Error('the fork is closed');
    const { question } = state;
    const stop = Promise.withResolvers<never>();
    const onStop = (): void => { stop.reject(new Error('the chain took too long to answer')); };
    state.stopped.signal.addEventListener('abort', onStop, { once: true });
    try {
      const answer = await Promise.race([state.askChain(method, parameters, (result) => result, { signal: state.stopped.signal }), stop.promise]);
      question.heard();
      return answer;
    } catch (error) {
      question.failure ??= error instanceof Error ? error.message : 'the chain did not answer';
      throw error;
    } finally {
      state.stopped.signal.removeEventListener('abort', onStop);
    }
  };

  const start = (): Seat => {
    // One that holds much memory and no fork makes room for a fresh one.
    const onTired = (): void => { if (seats.get(seat)?.forks === 0) seat.kill('it was replaced'); };
    const seat: Seat = startSeat(upstream, onTired, script);
    seats.set(seat, { forks: 0, served: false });
    seat.hold(false);
    void seat.ended.then(() => { clearTimeout(seats.get(seat)?.idle); seats.delete(seat); });
    return seat;
  };
  const choose = (): Seat => {
    const alive = [...seats].filter(([seat]) => seat.alive()).toSorted(([, a], [, b]) => a.forks - b.forks)[0];
    return alive && (alive[1].forks < comfortable || seats.size >= processes) ? alive[0] : start();
  };
  const rest = (seat: Seat): void => {
    const use = seats.get(seat);
    if (use) use.idle = setTimeout(() => { seat.kill('it was idle'); }, idleMilliseconds).unref();
  };
  const count = (seat: Seat, change: 1 | -1): void => {
    const use = seats.get(seat);
    if (!use) return;
    use.forks += change;
    clearTimeout(use.idle);
    seat.hold(use.forks > 0);
    if (use.forks === 0) rest(seat);
  };
  const release = (fork: number): void => {
    const state = states.get(fork);
    if (!state) return;
    states.delete(fork);
    clearTimeout(state.timer);
    state.stopped.abort();
    state.seat.drop(fork);
    count(state.seat, -1);
  };

  /** One question, bounded: first the chain is no longer waited for, and when that does not help the process is ended. */
  const bounded = async (state: State, ask: () => Promise<unknown>): Promise<unknown> => {
    let killing: NodeJS.Timeout | undefined;
    const startedAt = Date.now();
    const wait = (milliseconds: number): NodeJS.Timeout => setTimeout(() => {
      state.stopped.abort();
      killing = setTimeout(() => { state.seat.kill(`it did not finish within ${Math.round((Date.now() - startedAt) / 1000)} s`); }, 5_000);
    }, milliseconds);
    let limit = wait(timeoutMilliseconds);
    // A slow chain that answers is not a chain that hangs.
    const heard = (): void => { clearTimeout(limit); limit = wait(Math.max(0, Math.min(timeoutMilliseconds, startedAt + 3 * timeoutMilliseconds - Date.now()))); };
    const question = (state.question = { failure: null as string | null, heard });
    try {
      const value = await ask();
      // The engine may have made do with what it had; nothing that rests on a chain that did not answer is told.
      if (question.failure !== null) throw new Error(question.failure);
      return value;
    } catch (error) {
      const reason = question.failure ?? (error instanceof Error ? error.message : 'unknown');
      throw new AppError('SIMULATION_UNAVAILABLE', { reason: reason.slice(0, 500) }, error);
    } finally {
      question.heard = () => undefined;
      clearTimeout(limit);
      clearTimeout(killing);
    }
  };
  /** One after the other, so that it is known which question a silent chain has spoiled. */
  const inTurn = (state: State, ask: () => Promise<unknown>): Promise<unknown> => {
    const turn = (): Promise<unknown> => bounded(state, ask);
    const result = state.last.then(turn, turn);
    state.last = result;
    return result;
  };

  const open = async (network: string, atBlock: number, context: WorkContext, again: boolean): Promise<Fork> => {
    if (closed) throw new AppError('SIMULATION_UNAVAILABLE', { reason: 'simulation is shut down' });
    if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, context.signal.reason);
    const client = await networks.client(network).catch((error: unknown) => {
      throw AppError.is(error, 'NETWORK_UNKNOWN') ? error : new AppError('SIMULATION_UNAVAILABLE', { reason: error instanceof Error ? error.message : 'the network has no client' }, error);
    });
    const seat = choose();
    const served = seats.get(seat)?.served ?? false;
    const fork = (lastFork += 1);
    const state: State = { askChain: makeAsk(client, { width: 8, wait: realWait }), seat, stopped: new AbortController(), question: { failure: null, heard: () => undefined }, last: Promise.resolve() };
    states.set(fork, state);
    count(seat, 1);
    const onAbort = (): void => { release(fork); };
    context.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const name = client.network.id;
      const value = await inTurn(state, () => seat.ask({ type: 'open', fork, chainId: client.network.chainId, name, block: atBlock }));
      const block = opened.safeParse(value);
      if (!block.success || block.data.number !== atBlock) throw new AppError('SIMULATION_UNAVAILABLE', { reason: `the fork does not stand on block ${atBlock}` });
      const use = seats.get(seat);
      if (use) use.served = true;
      const close = async (): Promise<void> => { context.signal?.removeEventListener('abort', onAbort); release(fork); };
      return makeFork(block.data, async (action, shape) => {
        if (!states.has(fork)) throw new AppError('SIMULATION_UNAVAILABLE', { reason: context.signal?.aborted ? 'it was cancelled' : 'the fork is closed' });
        clearTimeout(state.timer);
        state.timer = setTimeout(() => { release(fork); }, forgottenMilliseconds).unref();
        const answer = shape.safeParse(await inTurn(state, () => seat.ask({ type: 'ask', fork, action })));
        if (answer.success) return answer.data;
        seat.kill('the process of the EVM sent something that cannot be understood');
        throw new AppError('SIMULATION_UNAVAILABLE', { reason: 'the process of the EVM sent something that cannot be understood' });
      }, close);
    } catch (error) {
      context.signal?.removeEventListener('abort', onAbort);
      release(fork);
      if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, error);
      // A process that made forks before and is gone now may have gone for reasons that are not this fork's.
      if (again && served && !seat.alive() && !closed) return open(network, atBlock, context, false);
      throw error;
    }
  };

  return {
    warm() { if (!closed && seats.size === 0) rest(start()); },
    live: () => [...seats.keys()].flatMap((seat) => seat.pid ?? []),

    open: (network, atBlock, context = {}) => open(network, atBlock, context, true),

    async close() {
      closed = true;
      for (const fork of states.keys()) release(fork);
      await Promise.all([...seats.keys()].map((seat) => { seat.hold(true); seat.kill('simulation is shut down'); return seat.ended; }));
    },
  };
}

type Ask = <Value>(action: Action, shape: z.ZodType<Value>) => Promise<Value>;
const nothing = z.unknown().transform(() => undefined);

function makeFork(block: Fork['block'], ask: Ask, close: () => Promise<void>): Fork {
  return {
    block,
    send: ({ from, to, data, value = 0n, gas = 16_000_000n, gasPrice }) => ask({ do: 'send', from, to, data, value, gas, gasPrice: gasPrice ?? null }, receipt),
    call: ({ from, to, data, value = 0n, gas = 16_000_000n }) => ask({ do: 'call', from: from ?? null, to, data, value, gas }, callResult),
    balance: (address) => ask({ do: 'balance', address }, z.bigint()),
    code: (address) => ask({ do: 'code', address }, hex),
    storage: (address, slot) => ask({ do: 'storage', address, slot }, hex),
    setBalance: (address, wei) => ask({ do: 'setBalance', address, wei }, nothing),
    setStorage: (address, slot, value) => ask({ do: 'setStorage', address, slot, value }, nothing),
    setCode: (address, code) => ask({ do: 'setCode', address, code }, nothing),
    mine: (blocks, seconds = 1) => ask({ do: 'mine', blocks, seconds }, nothing),
    snapshot: () => ask({ do: 'snapshot' }, z.string()),
    revert: (snapshot) => ask({ do: 'revert', snapshot }, nothing),
    close,
  };
}
