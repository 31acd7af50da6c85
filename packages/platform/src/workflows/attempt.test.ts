import { AppError } from '@hyperlens/protocol';
import { describe, expect, it, vi } from 'vitest';
import { attempt, isTransient } from './attempt.ts';

const step = (options: Parameters<typeof attempt>[1]['options'] = {}) => ({ name: 'deploy', idempotencyKey: 'run/deploy', options });
const outer = () => new AbortController();
const refused = new AppError('REQUEST_EMPTY');
const unreachable = new AppError('NETWORK_UNREACHABLE', { network: 'local', reason: 'down' });

describe('attempt', () => {
  it('gives the body its number, key and signal', async () => {
    const seen = await attempt(async (context) => ({ ...context, aborted: context.signal.aborted }), step(), outer().signal);
    expect(seen).toMatchObject({ attempt: 1, idempotencyKey: 'run/deploy', aborted: false });
  });

  it('doubles the wait between attempts', async () => {
    const moments: number[] = [];
    const result = await attempt(async ({ attempt: number }) => {
      moments.push(performance.now());
      if (number < 4) throw unreachable;
      return number;
    }, step({ attempts: 4, backoffMilliseconds: 20 }), outer().signal);
    expect(result).toBe(4);
    const waits = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThan(20 * 2 ** index - 3);
  });

  it('ends with the last error when the attempts are used up, and at once when another cannot help', async () => {
    const body = vi.fn(async () => { throw unreachable; });
    await expect(attempt(body, step({ attempts: 3, backoffMilliseconds: 1 }), outer().signal)).rejects.toBe(unreachable);
    expect(body).toHaveBeenCalledTimes(3);
    const wrong = vi.fn(async () => { throw refused; });
    await expect(attempt(wrong, step({ attempts: 3, backoffMilliseconds: 1 }), outer().signal)).rejects.toBe(refused);
    expect(wrong).toHaveBeenCalledTimes(1);
    await expect(attempt(wrong, step({ attempts: 2, backoffMilliseconds: 1, retryable: () => true }), outer().signal)).rejects.toBe(refused);
    expect(wrong).toHaveBeenCalledTimes(3);
  });

  it('gives up on a body that does not answer, and tells it', async () => {
    let told: unknown;
    const body = ({ signal }: { signal: AbortSignal }) => new Promise<never>(() => { signal.addEventListener('abort', () => { told = signal.reason; }); });
    await expect(attempt(body, step({ timeoutMilliseconds: 20 }), outer().signal)).rejects.toMatchObject({ code: 'STEP_TIMED_OUT', details: { step: 'deploy', seconds: 0.02 } });
    expect(told).toMatchObject({ code: 'STEP_TIMED_OUT' });
  });

  it('stops with the reason it is aborted with: before, within and between attempts', async () => {
    const reason = new AppError('RUN_CANCELLED', { id: 'r' });
    const before = outer();
    before.abort(reason);
    await expect(attempt(async () => 1, step(), before.signal)).rejects.toBe(reason);
    const within = outer();
    setTimeout(() => within.abort(reason), 10);
    await expect(attempt(() => new Promise(() => {}), step({ attempts: 5 }), within.signal)).rejects.toBe(reason);
    const between = outer();
    setTimeout(() => between.abort(reason), 10);
    await expect(attempt(async () => { throw unreachable; }, step({ attempts: 2, backoffMilliseconds: 60_000 }), between.signal)).rejects.toBe(reason);
  });

  it('turns a synchronous throw into a rejection', async () => {
    await expect(attempt(() => { throw refused; }, step(), outer().signal)).rejects.toBe(refused);
  });

  it('knows what another attempt can mend', () => {
    expect([unreachable, new Error('socket hang up'), new AppError('RPC_REJECTED', { method: 'm', reason: 'r' })].map(isTransient)).toEqual([true, true, true]);
    expect([refused, new AppError('GATE_REFUSED', { gate: 'g', reason: 'r' }), new AppError('INTERRUPTED')].map(isTransient)).toEqual([false, false, false]);
  });
});
