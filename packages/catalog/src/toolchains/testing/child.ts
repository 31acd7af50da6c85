// The process that runs contracts. It holds nothing of value: an empty environment, an empty folder, no way out to the network.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { makeEngine } from './engine.ts';
import type { EngineReply, EngineRequest } from './messages.ts';

const projectRoot = process.cwd();

function reply(message: EngineReply): void {
  process.send?.(message);
}

// Whoever started this is gone: nobody waits for an answer, and nobody else clears the folder away.
process.on('disconnect', () => {
  if (path.basename(projectRoot).startsWith('hyperlens-test-')) rmSync(projectRoot, { recursive: true, force: true });
  process.exit(0);
});

const engine = await makeEngine();
let last = Promise.resolve();

async function handle({ id, job }: EngineRequest): Promise<void> {
  try {
    const outcome = await engine.run(job, projectRoot, (results, warnings) => { reply({ type: 'suite', id, results, warnings }); });
    reply({ type: 'done', id, ...outcome });
  } catch (error) {
    reply({ type: 'failed', id, reason: error instanceof Error ? error.message : String(error) });
  }
}

process.on('message', (request: EngineRequest) => { last = last.then(() => handle(request)); });
reply({ type: 'ready' });
