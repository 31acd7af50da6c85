import path from 'node:path';
import { AppError, runId as runIdShape, type Workspace } from '@hyperlens/protocol';
import { writeWhole } from './write.ts';

/** Files of a run below `<folder>/<runId>/`, readable by their owner only, each whole or not there. Paths that would leave that folder are refused. */
export function makeWorkspace(folder: string): Workspace {
  return {
    async publish(runId, files) {
      if (!runIdShape.safeParse(runId).success || runId.startsWith('.')) throw new AppError('INPUT_INVALID', { where: 'runId', problem: 'is not a run id' });
      const root = path.resolve(folder, runId);
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
