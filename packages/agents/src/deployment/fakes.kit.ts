// A chain, a journal, a signer and a clock for the deployment agent's tests. Real ones are in test/walk/deployment.
import { AppError, network as networkShape, type Attempt, type ChainClient, type CompiledContract, type Deployment, type DeploymentEncoder, type DeploymentInput, type DeploymentJournal, type Network, type Networks, type Receipt, type Signer, type UnsignedTransaction } from '@hyperlens/protocol';
import type { Clock } from './landing.ts';

type Hex = `0x${string}`;
export const account: Hex = `0x${'aa'.repeat(20)}`;
const runtime = 'beef';
export const hash32 = (text: string): Hex => `0x${Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)}`;

interface Mined { hash: Hex; nonce: number; block: number; data: Hex; status: Receipt['status'] }
type Known = UnsignedTransaction & { hash: Hex };

/** A chain that mines when told to. `raw` is the transaction as JSON in hexadecimal, with a serial number as its signature. */
export function makeFakeChain(change: Partial<Network> = {}) {
  const network = networkShape.parse({
    id: 'fake', name: 'Fake', chainId: 5, caip2: 'eip155:5', testnet: true, kind: 'remote', rpcUrls: ['http://fake'], currency: { name: 'C', symbol: 'C', decimals: 18 },
    evmVersion: 'cancun', fees: { type: 'eip1559' }, confirmations: 2, confirmationTimeoutSeconds: 300, approval: 'always', ...change,
  });
  const chain = {
    head: 100, fork: 0, baseFee: 100n, balance: 10n ** 18n, nonce: 0, pool: new Map<string, Known>(), mined: [] as Mined[], sent: [] as Hex[], signed: 0,
    /** Refuses a sent transaction with the returned reason. */
    refuse: null as ((transaction: Known) => string | null) | null,
    /** Fails calls of a method with the returned error. */
    trouble: null as ((method: string) => Error | null) | null,
    code: runtime, automine: true, minesAll: true,
    /** The node answers receipts of a block that is no longer on the chain. */
    staleReceipts: false,
    /** One block with what the pool offers in order of nonce at the current base fee. */
    mine(blocks = 1) {
      for (let count = 0; count < blocks; count += 1) {
        chain.head += 1;
        for (const transaction of [...chain.pool.values()].toSorted((a, b) => a.nonce - b.nonce)) {
          if (!chain.minesAll || transaction.nonce !== chain.nonce || transaction.maxFeePerGas < chain.baseFee) continue;
          chain.mined.push({ hash: transaction.hash, nonce: transaction.nonce, block: chain.head, data: transaction.data, status: transaction.data.endsWith('fd') ? 'reverted' : 'success' });
          chain.pool.delete(transaction.hash);
          chain.nonce += 1;
        }
        for (const transaction of chain.pool.values()) if (transaction.nonce < chain.nonce) chain.pool.delete(transaction.hash);
      }
    },
    /** A stranger with the same key uses the next nonce. */
    foreign() { chain.head += 1; chain.nonce += 1; for (const transaction of chain.pool.values()) if (transaction.nonce < chain.nonce) chain.pool.delete(transaction.hash); },
    /** Takes the newest blocks back; their transactions go to the pool, or are lost. */
    reorganise(depth: number, lose = false) {
      const gone = chain.mined.filter(({ block }) => block > chain.head - depth);
      chain.mined = chain.mined.filter(({ block }) => block <= chain.head - depth);
      chain.fork += 1;
      chain.nonce -= gone.length;
      for (const { hash, nonce, data } of gone) if (!lose) chain.pool.set(hash, { ...decode(hash), hash, nonce, data });
    },
  };
  const raws = new Map<string, Hex>();
  const decode = (hash: string): Known => ({ ...readRaw(raws.get(hash) ?? '0x'), hash: hash as Hex });
  const blockHash = (block: number): Hex => hash32(`block ${block} ${block > 102 ? chain.fork : ''}`);
  const check = (method: string): void => { const error = chain.trouble?.(method); if (error) throw error; };
  const client: ChainClient = {
    network,
    blockNumber: async () => { check('blockNumber'); return chain.head; },
    blockHash: async (number) => (number <= chain.head ? blockHash(number) : null),
    balance: async () => chain.balance,
    nonce: async (_, at) => { check('nonce'); let next = chain.nonce; if (at === 'pending') while ([...chain.pool.values()].some(({ nonce }) => nonce === next)) next += 1; return next; },
    code: async () => `0x${chain.code}`,
    storageAt: async () => `0x${'0'.repeat(64)}`,
    simulate: async ({ data }) => { if (data.endsWith('fd') && !chain.automine) throw new AppError('SIMULATION_REVERTED', { reason: 'no' }); return { gas: 1000n, returned: '0x' }; },
    fees: async () => ({ type: 'eip1559', maxFeePerGas: chain.baseFee * 2n + 10n, maxPriorityFeePerGas: 10n, layer1Fee: 0n }),
    async send(raw) {
      check('send');
      const transaction = readRaw(raw);
      raws.set(transaction.hash, raw);
      chain.sent.push(transaction.hash);
      if (chain.pool.has(transaction.hash) || chain.mined.some(({ hash }) => hash === transaction.hash)) return transaction.hash;
      const reason = chain.refuse?.(transaction) ?? (transaction.nonce < chain.nonce ? 'nonce too low' : null);
      if (reason) throw new AppError('RPC_REJECTED', { method: 'eth_sendRawTransaction', reason });
      for (const other of chain.pool.values()) if (other.nonce === transaction.nonce) chain.pool.delete(other.hash);
      chain.pool.set(transaction.hash, transaction);
      if (chain.automine) chain.mine();
      return transaction.hash;
    },
    async receipt(hash) {
      check('receipt');
      const found = chain.mined.find((transaction) => transaction.hash === hash);
      return found ? { transactionHash: hash, blockNumber: found.block, blockHash: chain.staleReceipts ? hash32('an orphan') : blockHash(found.block), status: found.status, contractAddress: `0x${found.nonce.toString(16).padStart(40, '0')}`, gasUsed: 900n } : null;
    },
    knows: async (hash) => chain.pool.has(hash) || chain.mined.some((transaction) => transaction.hash === hash),
    request: async () => null,
    health: async () => ({ network: 'fake', status: 'healthy', blockNumber: chain.head, endpoints: [] }),
  };
  const signer: Signer = {
    accounts: async () => [account],
    async sign(_, from, transaction) {
      chain.signed += 1;
      const transactionHash = hash32(`tx ${transaction.nonce} ${chain.signed} ${from.slice(2, 4)}`);
      const text = JSON.stringify({ ...transaction, hash: transactionHash }, (__, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
      return { rawTransaction: `0x${Buffer.from(text).toString('hex')}`, transactionHash };
    },
  };
  const networks: Networks = { list: () => [network], get: () => network, client: async () => client, health: () => client.health(), close: async () => undefined };
  return { chain, client, signer, networks, network };
}

function readRaw(raw: Hex): Known {
  return JSON.parse(Buffer.from(raw.slice(2), 'hex').toString(), (_, value: unknown) => (typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value)) as Known;
}

export const encoder: DeploymentEncoder = {
  encodeDeployment: (contract) => ({ data: `0x${contract.bytecode}`, hash: hash32(contract.bytecode) }),
  encodeProxied: () => { throw new Error('not in these tests'); },
  readTransaction: (raw) => readRaw(raw),
};

export const contractOf = (bytecode = '6001'): CompiledContract => ({ file: 'A.sol', name: 'Acorn', abi: [], bytecode, deployedBytecode: runtime, immutableReferences: {}, linkReferences: {}, methodIdentifiers: {}, metadata: '' });
export const inputOf = (intentKey: string, bytecode?: string): DeploymentInput => ({ intentKey, runId: null, network: 'fake', contract: contractOf(bytecode), constructorArguments: [], upgradeability: 'none' });

/** Time that passes only by sleeping; `tick` is what happens meanwhile. */
export function makeFakeClock(tick: (now: number) => void = () => undefined): Clock & { time: number } {
  const clock = {
    time: 0, now: () => clock.time,
    async sleep(milliseconds: number, signal?: AbortSignal) { signal?.throwIfAborted(); clock.time += milliseconds; tick(clock.time); },
  };
  return clock;
}

/** The journal's rules in memory; the database's are proved by journal.kit.ts. */
export function makeFakeJournal(): DeploymentJournal & { all: Map<string, Deployment & { account?: string }> } {
  const all = new Map<string, Deployment & { account?: string }>();
  const need = (id: string): Deployment & { account?: string } => { const found = all.get(id); if (!found) throw new Error('no deployment'); return found; };
  const over = new Set<Attempt['status']>(['dropped', 'failed']);
  let last: Promise<unknown> = Promise.resolve();
  return {
    all,
    async open({ intentKey, runId, network, chainId }) {
      const found = [...all.values()].find((deployment) => deployment.intentKey === intentKey);
      if (found) return structuredClone(found);
      const made: Deployment = { id: `d${all.size}`, runId, intentKey, network, chainId, status: 'planned', plan: null, contracts: [], attempts: [], error: null, createdAt: '', updatedAt: '' };
      all.set(made.id, made);
      return structuredClone(made);
    },
    find: async (id) => structuredClone(all.get(id) ?? null),
    findByIntent: async (key) => structuredClone([...all.values()].find(({ intentKey }) => intentKey === key) ?? null),
    list: async () => [...all.values()],
    async update(id, change) { Object.assign(need(id), change); return structuredClone(need(id)); },
    withNonce({ deploymentId, account: from }, use) {
      const work = async (): Promise<Attempt> => {
        const nonces = [...all.values()].flatMap(({ attempts }) => attempts).filter(({ status }) => !over.has(status)).map(({ nonce }) => nonce);
        const attempt = { ...await use(nonces.length > 0 ? Math.max(...nonces) : null), createdAt: '' };
        const deployment = need(deploymentId);
        for (const other of deployment.attempts) if (!over.has(other.status)) other.status = 'replaced';
        deployment.attempts.push(attempt);
        Object.assign(deployment, { status: 'signed', account: from });
        return attempt;
      };
      const result = last.then(work, work);
      last = result.catch(() => undefined);
      return result;
    },
    async markAttempt(id, hash, status) { const attempt = need(id).attempts.find(({ transactionHash }) => transactionHash === hash); if (attempt) attempt.status = status; },
    undecided: async ({ below }) => [...all.values()].flatMap(({ id, attempts }) => attempts.filter(({ nonce, status }) => nonce < below && (status === 'signed' || status === 'broadcast')).map((attempt) => ({ ...attempt, deploymentId: id }))),
    async release({ from }) { for (const { attempts } of all.values()) for (const attempt of attempts) if (attempt.nonce >= from && !over.has(attempt.status)) attempt.status = 'dropped'; },
  };
}
