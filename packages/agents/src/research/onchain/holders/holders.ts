import type { Json, KnownContracts, TokenArchive } from '@hyperlens/protocol';
import type { Examined } from '../input.ts';
import type { Pool } from '../pool.ts';
import { reasonOf } from '../transfers/examine.ts';
import type { TransferHistory } from '../transfers/history.ts';
import { callOf, readNumber, shareOf, shown } from '../transfers/words.ts';
import { describe } from './distribution.ts';
import { isNobodys, kindOf, makeLabels, type HolderKind } from './label.ts';
import { askHolders } from './opinions.ts';
import { reconcile, type Reconciled } from './reconcile.ts';

export interface HoldersInput extends Pick<Examined, 'reader' | 'ledger' | 'address' | 'admins' | 'deployer' | 'token' | 'context'> {
  /** From `examineTransfers`; null when no log could be read. */
  history: TransferHistory | null;
  /** From `examineLiquidity`; null when pools could not be looked for. */
  pools: readonly Pool[] | null;
  known: KnownContracts;
  /** Keyed services, for a second opinion. */
  archives?: readonly TokenArchive[] | undefined;
}

/** Holders whose code is looked at and who stand in the table. */
const tableRows = 25;
const top = 10;

const titles: Record<string, string> = {
  'holders.count': 'Holders', 'holders.table': 'Largest holders', 'holders.top10Share': 'Share of the ten largest wallets and contracts', 'holders.gini': 'Gini coefficient of wallets and contracts',
  'holders.hhi': 'Herfindahl-Hirschman index', 'holders.nakamoto': 'Holders that have more than half together', 'holders.reconciled': 'Logs, balances and supply agree',
};
const stated = Object.keys(titles);

/**
 * Who holds a token and how concentrated it is, at the pinned block. Balances come from Transfer logs and are held against balanceOf and
 * totalSupply. Shares are of the supply that is not burned; pools, burn addresses, the token itself and known lockers stand in the table and
 * are left out of concentration. Never throws for what the chain did wrong.
 */
export async function examineHolders(input: HoldersInput): Promise<void> {
  const { ledger, reader, history, context } = input;
  const source = `chain:${reader.network.id}`;
  const unknown = (because: string): void => {
    for (const name of stated) ledger.fact(name, ledger.unknown(name, because, { title: titles[name]!, source, method: 'Transfer logs, confirmed by balanceOf' }));
    ledger.flag('holder_count', 'onchain.holders.count');
  };
  let count: number | null = null;
  try {
    const totalSupply = await supplyOf(input);
    if (!history) unknown('no Transfer log could be read');
    else if (!history.complete) {
      unknown(`not all Transfer logs could be read: ${history.reason ?? 'no reason given'}`);
      await writeKnownHolders(input, history, totalSupply);
    } else count = await writeHolders(input, history, totalSupply, unknown);
    await writePeople(input, totalSupply);
  } catch (error) {
    context.signal?.throwIfAborted();
    unknown(reasonOf(error));
  }
  await askHolders(input, count);
}

/** The supply, as the identity part read it or read here; writes the flag. */
async function supplyOf({ reader, ledger, address, token }: HoldersInput): Promise<bigint | null> {
  const supply = token?.totalSupply ?? readNumber(await reader.call(callOf(address, 'totalSupply()')));
  const origin = { title: 'Total supply', unit: 'smallest unit', source: `chain:${reader.network.id}`, method: 'eth_call totalSupply()' };
  const id = supply === null ? ledger.unknown('holders.totalSupply', 'totalSupply() gave no number', origin) : ledger.known('holders.totalSupply', supply.toString(), origin);
  ledger.flag('total_supply', id);
  return supply;
}

