/** The tempo an endpoint is asked at. */
export interface Pace {
  /** Waits until the next question may be sent. */
  turn(): Promise<void>;
  /** The endpoint said that it was asked too often; `retryAfter` in milliseconds when it named a time. */
  slower(retryAfter: number | null): void;
  /** It answered. */
  answered(): void;
}

const second = 1_000;
/** Longest gap between two questions that is kept of itself, and longest single wait for a turn, milliseconds. */
const widestGap = 1_000;
const longestWait = 30_000;
/** Below this a gap is none. */
const narrowestGap = 2;

/**
 * Learns how often an endpoint may be asked. Nothing is held back until it refuses for the rate; then questions keep a gap after what it had
 * answered in the second before, and the gap narrows again with every answer (additive increase, multiplicative decrease, as TCP does).
 * Hammering a node that counts refused questions too would keep it refusing.
 */
export function makePace({ now, wait }: { now: () => number; wait: (milliseconds: number) => Promise<void> }): Pace {
  let gap = 0;
  /** When the next question may go. */
  let next = 0;
  let restUntil = 0;
  const answers: number[] = [];

  return {
    async turn() {
      if (gap === 0 && restUntil <= now()) return;
      const start = Math.max(now(), next, restUntil);
      next = start + gap;
      const pause = Math.min(start - now(), longestWait);
      if (pause > 0) await wait(pause);
    },
    slower(retryAfter) {
      const time = now();
      // Questions that were on their way together are refused together: that is one refusal.
      if (time >= restUntil) {
        const recent = answers.filter((at) => at > time - second).length;
        gap = Math.min(widestGap, Math.max(gap * 1.5, second / Math.max(1, recent * 0.8)));
      }
      restUntil = Math.max(restUntil, time + Math.min(retryAfter ?? second / 2, longestWait));
    },
    answered() {
      if (gap > 0) gap = gap * 0.99 < narrowestGap ? 0 : gap * 0.99;
      answers.push(now());
      if (answers.length > 200) answers.shift();
    },
  };
}
