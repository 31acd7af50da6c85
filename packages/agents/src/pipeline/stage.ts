import { AppError, type BuildStep, type Flow, type Progress, type RunStore, type Announcer, type StepContext, type StepOptions } from '@hyperlens/protocol';

/** What a stage hands back: the result later stages need, and one line for people. */
export interface StageOutcome<Result> { result: Result; summary: string }
export type StageContext = StepContext & { progress: Progress };
export type Stage = <Result>(name: BuildStep, body: (context: StageContext) => Promise<StageOutcome<Result>>, options?: StepOptions & { cycle?: number }) => Promise<Result>;

/**
 * One checkpointed step of a build whose beginning, end and failure are on the run and in its events. A step that runs again after a crash
 * says so with its attempt number; a step that was recorded is not run and says nothing.
 */
export function makeStage(flow: Flow, runs: RunStore, announcer: Announcer): Stage {
  return async (name, body, options = {}) => {
    const { cycle = 1, ...stepOptions } = options;
    const stepName = cycle === 1 ? name : `${name}:${cycle}`;
    const outcome = await flow.step(stepName, async (context) => {
      await runs.setStep(flow.runId, { name, status: 'running', attempt: context.attempt, startedAt: new Date().toISOString(), endedAt: null, error: null });
      let said = 0;
      const progress: Progress = (text) => {
        // Progress is a courtesy: losing a line must not fail the step, so nothing waits for it and a failure only ends the courtesy.
        const key = `${context.idempotencyKey}/progress/${context.attempt}/${said++}`;
        announcer.announce({ type: 'run.progress', stream: flow.runId, data: { step: name, text }, key }).catch(() => { said = -1; });
      };
      try {
        const done = await body({ ...context, progress });
        await runs.setStep(flow.runId, { name, status: 'completed', attempt: context.attempt, endedAt: new Date().toISOString(), summary: done.summary, error: null });
        return done;
      } catch (error) {
        const known = AppError.from(error);
        if (!context.signal.aborted) {
          const failure = { code: known.code, message: known.message, remedy: known.remedy };
          await runs.setStep(flow.runId, { name, status: 'failed', attempt: context.attempt, endedAt: new Date().toISOString(), error: failure });
        }
        throw error;
      }
    }, stepOptions);
    return outcome.result;
  };
}
