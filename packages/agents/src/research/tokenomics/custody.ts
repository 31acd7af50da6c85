import type { Ledger } from '../evidence/index.ts';
import { callOf, readAddress, readNumber, shareOf, shown } from '../onchain/transfers/index.ts';
import type { Circulating } from './circulating.ts';
import type { Hex, TokenInput } from './input.ts';
import type { Stakes } from './staking.ts';
import type { Supply } from './supply.ts';
import type { Schedules } from './vesting/find.ts';

/** What a contract that holds the token is, as far as it answers. `delay`: what it does waits (OpenZeppelin TimelockController, Compound Timelock). */
type Keeper = 'pool' | 'vesting' | 'set aside' | 'staking' | 'multisig' | 'delay' | 'bridge' | 'unclear vesting' | 'unidentified';

/** How a chart names them. */
const chartNames = { pool: 'pools', vesting: 'vesting', 'set aside': 'set aside', staking: 'staked', multisig: 'shared wallets', delay: 'contracts with a delay', bridge: 'bridges', 'unclear vesting': 'vesting that is not clear', unidentified: 'contracts of no known kind' } satisfies Record<Keeper, string>;

/** Whose tokens may or may not be on the market: nobody can tell from the chain. A bridge keeps what circulates elsewhere. */
const undecided = new Set<Keeper>(['multisig', 'delay', 'unclear vesting', 'unidentified']);

/** Getters by which bridges name the contract on the other chain. */
const otherSide = ['OTHER_BRIDGE()', 'otherBridge()', 'l2TokenBridge()', 'l1TokenBridge()', 'counterpartGateway()', 'remoteToken()'];

/**
 * The contracts among the largest holders: what each is and how much it holds. What multisignature wallets, contracts with a delay and contracts
 * nobody knows hold may be a treasury, locked, or people's own; taking all of it off gives what circulates at least. Throws what the reader throws.
 */
export async function examineCustody({ ledger, reader, notes, address }: TokenInput, { supply, candidates, circulating, schedules, pools, stakes }: { supply: Supply; candidates: readonly Hex[] | null; circulating: Circulating | null; schedules: Schedules | null; pools: readonly Hex[]; stakes: readonly Stakes[] }): Promise<void> {
  const titles = { 'supply.contracts': 'Contracts that hold it', 'supply.undecided': 'Held by contracts of which it is not known whether it circulates', 'supply.circulatingAtLeast': 'Circulates at least, as far as contracts go' };
  const method = `balanceOf of the contracts among the largest holders; multisig: getOwners() and getThreshold(); delay: getMinDelay(), or delay() and admin(); bridge: ${otherSide.join(', ')}`;
  if (candidates === null) {
    for (const [name, title] of Object.entries(titles)) notes.missing(name, title, 'its holders could not all be read', method);
    writeDivision(ledger, supply, circulating, []);
    return;
  }
  const asked = ['getOwners()', 'getThreshold()', 'getMinDelay()', 'delay()', 'admin()', ...otherSide];
  const answers = await reader.calls(candidates.flatMap((one) => [callOf(address, 'balanceOf(address)', one), ...asked.map((getter) => callOf(one, getter))]));
  const among = (list: readonly string[], one: Hex): boolean => list.some((other) => other.toLowerCase() === one.toLowerCase());
  const rows = candidates.map((one, at) => {
    const [balance, owners, threshold, wait, delay, admin, ...sides] = answers.slice(at * (asked.length + 1), (at + 1) * (asked.length + 1));
    const people = readNumber(owners, 1);
    const needed = readNumber(threshold);
    const kind: Keeper = among(schedules?.found.map((found) => found.address) ?? [], one) ? 'vesting'
      : among(circulating?.setAside.map((aside) => aside.address) ?? [], one) ? 'set aside'
      : among(pools, one) ? 'pool'
      : among(stakes.map((stake) => stake.address), one) ? 'staking'
      : among(schedules?.failed.map((failed) => failed.address) ?? [], one) ? 'unclear vesting'
      : needed !== null && needed > 0n && people !== null && people >= needed && people < 1_000n ? 'multisig'
      : readNumber(wait) !== null || (readNumber(delay) !== null && (readAddress(admin) ?? null) !== null) ? 'delay'
      : sides.some((side) => { const other = readAddress(side); return other !== null && BigInt(other) > 0xffffn; }) ? 'bridge'
      : 'unidentified';
    return { address: one, kind, amount: readNumber(balance), owners: kind === 'multisig' ? `${needed} of ${people}` : null };
  });
  notes.fact('supply.contracts', titles['supply.contracts'], rows.map((row) => ({ address: shown(row.address), kind: row.kind, amount: row.amount?.toString() ?? null, share: row.amount === null ? null : shareOf(row.amount, supply.total), ...(row.owners ? { owners: row.owners } : {}) })), method, { unit: 'smallest unit', confidence: 'medium' });
  writeDivision(ledger, supply, circulating, rows);
  const open = rows.filter(({ kind }) => undecided.has(kind));
  const unread = open.find(({ amount }) => amount === null);
  if (unread) {
    for (const name of ['supply.undecided', 'supply.circulatingAtLeast'] as const) notes.missing(name, titles[name], `balanceOf(${shown(unread.address)}) gave no number`, method);
    return;
  }
  const amount = open.reduce((sum, row) => sum + (row.amount ?? 0n), 0n);
  notes.fact('supply.undecided', titles['supply.undecided'], { amount: amount.toString(), share: shareOf(amount, supply.total) }, `${method}; multisignature wallets, contracts with a delay, and contracts of no known kind`, { unit: 'smallest unit', confidence: 'medium' });
  if (circulating === null || circulating.amount === null) notes.missing('supply.circulatingAtLeast', titles['supply.circulatingAtLeast'], 'the circulating supply is not known', method);
  else {
    const least = circulating.amount > amount ? circulating.amount - amount : 0n;
    notes.fact('supply.circulatingAtLeast', titles['supply.circulatingAtLeast'], least.toString(), 'circulating supply less supply.undecided; wallets of people that nobody stated, and smaller contracts, are not looked into', { unit: 'smallest unit', confidence: 'medium' });
  }
}

/** What the supply divides into as far as it is known, as a chart: what is set aside by its reason, contracts by what they are, and everybody else. */
function writeDivision(ledger: Ledger, supply: Supply, circulating: Circulating | null, rows: readonly { kind: Keeper; amount: bigint | null }[]): void {
  if (circulating === null || circulating.amount === null) return;
  const groups = new Map<string, bigint>();
  const add = (name: string, amount: bigint): void => { groups.set(name, (groups.get(name) ?? 0n) + amount); };
  for (const { why, amount } of circulating.setAside) add(why, amount);
  for (const { kind, amount } of rows) if (kind !== 'vesting' && kind !== 'set aside' && amount) add(chartNames[kind], amount);
  const rest = supply.total - [...groups.values()].reduce((sum, amount) => sum + amount, 0n);
  // Balances that do not add up to the supply, as of tokens that pay reflections, make no whole to divide.
  if (rest < 0n) return;
  const parts = [['other holders', rest] as const, ...[...groups].toSorted(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0))].map(([name, amount]): [string, number] => [name, shareOf(amount, supply.total)]);
  ledger.chart({ id: 'division', title: 'What the supply divides into', kind: 'pie', xTitle: null, yTitle: 'share of supply', series: [{ name: 'share', points: parts }], evidence: [circulating.evidence, 'tokenomics.supply.setAside', ...(rows.length > 0 ? ['tokenomics.supply.contracts'] : [])] });
}
