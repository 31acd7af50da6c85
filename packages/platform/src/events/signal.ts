/** A bell for one waiter: rings are kept until it waits. */
export interface Signal {
  ring(): void;
  /** Resolves at a ring or after the time. */
  wait(milliseconds: number): Promise<void>;
}

export function makeSignal(): Signal {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(milliseconds) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => { clearTimeout(timer); resolve(); };
        });
        wake = null;
      }
      rung = false;
    },
  };
}

/** How long to wait before looking again: soon while an open transaction holds events back, else until someone rings. */
export function makePace(pollMilliseconds: number) {
  let blockedFor = 0;
  return (blocked: boolean): number => {
    blockedFor = blocked ? Math.min(100, Math.max(3, blockedFor * 2)) : 0;
    return blocked ? blockedFor : pollMilliseconds;
  };
}
