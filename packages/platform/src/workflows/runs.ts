import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';

/** A place a claimed run takes in its pool. */
export interface Slot { runId: string; queue: string; working: number; parked: number }
/** A step body in progress. */
interface Body { runId: string; owner: string; controller: AbortController; slot: Slot | undefined }
/** What the step gets: its signal, and the two ways out. */
export interface Working {
  signal: AbortSignal;
  /** Resolves at once, except when this process stops: then never, so that nothing of an interrupted step is recorded. */
  heldWhenStopping(): Promise<void>;
  leave(): void;
}

/** What this process is doing right now: places taken in its pools, and step bodies that can be aborted. Memory only. */
export interface Runs {
  /** Takes a place for a claimed run; call the result when the run has ended here. */
  take(runId: string, queue: string): () => void;
  /** The way for one execution to leave the place its run has now; a later execution of the same run keeps its own. */
  placeOf(runId: string): () => void;
  /** Places taken in a pool, without runs that only wait. */
  active(queue: string): number;
  /** Before a step's body. Never resolves once the process stops. */
  enter(runId: string, owner: string): Promise<Working>;
  /** Around a durable wait; call the result when it is over. */
  park(runId: string, owner: string): () => void;
  bodies(): { runId: string; owner: string }[];
  abort(runId: string, owner: string, reason: AppError): void;
  /** No new bodies; resolves when all have left, or after the grace period, when the rest are aborted and given half a second. */
  stop(graceMilliseconds: number): Promise<void>;
}

const afterAbortMilliseconds = 500;

/** `onChange` is called when a place becomes free or a body starts. */
export function makeRuns(onChange: { freed(queue: string): void; entered(): void }): Runs {
  const slots = new Map<string, Slot>();
  const bodies = new Set<Body>();
  let stopping = false;
  let idle: (() => void) | undefined;
  const never = () => new Promise<never>(() => {});

  const settle = async (milliseconds: number) => {
    if (bodies.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    idle = resolve;
    const timer = new AbortController();
    await Promise.race([promise, delay(milliseconds, undefined, { signal: timer.signal }).catch(() => { /* the timer was stopped because all bodies left */ })]);
    timer.abort();
    idle = undefined;
  };

  return {
    take(runId, queue) {
      const slot: Slot = { runId, queue, working: 0, parked: 0 };
      slots.set(runId, slot);
      return () => { free(slot); };
    },
    placeOf(runId) {
      const slot = slots.get(runId);
      return () => { if (slot) free(slot); };
    },
    active: (queue) => [...slots.values()].filter((slot) => slot.queue === queue && (slot.parked === 0 || slot.working > 0)).length,
    async enter(runId, owner) {
      if (stopping) return never();
      const slot = slots.get(runId);
      const body: Body = { runId, owner, controller: new AbortController(), slot };
      if (slot) slot.working += 1;
      bodies.add(body);
      onChange.entered();
      return {
        signal: body.controller.signal,
        heldWhenStopping: async () => { if (stopping && body.controller.signal.aborted) { leave(body); await never(); } },
        leave: () => leave(body),
      };
    },
    park(runId) {
      const slot = slots.get(runId);
      if (slot) { slot.parked += 1; onChange.freed(slot.queue); }
      return () => { if (slot) slot.parked -= 1; };
    },
    bodies: () => [...bodies].map(({ runId, owner }) => ({ runId, owner })),
    abort(runId, owner, reason) {
      for (const body of bodies) if (body.runId === runId && body.owner === owner) body.controller.abort(reason);
    },
    async stop(graceMilliseconds) {
      stopping = true;
      await settle(graceMilliseconds);
      for (const body of bodies) body.controller.abort(new AppError('INTERRUPTED'));
      await settle(afterAbortMilliseconds);
    },
  };

  function free(slot: Slot): void {
    // The same run may have been claimed again here after this process was thought dead, or been resumed.
    if (slots.get(slot.runId) !== slot) return;
    slots.delete(slot.runId);
    onChange.freed(slot.queue);
  }

  function leave(body: Body): void {
    if (!bodies.delete(body)) return;
    if (body.slot) body.slot.working -= 1;
    if (bodies.size === 0) idle?.();
  }
}
