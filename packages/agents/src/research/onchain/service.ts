import { AppError, type BytecodeReader, type ChainReader, type ChainReaders, type Forks, type KnownContractsOf, type ResearchService, type ResearchTask, type ServiceAnswer, type SourceArchive, type TokenArchive, type TransferIndex, type WorkContext } from '@hyperlens/protocol';
import { getAddress, zeroAddress, type Hex } from 'viem';
import { makeLedger, type Ledger } from '../evidence/index.ts';
import { readAccount, walletKind } from './identity/account.ts';
import { writeAccount } from './identity/examine.ts';
import type { OnchainInput } from './input.ts';
import { examineContract } from './contract.ts';
import type { Parts } from './parts.ts';
import { summarize } from './summary.ts';
import { reasonOf } from './text.ts';
import { examineWallet } from './wallet/profile.ts';
import { statusOf } from './writing.ts';

export interface OnchainDependencies {
  readers: ChainReaders;
  forks: Forks;
  bytecode: BytecodeReader;
  /** Where published sources are; null when it is switched off. */
  sources: SourceArchive | null;
  /** Sources of what this product deployed itself. */
  own?: SourceArchive;
  /** Keyed services asked for a second opinion. */
  archives: readonly TokenArchive[];
  /** Those that would be asked, had they a key, and the setting for it. */
  withoutKey?: readonly { id: string; title: string; setting: string }[];
  index?: TransferIndex;
  known: KnownContractsOf;
  /** The parts for tokens; exchanged in tests. */
  parts: Parts;
}

/**
 * Everything a chain tells about an address at one block. It never throws for what a node or service does wrong: what could not be learned is
 * unknown, with the reason. Throws INPUT_INVALID for a task without an address on a chain, and the reason of a cancelled run.
 */
export function makeOnchainService(dependencies: OnchainDependencies): ResearchService {
  return {
    section: 'onchain',
    async analyze(task, context = {}) {
      const { subject, block } = task;
      if (!subject.address || !subject.network || !block) throw new AppError('INPUT_INVALID', { where: 'subject', problem: 'the on-chain service needs an address, a network and a block' });
      const ledger = makeLedger({ section: 'onchain', block, observedAt: task.observedAt });
      const chain = { id: `chain:${subject.network}`, title: `RPC of ${subject.network}` };
      try {
        const reader = await open(dependencies.readers, task, subject.network, block.number, block.hash);
        const status = await examine(dependencies, { task, reader, ledger, context, address: getAddress(subject.address), code: '0x' });
        ledger.source({ ...chain, ...status });
      } catch (error) {
        context.signal?.throwIfAborted();
        if (AppError.is(error, 'CHAIN_REORGANISED')) throw error;
        const id = ledger.unknown('account.kind', reasonOf(error), { title: 'Kind of account', source: chain.id, method: 'eth_getCode, eth_getTransactionCount, eth_getBalance' });
        ledger.fact('account.kind', id);
        ledger.source({ ...chain, status: statusOf(error), reason: reasonOf(error) });
      }
      fillFlags(ledger);
      return { report: ledger.report(summarize(ledger)), findings: [] } satisfies ServiceAnswer;
    },
  };
}

/** The chain at the task's block. A block that was replaced since the run began makes every answer belong to another history. */
async function open(readers: ChainReaders, task: ResearchTask, network: string, block: number, hash: string): Promise<ChainReader> {
  const reader = await readers.open(network, block);
  if (reader.block.hash.toLowerCase() !== hash.toLowerCase()) throw new AppError('CHAIN_REORGANISED', { network, block });
  return reader;
}

async function examine(dependencies: OnchainDependencies, input: Omit<OnchainInput, 'code'> & { code: Hex; context: WorkContext }): Promise<{ status: 'ok' | 'limited'; reason?: string }> {
  const { reader, ledger, address } = input;
  input.context.progress?.(`reading ${address} on ${reader.network.name} at block ${reader.block.number}`);
  const account = await readAccount(reader, address);
  const full: OnchainInput = { ...input, code: account.code };
  writeAccount(full, account);
  if (account.kind === 'contract') await examineContract(dependencies, full);
  const smart = account.kind === 'contract' ? await walletKind(reader, address) : null;
  if (smart) ledger.fact('account.wallet', ledger.known('account.wallet', smart, { title: 'Kind of smart account', source: `chain:${reader.network.id}`, method: 'getOwners() and getThreshold(), or entryPoint()' }));
  if (account.kind === 'precompile' || address === zeroAddress) {
    ledger.fact('wallet.dangerousApprovals', ledger.known('wallet.dangerousApprovals', [], { title: 'Dangerous approvals', source: `chain:${reader.network.id}`, method: 'nobody can sign for this address, so it cannot approve anything' }));
  } else if (account.kind !== 'contract' || smart) await examineWallet(full, account, dependencies.sources);
  const missing = ledger.valueOf('onchain.deployer.block') === undefined && account.kind === 'contract';
  return missing ? { status: 'limited', reason: 'the node keeps no state of older blocks' } : { status: 'ok' };
}

/** Flags of a contract that no part could decide are listed as unknown, never left out; for what is no contract there are none. */
function fillFlags(ledger: Ledger): void {
  if (ledger.valueOf('onchain.account.kind') !== undefined && ledger.valueOf('onchain.account.kind') !== 'contract') return;
  if (ledger.valueOf('onchain.account.kind') === undefined) for (const name of ['is_open_source', 'is_proxy', 'hidden_owner', 'owner_address', 'creator_address', 'selfdestruct', 'can_take_back_ownership', 'is_honeypot', 'buy_tax', 'sell_tax', 'is_mintable', 'transfer_pausable', 'is_blacklisted', 'slippage_modifiable', 'total_supply', 'holder_count']) ledger.flag(name, 'onchain.account.kind', 'unknown');
}
