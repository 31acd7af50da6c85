import { Error as DbosError, DBOSWorkflowConflictError } from '@dbos-inc/dbos-sdk';
import { AppError, fromProblem } from '@hyperlens/protocol';

/** Which recorded results a resumed run drops: everything from `from` on, except what lies in a `keep` range [first, end). */
export interface ResumePlan { from: number; keep: [first: number, end: number][] }

/** The form in which an error is written to the database: plain JSON fields, no stack, no cause, nothing that is not in the table of errors. */
export interface StoredFailure { name: string; message: string; code: string; details: Record<string, string | number>; resume?: ResumePlan }

/**
 * An Error that carries exactly the fields of `StoredFailure`. The engine writes an error's own fields; the stack and the cause stay out
 * of the database, because causes may hold request headers and other secrets.
 */
export function toStored(error: unknown, step?: string, resume?: ResumePlan): Error & StoredFailure {
  const known = AppError.is(error) ? error : step === undefined ? AppError.from(error) : new AppError('STEP_FAILED', { step, reason: reasonOf(error) });
  const stored = new Error(known.message);
  delete stored.stack;
  return Object.assign(stored, { name: 'AppError', code: known.code, details: { ...known.details }, ...(resume ? { resume } : {}) });
}

/** The AppError a recorded or live error stands for. An error of the engine itself becomes RUN_CANCELLED or INTERNAL. */
export function revive(error: unknown): AppError {
  if (AppError.is(error)) return error;
  if (error instanceof DbosError.DBOSWorkflowCancelledError) return new AppError('RUN_CANCELLED', { id: error.workflowID });
  if (isStored(error)) return fromProblem({ code: error.code, detail: error.message, details: error.details });
  return AppError.from(error);
}

/** True when another execution owns the run now: this one must stop without touching anything. */
export const isLost = (error: unknown): boolean => error instanceof DBOSWorkflowConflictError;

/** Reads the JSON of a recorded failure; something unreadable is INTERNAL and says so. */
export function parseFailure(text: string | null): { error: AppError; resume: ResumePlan | null } {
  if (text === null) return { error: new AppError('INTERNAL', { reason: 'the run failed without a recorded reason' }), resume: null };
  try {
    const value: unknown = JSON.parse(text);
    return { error: isStored(value) ? revive(value) : new AppError('INTERNAL', { reason: reasonOf(value) }), resume: isStored(value) ? value.resume ?? null : null };
  } catch (error) {
    return { error: new AppError('INTERNAL', { reason: 'the recorded failure is not readable' }, error), resume: null };
  }
}

function isStored(value: unknown): value is StoredFailure {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' && 'message' in value && typeof value.message === 'string';
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
