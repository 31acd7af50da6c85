import type { Chart, Json, KnownContracts, RecentTransfer } from '@hyperlens/protocol';
import type { Examined } from '../input.ts';
import type { Pool } from '../pool.ts';
import type { TransferHistory } from '../transfers/history.ts';
import { shown } from '../transfers/words.ts';
import { findFanOuts, findRoundTrips } from './patterns.ts';

export interface FlowsInput extends Pick<Examined, 'reader' | 'ledger' | 'address' | 'admins' | 'deployer' | 'token' | 'context'> {
  /** From `examineTransfers`; null when no log could be read. */
  history: TransferHistory | null;
  pools: readonly Pool[] | null;
  known: KnownContracts;
}

/** Who is named in lists, and links drawn in the graph. */
const listed = 10;
const linksDrawn = 40;
const zero = `0x${'0'.repeat(40)}`;

/**
 * Where tokens went lately: the newest transfers as a graph, who sent and received most, what went to and from the owner and the deployer, how
 * supply was made and burned, and shapes that look like airdrops or wash trading (low confidence). Never throws.
 */
export async function examineFlows(input: FlowsInput): Promise<void> {
  const { ledger, reader, history } = input;
  const source = `chain:${reader.network.id}`;
  if (!history?.complete) {
    const because = history ? `not all Transfer logs could be read: ${history.reason ?? 'no reason given'}` : 'no Transfer log could be read';
    const id = ledger.unknown('flows.recent', because, { title: 'Newest transfers', source, method: 'Transfer logs' });
    for (const name of ['flows.recent', 'flows.supply', 'flows.airdrop', 'flows.roundTrips']) ledger.fact(name, id);
    return;
  }
  writeRecent(input, history);
  writeSupply(input, history);
  writePeople(input, history);
  writePatterns(input, history);
}

const largestFirst = (a: [string, bigint], b: [string, bigint]): number => (b[1] > a[1] ? 1 : b[1] < a[1] ? -1 : a[0] < b[0] ? -1 : 1);
const total = (transfers: readonly RecentTransfer[], side: 'from' | 'to'): [string, bigint][] => {
  const sums = new Map<string, bigint>();
  for (const transfer of transfers) if (transfer[side] !== zero) sums.set(transfer[side], (sums.get(transfer[side]) ?? 0n) + transfer.amount);
  return [...sums].toSorted(largestFirst);
};

function writeRecent({ ledger, reader, pools, admins, deployer, token, address, known }: FlowsInput, { tally }: TransferHistory): void {
  const recent = tally.recent;
  const source = `chain:${reader.network.id}`;
  const window = { transfers: recent.length, fromBlock: recent[0]?.block ?? null, toBlock: recent.at(-1)?.block ?? null };
  const name = (side: 'from' | 'to'): Json[] => total(recent, side).slice(0, listed).map(([account, amount]) => ({ address: shown(account), amount: amount.toString() }));
  const id = ledger.known('flows.recent', { ...window, senders: name('from'), receivers: name('to') }, { title: 'Newest transfers', unit: 'smallest unit', source, method: `the newest ${recent.length} Transfer logs of ${tally.transfers}` });
  ledger.fact('flows.recent', id);

  const labels = new Map<string, string>([[zero, 'made or burned'], [address.toLowerCase(), 'the token']]);
  for (const burn of known.burns) if (burn !== zero) labels.set(burn, 'burn address');
  if (deployer) labels.set(deployer.toLowerCase(), 'deployer');
  for (const { address: admin, why } of admins) labels.set(admin.toLowerCase(), why);
  for (const pool of pools ?? []) labels.set(pool.address.toLowerCase(), `${pool.kind} pool`);
  const named = (account: string): string => (labels.has(account) ? `${labels.get(account)} ${shown(account).slice(0, 8)}` : shown(account));
  const links = new Map<string, { from: string; to: string; amount: bigint; count: number }>();
  for (const { from, to, amount } of recent) {
    const link = links.get(`${from}${to}`) ?? { from, to, amount: 0n, count: 0 };
    links.set(`${from}${to}`, { ...link, amount: link.amount + amount, count: link.count + 1 });
  }
  const scale = 10 ** Math.min(token?.decimals ?? 0, 36);
  const drawn = [...links.values()].toSorted((a, b) => (b.amount > a.amount ? 1 : b.amount < a.amount ? -1 : a.from + a.to < b.from + b.to ? -1 : 1)).slice(0, linksDrawn);
  const chart: Chart = {
    id: 'flows', title: 'Newest transfers', kind: 'graph', xTitle: null, yTitle: token?.decimals === null ? 'smallest unit' : 'tokens', series: [], evidence: [id],
    // A picture needs plain numbers; the exact amounts are in the evidence.
    links: drawn.map(({ from, to, amount, count }) => ({ from: named(from), to: named(to), value: Number((Number(amount) / scale).toPrecision(6)), label: `${count} transfer${count === 1 ? '' : 's'}` })),
  };
  ledger.chart(chart);
}

