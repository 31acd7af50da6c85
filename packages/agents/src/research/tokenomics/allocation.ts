import { oneLine, type Json } from '@hyperlens/protocol';
import { callOf, readNumber, shareOf, shown } from '../onchain/transfers/index.ts';
import { type Hex, type TokenInput } from './input.ts';
import type { Supply } from './supply.ts';

/** A stated share counts as kept when the address holds it within this much of the supply. */
const tolerance = 0.01;

/** Stated shares against what the stated addresses hold. Throws what the reader throws. */
export async function examineAllocation({ ledger, reader, notes, address, task: { project } }: TokenInput, supply: Supply): Promise<void> {
  const stated = project.allocation;
  const method = `balanceOf of the stated addresses over totalSupply(), against the stated shares; within ${tolerance * 100} % of the supply counts as kept`;
  const titles = { 'allocation.stated': 'Stated allocation', 'allocation.complete': 'Stated shares add up to the whole', 'allocation.kept': 'Stated addresses hold what is stated' };
  if (stated.length === 0) {
    for (const [name, title] of Object.entries(titles)) notes.missing(name, title, 'no allocation was supplied', method, 'supplied');
  } else {
    const answers = await reader.calls(stated.map((one) => callOf(address, 'balanceOf(address)', (one.address ?? address) as Hex)));
    const rows = stated.map(({ label, share, address: holder }, at) => {
      const held = holder ? readNumber(answers[at]) : null;
      const actual = held === null ? null : shareOf(held, supply.total);
      return { label: oneLine(label), share, address: holder ? shown(holder) : null, actual, kept: actual === null ? null : Math.abs(actual - share) <= tolerance };
    });
    const sum = Math.round(stated.reduce((all, { share }) => all + share, 0) * 1e6) / 1e6;
    const id = notes.fact('allocation.stated', titles['allocation.stated'], rows, method, { unit: 'share of supply', confidence: 'medium' });
    notes.fact('allocation.complete', titles['allocation.complete'], Math.abs(sum - 1) <= 0.0001, `sum of the stated shares: ${sum}`, { source: 'supplied' });
    const checked = rows.filter(({ kept }) => kept !== null);
    if (checked.length === 0) notes.missing('allocation.kept', titles['allocation.kept'], 'no stated share names an address whose balance could be read', method);
    else notes.fact('allocation.kept', titles['allocation.kept'], checked.every(({ kept }) => kept), `${method}; ${checked.length} of ${rows.length} shares name an address`, { confidence: 'medium' });
    ledger.chart({ id: 'allocation', title: titles['allocation.stated'], kind: 'pie', xTitle: null, yTitle: 'share of supply', series: [{ name: 'share', points: rows.map(({ label, share }) => [label, share]) }], evidence: [id] });
  }
}

/** What the stated treasuries hold: the token, the chain's own currency, and the well-known tokens of the chain. Throws what the reader throws. */
export async function examineTreasury({ reader, notes, address, known, task: { project } }: TokenInput, supply: Supply): Promise<void> {
  const method = 'balanceOf and eth_getBalance of the stated treasuries';
  const title = 'What the treasury holds';
  if (project.treasuries.length === 0) { notes.missing('treasury.balances', title, 'no treasury was stated', method, 'supplied'); notes.missing('treasury.share', 'Share of the supply in the treasury', 'no treasury was stated', method, 'supplied'); return; }
  const wallets = [...new Set(project.treasuries.map((one) => one.toLowerCase() as Hex))].toSorted();
  const tokens = [{ symbol: 'this token', address }, ...known.quotes.filter((quote) => quote.address !== address.toLowerCase())];
  const [answers, coins] = await Promise.all([reader.calls(wallets.flatMap((wallet) => tokens.map((token) => callOf(token.address, 'balanceOf(address)', wallet)))), Promise.all(wallets.map((wallet) => reader.balance(wallet)))]);
  let own: bigint | null = 0n;
  const rows: Json[] = wallets.map((wallet, at) => {
    const balances = tokens.map((_, place) => readNumber(answers[at * tokens.length + place]));
    own = own === null || balances[0] === null || balances[0] === undefined ? null : own + balances[0];
    return { address: shown(wallet), amount: balances[0]?.toString() ?? null, wei: coins[at]!.toString(), others: tokens.slice(1).flatMap(({ symbol, address: token }, place): Json[] => (balances[place + 1] ? [{ symbol, token: shown(token), amount: balances[place + 1]!.toString() }] : [])) };
  });
  notes.fact('treasury.balances', title, rows, method, { unit: 'smallest unit' });
  if (own === null) notes.missing('treasury.share', 'Share of the supply in the treasury', 'balanceOf gave no number', method);
  else notes.fact('treasury.share', 'Share of the supply in the treasury', shareOf(own, supply.total), method, { unit: 'share of supply' });
}
