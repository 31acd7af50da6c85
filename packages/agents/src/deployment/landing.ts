import { AppError, type Attempt, type ChainClient, type Deployment, type DeploymentJournal, type Receipt, type WorkContext } from '@hyperlens/protocol';
import type { Attempts } from './signing.ts';

type Hex = `0x${string}`;

/** Time as the agent sees it; milliseconds. `sleep` ends early, by throwing, when the signal aborts. */
export interface Clock { now(): number; sleep(milliseconds: number, signal?: AbortSignal): Promise<void> }

export interface LandingDependencies { client: ChainClient; journal: DeploymentJournal; clock: Clock; attempts: Attempts; context: WorkContext }

/** Statuses in which an attempt may still become the contract. `failed` was mined and reverted; `dropped` lost its nonce to a stranger. */
const open = new Set<Attempt['status']>(['signed', 'broadcast', 'mined', 'confirmed', 'replaced']);
/** Of one nonce the newest of these is the one that is sent. */
const live = new Set<Attempt['status']>(['signed', 'broadcast', 'mined', 'confirmed']);
/** A transaction that is in no block after this long gets a higher price. */
const patienceMilliseconds = 45_000;
/** Bytes are sent again no more often than this. */
const resendMilliseconds = 3_000;
/** Nonces lost to strangers before it is given up. */
const roundsAllowed = 3;

/**
 * Brings one transaction of a deployment into a block and waits until it is deep enough. Works from the journal alone, so it makes no difference
 * whether it starts fresh or after a crash: bytes that were signed are sent again and again as they are, and another nonce is taken only when
 * the chain shows that the first one was used up by a transaction that is not ours. Throws CONFIRMATION_TIMED_OUT with everything kept.
 */
