import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../testing/index.ts';
import { openStorage } from './storage.ts';
import { researchKit } from './research.kit.ts';
import { retentionKit } from './retention.kit.ts';
import { runsKit } from './runs.kit.ts';
import { storageKit } from './storage.kit.ts';

const home = () => mkdtempSync(path.join(os.tmpdir(), 'hyperlens-storage-'));
const embedded = () => openStorage({ home: home() });
storageKit('the embedded database', embedded);
runsKit('the embedded database', embedded);
researchKit('the embedded database', embedded);
retentionKit('the embedded database', embedded);

const postgres = await startPostgres();
if (!postgres.available) console.warn(`skipped: storage on PostgreSQL: ${postgres.reason}`);
else console.info(`storage on ${postgres.version}`);
afterAll(async () => { if (postgres.available) await postgres.stop(); });

describe.skipIf(!postgres.available)('with a server', () => {
  const open = async () => openStorage({ home: home(), databaseUrl: postgres.available ? await postgres.createDatabase() : '' });
  storageKit('PostgreSQL', open);
  runsKit('PostgreSQL', open);
  researchKit('PostgreSQL', open);
  retentionKit('PostgreSQL', open);

  it('refuses an address nobody answers at', async () => {
    await expect(openStorage({ home: home(), databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
  it('refuses a server that does not let it in, without showing the password', async () => {
    const url = postgres.available ? postgres.url.replace(/:[0-9a-f]+@/, ':wrong-secret@') : '';
    const error: unknown = await openStorage({ home: home(), databaseUrl: url }).then(() => null, (thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'DATABASE_UNSUITABLE' });
    expect(String(error)).not.toContain('wrong-secret');
  });
  it('lets two that start together migrate once', async () => {
    const databaseUrl = postgres.available ? await postgres.createDatabase() : '';
    const both = await Promise.all([openStorage({ home: home(), databaseUrl }), openStorage({ home: home(), databaseUrl })]);
    for (const storage of both) expect((await storage.health()).status).toBe('ok');
    await Promise.all(both.map((storage) => storage.close()));
  });
});
