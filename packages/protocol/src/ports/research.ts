import type { Network } from '../shapes/network.ts';
import type { SectionName, SectionReport } from '../shapes/evidence.ts';
import type { BlockReference, Comparison, Research, ResearchFinding, ResearchRequest, ResearchResult, ResearchStatus, ResearchTask, Subject, Watch, WatchChange } from '../shapes/research.ts';
import type { WorkContext } from './build.ts';

type Hex = `0x${string}`;

/** A section of a report and, from services that look at code, what they found in it. */
export interface ServiceAnswer { report: SectionReport; findings: ResearchFinding[] }

/**
 * One analysis service, in this process or behind HTTP. What a source does wrong (absent, hanging, garbage, rate limits) is in the report as
 * unknown, with the reason; it throws only when the task itself makes no sense or the whole service cannot work.
 */
export interface ResearchService {
  readonly section: SectionName;
  analyze(task: ResearchTask, context?: WorkContext): Promise<ServiceAnswer>;
}

/** The result of a read call. `reason` is the decoded revert reason. */
export type CallResult = { ok: true; returned: Hex } | { ok: false; reason: string; data: Hex | null };
export interface ReadCall { to: Hex; data: Hex; from?: Hex; /** wei */ value?: bigint; gas?: bigint }

/** A log entry (EIP-1474 eth_getLogs), in chain order. */
export interface Log { address: Hex; topics: Hex[]; data: Hex; blockNumber: number; blockHash: Hex; transactionHash: Hex; logIndex: number }
/** `pages`: questions to the node at most; what they do not reach makes the answer incomplete. */
export interface LogFilter { pages?: number; address?: Hex | Hex[]; topics?: (Hex | Hex[] | null)[]; fromBlock: number; toBlock: number }
/** Which blocks could be read. `complete` is false when the node refused part of the range; `reason` says why. */
export interface LogCoverage { fromBlock: number; toBlock: number; complete: boolean; reason?: string }

/**
 * A chain as it was at one block; every read is pinned to it, so that the same question gives the same answer. Throws NETWORK_UNREACHABLE,
 * CHAIN_ID_MISMATCH, RPC_GARBAGE, RPC_REJECTED, and STATE_UNAVAILABLE when the node has no state of that block any more.
 */
export interface ChainReader {
  readonly network: Network;
  readonly block: BlockReference;
  code(address: Hex): Promise<Hex>;
  /** wei */
  balance(address: Hex): Promise<bigint>;
  nonce(address: Hex): Promise<number>;
  storage(address: Hex, slot: Hex): Promise<Hex>;
  call(call: ReadCall): Promise<CallResult>;
  /** Several calls with few round trips, answers in the same order. */
  calls(calls: readonly ReadCall[]): Promise<CallResult[]>;
  /**
   * Logs up to the pinned block, oldest first, handed over page by page as they come. Splits ranges a node refuses, waits when it is told to
   * slow down, and says how much of the range it got. Throws CHAIN_REORGANISED when the pinned block was replaced meanwhile.
   */
  logs(filter: LogFilter, onPage: (logs: Log[]) => Promise<void> | void, context?: WorkContext): Promise<LogCoverage>;
  blockAt(number: number): Promise<BlockReference | null>;
  /** A transaction as the node gives it (eth_getTransactionByHash), null when it does not know it. */
  transaction(hash: Hex): Promise<{ from: Hex; to: Hex | null; input: Hex; value: bigint; blockNumber: number | null; nonce: number } | null>;
  /** The receipt as far as research needs it. */
  receipt(hash: Hex): Promise<{ status: 'success' | 'reverted'; contractAddress: Hex | null; gasUsed: bigint; logs: Log[] } | null>;
  /** A block with its transactions, for finding creations on chains without an indexer. */
  transactionsOf(number: number): Promise<{ hash: Hex; from: Hex; to: Hex | null; input: Hex }[]>;
  /** First block at which the address has code, by bisection over history; null with a node that keeps no history. */
  creationBlock(address: Hex): Promise<number | null>;
}

