import { and, eq, isNull, lt, or, sql } from '../storage/orm.ts';
import type { Storage } from '../storage/storage.ts';
import { consumers } from '../storage/tables/index.ts';

/** What a holder knows when it got the lease. */
export interface Lease { cursor: string | null; generation: number }

/**
 * The row that makes one process at a time the consumer of a name. A row with an end, not an advisory lock: those do not exclude on the
 * embedded database, and end with a connection instead of with the process. Times are the database's.
 */
export function makeLease(storage: Storage, name: string, holder: string, leaseMilliseconds: number) {
  const { database } = storage;
  const until = sql`now() + make_interval(secs => ${leaseMilliseconds / 1000})`;
  const mine = and(eq(consumers.name, name), eq(consumers.holder, holder));
  return {
    async register(): Promise<void> { await database.insert(consumers).values({ name }).onConflictDoNothing(); },
    /** The lease, or null while someone else has it. */
    async take(): Promise<Lease | null> {
      const [row] = await database.update(consumers).set({ holder, leaseUntil: until, updatedAt: new Date() })
        .where(and(eq(consumers.name, name), or(isNull(consumers.holder), eq(consumers.holder, holder), lt(consumers.leaseUntil, sql`now()`))))
        .returning({ cursor: consumers.cursor, generation: consumers.generation });
      return row ?? null;
    },
    /** Keeps the lease and, when given, writes how far everything is done; false when the lease or the generation is no longer ours. */
    async renew(generation: number, cursor: string | null): Promise<boolean> {
      const rows = await database.update(consumers).set({ leaseUntil: until, updatedAt: new Date(), ...(cursor === null ? {} : { cursor }) })
        .where(and(mine, eq(consumers.generation, generation))).returning({ name: consumers.name });
      return rows.length > 0;
    },
    async release(): Promise<void> { await database.update(consumers).set({ holder: null, leaseUntil: null }).where(mine); },
  };
}
