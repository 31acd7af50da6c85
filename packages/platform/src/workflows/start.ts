import { Error as DbosError } from '@dbos-inc/dbos-sdk';
import { AppError, runId as runIdShape } from '@hyperlens/protocol';
import type { StartOptions } from '@hyperlens/protocol';

const highestPriority = 2 ** 31 - 1;

/** Throws INPUT_INVALID for what could never run: a malformed run id, a queue nobody serves, a priority or timeout out of range. */
export function checkStart(start: StartOptions, queues: string[]): void {
  const refuse = (where: string, problem: string) => { throw new AppError('INPUT_INVALID', { where, problem }); };
  if (!runIdShape.safeParse(start.runId).success) refuse('runId', 'must be 1 to 100 letters, digits, dots, colons, dashes or underscores');
  if (!queues.includes(start.queue)) refuse('queue', `must be one of ${queues.join(', ')}`);
  if (start.priority !== undefined && !(Number.isInteger(start.priority) && start.priority >= 0 && start.priority <= highestPriority)) refuse('priority', `must be a whole number from 0 to ${highestPriority}`);
  if (start.timeoutMilliseconds !== undefined && !(Number.isInteger(start.timeoutMilliseconds) && start.timeoutMilliseconds > 0)) refuse('timeoutMilliseconds', 'must be a whole number above 0');
}

/** Runs a start; a run id that another flow has already taken is RUN_CONFLICT. */
export async function refuseConflict(runId: string, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (error instanceof DbosError.DBOSConflictingWorkflowError) throw new AppError('RUN_CONFLICT', { id: runId, status: 'a run of another flow', action: 'starting it' });
    throw error;
  }
}
