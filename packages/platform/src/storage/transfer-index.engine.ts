import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { startPostgres } from '../testing/index.ts';
import { openStorage } from './storage.ts';
import { transferIndexKit } from './transfer-index.kit.ts';

const home = () => mkdtempSync(path.join(os.tmpdir(), 'hyperlens-transfers-'));
transferIndexKit('the embedded database', () => openStorage({ home: home() }));

const postgres = await startPostgres();
if (!postgres.available) console.warn(`skipped: the transfer index on PostgreSQL: ${postgres.reason}`);
afterAll(async () => { if (postgres.available) await postgres.stop(); });
describe.skipIf(!postgres.available)('with a server', () => {
  transferIndexKit('PostgreSQL', async () => openStorage({ home: home(), databaseUrl: postgres.available ? await postgres.createDatabase() : '' }));
});
