import { AppError, type Attempt, type ChainClient, type DeploymentEncoder, type DeploymentJournal, type FeeQuote, type Signer } from '@hyperlens/protocol';

type Hex = `0x${string}`;

/** What was approved: nothing is signed that could cost more. wei. */
export interface Budget { maximumCost: bigint; maxFeePerGas: bigint }

/** Signs the attempts of one transaction; every one is in the journal before it is returned. */
export interface Attempts {
  readonly account: Hex;
  /** The first attempt, with the account's next nonce; does nothing when another process signed one meanwhile. */
  first(deploymentId: string): Promise<void>;
  /** A replacement with the same nonce and higher fees. False when the approved price does not allow it. */
  replace(deploymentId: string, attempt: Attempt): Promise<boolean>;
  /** Sends again what earlier nonces of the account are still waiting for, because this transaction waits for them. */
  nudgeEarlier(nonce: number, used: number): Promise<void>;
  shortOfFunds(attempt: Attempt): Promise<AppError>;
}

export interface AttemptsDependencies { client: ChainClient; signer: Signer; journal: DeploymentJournal; encoder: DeploymentEncoder; now: () => number }

const undecided = new Set<Attempt['status']>(['signed', 'broadcast', 'mined', 'confirmed']);

/**
 * Signs for `account` the transaction that creates `data` with at most `gas`. Throws FEES_ABOVE_APPROVED when the chain's price has outgrown
 * the budget, and what signer and journal throw.
 */
export function makeAttempts({ client, signer, journal, encoder, now }: AttemptsDependencies, transaction: { account: Hex; data: Hex; gas: bigint; budget: Budget }): Attempts {
  const { account, data, gas, budget } = transaction;
  const { network } = client;
  let nudgedAt = Number.NEGATIVE_INFINITY;

  const sign = async (nonce: number, fees: Pick<FeeQuote, 'type' | 'maxFeePerGas' | 'maxPriorityFeePerGas'>): Promise<Omit<Attempt, 'createdAt'>> => {
    const signed = await signer.sign(network, account, {
      chainId: network.chainId, nonce, to: null, data, value: 0n, gas, type: fees.type, maxFeePerGas: fees.maxFeePerGas, maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
    });
    return { ...signed, nonce, status: 'signed' };
  };
  const lower = (one: bigint, other: bigint): bigint => (one < other ? one : other);
  const higher = (one: bigint, other: bigint): bigint => (one > other ? one : other);
  /** A local chain whose folder was taken away starts at nonce 0 and knows nothing of what the journal holds: those nonces are free again. */
  const startedAnew = async (next: number, highest: number): Promise<boolean> => {
    const waiting = await journal.undecided({ chainId: network.chainId, account, below: highest + 1 });
    if (waiting.length > 0) return false;
    await journal.release({ chainId: network.chainId, account, from: next });
    return true;
  };
  const refuse = (needed: bigint): never => { throw new AppError('FEES_ABOVE_APPROVED', { needed: needed.toString(), approved: budget.maximumCost.toString() }); };

  return {
    account,

    async first(deploymentId) {
      const quote = await client.fees({ data, gas });
      const maxFeePerGas = lower(quote.maxFeePerGas, budget.maxFeePerGas);
      // A quote is twice the base fee: half of it is what the next block takes.
      if (quote.maxFeePerGas / 2n > maxFeePerGas) refuse(gas * quote.maxFeePerGas + quote.layer1Fee);
      if (gas * maxFeePerGas + quote.layer1Fee > budget.maximumCost) refuse(gas * maxFeePerGas + quote.layer1Fee);
      const fees = { type: quote.type, maxFeePerGas, maxPriorityFeePerGas: lower(quote.maxPriorityFeePerGas, maxFeePerGas) };
      await journal.withNonce({ deploymentId, chainId: network.chainId, account }, async (highest) => {
        const current = await journal.find(deploymentId);
        if (current?.attempts.some(({ status }) => undecided.has(status))) throw new AppError('DEPLOYMENT_CONFLICT', { id: deploymentId });
        const next = await client.nonce(account, 'pending');
        if (highest === null || highest < next) return sign(next, fees);
        if (network.kind === 'remote' || !await startedAnew(next, highest)) return sign(highest + 1, fees);
        return sign(next, fees);
      }).catch(async (error: unknown) => {
        // Signed by another process between our look and our turn: that attempt is as good as ours.
        const current = AppError.is(error, 'DEPLOYMENT_CONFLICT') ? await journal.find(deploymentId) : null;
        if (!current?.attempts.some(({ status }) => undecided.has(status))) throw error;
      });
    },

    async replace(deploymentId, attempt) {
      const [quote, old] = [await client.fees({ data, gas }), encoder.readTransaction(attempt.rawTransaction as Hex)];
      // Nodes want a tenth more on both fees; an eighth is what clients add.
      const wanted = higher(quote.maxFeePerGas, (old.maxFeePerGas * 9n) / 8n + 1n);
      const least = (old.maxFeePerGas * 11n) / 10n + 1n;
      const maxFeePerGas = lower(wanted, budget.maxFeePerGas);
      if (maxFeePerGas < least || gas * maxFeePerGas + quote.layer1Fee > budget.maximumCost) return false;
      const maxPriorityFeePerGas = lower(higher(quote.maxPriorityFeePerGas, (old.maxPriorityFeePerGas * 9n) / 8n + 1n), maxFeePerGas);
      await journal.withNonce({ deploymentId, chainId: network.chainId, account }, async () => {
        const current = await journal.find(deploymentId);
        const live = current?.attempts.findLast(({ status }) => undecided.has(status));
        if (live?.transactionHash !== attempt.transactionHash) throw new AppError('DEPLOYMENT_CONFLICT', { id: deploymentId });
        return sign(attempt.nonce, { type: old.type, maxFeePerGas, maxPriorityFeePerGas });
      });
      return true;
    },

    async nudgeEarlier(nonce, used) {
      if (now() - nudgedAt < 1000) return;
      nudgedAt = now();
      for (const earlier of await journal.undecided({ chainId: network.chainId, account, below: nonce })) {
        if (earlier.nonce < used || await client.knows(earlier.transactionHash as Hex)) continue;
        // It may be refused for reasons of its own, which its own deployment deals with.
        await client.send(earlier.rawTransaction as Hex).catch((error: unknown) => { if (!AppError.is(error, 'RPC_REJECTED')) throw error; });
      }
    },

    async shortOfFunds(attempt) {
      const balance = await client.balance(account);
      const { maxFeePerGas } = encoder.readTransaction(attempt.rawTransaction as Hex);
      return new AppError('FUNDS_INSUFFICIENT', { account, balance: balance.toString(), needed: (gas * maxFeePerGas).toString() });
    },
  };
}