export async function land(deployment: Deployment, { client, journal, clock, attempts: signing, context }: LandingDependencies): Promise<Receipt> {
  const { network } = client;
  const deadline = clock.now() + network.confirmationTimeoutSeconds * 1000;
  let attempts = deployment.attempts;
  let status = deployment.status;
  let rounds = 0;
  let sentAt = new Map<string, number>();
  let waitingSince = clock.now();
  let consumedAt: number | null = null;
  let problem = '';
  let justSent = false;

  let told = '';
  const tell = (text: string): void => { if (text !== told) context.progress?.(text); told = text; };
  const reload = async (): Promise<void> => { attempts = (await journal.find(deployment.id))?.attempts ?? attempts; };
  const advance = async (next: Deployment['status']): Promise<void> => {
    if (status === next) return;
    status = next;
    await journal.update(deployment.id, { status: next });
  };
  const mark = async (attempt: Attempt, next: Attempt['status']): Promise<void> => {
    if (attempt.status === next) return;
    await journal.markAttempt(deployment.id, attempt.transactionHash as Hex, next);
    attempts = attempts.map((other) => (other.transactionHash === attempt.transactionHash ? { ...other, status: next } : other));
  };

  /** The receipt of whichever attempt made it. */
  const findReceipt = async (): Promise<{ attempt: Attempt; receipt: Receipt } | null> => {
    for (const attempt of attempts.filter(({ status: current }) => open.has(current)).toReversed()) {
      const receipt = await client.receipt(attempt.transactionHash as Hex);
      if (receipt) return { attempt, receipt };
    }
    return null;
  };

  /** A mined attempt: recorded, and returned once it is deep enough and still where it was. */
  const settle = async ({ attempt, receipt }: { attempt: Attempt; receipt: Receipt }): Promise<Receipt | null> => {
    // Only one attempt of a nonce may be live in the journal: the loser is marked first.
    for (const other of attempts) if (other !== attempt && other.nonce === attempt.nonce && live.has(other.status)) await mark(other, 'replaced');
    const current = attempts.find(({ transactionHash }) => transactionHash === attempt.transactionHash) ?? attempt;
    if (current.status !== 'confirmed') await mark(current, 'mined');
    await advance('mined');
    const head = await client.blockNumber();
    if (head < receipt.blockNumber + network.confirmations) { tell(`In block ${receipt.blockNumber}; waiting for ${receipt.blockNumber + network.confirmations - head} more`); return null; }
    const [canonical, again] = await Promise.all([client.blockHash(receipt.blockNumber), network.confirmations > 0 ? client.receipt(receipt.transactionHash) : receipt]);
    if (canonical !== receipt.blockHash || again?.blockHash !== receipt.blockHash) { tell('The chain was reorganised; waiting again'); return null; }
    const settled = attempts.find(({ transactionHash }) => transactionHash === attempt.transactionHash) ?? attempt;
    if (receipt.status === 'reverted') {
      await mark(settled, 'failed');
      throw new AppError('DEPLOYMENT_REVERTED', { hash: receipt.transactionHash });
    }
    await mark(settled, 'confirmed');
    return receipt;
  };

  /** Sends the bytes of an attempt. What the node says against them is either waited out, answered with a higher price, or thrown. */
  const send = async (attempt: Attempt): Promise<void> => {
    const before = sentAt.get(attempt.transactionHash);
    if (before !== undefined && clock.now() - before < resendMilliseconds) return;
    justSent = before === undefined;
    sentAt.set(attempt.transactionHash, clock.now());
    try {
      await client.send(attempt.rawTransaction as Hex);
    } catch (error) {
      if (!AppError.is(error, 'RPC_REJECTED')) throw error;
      const reason = String(error.details.reason);
      if (/insufficient funds|insufficient balance|enough funds/i.test(reason)) throw await signing.shortOfFunds(attempt);
      if (/underpriced|fee too low|base ?fee|gas price too low|replacement/i.test(reason)) { await raise(attempt); return; }
      // A used nonce shows in the account's nonce, and one too early is waited for.
      if (!/nonce/i.test(reason)) throw error;
      problem = reason;
      return;
    }
    if (attempt.status === 'signed') await mark(attempt, 'broadcast');
    await advance('broadcast');
    tell(`Sent transaction ${attempt.transactionHash}`);
  };

  const raise = async (attempt: Attempt): Promise<void> => {
    const replaced = await signing.replace(deployment.id, attempt);
    waitingSince = clock.now();
    if (!replaced) { problem = 'a higher price than the approved one is needed'; return; }
    tell('Replaced the transaction by one with a higher price');
    await reload();
  };

  /** No attempt is in a block: one is signed, sent again, given a higher price, or given up, whichever the chain calls for. */
  const push = async (): Promise<void> => {
    const attempt = attempts.findLast(({ status: current }) => live.has(current));
    if (!attempt) {
      if (attempts.some(({ status: current }) => current === 'dropped')) rounds += 1;
      if (rounds > roundsAllowed) throw new AppError('NONCE_TAKEN', { nonce: attempts.at(-1)?.nonce ?? 0, account: signing.account });
      if (context.signal?.aborted) throw new AppError('INTERRUPTED');
      await signing.first(deployment.id);
      status = 'signed';
      waitingSince = clock.now();
      consumedAt = null;
      sentAt = new Map();
      await reload();
      const fresh = attempts.findLast(({ status: current }) => live.has(current));
      if (fresh) await send(fresh);
      return;
    }
    if (attempt.status === 'mined' || attempt.status === 'confirmed') await mark(attempt, 'broadcast');
    const current = attempts.find(({ transactionHash }) => transactionHash === attempt.transactionHash) ?? attempt;
    const used = await client.nonce(signing.account, 'latest');
    if (used > current.nonce) { await consumed(current); return; }
    consumedAt = null;
    if (used < current.nonce) await signing.nudgeEarlier(current.nonce, used);
    if (!await client.knows(current.transactionHash as Hex)) await send(current);
    else if (current.status === 'signed') { await mark(current, 'broadcast'); await advance('broadcast'); }
    else if (used === current.nonce && clock.now() - waitingSince > patienceMilliseconds) await raise(current);
  };

  /** The nonce is used up and no receipt is ours. Believed only when it stays so for as many blocks as a confirmation takes. */
  const consumed = async (attempt: Attempt): Promise<void> => {
    const head = await client.blockNumber();
    consumedAt ??= head;
    if (head < consumedAt + network.confirmations || await findReceipt()) return;
    tell(`Nonce ${attempt.nonce} was used by another transaction; taking a new one`);
    for (const lost of attempts.filter(({ nonce, status: current }) => nonce === attempt.nonce && open.has(current))) await mark(lost, 'dropped');
  };

  let pause = network.kind === 'local' ? 10 : 500;
  for (;;) {
    try {
      const found = await findReceipt();
      const receipt = found ? await settle(found) : await push();
      if (receipt) return receipt;
      problem = '';
    } catch (error) {
      // An endpoint that fails for a while is no reason to give up on bytes that are out.
      if (!passing(error)) throw error;
      if (!attempts.some(({ status: current }) => live.has(current))) {
        await reload();
        if (!attempts.some(({ status: current }) => live.has(current))) throw error;
      }
      problem = error.message;
    }
    const latest = attempts.findLast(({ status: current }) => live.has(current));
    if (clock.now() > deadline) {
      if (problem) tell(problem);
      throw new AppError('CONFIRMATION_TIMED_OUT', { hash: latest?.transactionHash ?? 'none', seconds: network.confirmationTimeoutSeconds });
    }
    // The first look after sending comes at once: a local chain has the block already.
    if (justSent) { justSent = false; continue; }
    await rest(clock, pause, context.signal);
    pause = Math.min(Math.ceil(pause * 1.5), network.kind === 'local' ? 250 : 4000);
  }
}

/** Whether a failure says nothing about the transaction: an endpoint's trouble, a refused read, another process at the same work. */
function passing(error: unknown): error is AppError {
  if (AppError.is(error, 'RPC_REJECTED')) return error.details.method !== 'eth_sendRawTransaction';
  return AppError.is(error, 'NETWORK_UNREACHABLE') || AppError.is(error, 'RPC_GARBAGE') || AppError.is(error, 'DEPLOYMENT_CONFLICT');
}

async function rest(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) throw new AppError('INTERRUPTED');
  await clock.sleep(milliseconds, signal).catch((error: unknown) => { throw signal?.aborted ? new AppError('INTERRUPTED') : error; });
}
