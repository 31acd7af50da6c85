import { AppError, type Flow, type Progress, type StepContext, type StepOptions, type StepStatus } from '@hyperlens/protocol';

/** What a stage hands back: the result later stages need, and one line for people. */
export interface StageOutcome<Result> { result: Result; summary: string }
export type StageContext = StepContext & { progress: Progress };
export type Stage<Name extends string> = <Result>(name: Name, body: (context: StageContext) => Promise<StageOutcome<Result>>, options?: StepOptions & { cycle?: number }) => Promise<Result>;

/** What is said of a step while it goes on. */
export interface StageChange<Name extends string> {
  name: Name; status: StepStatus; attempt: number; startedAt?: string; endedAt?: string | null; summary?: string; error?: { code: string; message: string; remedy: string } | null;
}
/** Where stages write down how they do. `progress` is told a key that is the same when a repeated step says the same line. */
export interface StageRecorder<Name extends string> {
  setStep(runId: string, change: StageChange<Name>): Promise<void>;
  progress(runId: string, step: Name, text: string, key: string): Promise<void>;
}

/** For the step that ends a run: it is written however long the database cannot be. A run whose end was given up would seem to run for ever. */
export const stubborn: StepOptions = { attempts: Infinity, backoffMilliseconds: 500, retryable: (error) => AppError.is(error, 'DATABASE_FULL') || AppError.is(error, 'DATABASE_UNAVAILABLE') };

/**
 * One checkpointed step of a run whose beginning, end and failure are on the run and in its events. A step that runs again after a crash
 * says so with its attempt number; a step that was recorded is not run and says nothing.
 */
export function makeStage<Name extends string>(flow: Flow, recorder: StageRecorder<Name>): Stage<Name> {
  return async (name, body, options = {}) => {
    const { cycle = 1, ...stepOptions } = options;
    const stepName = cycle === 1 ? name : `${name}:${cycle}`;
    const outcome = await flow.step(stepName, async (context) => {
      await recorder.setStep(flow.runId, { name, status: 'running', attempt: context.attempt, startedAt: new Date().toISOString(), endedAt: null, error: null });
      let said = 0;
      const progress: Progress = (text) => {
        // Progress is a courtesy: losing a line must not fail the step, so nothing waits for it and a failure only ends the courtesy.
        recorder.progress(flow.runId, name, text, `${context.idempotencyKey}/progress/${context.attempt}/${said++}`).catch(() => { said = -1; });
      };
      try {
        const done = await body({ ...context, progress });
        await recorder.setStep(flow.runId, { name, status: 'completed', attempt: context.attempt, endedAt: new Date().toISOString(), summary: done.summary, error: null });
        return done;
      } catch (error) {
        const known = AppError.from(error);
        if (!context.signal.aborted) {
          const failure = { code: known.code, message: known.message, remedy: known.remedy };
          await recorder.setStep(flow.runId, { name, status: 'failed', attempt: context.attempt, endedAt: new Date().toISOString(), error: failure });
        }
        throw error;
      }
    }, stepOptions);
    return outcome.result;
  };
}