/** Opens chains for reading. */
export interface ChainReaders {
  /** At a block, or at the newest one. Throws NETWORK_UNKNOWN, NETWORK_UNREACHABLE, NOT_FOUND for a block that does not exist yet. */
  open(network: string, atBlock?: number): Promise<ChainReader>;
}

/** A transaction sent inside a fork. Anybody can be the sender; nothing leaves the fork. */
export interface ForkTransaction { from: Hex; to: Hex | null; data: Hex; /** wei */ value?: bigint; gas?: bigint; /** wei per gas; default: somewhat above the base fee. */ gasPrice?: bigint }
export interface ForkReceipt {
  status: 'success' | 'reverted'; reason: string | null; gasUsed: bigint; contractAddress: Hex | null; logs: Log[];
  /** Which account called which inside it, in order, each pair and kind once. Behind a delegatecall the caller is the account whose state is used. */
  calls: ForkCall[];
}
export interface ForkCall { from: Hex; to: Hex; kind: 'call' | 'staticcall' | 'delegatecall' | 'create' }
/** A private copy of a chain at a block, in an EVM of its own process, for trying what would happen. */
export interface Fork {
  readonly block: BlockReference;
  /** Runs and mines one transaction; a revert is an answer, not an error. */
  send(transaction: ForkTransaction): Promise<ForkReceipt>;
  call(call: ReadCall): Promise<CallResult>;
  /** wei */
  balance(address: Hex): Promise<bigint>;
  setBalance(address: Hex, wei: bigint): Promise<void>;
  setStorage(address: Hex, slot: Hex, value: Hex): Promise<void>;
  storage(address: Hex, slot: Hex): Promise<Hex>;
  code(address: Hex): Promise<Hex>;
  setCode(address: Hex, code: Hex): Promise<void>;
  /** Mines empty blocks. */
  mine(blocks: number, /** between blocks */ seconds?: number): Promise<void>;
  snapshot(): Promise<string>;
  /** Goes back to a snapshot and forgets it. */
  revert(snapshot: string): Promise<void>;
  close(): Promise<void>;
}
/** Makes forks. Throws SIMULATION_UNAVAILABLE with the reason; a crash of the EVM process is one too, and never takes this process along. */
export interface Forks { open(network: string, atBlock: number, context?: WorkContext): Promise<Fork>; close(): Promise<void> }

/** Research runs, their results and evidence, and watches. Every change writes its event in the same transaction. */
export interface ResearchStore {
  create(input: { runId: string; request: ResearchRequest; network: string | null; idempotencyKey?: string | null; watchId?: string | null }): Promise<{ research: Research; created: boolean }>;
  get(runId: string): Promise<Research | null>;
  /** Newest first, their requests without sources and posts. `subject`: what was typed, or the address or symbol of what was found, whatever the case. */
  list(options?: { status?: ResearchStatus; network?: string; subject?: string; watchId?: string; limit?: number; before?: string }): Promise<Research[]>;
  setStatus(runId: string, status: ResearchStatus, error?: Research['error']): Promise<void>;
  setSubject(runId: string, subject: Subject): Promise<void>;
  setStep(runId: string, step: Partial<Research['steps'][number]> & Pick<Research['steps'][number], 'name' | 'status'>): Promise<void>;
  /** Stores what a service answered; the same section again replaces it. */
  saveSection(runId: string, section: SectionName, answer: ServiceAnswer): Promise<void>;
  loadSections(runId: string): Promise<ServiceAnswer[]>;
  saveResult(runId: string, result: ResearchResult): Promise<void>;
  result(runId: string): Promise<ResearchResult | null>;
  createWatch(input: { id: string; request: ResearchRequest; everySeconds: number }): Promise<Watch>;
  watches(): Promise<Watch[]>;
  getWatch(id: string): Promise<Watch | null>;
  setWatch(id: string, change: Partial<Pick<Watch, 'status' | 'everySeconds' | 'lastRunId' | 'lastRunAt' | 'nextRunAt' | 'error'>>): Promise<Watch>;
  removeWatch(id: string): Promise<void>;
  /** Watches whose next run is due. */
  dueWatches(now: Date): Promise<Watch[]>;
  addChange(change: WatchChange): Promise<void>;
  changes(watchId: string, limit?: number): Promise<WatchChange[]>;
}

export type { Comparison };
