import { argumentLists, type Cast } from './arguments.ts';
import { encode, largest, selectors } from './encode.ts';
import type { Admin, TokenFunction } from './input.ts';
import type { Market } from './market.ts';
import type { Notes } from './notes.ts';
import type { Stage } from './stage.ts';

type Hex = `0x${string}`;

/** A call, and who made it. */
interface Found { function: string; by: string; arguments: string[]; sender: Hex; data: Hex }

/**
 * Nobody can buy: looks for a call of an admin after which a fresh wallet can (a trading gate), and leaves it done. Gives the evidence, null
 * when there is none.
 */
export async function openTrading(stage: Stage, market: Market, money: bigint, admins: readonly Admin[], functions: readonly TokenFunction[], notes: Notes): Promise<string | null> {
  const found = await search(stage, market, money, admins, functions, false);
  if (!found) return null;
  const { sender, data, ...what } = found;
  await stage.send(sender, stage.token, data);
  return notes.known('opening', 'A call after which trading is open', what, 'sent each function as each admin until a fresh wallet could buy, in a fork; everything else was tried after it');
}

/** Nobody can buy: looks for a call of an admin that names a wallet after which that wallet can buy (a list of guests), and takes it back. */
export async function findInvitation(stage: Stage, market: Market, money: bigint, admins: readonly Admin[], functions: readonly TokenFunction[], notes: Notes): Promise<string | null> {
  const found = await stage.apart(() => search(stage, market, money, admins, functions, true));
  if (!found) return null;
  return notes.known('invitation', 'A call after which the wallet it names can buy', { function: found.function, by: found.by, arguments: found.arguments }, 'sent each function that takes an address as each admin, naming a fresh wallet that nobody lets buy, until it could, in a fork');
}

/** Whoever is made the owner may do what others may not, and that is no list. */
const isHandover = ({ selector, name }: TokenFunction): boolean => selector === '0xf2fde38b' || /owner|admin|role/i.test(name ?? '');

/** `naming`: calls that name the buyer, which open nothing for others; else those that do not. */
async function search(stage: Stage, market: Market, money: bigint, admins: readonly Admin[], functions: readonly TokenFunction[], naming: boolean): Promise<Found | null> {
  const buyer = await stage.wallet('early');
  const nobody = await stage.wallet('nobody');
  if (!await market.fund(buyer, money)) return null;
  await stage.send(buyer, market.quote, encode(selectors.approve, ['address', 'uint256'], [stage.trader, largest]));
  const { supply } = await stage.look([]);
  for (const one of functions.toSorted((a, b) => (a.selector < b.selector ? -1 : 1))) {
    if (one.mutability === 'view' || one.mutability === 'pure' || one.selector === selectors.transfer || (naming && isHandover(one))) continue;
    for (const admin of admins.filter(({ only }) => only?.includes(one.selector) ?? true).slice(0, 4)) {
      const cast: Cast = { victim: buyer, nobody, pool: market.pool.address, admin: admin.address, helper: stage.trader, held: 0n, supply: supply ?? 10n ** 24n, unit: 10n ** 18n };
      for (const list of (argumentLists(one, cast) ?? []).filter((values) => values.flat(3).includes(buyer) === naming).slice(0, 4)) {
        const data = encode(one.selector, one.inputs ?? [], list);
        if (!(await stage.call(admin.address, stage.token, data)).ok) continue;
        const opens = await stage.apart(async () => (await stage.send(admin.address, stage.token, data)).status === 'success' && (await stage.call(buyer, stage.trader, market.quickly('buy', money, buyer))).ok);
        if (opens) return { function: one.name ?? one.selector, by: admin.role, arguments: list.map(String), sender: admin.address, data };
      }
    }
  }
  return null;
}