function writeSupply({ ledger, reader }: FlowsInput, { tally }: TransferHistory): void {
  const source = `chain:${reader.network.id}`;
  const newest = tally.newest.slice(-listed).toReversed().map(({ block, kind, account, amount }): Json => ({ block, kind, account: shown(account), amount: amount.toString() }));
  const first = tally.newest.length === tally.mints + tally.burns ? tally.newest[0] : undefined;
  const later = first ? tally.newest.filter(({ kind, block }) => kind === 'mint' && block > first.block).length : null;
  const id = ledger.known('flows.supply', { mints: tally.mints, minted: tally.minted.toString(), burns: tally.burns, burned: tally.burned.toString(), firstBlock: first?.block ?? null, mintsAfterFirstBlock: later, newest },
    { title: 'Tokens made and burned', unit: 'smallest unit', source, method: 'Transfer logs from and to the zero address; what is made without a log is not seen here' });
  ledger.fact('flows.supply', id);
}

/** What went to and from the owner and the deployer among the newest transfers. */
function writePeople({ ledger, reader, admins, deployer }: FlowsInput, { tally }: TransferHistory): void {
  const owner = admins.find(({ why }) => why === 'owner')?.address;
  for (const [name, account] of [['owner', owner], ['deployer', deployer]] as const) {
    if (!account) continue;
    const own = account.toLowerCase();
    const rows = tally.recent.filter(({ from, to }) => from === own || to === own);
    const sum = (side: 'from' | 'to') => rows.reduce((all, transfer) => (transfer[side] === own ? all + transfer.amount : all), 0n).toString();
    const id = ledger.known(`flows.${name}`, {
      sent: sum('from'), received: sum('to'),
      newest: rows.slice(-listed).toReversed().map(({ block, transaction, from, to, amount }): Json => ({ block, transaction, from: shown(from), to: shown(to), amount: amount.toString() })),
    }, { title: `Transfers of the ${name}`, unit: 'smallest unit', source: `chain:${reader.network.id}`, method: `the newest ${tally.recent.length} Transfer logs` });
    ledger.fact(`flows.${name}`, id);
  }
}

function writePatterns({ ledger, reader, pools }: FlowsInput, { tally }: TransferHistory): void {
  const source = `chain:${reader.network.id}`;
  const poolAddresses = new Set((pools ?? []).map((pool) => pool.address.toLowerCase()));
  const fans = findFanOuts(tally.recent, poolAddresses);
  const airdrop = ledger.known('flows.airdrop', fans.map(({ from, receivers, block, amount }): Json => ({ from: shown(from), receivers, block, amount: amount.toString() })),
    { title: 'Sent to many at once', unit: 'smallest unit', source, confidence: 'low', method: 'one sender to at least 10 accounts in one transaction, or the same amount to 10 within 50 blocks, among the newest transfers' });
  ledger.fact('flows.airdrop', airdrop);
  const trips = findRoundTrips(tally.recent, poolAddresses);
  const wash = ledger.known('flows.roundTrips', trips.map(({ accounts, amount, rounds }): Json => ({ accounts: accounts.map(shown), amount: amount.toString(), rounds })),
    { title: 'Amounts that went back and forth', unit: 'smallest unit', source, confidence: 'low', method: 'the same two accounts sent each other amounts within 5 % of each other at least 3 times, pools left out, among the newest transfers' });
  ledger.fact('flows.roundTrips', wash);
}
