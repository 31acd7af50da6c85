import { describe, expect, it } from 'vitest';
import { makePace } from './pace.ts';

/** A node that takes so many questions a second, refused ones counted too, and eight that ask it at once until they have `wanted` answers. */
async function ask(perSecond: number, wanted: number, retryAfter: number | null = null): Promise<{ milliseconds: number; refused: number }> {
  let time = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const wait = (milliseconds: number): Promise<void> => new Promise((wake) => { sleepers.push({ at: time + milliseconds, wake }); });
  const pace = makePace({ now: () => time, wait });
  let seen: number[] = [];
  let [answered, refused] = [0, 0];
  const worker = async (): Promise<void> => {
    while (answered < wanted) {
      await pace.turn();
      seen = seen.filter((at) => at > time - 1_000);
      if (seen.length >= perSecond) { refused += 1; pace.slower(retryAfter); } else { seen.push(time); answered += 1; pace.answered(); }
      await wait(5);
    }
  };
  let running = 8;
  for (let index = 0; index < 8; index += 1) void worker().then(() => { running -= 1; });
  while (running > 0) {
    await new Promise((resolve) => { setImmediate(resolve); });
    const soonest = sleepers.toSorted((a, b) => a.at - b.at)[0];
    if (!soonest) continue;
    sleepers.splice(sleepers.indexOf(soonest), 1);
    time = Math.max(time, soonest.at);
    soonest.wake();
  }
  return { milliseconds: time, refused };
}

describe('the pace of an endpoint', () => {
  it('holds nothing back while nobody complains', async () => {
    expect(await ask(1_000_000, 400)).toEqual({ milliseconds: 400 / 8 * 5, refused: 0 });
  });
  it.each([[5, null], [20, null], [20, 1_000], [50, null]])('comes near %i a second with few refusals (Retry-After %s)', async (perSecond, retryAfter) => {
    const { milliseconds, refused } = await ask(perSecond, perSecond * 20, retryAfter);
    expect(milliseconds).toBeLessThan(20_000 * 1.8);
    expect(refused).toBeLessThan(perSecond * 20 * 0.25);
  });
});
