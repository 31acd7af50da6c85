import { AppError, type ChainReaders, type KnownContractsOf, type MarketSource, type ResearchService, type TransferIndex } from '@hyperlens/protocol';
import { getAddress } from 'viem/utils';
import { makeLedger } from '../evidence/index.ts';
import { statusOf } from '../onchain/transfers/index.ts';
import { writeIdentity } from './identity.ts';
import { makeNotes, passOn, reasonOf } from './input.ts';
import { askMarkets, writeDollarCourse } from './price/markets.ts';
import { writeValuation, type OnChain } from './price/valuation.ts';
import { summarize } from './summary.ts';
import { examineToken } from './token.ts';

export interface TokenomicsDependencies {
  readers: ChainReaders;
  /** Without one every transfer is read each time. */
  index?: TransferIndex;
  known: KnownContractsOf;
  /** Services with prices in dollars, asked side by side. */
  markets: readonly MarketSource[];
}

/**
 * Supply, unlocks, price and liquidity of a token: from its chain at the task's block, from what a person supplied, and from market sources. What
 * a source does wrong is unknown with the reason; only a cancelled run and a replaced block throw. docs/research-tokenomics.md has the rules.
 */
export function makeTokenomicsService(dependencies: TokenomicsDependencies): ResearchService {
  return {
    section: 'tokenomics',
    async analyze(task, context = {}) {
      const { subject, block } = task;
      const ledger = makeLedger({ section: 'tokenomics', block, observedAt: task.observedAt });
      const asked = askMarkets(dependencies.markets, { task, ledger, context });
      // It is awaited below; a failure of the chain must not leave it without anybody to catch it.
      asked.catch(() => undefined);
      let chain: OnChain | null = null;
      if (subject.kind === 'token' && subject.address && subject.network && block) {
        const source = { id: `chain:${subject.network}`, title: `RPC of ${subject.network}` };
        try {
          const reader = await dependencies.readers.open(subject.network, block.number);
          if (reader.block.hash.toLowerCase() !== block.hash.toLowerCase()) throw new AppError('CHAIN_REORGANISED', { network: subject.network, block: block.number });
          context.progress?.(`supply and price of ${subject.address} at block ${block.number}`);
          chain = await examineToken(dependencies, { task, reader, ledger, context, address: getAddress(subject.address), decimals: subject.decimals });
          ledger.source({ ...source, status: 'ok' });
        } catch (error) {
          passOn(error, context.signal);
          makeNotes(ledger, source.id, context.signal).missing('supply.total', 'Total supply', reasonOf(error), 'eth_call totalSupply()');
          ledger.source({ ...source, status: statusOf(error), reason: reasonOf(error) });
        }
      } else {
        makeNotes(ledger, 'supplied', context.signal).missing('supply.total', 'Total supply', subject.address ? 'it is not a token with a fungible supply' : 'no address on a chain was given', 'the subject');
        ledger.source({ id: 'chain', title: 'Chain', status: 'not_applicable', reason: subject.address ? 'the subject is not a token' : 'the subject has no address' });
      }
      const told = await asked;
      writeDollarCourse(ledger, told);
      await writeIdentity(ledger, task, context, told);
      await writeValuation(ledger, task, context, told, chain);
      return { report: ledger.report(summarize(ledger)), findings: [] };
    },
  };
}
