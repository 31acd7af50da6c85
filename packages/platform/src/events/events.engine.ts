import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { openStorage } from '../storage/storage.ts';
import { startPostgres } from '../testing/index.ts';
import { eventsKit } from './events.kit.ts';

const home = () => mkdtempSync(path.join(os.tmpdir(), 'hyperlens-events-'));
eventsKit('the embedded database', () => openStorage({ home: home() }));

const postgres = await startPostgres();
if (!postgres.available) console.warn(`skipped: events on PostgreSQL: ${postgres.reason}`);
afterAll(async () => { if (postgres.available) await postgres.stop(); });
describe.skipIf(!postgres.available)('with a server', () => {
  eventsKit('PostgreSQL', async () => openStorage({ home: home(), poolSize: 20, databaseUrl: postgres.available ? await postgres.createDatabase() : '' }));
});
