import type { AbiEntry, CompiledContract } from '../shapes/compilation.ts';
import type { Deployment, DeploymentPlan, Attempt } from '../shapes/deployment.ts';
import type { Network, NetworkHealth } from '../shapes/network.ts';
import type { ConstructorArgument } from '../shapes/spec.ts';
import type { DeploymentInput, WorkContext } from './build.ts';

export interface FeeQuote { type: 'eip1559' | 'legacy'; maxFeePerGas: bigint; maxPriorityFeePerGas: bigint; /** wei, on top of gas */ layer1Fee: bigint }
export interface Receipt { transactionHash: `0x${string}`; blockNumber: number; blockHash: `0x${string}`; status: 'success' | 'reverted'; contractAddress: `0x${string}` | null; gasUsed: bigint }
/** A transaction ready to be signed. Amounts in wei. */
export interface UnsignedTransaction {
  chainId: number; nonce: number; to: `0x${string}` | null; data: `0x${string}`; value: bigint; gas: bigint;
  type: 'eip1559' | 'legacy'; maxFeePerGas: bigint; maxPriorityFeePerGas: bigint;
}

/** One chain through its RPC endpoints, with failover, health and chain-id check. Throws NETWORK_UNREACHABLE, CHAIN_ID_MISMATCH, RPC_GARBAGE, RPC_REJECTED. */
export interface ChainClient {
  readonly network: Network;
  blockNumber(): Promise<number>;
  /** Hash of a block, null when the chain has none of that number. */
  blockHash(blockNumber: number): Promise<`0x${string}` | null>;
  balance(address: `0x${string}`): Promise<bigint>;
  nonce(address: `0x${string}`, at: 'latest' | 'pending'): Promise<number>;
  code(address: `0x${string}`, blockNumber?: number): Promise<`0x${string}`>;
  storageAt(address: `0x${string}`, slot: `0x${string}`): Promise<`0x${string}`>;
  /** Runs a creation or call without sending it. Throws SIMULATION_REVERTED with the decoded reason. */
  simulate(transaction: { from: `0x${string}`; to: `0x${string}` | null; data: `0x${string}`; value?: bigint; abi?: AbiEntry[] }): Promise<{ gas: bigint; returned: `0x${string}` }>;
  /** Price now. With `gas` the operator fee of rollups that have one is in `layer1Fee`. */
  fees(transaction: { data: `0x${string}`; gas?: bigint }): Promise<FeeQuote>;
  /** Broadcasts; sending the same bytes again is harmless. */
  send(rawTransaction: `0x${string}`): Promise<`0x${string}`>;
  receipt(transactionHash: `0x${string}`): Promise<Receipt | null>;
  /** Whether the node knows the transaction (pending or mined). */
  knows(transactionHash: `0x${string}`): Promise<boolean>;
  /** Any read call, for contracts' pages and tests. */
  request(method: string, parameters: unknown[]): Promise<unknown>;
  health(): Promise<NetworkHealth>;
}

/** The network manager. */
export interface Networks {
  list(): Network[];
  /** Throws NETWORK_UNKNOWN. */
  get(id: string): Network;
  /** Starts the local chain when it is asked for. */
  client(id: string): Promise<ChainClient>;
  health(id: string): Promise<NetworkHealth>;
  close(): Promise<void>;
}

/** Signs for accounts whose keys never leave it. */
export interface Signer {
  /** Accounts that may sign on this network, first is the default. Throws SIGNER_MISSING, KEYSTORE_LOCKED. */
  accounts(network: Network): Promise<`0x${string}`[]>;
  sign(network: Network, account: `0x${string}`, transaction: UnsignedTransaction): Promise<{ rawTransaction: `0x${string}`; transactionHash: `0x${string}` }>;
}

/**
 * The deployment journal: intent and every signed attempt are rows before anything is broadcast.
 * unique(intentKey) and unique(chainId, account, nonce).
 */
export interface DeploymentJournal {
  /** The intent of this key, made when it does not exist. */
  open(input: { intentKey: string; runId: string | null; network: string; chainId: number }): Promise<Deployment>;
  find(id: string): Promise<Deployment | null>;
  findByIntent(intentKey: string): Promise<Deployment | null>;
  /** Newest first. `address`: only those that made the contract at it, whatever the case of its letters. */
  list(options?: { network?: string; address?: string; limit?: number }): Promise<Deployment[]>;
  update(id: string, change: Partial<Pick<Deployment, 'status' | 'plan' | 'contracts' | 'error'>>): Promise<Deployment>;
  /**
   * Runs `use` while no other process reserves a nonce of this account. `highest` is the highest nonce the journal holds for an attempt that is
   * not dropped or failed, null when none. The attempt `use` returns is stored before the lock is let go.
   */
  withNonce(input: { deploymentId: string; chainId: number; account: `0x${string}` }, use: (highest: number | null) => Promise<Omit<Attempt, 'createdAt'>>): Promise<Attempt>;
  markAttempt(deploymentId: string, transactionHash: `0x${string}`, status: Attempt['status']): Promise<void>;
  /** Attempts of an account below a nonce, of any deployment, whose fate is open (`signed`, `broadcast`): a later transaction waits for them. */
  undecided(input: { chainId: number; account: `0x${string}`; below: number }): Promise<(Attempt & { deploymentId: string })[]>;
  /** Marks the attempts of an account from a nonce on as dropped: for a local chain that was started anew and knows none of them. */
  release(input: { chainId: number; account: `0x${string}`; from: number }): Promise<void>;
}

/** Bytes that create a contract, and their keccak-256. */
export interface DeploymentCode { data: `0x${string}`; hash: `0x${string}` }

/** ABI encoding for the deployment agent. Throws INPUT_INVALID naming the argument. */
export interface DeploymentEncoder {
  encodeDeployment(contract: CompiledContract, values: readonly ConstructorArgument[], deployer: `0x${string}`): DeploymentCode;
  /** `together` creates both in one transaction and is only simulated. */
  encodeProxied(contract: CompiledContract, proxy: CompiledContract, values: readonly ConstructorArgument[], deployer: `0x${string}`): {
    implementation: DeploymentCode; proxy: (implementation: `0x${string}`) => DeploymentCode; together: `0x${string}`;
  };
  /** What a signed transaction promised to pay. */
  readTransaction(rawTransaction: `0x${string}`): Pick<UnsignedTransaction, 'type' | 'nonce' | 'gas' | 'maxFeePerGas' | 'maxPriorityFeePerGas'>;
}

export interface DeploymentAgent {
  /** Simulates and prices; nothing is signed. */
  plan(input: DeploymentInput, context?: WorkContext): Promise<DeploymentPlan>;
  /** Signs, stores, submits, confirms and compares the code. Calling it again with the same intent continues; it never deploys twice. */
  deploy(input: DeploymentInput & { plan: DeploymentPlan }, context?: WorkContext): Promise<Deployment>;
}
