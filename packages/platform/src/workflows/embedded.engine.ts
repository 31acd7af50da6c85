import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStorage } from '../storage/index.ts';
import { workflowsKit } from './workflows.kit.ts';

workflowsKit('the embedded database', {
  async open() {
    const home = await mkdtemp(path.join(tmpdir(), 'workflows-'));
    const storage = await openStorage({ home });
    return {
      url: storage.url,
      async close() {
        await storage.close();
        await rm(home, { recursive: true, force: true });
      },
    };
  },
});
