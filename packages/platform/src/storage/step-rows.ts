import type { StepRecord } from '@hyperlens/protocol';
import { storable } from './storable.ts';

/** What a step's row holds beside its name and its run. */
export interface StepRow { status: StepRecord['status']; attempt: number; startedAt: Date | null; endedAt: Date | null; summary: string | null; error: StepRecord['error'] }
/** What changed of a step, as the stores are told. */
export type StepChange = Partial<Omit<StepRecord, 'name'>> & Pick<StepRecord, 'status'>;

/** A step with what changed. A step that starts gets its time, one that starts again loses the end and the error it had. */
export function mergeStep(known: StepRow | undefined, change: StepChange): StepRow {
  const now = new Date();
  const starts = change.status === 'running';
  const ends = change.status === 'completed' || change.status === 'failed' || change.status === 'skipped';
  const moment = (given: StepRecord['startedAt'] | undefined, otherwise: Date | null) => (given === undefined ? otherwise : given === null ? null : new Date(given));
  return {
    status: change.status, attempt: change.attempt ?? known?.attempt ?? 1,
    startedAt: moment(change.startedAt, starts ? now : known?.startedAt ?? null),
    endedAt: moment(change.endedAt, ends ? now : null),
    summary: change.summary === undefined ? known?.summary ?? null : storable(change.summary),
    error: change.error === undefined ? (change.status === 'failed' ? known?.error ?? null : null) : storable(change.error),
  };
}

/** Whether a step that runs again after a crash says nothing new. */
export function sameStep(known: StepRow, merged: StepRow): boolean {
  return known.status === merged.status && known.attempt === merged.attempt && known.summary === merged.summary && known.error?.message === merged.error?.message;
}

/** What the event of a step says of it. */
export function stepEvent({ status, attempt, startedAt, endedAt, summary, error }: StepRow) {
  return {
    status, attempt, ...(summary ? { summary } : {}), ...(startedAt && endedAt ? { milliseconds: endedAt.getTime() - startedAt.getTime() } : {}),
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
  };
}

/**
 * Whether a run may go from one status to another. A cancelled run stays so until it is continued (`queued`): its flow may not have noticed
 * yet, and would make it run for ever. A run that ended by itself meanwhile is not cancelled any more.
 */
export function mayBecome(from: string, to: string): boolean {
  if (from === 'cancelled') return to === 'queued';
  return to !== 'cancelled' || !['completed', 'rejected', 'failed'].includes(from);
}

/** What a step that begins does to its run: one that was continued runs again, and one that was cancelled says nothing of it. */
export function begins(runStatus: string, step: StepChange): 'first' | 'again' | 'never' {
  if (step.status !== 'running') return 'again';
  return runStatus === 'cancelled' ? 'never' : runStatus === 'queued' ? 'first' : 'again';
}
