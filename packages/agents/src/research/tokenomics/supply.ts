import { callOf, readNumber, shown } from '../onchain/transfers/index.ts';
import type { Hex, TokenInput } from './input.ts';

/** Getters by which contracts state the most there can ever be (ERC20Capped's first), none of them a standard. */
const limitGetters = ['cap()', 'maxSupply()', 'MAX_SUPPLY()', 'maxTotalSupply()', 'MAX_TOTAL_SUPPLY()', 'max_supply()'];
/** What stands for "no limit" in practice. */
const boundless = 1n << 255n;

/** How much there is. Amounts in the smallest unit. `limit` null: the contract states none. */
export interface Supply { total: bigint; limit: bigint | null; burned: bigint | null; burnedAt: { address: Hex; amount: bigint }[]; evidence: string }

/**
 * Total supply, the most there can be as far as the contract says, and what lies at addresses nobody has a key for. Null when the contract
 * gives no total. Throws what the reader throws.
 */
export async function readSupply({ reader, notes, address, known }: TokenInput): Promise<Supply | null> {
  const burns = [...new Set<Hex>(['0x0000000000000000000000000000000000000000', ...known.burns])];
  const answers = await reader.calls([callOf(address, 'totalSupply()'), ...limitGetters.map((getter) => callOf(address, getter)), ...burns.map((burn) => callOf(address, 'balanceOf(address)', burn))]);
  const total = readNumber(answers[0]);
  if (total === null) {
    notes.missing('supply.total', 'Total supply', 'totalSupply() gave no number', 'eth_call totalSupply()');
    return null;
  }
  const evidence = notes.fact('supply.total', 'Total supply', total.toString(), 'eth_call totalSupply()', { unit: 'smallest unit' });

  const stated = limitGetters.flatMap((getter, at) => { const limit = readNumber(answers[at + 1]); return limit !== null && limit > 0n && limit < boundless ? [{ getter, limit }] : []; });
  const limit = stated[0]?.limit ?? null;
  notes.fact('supply.max', 'Most there can ever be, as the contract states', limit === null ? null : limit.toString(), stated[0] ? `eth_call ${stated[0].getter}; whether it is kept to is not tried here` : `none of ${limitGetters.join(', ')} answered; it may still be limited, or not`, { unit: 'smallest unit', confidence: 'medium' });
  notes.fact('supply.overMax', 'There is more than the stated most', limit !== null && total > limit, 'totalSupply() against the stated most');

  const held = burns.map((burn, at) => ({ address: burn, amount: readNumber(answers[1 + limitGetters.length + at]) }));
  // A token may refuse to tell the balance of the zero address (ERC-721 does); nothing can be there then.
  const unread = held.find((one) => one.amount === null && BigInt(one.address) !== 0n);
  const burnedAt = held.flatMap((one) => (one.amount ? [{ address: one.address, amount: one.amount }] : []));
  const method = `balanceOf of ${burns.map(shown).join(', ')}; what left the total supply when it was burned is not in here`;
  const burned = unread ? null : burnedAt.reduce((sum, { amount }) => sum + amount, 0n);
  if (burned === null) notes.missing('supply.burned', 'Lies at burn addresses', `balanceOf(${shown(unread!.address)}) gave no number`, method);
  else notes.fact('supply.burned', 'Lies at burn addresses', burned.toString(), method, { unit: 'smallest unit' });
  return { total, limit, burned, burnedAt, evidence };
}
