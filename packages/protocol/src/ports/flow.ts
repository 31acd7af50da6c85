import type { EventType, NewEvent } from '../events.ts';

/** How one durable step behaves. */
export interface StepOptions {
  /** Attempts in all; default 1. Only errors for which `retryable` says yes are tried again. */
  attempts?: number;
  /** Wait before the second attempt; doubles after each. Default 500. */
  backoffMilliseconds?: number;
  retryable?: (error: unknown) => boolean;
  /** STEP_TIMED_OUT after this. */
  timeoutMilliseconds?: number;
}

export interface StepContext {
  /** From 1. */
  attempt: number;
  /** Aborted when the run is cancelled, the step times out or the process stops. */
  signal: AbortSignal;
  /** `<runId>/<step name>`: the same in every attempt and after every crash. Use it for external effects. */
  idempotencyKey: string;
}

/**
 * What a durable flow may do. A flow is a plain function of its input; everything that touches the world goes through `step`, whose
 * result is recorded: after a crash recorded steps return what they returned before and are not run again.
 * Step results must be JSON.
 */
export interface Flow {
  readonly runId: string;
  step<Result>(name: string, body: (context: StepContext) => Promise<Result>, options?: StepOptions): Promise<Result>;
  /** Steps that do not depend on each other. Starts all, in a fixed order, and waits for all. */
  parallel<Results extends readonly unknown[]>(steps: { [Index in keyof Results]: () => Promise<Results[Index]> }): Promise<Results>;
  /** Waits durably for a signal sent from outside (an approval); null when the time is over. */
  receive<Message>(topic: string, timeoutSeconds: number): Promise<Message | null>;
  /** Durable sleep. */
  sleep(milliseconds: number): Promise<void>;
  /** The current time, recorded, so that a replay sees the same. */
  now(): Promise<Date>;
}

/** A flow's function by name. */
export type FlowFunction<Input, Output> = (flow: Flow, input: Input) => Promise<Output>;

export type FlowStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
export interface FlowState { runId: string; flow: string; status: FlowStatus; error: string | null; executor: string | null; createdAt: string; updatedAt: string; recoveryAttempts: number }

export interface StartOptions {
  /** The run id; starting the same id twice starts one run. */
  runId: string;
  queue: string;
  /** 1 is first. */
  priority?: number;
  /** The whole run is cancelled after this. */
  timeoutMilliseconds?: number;
}

export interface Schedule { name: string; cron: string; run: (scheduledAt: Date) => Promise<void> }

/**
 * The workflow engine: durable flows on queues. Work of an executor that dies goes on in another within 10 seconds.
 * `start` only records; it is called with the caller's transaction through the outbox (see `Outbox`).
 */
export interface Workflows {
  register<Input, Output>(name: string, flow: FlowFunction<Input, Output>): void;
  start(name: string, input: unknown, options: StartOptions): Promise<void>;
  /** Waits for the end; throws what the flow threw. */
  result<Output>(runId: string, timeoutMilliseconds?: number): Promise<Output>;
  signal(runId: string, topic: string, message: unknown, key: string): Promise<void>;
  cancel(runId: string): Promise<void>;
  /** Goes on where it stopped: recorded steps keep their results, the failed step (or `fromStep`) and what follows run again. */
  resume(runId: string, fromStep?: string): Promise<void>;
  /** A new run that takes over the recorded results before `step` and runs the rest, with changed input when given. */
  fork(runId: string, options: { newRunId: string; fromStep?: string; input?: unknown }): Promise<void>;
  state(runId: string): Promise<FlowState | null>;
  steps(runId: string): Promise<{ name: string; status: 'completed' | 'failed'; startedAt: string | null; endedAt: string | null }[]>;
  queues(): Promise<{ name: string; concurrency: number; waiting: number; running: number }[]>;
  schedule(schedule: Schedule): void;
}

/** Announces facts from inside a step. Keys make the second writing of a repeated step a no-op. */
export interface Announcer { announce<Type extends EventType>(event: NewEvent<Type>): Promise<void> }
