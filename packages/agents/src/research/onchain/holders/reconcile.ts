import type { ChainReader } from '@hyperlens/protocol';
import type { TransferHistory } from '../transfers/history.ts';
import { callOf, readNumber } from '../transfers/words.ts';

type Hex = `0x${string}`;

/** Holders whose balance is read from the token; all of them up to this number when logs and balances differ. */
const checkedHolders = 100;
const rereadHolders = 1000;

export interface Reconciled {
  /** Balances above zero, lower-case addresses without 0x. */
  balances: Map<string, bigint>;
  /** Whether the logs, the balances and the supply agree; null when the token did not answer. */
  agrees: boolean | null;
  /** `logs`: from Transfer logs, confirmed for the largest holders. `balances`: every known holder was asked for. `mixed`: the largest were. */
  basis: 'logs' | 'balances' | 'mixed';
  /** Whether WETH9-like Deposit and Withdrawal logs count. */
  wrapped: boolean;
  /** Who differs, the largest difference first. */
  differences: { holder: string; byLogs: bigint; byBalance: bigint }[];
  checked: number;
  /** Supply that no known holder has; negative when holders have more than there is; null when the supply is not known. */
  unexplained: bigint | null;
}

const sumOf = (balances: ReadonlyMap<string, bigint>): bigint => { let sum = 0n; for (const balance of balances.values()) sum += balance; return sum; };
const largest = (balances: ReadonlyMap<string, bigint>, count: number): string[] =>
  [...balances].toSorted(([a, left], [b, right]) => (right > left ? 1 : right < left ? -1 : a < b ? -1 : 1)).slice(0, count).map(([holder]) => holder);

/**
 * Holds what the logs say against what the token says: balanceOf of the largest holders and of `also`, and the supply. Where they differ the
 * token is believed, because that is what a holder can move.
 */
export async function reconcile({ reader, token, history, totalSupply, also }: { reader: ChainReader; token: Hex; history: TransferHistory; totalSupply: bigint | null; also: readonly string[] }): Promise<Reconciled> {
  const ask = async (holders: readonly string[]): Promise<(bigint | null)[]> =>
    (await reader.calls(holders.map((holder) => callOf(token, 'balanceOf(address)', `0x${holder}`)))).map((answer) => readNumber(answer));
  const withWraps = new Map(history.transfers);
  for (const [holder, change] of history.wrapped) withWraps.set(holder, (withWraps.get(holder) ?? 0n) + change);
  // Deposits may be stakes and not mints: they count when the supply says so, else when no transfer could have come about without them.
  const wrapped = history.wrapped.size > 0 && (totalSupply === null ? [...history.transfers.values()].some((balance) => balance < 0n) : distance(sumOf(withWraps), totalSupply) < distance(sumOf(history.transfers), totalSupply));
  const byLogs = wrapped ? withWraps : new Map(history.transfers);
  for (const [holder, balance] of byLogs) if (balance === 0n) byLogs.delete(holder);

  const candidates = [...new Set([...largest(byLogs, checkedHolders), ...also])];
  const answers = await ask(candidates);
  const found = new Map<string, bigint>();
  candidates.forEach((holder, at) => { const answer = answers[at]; if (answer !== null && answer !== undefined) found.set(holder, answer); });
  const differences = candidates.filter((holder) => found.has(holder) && found.get(holder) !== (byLogs.get(holder) ?? 0n));
  const sum = sumOf(byLogs);
  // What lies at the zero address is in the supply of some tokens and was logged as burned by all of them.
  const supplied = totalSupply === null ? null : totalSupply === sum || totalSupply === sum + (found.get('0'.repeat(40)) ?? 0n) - (byLogs.get('0'.repeat(40)) ?? 0n);
  const described = (holders: readonly string[], truth: ReadonlyMap<string, bigint>) => holders
    .map((holder) => ({ holder, byLogs: byLogs.get(holder) ?? 0n, byBalance: truth.get(holder) ?? 0n }))
    .toSorted((a, b) => { const left = distance(a.byLogs, a.byBalance); const right = distance(b.byLogs, b.byBalance); return right > left ? 1 : right < left ? -1 : a.holder < b.holder ? -1 : 1; });
  const common = { wrapped, checked: found.size };

  if (found.size === 0) return { ...common, balances: positive(byLogs), agrees: null, basis: 'logs', differences: [], unexplained: totalSupply === null ? null : totalSupply - sum };
  const zeroOnly = differences.every((holder) => holder === '0'.repeat(40)) && supplied === true;
  if ((differences.length === 0 || zeroOnly) && supplied !== false) {
    for (const holder of differences) byLogs.set(holder, found.get(holder) ?? 0n);
    return { ...common, balances: positive(byLogs), agrees: true, basis: 'logs', differences: [], unexplained: totalSupply === null ? null : 0n };
  }
  if (byLogs.size <= rereadHolders) {
    const others = [...byLogs.keys()].filter((holder) => !found.has(holder)).toSorted();
    (await ask(others)).forEach((answer, at) => { found.set(others[at]!, answer ?? 0n); });
    const all = [...found.keys()].filter((holder) => found.get(holder) !== (byLogs.get(holder) ?? 0n));
    return { ...common, checked: found.size, balances: positive(found), agrees: false, basis: 'balances', differences: described(all, found), unexplained: totalSupply === null ? null : totalSupply - sumOf(found) };
  }
  const mixed = new Map([...byLogs, ...found]);
  return { ...common, balances: positive(mixed), agrees: false, basis: 'mixed', differences: described(differences, found), unexplained: totalSupply === null ? null : totalSupply - sumOf(mixed) };
}

const distance = (left: bigint, right: bigint): bigint => (left > right ? left - right : right - left);
const positive = (balances: ReadonlyMap<string, bigint>): Map<string, bigint> => new Map([...balances].filter(([, balance]) => balance > 0n));
