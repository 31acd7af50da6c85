import { AppError, type ChainReaders, type SourceStatus } from '@hyperlens/protocol';
import { getAddress } from 'viem/utils';
import { findCreation, findSiblings, nonceOf } from '../onchain/deployer/index.ts';
import type { ExamineDeployer } from './service.ts';

const facts = ['deployer.address', 'deployer.transactions', 'deployer.contracts'] as const;

/** The account that deployed the subject and what it did before: transactions it sent and contracts it made, at the block of the task. */
export function makeDeployerExamination(readers: ChainReaders): ExamineDeployer {
  return async ({ task, ledger, context }) => {
    const { address, network } = task.subject;
    const about = { title: 'Account that deployed it', source: network ? `chain:${network}` : 'chain', method: 'transaction of the first block with its code' };
    const nothing = (because: string, status: SourceStatus): void => {
      const id = ledger.unknown('deployer', because, about);
      for (const name of facts) ledger.fact(name, id);
      ledger.source({ id: 'chain', title: network ? `RPC of ${network}` : 'The chain', status, reason: because });
    };
    if (!address || !network || !task.block || task.subject.kind === 'wallet') return nothing('there is no contract on a chain to ask about', 'not_applicable');
    try {
      const reader = await readers.open(network, task.block.number);
      const subject = getAddress(address);
      const creation = await findCreation(reader, subject, context);
      if (!creation?.deployer) return nothing('the transaction that made it could not be found: the node keeps no history of that time, or it was made in another way', 'limited');
      const deployer = creation.deployer;
      ledger.fact('deployer.address', ledger.known('deployer', getAddress(deployer), { ...about, method: creation.method, confidence: creation.confidence }));
      const nonce = await nonceOf(reader, deployer);
      const sent = { ...about, title: 'Transactions the deployer has sent', method: 'eth_getTransactionCount at the block' };
      ledger.fact('deployer.transactions', nonce === null ? ledger.unknown('deployer.transactions', 'the node keeps no state of that block', sent) : ledger.known('deployer.transactions', nonce, sent));
      const made = { ...about, title: 'Other contracts of the deployer', method: 'code at the addresses its nonces give; what was made through factories is not seen', confidence: 'medium' as const };
      ledger.fact('deployer.contracts', nonce === null ? ledger.unknown('deployer.contracts', 'the node keeps no state of that block', made) : ledger.known('deployer.contracts', (await findSiblings(reader, deployer, nonce, subject)).map((one) => ({ address: one.address, token: one.token })), made));
      ledger.source({ id: 'chain', title: `RPC of ${network}`, status: nonce === null ? 'limited' : 'ok', ...(nonce === null ? { reason: 'the node keeps no state of that block' } : {}) });
    } catch (error) {
      context.signal?.throwIfAborted();
      nothing(AppError.from(error).message, AppError.is(error, 'STATE_UNAVAILABLE') ? 'limited' : 'unreachable');
    }
  };
}