async function writeHolders(input: HoldersInput, history: TransferHistory, totalSupply: bigint | null, unknown: (because: string) => void): Promise<number | null> {
  const { ledger, reader, address, pools, known } = input;
  const source = `chain:${reader.network.id}`;
  const people = peopleOf(input);
  const bare = (text: string) => text.slice(2).toLowerCase();
  const also = [address, ...people.map((person) => person.address), ...(pools ?? []).map((pool) => pool.address), ...known.burns].map(bare);
  const found = await reconcile({ reader, token: address, history, totalSupply, also: ['0'.repeat(40), ...also] });
  if (found.balances.size === 0 && totalSupply !== 0n) {
    unknown(history.tally.transfers === 0 ? 'the token has no Transfer logs, so its holders cannot be found' : 'no balance could be found for any address in its Transfer logs');
    ledger.fact('holders.reconciled', ledger.known('holders.reconciled', false, { title: titles['holders.reconciled']!, source, method: `${history.tally.transfers} Transfer logs; totalSupply() is ${totalSupply ?? 'not known'}` }));
    return null;
  }
  // The zero address never holds anything that counts.
  const zero = found.balances.get('0'.repeat(40)) ?? 0n;
  const entries = [...found.balances].filter(([holder]) => holder !== '0'.repeat(40)).toSorted(([a, left], [b, right]) => (right > left ? 1 : right < left ? -1 : a < b ? -1 : 1));
  const label = makeLabels({ token: address, pools: pools ?? [], known, people });
  const burned = entries.reduce((sum, [holder, amount]) => (label(holder)?.kind === 'burned' ? sum + amount : sum), zero);
  const supply = (totalSupply ?? entries.reduce((sum, [, amount]) => sum + amount, zero)) - burned;

  const first = entries.slice(0, tableRows);
  const kinds = new Map<string, HolderKind>();
  await Promise.all(first.map(async ([holder]) => {
    const named = label(holder)?.kind;
    kinds.set(holder, named && named !== 'unknown' ? named : await kindOf(reader, `0x${holder}`, input.context.signal));
  }));
  const table: Json[] = first.map(([holder, amount]) => ({ address: shown(holder), balance: amount.toString(), share: shareOf(amount, supply), kind: kinds.get(holder) ?? 'unknown', label: label(holder)?.label ?? null }));
  const owned = entries.filter(([holder]) => !isNobodys(label(holder)?.kind));
  const figures = describe(owned.map(([, amount]) => amount));
  const topShare = shareOf(owned.slice(0, top).reduce((sum, [, amount]) => sum + amount, 0n), supply);

  const confidence = found.agrees === true ? 'high' : found.agrees === false && found.basis === 'mixed' ? 'low' : 'medium';
  const method = methodOf(found, history, pools === null);
  const owners = new Set(['holders.top10Share', 'holders.gini', 'holders.hhi', 'holders.nakamoto']);
  const write = (name: string, value: Json, unit: string): string => {
    const counted = owners.has(name) ? `${method}; pools, burn addresses, known lockers and the token's own balance are left out of the holders${name === 'holders.top10Share' ? ', and what is burned out of the supply' : ''}` : method;
    const id = ledger.known(name, value, { title: titles[name]!, unit, source, method: counted, confidence });
    ledger.fact(name, id);
    return id;
  };
  const reconciled = writeReconciled(input, found, totalSupply);
  const countId = write('holders.count', entries.length, 'holders');
  ledger.flag('holder_count', [countId, reconciled]);
  const tableId = write('holders.table', table, 'smallest unit');
  write('holders.top10Share', topShare, 'share of supply');
  write('holders.gini', figures.gini, '0 to 1');
  write('holders.hhi', figures.hhi, '0 to 1');
  write('holders.nakamoto', figures.nakamoto, 'holders');
  const shares = first.slice(0, top).map(([holder, amount]): [string, number] => [label(holder)?.label ?? shown(holder), shareOf(amount, supply + burned)]);
  const rest = Math.max(0, Math.round((1 - shares.reduce((sum, [, share]) => sum + share, 0)) * 1e6) / 1e6);
  ledger.chart({ id: 'holders', title: 'Who holds it', kind: 'pie', xTitle: 'holder', yTitle: 'share of supply', series: [{ name: 'share', points: [...shares, ['everybody else', rest]] }], evidence: [tableId] });
  return entries.length;
}

function methodOf(found: Reconciled, history: TransferHistory, noPools: boolean): string {
  const wraps = found.wrapped ? ', with Deposit and Withdrawal logs' : '';
  const pools = noPools ? '; pools could not be looked for and count as holders' : '';
  if (found.basis === 'logs') return `${history.tally.transfers} Transfer logs${wraps} added up; balanceOf of ${found.checked} holders compared${pools}`;
  if (found.basis === 'balances') return `balanceOf of the ${found.checked} addresses in its Transfer logs${wraps}, because logs and balances differ${pools}`;
  return `${history.tally.transfers} Transfer logs${wraps} added up; for ${found.checked} addresses balanceOf instead, because logs and balances differ${pools}`;
}

