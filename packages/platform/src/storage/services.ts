import type { Service, ServiceStore } from '@hyperlens/protocol';
import { toStorageError } from './errors.ts';
import { desc, eq, gt, sql } from './orm.ts';
import { storable } from './storable.ts';
import type { Storage } from './storage.ts';
import { services } from './tables/index.ts';

/** Best first; `unavailable` is never chosen. */
const preference: Record<Service['health'], number> = { healthy: 0, degraded: 1, unknown: 2, unavailable: 3 };

/** The service registry. One that has not announced itself for `freshSeconds` is not healthy any more, whatever it said last. */
export function makeServiceStore(storage: Storage, options: { freshSeconds?: number; keepSeconds?: number } = {}): ServiceStore {
  const { freshSeconds = 30, keepSeconds = 24 * 3600 } = options;

  async function list(): Promise<Service[]> {
    const rows = await storage.database.select({
      data: services.data, lastSeenAt: services.lastSeenAt, fresh: sql<boolean>`${services.lastSeenAt} > now() - make_interval(secs => ${freshSeconds})`,
    }).from(services).where(gt(services.lastSeenAt, sql`now() - make_interval(secs => ${keepSeconds})`)).orderBy(services.id, desc(services.lastSeenAt))
      .catch((error: unknown) => { throw toStorageError(error); });
    return rows.map(({ data, lastSeenAt, fresh }): Service => {
      const seen = { ...data, lastSeenAt: lastSeenAt.toISOString() };
      return fresh || data.health === 'unavailable' ? seen : { ...seen, health: 'unknown', reason: `not heard of for more than ${freshSeconds} s` };
    });
  }

  return {
    list,
    /** Writes what this process offers now; call it again while it lives. */
    async announce(announced) {
      if (announced.length === 0) return;
      await storage.database.insert(services)
        .values(announced.map((service) => ({ id: service.id, executor: service.executor, data: storable(service), lastSeenAt: sql`now()` })))
        .onConflictDoUpdate({ target: [services.id, services.executor], set: { data: sql`excluded.data`, lastSeenAt: sql`now()` } })
        .catch((error: unknown) => { throw toStorageError(error); });
    },
    async resolve(capability) {
      const able = (await list()).filter((service) => service.capabilities.includes(capability) && service.health !== 'unavailable');
      return able.toSorted((left, right) => preference[left.health] - preference[right.health] || right.lastSeenAt.localeCompare(left.lastSeenAt));
    },
    async withdraw(executor) {
      await storage.database.delete(services).where(eq(services.executor, executor)).then(() => null).catch((error: unknown) => { throw toStorageError(error); });
    },
  };
}
