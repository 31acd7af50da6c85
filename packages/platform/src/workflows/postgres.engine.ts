import { describe, it } from 'vitest';
import { startPostgres } from '../testing/index.ts';
import { killKit } from './kill.kit.ts';
import { workflowsKit } from './workflows.kit.ts';
import type { WorkflowsDriver } from './workflows.kit.ts';

const postgres = await startPostgres();

if (postgres.available) {
  // The first kit uses the server of this file, the second ends it.
  const driver = (last: boolean): WorkflowsDriver => ({ open: async () => ({ url: await postgres.createDatabase(), close: async () => { if (last) await postgres.stop(); } }) });
  workflowsKit(postgres.version, driver(false));
  killKit(postgres.version, driver(true));
} else {
  describe('workflows on PostgreSQL', () => { it.skip(`skipped: ${postgres.reason}`, () => {}); });
}