function writeReconciled({ reader, ledger }: HoldersInput, found: Reconciled, totalSupply: bigint | null): string {
  const source = `chain:${reader.network.id}`;
  const origin = { title: titles['holders.reconciled']!, source, method: `sums of Transfer logs against balanceOf of ${found.checked} holders and totalSupply()` };
  const id = found.agrees === null ? ledger.unknown('holders.reconciled', 'balanceOf gave no numbers', origin) : ledger.known('holders.reconciled', found.agrees, origin);
  const ids = [id];
  if (found.agrees === false) {
    ids.push(ledger.known('holders.differences', {
      holders: found.differences.slice(0, top).map(({ holder, byLogs, byBalance }) => ({ address: shown(holder), byLogs: byLogs.toString(), byBalance: byBalance.toString() })),
      differing: found.differences.length, totalSupply: totalSupply?.toString() ?? null, unexplained: found.unexplained?.toString() ?? null,
    }, { ...origin, title: 'Where logs and balances differ', unit: 'smallest unit' }));
  }
  ledger.fact('holders.reconciled', ids);
  return id;
}

/** With only part of the logs: the addresses that are known, at what they hold now. Nobody can say who else holds. */
async function writeKnownHolders({ reader, ledger, address }: HoldersInput, history: TransferHistory, totalSupply: bigint | null): Promise<void> {
  const seen = [...new Set([...history.transfers.keys(), ...history.tally.recent.flatMap(({ from, to }) => [from.slice(2), to.slice(2)])])].toSorted().slice(0, 200);
  const answers = await reader.calls(seen.map((holder) => callOf(address, 'balanceOf(address)', `0x${holder}`)));
  const rows = seen.flatMap((holder, at) => { const balance = readNumber(answers[at]); return balance ? [{ holder, balance }] : []; })
    .toSorted((a, b) => (b.balance > a.balance ? 1 : b.balance < a.balance ? -1 : a.holder < b.holder ? -1 : 1)).slice(0, tableRows);
  ledger.fact('holders.known', ledger.known('holders.known', rows.map(({ holder, balance }) => ({ address: shown(holder), balance: balance.toString(), share: totalSupply === null ? null : shareOf(balance, totalSupply) })),
    { title: 'Holders that are known', unit: 'smallest unit', source: `chain:${reader.network.id}`, method: `balanceOf of ${seen.length} addresses in the logs that could be read; there may be larger ones`, confidence: 'medium' }));
}

const peopleOf = ({ admins, deployer }: HoldersInput): { address: `0x${string}`; label: string; flag: string }[] => {
  const owner = admins.find(({ why }) => why === 'owner');
  return [...(owner ? [{ address: owner.address, label: 'owner', flag: 'owner' }] : []), ...(deployer ? [{ address: deployer, label: 'deployer', flag: 'creator' }] : [])];
};

/** What the owner and the deployer hold. */
async function writePeople(input: HoldersInput, totalSupply: bigint | null): Promise<void> {
  const { reader, ledger, address } = input;
  const people = peopleOf(input);
  const answers = await reader.calls(people.map((person) => callOf(address, 'balanceOf(address)', person.address)));
  people.forEach((person, at) => {
    const balance = readNumber(answers[at]);
    const origin = { title: `Balance of the ${person.label}`, unit: 'smallest unit', source: `chain:${reader.network.id}`, method: `eth_call balanceOf(${shown(person.address)})` };
    const id = balance === null ? ledger.unknown(`holders.${person.flag}Balance`, 'balanceOf gave no number', origin) : ledger.known(`holders.${person.flag}Balance`, balance.toString(), origin);
    ledger.fact(`holders.${person.flag}Balance`, id);
    ledger.flag(`${person.flag}_balance`, id);
    const share = balance === null || totalSupply === null
      ? ledger.unknown(`holders.${person.flag}Share`, 'the balance or the supply is not known', { ...origin, title: `Share of the ${person.label}`, unit: 'share of supply' })
      : ledger.known(`holders.${person.flag}Share`, shareOf(balance, totalSupply), { ...origin, title: `Share of the ${person.label}`, unit: 'share of supply' });
    ledger.fact(`holders.${person.flag}Share`, share);
    ledger.flag(`${person.flag}_percent`, share);
  });
}
