import { AsyncLocalStorage } from 'node:async_hooks';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { AppError } from '@hyperlens/protocol';
import type { Flow, StepContext, StepOptions } from '@hyperlens/protocol';
import { attempt } from './attempt.ts';
import { currentExecution, setNextOperation, withOperations } from './engine.ts';
import { isLost, revive, toStored } from './failure.ts';
import type { ResumePlan } from './failure.ts';
import type { Runs } from './runs.ts';

/**
 * Numbers of operations. The engine replays by number, so numbers must not depend on timing: each branch of `parallel` gets a block of its
 * own. A branch may hold 10 000 operations, a branch inside a branch 100; deeper is refused.
 */
const strides = [10_000, 100];
const lastOperation = 2_000_000_000;
interface Frame { depth: number; end: number }
const frames = new AsyncLocalStorage<Frame>();

/** What one execution of a flow needs. */
export interface FlowDependencies { name: string; runId: string; owner: string; runs: Runs; onStep?: (step: { flow: string; step: string; outcome: 'completed' | 'failed'; milliseconds: number; attempts: number }) => void }

/** The Flow of one execution, and what to drop when the run is resumed after it failed with a given error. */
export function makeFlow(dependencies: FlowDependencies): { flow: Flow; planOf: (error: unknown) => ResumePlan | undefined } {
  const { runId, owner, runs } = dependencies;
  const used = new Set<string>();
  const plans = new WeakMap<object, ResumePlan>();
  let lastPlan: ResumePlan | undefined;
  /** Set once another execution owns the run. A flow that catches it and wants to write down its failure must not touch anything any more. */
  let lost: Error | undefined;

  const giveUpIfLost = (error: unknown): void => {
    if (!isLost(error)) return;
    lost = error as Error;
    throw error;
  };

  const remember = (error: Error, plan: ResumePlan) => {
    plans.set(error, plan);
    lastPlan = plan;
    return error;
  };

  /** Checks that the run is still ours, and the block; returns the number this operation will get. */
  const enter = (): number => {
    if (lost) throw lost;
    const { next } = currentExecution();
    if (next >= (frames.getStore()?.end ?? lastOperation)) throw new AppError('INTERNAL', { reason: 'a branch of parallel() has too many steps' });
    return next;
  };

  const flow: Flow = {
    runId,
    async step<Result>(name: string, body: (context: StepContext) => Promise<Result>, options: StepOptions = {}): Promise<Result> {
      if (lost) throw lost;
      if (used.has(name) || name.startsWith('DBOS.')) throw new AppError('INTERNAL', { reason: `the step name ${name} is used twice in one run, or reserved` });
      used.add(name);
      const operation = enter();
      try {
        return await DBOS.runStep(() => runBody(name, body, options), { name });
      } catch (error) {
        giveUpIfLost(error);
        throw remember(revive(error), { from: operation, keep: [] });
      }
    },
    async parallel<Results extends readonly unknown[]>(steps: { [Index in keyof Results]: () => Promise<Results[Index]> }): Promise<Results> {
      const first = enter();
      const depth = frames.getStore()?.depth ?? 0;
      const stride = strides[depth];
      if (stride === undefined) throw new AppError('INTERNAL', { reason: 'parallel() is nested too deeply' });
      const start = (index: number) => first + index * stride;
      if (start(steps.length) > (frames.getStore()?.end ?? lastOperation)) throw new AppError('INTERNAL', { reason: 'parallel() has too many branches' });
      setNextOperation(start(steps.length));
      const outcomes = await Promise.allSettled(steps.map((branch, index) => frames.run({ depth: depth + 1, end: start(index + 1) }, () => withOperations(start(index), branch))));
      const failures = outcomes.flatMap((outcome, index) => (outcome.status === 'rejected' ? [{ error: outcome.reason as unknown, index }] : []));
      for (const { error } of failures) giveUpIfLost(error);
      if (failures.length > 0) throw remember(revive(failures[0]?.error), mergePlans(outcomes, (index) => [start(index), start(index + 1)], (error) => (error instanceof Error ? plans.get(error) : undefined)));
      return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : undefined)) as unknown as Results;
    },
    async receive<Message>(topic: string, timeoutSeconds: number): Promise<Message | null> {
      enter();
      return waiting(() => DBOS.recv<Message>(topic, { timeoutSeconds: Math.max(timeoutSeconds, 0.001), pollingIntervalMs: 2000 }));
    },
    async sleep(milliseconds: number): Promise<void> {
      enter();
      await waiting(() => DBOS.sleep(milliseconds));
    },
    async now(): Promise<Date> {
      enter();
      return new Date(await DBOS.now());
    },
  };

  /** A run that waits for a person or a time does not hold a place in its pool. */
  async function waiting<Result>(work: () => Promise<Result>): Promise<Result> {
    const wake = runs.park(runId, owner);
    try {
      return await work();
    } catch (error) {
      giveUpIfLost(error);
      throw revive(error);
    } finally {
      wake();
    }
  }

  async function runBody<Result>(name: string, body: (context: StepContext) => Promise<Result>, options: StepOptions): Promise<Result> {
    const working = await runs.enter(runId, owner);
    const began = performance.now();
    let attempts = 0;
    const report = (outcome: 'completed' | 'failed') => dependencies.onStep?.({ flow: dependencies.name, step: name, outcome, milliseconds: performance.now() - began, attempts });
    try {
      const result = await attempt(body, { name, idempotencyKey: `${runId}/${name}`, options }, working.signal, (number) => { attempts = number; });
      report('completed');
      return result;
    } catch (error) {
      report('failed');
      // While this process stops, nothing is recorded: the run goes on elsewhere or after the next start.
      await working.heldWhenStopping();
      throw toStored(error, name);
    } finally {
      working.leave();
    }
  }

  return { flow, planOf: (error) => (error instanceof Error ? plans.get(error) : undefined) ?? lastPlan };
}

/** What to drop after a parallel failed: from the first failed step on, but keeping branches that succeeded and what failed branches had before. */
export function mergePlans(outcomes: readonly PromiseSettledResult<unknown>[], range: (index: number) => [number, number], planOf: (error: unknown) => ResumePlan | undefined): ResumePlan {
  const merged: ResumePlan = { from: lastOperation, keep: [] };
  for (const [index, outcome] of outcomes.entries()) {
    const [first, end] = range(index);
    if (outcome.status === 'fulfilled') {
      merged.keep.push([first, end]);
      continue;
    }
    const plan = planOf(outcome.reason) ?? { from: first, keep: [] };
    merged.from = Math.min(merged.from, plan.from);
    if (plan.from > first) merged.keep.push([first, plan.from]);
    merged.keep.push(...plan.keep);
  }
  return merged;
}
