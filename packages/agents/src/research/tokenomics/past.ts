import { callOf, readNumber, type TransferHistory } from '../onchain/transfers/index.ts';
import { passOn, type TokenInput } from './input.ts';

/** The supply at an older block and how it is known: from the state of that block, or by taking later mints and burns off. */
export interface PastSupply { amount: bigint; by: 'state' | 'logs' }

/**
 * Tells the total supply at older blocks. A node without old state is asked once; then mints and burns in Transfer logs are taken back, when all
 * of them since that block are known. Null when neither can tell.
 */
export function makePast({ reader, readers, address, context }: TokenInput, total: bigint, history: TransferHistory | null): (block: number) => Promise<PastSupply | null> {
  let stateless = false;
  const byLogs = (block: number): PastSupply | null => {
    if (!history?.complete || history.wrapped.size > 0) return null;
    const { newest, mints, burns, minted, burned } = history.tally;
    // When the logs do not explain the supply of now, they do not explain an older one.
    const agrees = minted - burned === total;
    if (!agrees || (newest.length < mints + burns && (newest[0]?.block ?? 0) > block)) return null;
    return { amount: newest.reduce((sum, { block: at, kind, amount }) => (at <= block ? sum : kind === 'mint' ? sum - amount : sum + amount), total), by: 'logs' };
  };
  return async (block) => {
    if (block >= reader.block.number) return { amount: total, by: 'state' };
    if (!stateless) {
      try {
        const past = await readers.open(reader.network.id, block);
        const amount = readNumber(await past.call(callOf(address, 'totalSupply()')));
        if (amount !== null) return { amount, by: 'state' };
      } catch (error) {
        passOn(error, context.signal);
        stateless = true;
        context.progress?.('the node has no state of older blocks; older supply is worked out from logs');
      }
    }
    return byLogs(block);
  };
}
