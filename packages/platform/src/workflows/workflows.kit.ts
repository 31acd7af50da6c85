import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executorsTable, makeOutboxDispatcher, openWorkflows, outboxTable } from './index.ts';
import type { OpenWorkflows, WorkflowObserver } from './index.ts';
import { makeStore } from './store.ts';
import type { Logger } from '../telemetry/index.ts';

/** The driver under test: a database that exists for the time between `open` and `close`. */
export interface WorkflowsDriver { open(): Promise<{ url: string; close(): Promise<void> }> }

/**
 * Conformance cases of the Workflows port for one database. Registers its cases with vitest; the engine is one per process, so all cases
 * share one.
 */
export function workflowsKit(title: string, driver: WorkflowsDriver): void {
  describe(`workflows on ${title}`, () => {
    let database: Awaited<ReturnType<WorkflowsDriver['open']>>;
    let pool: Pool;
    let workflows: OpenWorkflows;
    /** What step bodies did, by run. */
    const effects = new Map<string, string[]>();
    const effect = (runId: string, text: string) => { effects.set(runId, [...(effects.get(runId) ?? []), text]); };
    const switches = new Map<string, boolean>();
    const reports: string[] = [];
    const ticks: string[] = [];
    const lines: string[] = [];
    const line = (level: string) => (fields: Record<string, unknown>, text: string) => { lines.push(`${level} ${String(fields['runId'])} ${text}`); };
    const logger: Logger = { debug() {}, info: line('info'), warn: line('warn'), error: line('error'), child: () => logger };
    const observer: WorkflowObserver = { onStep: (step) => reports.push(`${step.flow}/${step.step} ${step.outcome} ${step.attempts}`), onRun: (run) => reports.push(`${run.flow} ${run.outcome}`) };
    const start = async (flow: string, input: unknown, extra: { queue?: string; priority?: number; timeoutMilliseconds?: number; runId?: string } = {}) => {
      const runId = extra.runId ?? randomUUID();
      const { queue = 'agent', priority, timeoutMilliseconds } = extra;
      await workflows.start(flow, input, { runId, queue, ...(priority === undefined ? {} : { priority }), ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }) });
      return runId;
    };
    const until = async (condition: () => boolean | Promise<boolean>, milliseconds = 10_000) => {
      const deadline = Date.now() + milliseconds;
      while (!(await condition())) {
        if (Date.now() > deadline) throw new Error('waited too long');
        await delay(20);
      }
    };

    beforeAll(async () => {
      database = await driver.open();
      pool = new Pool({ connectionString: database.url, max: 3 });
      await pool.query(executorsTable);
      await pool.query(outboxTable);
      workflows = build();
      await workflows.launch();
    }, 120_000);

    function build(): OpenWorkflows {
      workflows = openWorkflows({ url: database.url, applicationVersion: 'kit-1', pools: { agent: { concurrency: 4 }, data: { concurrency: 1 } }, observer, logger, graceMilliseconds: 300 });
      workflows.register<{ value: number }, number>('double', async (flow, input) => {
        const doubled = await flow.step('double', async ({ idempotencyKey }) => { effect(flow.runId, idempotencyKey); return input.value * 2; });
        return flow.step('add one', async () => doubled + 1);
      });
      workflows.register<{ fail: number; attempts: number; code?: boolean }, string>('flaky', async (flow, input) => flow.step('try', async ({ attempt }) => {
        effect(flow.runId, `attempt ${attempt}`);
        if (attempt <= input.fail) throw input.code === true ? new AppError('REQUEST_EMPTY') : new AppError('RPC_REJECTED', { method: 'eth_call', reason: 'busy' });
        return `after ${attempt}`;
      }, { attempts: input.attempts, backoffMilliseconds: 10 }));
      workflows.register<null, void>('slow', async (flow) => {
        await flow.step('before', async () => 1);
        await flow.step('hang', ({ signal }) => new Promise((_, reject) => {
          effect(flow.runId, 'hanging');
          signal.addEventListener('abort', () => { effect(flow.runId, `aborted ${AppError.is(signal.reason) ? signal.reason.code : '?'}`); reject(signal.reason as Error); });
        }));
      });
      workflows.register<null, void>('deaf', async (flow) => flow.step('deaf', () => new Promise<void>(() => {}), { timeoutMilliseconds: 80 }));
      workflows.register<{ order: number[] }, string[]>('wide', async (flow, input) => flow.parallel(input.order.map((milliseconds, index) => async () => {
        const first = await flow.step(`first ${index}`, async () => { await delay(milliseconds); return `${index}a`; });
        const second = await flow.step(`second ${index}`, async () => {
          effect(flow.runId, `second ${index}`);
          if (switches.get(`${flow.runId} ${index}`)) throw new AppError('RPC_REJECTED', { method: 'm', reason: `branch ${index}` });
          return `${index}b`;
        });
        return `${first}${second}`;
      })));
      workflows.register<null, unknown>('approve', async (flow) => {
        await flow.step('ask', async () => 'asked');
        const answer = await flow.receive<{ approved: boolean }>('approval', 30);
        return flow.step('act', async () => answer);
      });
      workflows.register<null, unknown>('impatient', async (flow) => [await flow.receive('nothing', 0.2), (await flow.now()).getTime() > 0, await flow.sleep(10)]);
      workflows.register<{ text: string }, string>('gate', async (flow, input) => {
        const made = await flow.step('make', async () => { effect(flow.runId, 'make'); return `${input.text}!`; });
        try {
          await flow.step('check', async () => {
            effect(flow.runId, 'check');
            if (switches.get(flow.runId)) throw new AppError('GATE_REFUSED', { gate: 'tests', reason: 'they fail' });
          });
        } catch (error) {
          await flow.step('note', async () => { effect(flow.runId, 'note'); });
          throw error;
        }
        return flow.step('finish', async () => `${made} ${input.text}`);
      });
      workflows.register<{ name: string }, string>('one at a time', async (flow, input) => flow.step('work', async () => { effect('order', `start ${input.name}`); await until(() => switches.get('held') !== true); effect('order', `end ${input.name}`); return input.name; }));
      workflows.register<null, unknown>('not json', async (flow) => flow.step('big', async () => 1n));
      workflows.schedule({ name: 'tick', cron: '* * * * * *', run: async (at) => { ticks.push(at.toISOString()); } });
      return workflows;
    }

    afterAll(async () => {
      await workflows?.close();
      await pool?.end();
      await database?.close();
    });

    it('runs the steps of a flow once and returns its result', async () => {
      const runId = await start('double', { value: 20 });
      expect(await workflows.result(runId, 10_000)).toBe(41);
      expect(effects.get(runId)).toEqual([`${runId}/double`]);
      expect((await workflows.steps(runId)).map((step) => `${step.name} ${step.status}`)).toEqual(['double completed', 'add one completed']);
      expect(await workflows.state(runId)).toMatchObject({ flow: 'double', status: 'completed', error: null, executor: null, recoveryAttempts: 0 });
      expect(reports).toContain('double/add one completed 1');
      expect(reports).toContain('double completed');
    });

    it('starts a run id once', async () => {
      const runId = await start('double', { value: 1 });
      await start('double', { value: 2 }, { runId });
      expect(await workflows.result(runId, 10_000)).toBe(3);
      await start('double', { value: 3 }, { runId });
      expect(await workflows.result(runId, 10_000)).toBe(3);
      expect(effects.get(runId)).toHaveLength(1);
    });

    it('picks work up quickly', async () => {
      const began = performance.now();
      await workflows.result(await start('double', { value: 1 }), 10_000);
      expect(performance.now() - began).toBeLessThan(2000);
    });

    it('tries a step again while that can help, and not when it cannot', async () => {
      const good = await start('flaky', { fail: 2, attempts: 3 });
      expect(await workflows.result(good, 10_000)).toBe('after 3');
      const refused = await start('flaky', { fail: 2, attempts: 3, code: true });
      await expect(workflows.result(refused, 10_000)).rejects.toMatchObject({ code: 'REQUEST_EMPTY' });
      expect(effects.get(refused)).toEqual(['attempt 1']);
    });

    it('keeps code and details of an error in the database', async () => {
      const runId = await start('flaky', { fail: 9, attempts: 1 });
      const error: unknown = await workflows.result(runId, 10_000).catch((thrown: unknown) => thrown);
      expect(AppError.is(error, 'RPC_REJECTED') && error.details).toEqual({ method: 'eth_call', reason: 'busy' });
      expect(await workflows.state(runId)).toMatchObject({ status: 'failed', error: 'The chain refused eth_call: busy.' });
      expect((await workflows.steps(runId)).map((step) => step.status)).toEqual(['failed']);
    });

    it('ends a step that does not answer in time', async () => {
      await expect(workflows.result(await start('deaf', null), 10_000)).rejects.toMatchObject({ code: 'STEP_TIMED_OUT' });
    });

    it('refuses a result that is not JSON', async () => {
      await expect(workflows.result(await start('not json', null), 10_000)).rejects.toMatchObject({ code: 'INTERNAL' });
    });

    it('cancels a running step within a second, and goes on when resumed', async () => {
      const runId = await start('slow', null);
      await until(() => effects.get(runId) !== undefined);
      const began = performance.now();
      await workflows.cancel(runId);
      await until(() => effects.get(runId)?.includes('aborted RUN_CANCELLED') === true, 1500);
      // A second is the promise; the machine that runs the tests may be busy.
      expect(performance.now() - began).toBeLessThan(1500);
      await expect(workflows.result(runId, 5000)).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
      expect(await workflows.state(runId)).toMatchObject({ status: 'cancelled' });
      // It did what it was asked to: that is news, not an error.
      await until(() => lines.some((one) => one === `info ${runId} a run was cancelled while it was worked on`), 2000);
      expect(lines.filter((one) => /^(warn|error)/.test(one) && one.includes(runId))).toEqual([]);
      await workflows.resume(runId);
      await until(() => effects.get(runId)?.filter((text) => text === 'hanging').length === 2);
      expect((await workflows.steps(runId)).map((step) => step.name)).toEqual(['before']);
      await workflows.cancel(runId);
      await workflows.cancel(runId);
    });

    it('goes on in a pool of one place when it is resumed right after it was cancelled, and leaves the place to others', async () => {
      for (let round = 1; round <= 5; round += 1) {
        const runId = await start('slow', null, { queue: 'data' });
        await until(() => effects.get(runId)?.includes('hanging') === true);
        await workflows.cancel(runId);
        await workflows.resume(runId);
        await until(() => effects.get(runId)?.filter((text) => text === 'hanging').length === 2);
        await workflows.cancel(runId);
      }
      expect(await workflows.result(await start('double', { value: 1 }, { queue: 'data' }), 10_000)).toBe(3);
    }, 60_000);

    it('cancels a run that waits in its queue or for a signal', async () => {
      const runId = await start('approve', null);
      await until(async () => (await workflows.steps(runId)).length === 1);
      await workflows.cancel(runId);
      await expect(workflows.result(runId, 5000)).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
      await expect(workflows.cancel(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('cancels a run that takes too long', async () => {
      const runId = await start('slow', null, { timeoutMilliseconds: 300 });
      await expect(workflows.result(runId, 10_000)).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
      await until(() => effects.get(runId)?.includes('aborted RUN_CANCELLED') === true, 2000);
    });

    it('runs branches at the same time, and each branch has steps of its own', async () => {
      const runId = await start('wide', { order: [600, 1, 300] });
      expect(await workflows.result(runId, 10_000)).toEqual(['0a0b', '1a1b', '2a2b']);
      expect(effects.get(runId)).toEqual(['second 1', 'second 2', 'second 0']);
      expect((await workflows.steps(runId)).map((step) => step.name)).toEqual(['first 0', 'second 0', 'first 1', 'second 1', 'first 2', 'second 2']);
    });

    it('resumes a parallel with the failed branch only', async () => {
      const runId = randomUUID();
      switches.set(`${runId} 1`, true);
      await start('wide', { order: [1, 1, 1] }, { runId });
      await expect(workflows.result(runId, 10_000)).rejects.toMatchObject({ code: 'RPC_REJECTED', details: { reason: 'branch 1' } });
      switches.clear();
      await workflows.resume(runId);
      expect(await workflows.result(runId, 10_000)).toEqual(['0a0b', '1a1b', '2a2b']);
      expect(effects.get(runId)?.toSorted()).toEqual(['second 0', 'second 1', 'second 1', 'second 2']);
    });

    it('waits for a signal, which arrives once, and gives its place in the pool away meanwhile', async () => {
      const waiting = await Promise.all(Array.from({ length: 6 }, () => start('approve', null)));
      await until(async () => (await Promise.all(waiting.map((runId) => workflows.steps(runId)))).every((steps) => steps.length === 1));
      expect(await workflows.result(await start('double', { value: 5 }), 5000)).toBe(11);
      for (const runId of waiting) {
        await workflows.signal(runId, 'approval', { approved: true }, 'one');
        await workflows.signal(runId, 'approval', { approved: false }, 'one');
        expect(await workflows.result(runId, 10_000)).toEqual({ approved: true });
      }
    });

    it('gives up waiting for a signal', async () => {
      expect(await workflows.result(await start('impatient', null), 10_000)).toEqual([null, true, null]);
    });

    it('resumes a failed run from the step that failed', async () => {
      const runId = randomUUID();
      switches.set(runId, true);
      await start('gate', { text: 'a' }, { runId });
      await expect(workflows.result(runId, 10_000)).rejects.toMatchObject({ code: 'GATE_REFUSED' });
      switches.delete(runId);
      await workflows.resume(runId);
      expect(await workflows.result(runId, 10_000)).toBe('a! a');
      expect(effects.get(runId)).toEqual(['make', 'check', 'note', 'check']);
      await expect(workflows.resume(runId)).rejects.toMatchObject({ code: 'RUN_CONFLICT' });
      await expect(workflows.resume(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('forks with changed input and reuses what was recorded before the step', async () => {
      const runId = await start('gate', { text: 'a' });
      await workflows.result(runId, 10_000);
      const [reused, anew] = [randomUUID(), randomUUID()];
      await workflows.fork(runId, { newRunId: reused, fromStep: 'check', input: { text: 'b' } });
      await workflows.fork(runId, { newRunId: reused, fromStep: 'check', input: { text: 'c' } });
      expect(await workflows.result(reused, 10_000)).toBe('a! b');
      expect(effects.get(reused)).toEqual(['check']);
      await workflows.fork(runId, { newRunId: anew });
      expect(await workflows.result(anew, 10_000)).toBe('a! a');
      expect(effects.get(anew)).toEqual(['make', 'check']);
      await expect(workflows.fork(runId, { newRunId: randomUUID(), fromStep: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('works on no more runs of a pool than it may, first the ones with priority', async () => {
      switches.set('held', true);
      await start('one at a time', { name: 'first' }, { queue: 'data' });
      await until(() => effects.get('order') !== undefined);
      await start('one at a time', { name: 'late' }, { queue: 'data', priority: 90 });
      await start('one at a time', { name: 'soon' }, { queue: 'data', priority: 1 });
      const last = await start('one at a time', { name: 'last' }, { queue: 'data', priority: 91 });
      expect((await workflows.queues()).find((queue) => queue.name === 'data')).toMatchObject({ concurrency: 1, running: 1, waiting: 3 });
      switches.delete('held');
      await workflows.result(last, 10_000);
      expect(effects.get('order')).toEqual(['first', 'soon', 'late', 'last'].flatMap((name) => [`start ${name}`, `end ${name}`]));
    });

    it('says so when a result does not come in time', async () => {
      await expect(workflows.result(randomUUID(), 50)).rejects.toMatchObject({ code: 'STEP_TIMED_OUT' });
      expect(await workflows.state(randomUUID())).toBeNull();
    });

    it('starts what is in the outbox, once', async () => {
      const dispatcher = await makeOutboxDispatcher({ pool, workflows, pollMilliseconds: 5000 });
      const runId = randomUUID();
      await pool.query(`INSERT INTO outbox (flow, run_id, input, queue, priority) VALUES ('double', $1, '{"value": 7}', 'agent', 10)`, [runId]);
      await pool.query(`SELECT pg_notify('outbox', '')`);
      expect(await workflows.result(runId, 3000)).toBe(15);
      await until(async () => (await pool.query('SELECT 1 FROM outbox WHERE dispatched_at IS NULL')).rowCount === 0);
      await dispatcher.close();
      // A dispatcher that was killed before it marked the row: the next one starts the same run, which is one.
      await pool.query('UPDATE outbox SET dispatched_at = NULL WHERE run_id = $1', [runId]);
      const next = await makeOutboxDispatcher({ pool, workflows, pollMilliseconds: 5000 });
      await until(async () => (await pool.query('SELECT 1 FROM outbox WHERE dispatched_at IS NULL')).rowCount === 0);
      await next.close();
      expect(effects.get(runId)).toHaveLength(1);
    });

    it('closes and opens again in one process, and goes on with what was left', async () => {
      const [waiting, hanging] = [await start('approve', null), await start('slow', null)];
      await until(async () => (await workflows.steps(waiting)).length === 1 && effects.get(hanging) !== undefined);
      const began = performance.now();
      await workflows.close();
      expect(performance.now() - began).toBeLessThan(3000);
      expect(effects.get(hanging)).toEqual(['hanging', 'aborted INTERRUPTED']);
      workflows = build();
      await workflows.launch();
      await workflows.signal(waiting, 'approval', 'yes', 'key');
      expect(await workflows.result(waiting, 10_000)).toBe('yes');
      await until(() => effects.get(hanging)?.length === 3);
      expect(await workflows.state(hanging)).toMatchObject({ status: 'running', error: null });
      await workflows.cancel(hanging);
    }, 30_000);

    it('refuses what is registered twice or too late', () => {
      expect(() => workflows.register('late', async () => 1)).toThrow(expect.objectContaining({ code: 'INTERNAL' }) as Error);
      expect(() => workflows.schedule({ name: 'late', cron: '* * * * *', run: async () => {} })).toThrow(expect.objectContaining({ code: 'INTERNAL' }) as Error);
    });

    it('refuses a start that could never run', async () => {
      await expect(start('double', null, { queue: 'nobody' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
      await expect(start('double', null, { runId: 'no spaces' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
      await expect(start('double', null, { priority: -1 })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
      const runId = await start('double', { value: 1 });
      await expect(start('gate', null, { runId })).rejects.toMatchObject({ code: 'RUN_CONFLICT' });
    });

    it('fails a run whose flow nobody knows', async () => {
      const runId = await start('unknown flow', null);
      await expect(workflows.result(runId, 5000)).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await workflows.state(runId)).toMatchObject({ status: 'failed' });
    });

    it('does not let a hopeless row of the outbox stand in the way', async () => {
      const runId = randomUUID();
      await pool.query(`INSERT INTO outbox (flow, run_id, input, queue) VALUES ('double', $1, '{}', 'nobody')`, [randomUUID()]);
      await pool.query(`INSERT INTO outbox (flow, run_id, input, queue) VALUES ('double', $1, '{"value": 1}', 'agent')`, [runId]);
      const dispatcher = await makeOutboxDispatcher({ pool, workflows, pollMilliseconds: 5000 });
      expect(await workflows.result(runId, 3000)).toBe(3);
      await until(async () => (await pool.query('SELECT 1 FROM outbox WHERE dispatched_at IS NULL')).rowCount === 0);
      await dispatcher.close();
    });

    it('gives runs back that were claimed and do not run', async () => {
      const store = makeStore(pool);
      const [runId, owner] = [await start('one at a time', { name: 'stray' }, { queue: 'data' }), randomUUID()];
      await workflows.result(runId, 5000);
      await pool.query(`UPDATE dbos.workflow_status SET status = 'PENDING', owner_xid = $2, queue_name = 'data' WHERE workflow_uuid = $1`, [runId, owner]);
      expect(await store.giveBack(randomUUID(), null)).toBe(0);
      expect(await store.giveBack(owner, null)).toBe(1);
      expect(await workflows.result(runId, 5000)).toBe('stray');
    });

    it('forgets old runs when asked', async () => {
      const [old, young] = [await start('double', { value: 1 }), await start('double', { value: 1 })];
      await Promise.all([workflows.result(old, 5000), workflows.result(young, 5000)]);
      await pool.query(`UPDATE dbos.workflow_status SET completed_at = completed_at - 40::bigint * 86400000 WHERE workflow_uuid = $1`, [old]);
      expect(await workflows.prune({ runs: 30 })).toBe(1);
      expect(await workflows.state(old)).toBeNull();
      expect(await workflows.steps(old)).toEqual([]);
      expect(await workflows.result(young)).toBe(3);
    });

    it('fires schedules', async () => {
      await until(() => ticks.length >= 2, 20_000);
      expect(new Set(ticks).size).toBe(ticks.length);
    }, 30_000);
  });
}
