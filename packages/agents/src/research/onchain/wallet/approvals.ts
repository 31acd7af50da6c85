import type { ChainReader, Log } from '@hyperlens/protocol';
import { getAddress, pad, toEventSelector, type Hex } from 'viem';
import { addressIn } from '../identity/proxy.ts';
import { askAll, question } from '../questions.ts';

const topics = { approval: toEventSelector('Approval(address,address,uint256)'), forAll: toEventSelector('ApprovalForAll(address,address,bool)'), transfer: toEventSelector('Transfer(address,address,uint256)'), single: toEventSelector('TransferSingle(address,address,address,uint256,uint256)') } as const;

/** An approval that stands. `amount` null: for everything of a collection. */
export interface Approval { token: Hex; spender: Hex; amount: bigint | null; unlimited: boolean; /** What the spender is. */ spenderKind: 'wallet' | 'contract'; dangerous: boolean; because: string | null }

/** What the transfer logs of a wallet tell. */
export interface Trail { tokens: Hex[]; counterparties: { address: Hex; received: number; sent: number }[]; first: number | null; last: number | null; incomplete: string | null; /** Contract and spender of every approval ever given. */ approvals: { token: Hex; spender: Hex; all: boolean }[] }

const mostTokens = 300;
const mostApprovals = 400;
/** Questions for each of the three scans: a long chain with narrow ranges is read in part, and that is said. */
const pages = 600;

/** Reads the logs in which the wallet sends, receives or approves. Throws what the reader throws. */
export async function readTrail(reader: ChainReader, wallet: Hex, signal: AbortSignal | undefined): Promise<Trail> {
  const own = pad(wallet.toLowerCase() as Hex, { size: 32 });
  const tokens = new Set<Hex>();
  const people = new Map<Hex, { received: number; sent: number }>();
  const approvals = new Map<string, { token: Hex; spender: Hex; all: boolean }>();
  let [first, last]: [number | null, number | null] = [null, null];
  const seen = (log: Log): void => { first = Math.min(first ?? log.blockNumber, log.blockNumber); last = Math.max(last ?? 0, log.blockNumber); };
  const meet = (topic: Hex | undefined, way: 'received' | 'sent'): void => {
    const other = addressIn(topic ?? null);
    if (!other) return;
    const known = people.get(other) ?? { received: 0, sent: 0 };
    known[way] += 1;
    people.set(other, known);
  };
  const take = (way: 'received' | 'sent', position: number) => (logs: Log[]): void => {
    for (const log of logs) { seen(log); if (tokens.size < mostTokens) tokens.add(getAddress(log.address)); meet(log.topics[position], way); }
  };
  const all = { fromBlock: 0, toBlock: reader.block.number, pages };
  const coverages = await Promise.all([
    reader.logs({ ...all, topics: [topics.transfer, own] }, take('sent', 2), signal ? { signal } : {}),
    reader.logs({ ...all, topics: [topics.transfer, null, own] }, take('received', 1), signal ? { signal } : {}),
    reader.logs({ ...all, topics: [[topics.approval, topics.forAll], own] }, (logs) => {
      for (const log of logs) {
        seen(log);
        const spender = addressIn(log.topics[2] ?? null);
        if (!spender || approvals.size >= mostApprovals) continue;
        // An NFT's Approval has its number as a third topic and ends with the next transfer; only approvals for amounts or for all are kept.
        const forAll = log.topics[0] === topics.forAll;
        if (forAll || log.topics.length === 3) approvals.set(`${log.address}${spender}${forAll}`, { token: getAddress(log.address), spender, all: forAll });
      }
    }, signal ? { signal } : {}),
  ]);
  const order = <Entry extends { address: Hex; received: number; sent: number }>(a: Entry, b: Entry): number => b.received + b.sent - a.received - a.sent || (a.address < b.address ? -1 : 1);
  return {
    tokens: [...tokens].toSorted(), first, last, counterparties: [...people].map(([address, counts]) => ({ address, ...counts })).toSorted(order), approvals: [...approvals.values()].toSorted((a, b) => (`${a.token}${a.spender}` < `${b.token}${b.spender}` ? -1 : 1)),
    incomplete: coverages.find((coverage) => !coverage.complete)?.reason ?? null,
  };
}

/**
 * Approvals that stand now: allowance() and isApprovedForAll() decide, not logs. Dangerous is an approval to a wallet, and one without limit or
 * for all to a contract without a published source. `published` null: it is not known whether the spender's source is.
 */
export async function confirmApprovals(reader: ChainReader, wallet: Hex, given: Trail['approvals'], published: (spender: Hex) => Promise<boolean | null>): Promise<Approval[]> {
  const answers = await askAll(reader, given.map(({ token, spender, all }) => (all ? question(token, 'isApprovedForAll', [wallet, spender]) : question(token, 'allowance', [wallet, spender]))));
  const standing = given.flatMap((one, index) => { const answer = answers[index]; return answer === true || (typeof answer === 'bigint' && answer > 0n) ? [{ ...one, amount: typeof answer === 'bigint' ? answer : null }] : []; });
  const spenders = [...new Set(standing.map(({ spender }) => spender))];
  const known = new Map(await Promise.all(spenders.map(async (spender): Promise<[Hex, { code: boolean; published: boolean | null }]> => {
    const code = await reader.code(spender);
    const contract = code !== '0x' && !code.startsWith('0xef0100');
    return [spender, { code: contract, published: contract ? await published(spender) : null }];
  })));
  return standing.map(({ token, spender, amount }) => {
    const about = known.get(spender);
    const unlimited = amount === null || amount >= 2n ** 95n;
    const because = !about?.code ? 'the spender is a wallet' : unlimited && about.published === false ? 'without limit, to a contract whose source is not published' : null;
    return { token, spender, amount, unlimited, spenderKind: about?.code ? 'contract' : 'wallet', dangerous: because !== null, because };
  });
}
