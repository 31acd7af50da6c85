import { rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError, runId as runIdShape, type Workspace } from '@hyperlens/protocol';
import { writeWhole } from './write.ts';

/** The workspace, with what the clean-up needs. */
export interface RemovableWorkspace extends Workspace {
  /** Takes the folder of a run away; nothing happens when there is none. */
  remove(runId: string): Promise<void>;
}

/** Files of a run below `<folder>/<runId>/`, readable by their owner only, each whole or not there. Paths that would leave that folder are refused. */
export function makeWorkspace(folder: string): RemovableWorkspace {
  const rootOf = (runId: string): string => {
    if (!runIdShape.safeParse(runId).success || runId.startsWith('.')) throw new AppError('INPUT_INVALID', { where: 'runId', problem: 'is not a run id' });
    return path.resolve(folder, runId);
  };
  return {
    async remove(runId) { await rm(rootOf(runId), { recursive: true, force: true }); },
    async publish(runId, files) {
      const root = rootOf(runId);
      const paths: Record<string, string> = {};
      for (const [name, text] of Object.entries(files)) {
        const target = path.resolve(root, name);
        if (!target.startsWith(`${root}${path.sep}`)) throw new AppError('INPUT_INVALID', { where: 'file name', problem: `${name} leaves the folder of the run` });
        // Copies for people; the database has the sources.
        await writeWhole(target, text, { durable: false });
        paths[name] = target;
      }
      return paths;
    },
  };
}
