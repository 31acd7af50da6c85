/** What the engine's process may take. Memory in bytes. */
export interface Limits {
  /** Above this while it works, it is stopped. */
  working: number;
  /** It may be busy without a pause for so long. */
  busyMilliseconds: number;
  /** Above this when it has nothing to do, it is ended, because what the engine once took it does not give back. */
  resting: number;
}

/**
 * Watches the memory of this process while requests are being answered. EDR records every step of every execution, about 700 bytes each, and
 * offers no way to stop that: a constructor that loops would take gigabytes. `onExcess` must end the process; `onRest` may.
 */
export function makeGuard(limits: Limits, { onExcess, onRest }: { onExcess: () => void; onRest: () => void }): { begin(): void; end(): void } {
  let running = 0;
  let since = 0;
  let timer: NodeJS.Timeout | null = null;
  return {
    begin() {
      running += 1;
      if (running === 1) since = Date.now();
      timer ??= setInterval(() => { if (process.memoryUsage.rss() > limits.working || Date.now() - since > limits.busyMilliseconds) onExcess(); }, 100);
    },
    end() {
      running -= 1;
      // Something was finished: what is left is not stuck.
      since = Date.now();
      if (running > 0 || !timer) return;
      clearInterval(timer);
      timer = null;
      if (process.memoryUsage.rss() > limits.resting) onRest();
    },
  };
}
