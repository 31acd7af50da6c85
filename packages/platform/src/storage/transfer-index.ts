import type { TransferHead, TransferIndex, TransferKey, TransferSegment, TransferTally } from '@hyperlens/protocol';
import { driverError, toStorageError } from './errors.ts';
import { and, asc, desc, eq, gte, inArray, lte, max } from './orm.ts';
import type { Database, Storage } from './storage.ts';
import { transferPages, transferSegments, transferTokens, type StoredTally } from './tables/index.ts';
import { addPage, packChanges } from './transfer-pages.ts';

/** Stretches a token may have before the older ones are joined. The newest stay apart, so that a reorganisation costs little. */
const stretchesKept = 8;
const newestKept = 1000;
const recentKept = 500;

type Hex = `0x${string}`;
type Row = { id: string } & TransferHead & { tally: StoredTally };

/** The transfer index in Postgres. Whoever changes the stretches of a token holds its row, so that concurrent scans cannot mix theirs. */
export function makeTransferIndex(storage: Pick<Storage, 'database' | 'transaction'>): TransferIndex {
  const ofToken = ({ chainId, token }: TransferKey) => and(eq(transferSegments.chainId, chainId), eq(transferSegments.token, token.toLowerCase()));
  const translated = <Result>(work: Promise<Result>): Promise<Result> => work.catch((error: unknown) => { throw toStorageError(driverError(error)); });

  const tokenRow = (database: Database, { chainId, token }: TransferKey) =>
    database.select().from(transferTokens).where(and(eq(transferTokens.chainId, chainId), eq(transferTokens.token, token.toLowerCase())));
  async function lock(database: Database, key: TransferKey): Promise<void> {
    await database.insert(transferTokens).values({ chainId: key.chainId, token: key.token.toLowerCase() }).onConflictDoNothing();
    await tokenRow(database, key).for('update');
  }

  return {
    async heads(key) {
      const { fromBlock, toBlock, toHash } = transferSegments;
      const rows = await translated(storage.database.select({ fromBlock, toBlock, toHash }).from(transferSegments).where(ofToken(key)).orderBy(asc(fromBlock)).execute());
      return rows.map((row) => ({ ...row, toHash: row.toHash as Hex }));
    },
    load: (key, upTo) => storage.transaction(async (database) => {
      // Without it, stretches that are being joined would be missing here in part.
      await tokenRow(database, key).for('share');
      const rows = (await database.select().from(transferSegments).where(and(ofToken(key), lte(transferSegments.toBlock, upTo.toBlock))).orderBy(asc(transferSegments.fromBlock))) as Row[];
      const last = rows.at(-1);
      return last && last.toBlock === upTo.toBlock && last.toHash === upTo.toHash ? await addUp(database, rows) : null;
    }),
    append: (key, after, segment) => storage.transaction(async (database) => {
      await lock(database, key);
      const [last] = await database.select().from(transferSegments).where(ofToken(key)).orderBy(desc(transferSegments.toBlock)).limit(1);
      const fits = after === null ? last === undefined : last !== undefined && last.toBlock === after.toBlock && last.toHash === after.toHash && segment.fromBlock === after.toBlock + 1;
      if (!fits) return false;
      await write(database, key, segment);
      const rows = (await database.select().from(transferSegments).where(ofToken(key)).orderBy(asc(transferSegments.fromBlock))) as Row[];
      if (rows.length > stretchesKept) {
        const older = rows.slice(0, -2);
        const joined = await addUp(database, older);
        await database.delete(transferSegments).where(inArray(transferSegments.id, older.map(({ id }) => id)));
        await write(database, key, joined);
      }
      return true;
    }),
    drop: (key, from) => storage.transaction(async (database) => {
      await lock(database, key);
      const [found] = await database.select().from(transferSegments).where(and(ofToken(key), eq(transferSegments.toBlock, from.toBlock), eq(transferSegments.toHash, from.toHash)));
      if (found) await database.delete(transferSegments).where(and(ofToken(key), gte(transferSegments.fromBlock, found.fromBlock)));
    }),
  };
}

async function write(database: Database, { chainId, token }: TransferKey, { fromBlock, toBlock, toHash, tally, changes }: TransferSegment): Promise<void> {
  const [row] = await database.insert(transferSegments).values({ chainId, token: token.toLowerCase(), fromBlock, toBlock, toHash, tally: storedTally(tally) }).returning({ id: transferSegments.id });
  let number = 0;
  for (const kind of ['transfers', 'wrapped'] as const) {
    for (const page of packChanges(changes[kind])) {
      await database.insert(transferPages).values({ segmentId: row!.id, number, kind, changes: page });
      number += 1;
    }
  }
}

/** The sum of stretches that follow each other. Pages come one by one, so that only the balances are in memory as a whole. */
async function addUp(database: Database, rows: readonly Row[]): Promise<TransferSegment> {
  const changes = { transfers: new Map<string, bigint>(), wrapped: new Map<string, bigint>() };
  for (const { id } of rows) {
    const [pages] = await database.select({ last: max(transferPages.number) }).from(transferPages).where(eq(transferPages.segmentId, id));
    for (let number = 0; number <= (pages?.last ?? -1); number += 1) {
      const [page] = await database.select().from(transferPages).where(and(eq(transferPages.segmentId, id), eq(transferPages.number, number)));
      if (page) addPage(page.changes, changes[page.kind]);
    }
  }
  const [first] = rows;
  const last = rows.at(-1)!;
  return { fromBlock: first!.fromBlock, toBlock: last.toBlock, toHash: last.toHash, tally: rows.map(({ tally }) => liveTally(tally)).reduce(joinTallies), changes };
}

function joinTallies(left: TransferTally, right: TransferTally): TransferTally {
  return {
    transfers: left.transfers + right.transfers, oddities: left.oddities + right.oddities, mints: left.mints + right.mints, burns: left.burns + right.burns,
    minted: left.minted + right.minted, burned: left.burned + right.burned,
    newest: [...left.newest, ...right.newest].slice(-newestKept), recent: [...left.recent, ...right.recent].slice(-recentKept),
  };
}

const storedTally = (tally: TransferTally): StoredTally => ({
  ...tally, minted: tally.minted.toString(), burned: tally.burned.toString(),
  newest: tally.newest.slice(-newestKept).map((change) => ({ ...change, amount: change.amount.toString() })),
  recent: tally.recent.slice(-recentKept).map((transfer) => ({ ...transfer, amount: transfer.amount.toString() })),
});
const liveTally = (stored: StoredTally): TransferTally => ({
  ...stored, minted: BigInt(stored.minted), burned: BigInt(stored.burned),
  newest: stored.newest.map((change) => ({ ...change, account: change.account as Hex, amount: BigInt(change.amount) })),
  recent: stored.recent.map(({ block, transaction, from, to, amount }) => ({ block, transaction: transaction as Hex, from: from as Hex, to: to as Hex, amount: BigInt(amount) })),
});
