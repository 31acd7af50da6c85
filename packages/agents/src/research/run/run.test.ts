import { describe, expect, it } from 'vitest';
import { AppError, type SectionName } from '@hyperlens/protocol';
import { makeResearches } from './researches.ts';
import { aToken, memoryStore, oneThing, research } from './world.kit.ts';

describe('a research run', () => {
  it('finds the subject, asks every service that applies, and judges', async () => {
    const { result, run } = await research({ subject: aToken }, { services: { onchain: oneThing('onchain', { is_honeypot: true }) } });
    expect(result?.subject).toMatchObject({ kind: 'token', name: 'Acorn', symbol: 'ACRN', decimals: 18, chainId: 31_337, address: aToken });
    expect(Object.keys(result?.sections ?? {})).toEqual(['audit', 'onchain', 'sentiment', 'team', 'tokenomics']);
    expect(result?.verdict).toMatchObject({ level: 'critical', reasons: [{ id: 'is_honeypot', evidence: ['onchain.thing'] }] });
    expect(result?.evidence.map(({ id }) => id)).toContain('onchain.thing');
    expect(run?.status).toBe('completed');
    expect(run?.steps.map(({ status }) => new Set(['completed']).has(status))).not.toContain(false);
  });

  it('asks only what it is told to', async () => {
    const { result } = await research({ subject: aToken, only: ['onchain', 'tokenomics'] });
    expect(Object.keys(result?.sections ?? {})).toEqual(['onchain', 'tokenomics']);
  });

  it.each<SectionName>(['onchain', 'tokenomics', 'sentiment', 'team', 'audit'])('goes on without the %s service and says what is missing', async (section) => {
    const { result, error } = await research({ subject: aToken }, { services: { [section]: { section, analyze: () => Promise.reject(new Error('it fell over')) } } });
    expect(error).toBeNull();
    expect(result?.sections[section]).toMatchObject({ status: 'unknown', sources: [{ status: 'failed' }] });
    expect(result?.evidence.find(({ id }) => id === `${section}.service`)?.unknown).toContain('it fell over');
    expect(Object.values(result?.sections ?? {}).filter((one) => one?.status === 'completed')).toHaveLength(4);
  });

  it('gives the same bytes for the same answers in any order', async () => {
    const slow = { section: 'onchain' as const, analyze: async (...input: Parameters<ReturnType<typeof oneThing>['analyze']>) => { await new Promise((resolve) => { setTimeout(resolve, 20); }); return oneThing('onchain').analyze(...input); } };
    const [first, second] = await Promise.all([research({ subject: aToken }), research({ subject: aToken }, { services: { onchain: slow } })]);
    expect(JSON.stringify(first.result)).toBe(JSON.stringify(second.result));
  });

  it('reads sources without a chain', async () => {
    const { result } = await research({ subject: 'Acorn.sol', sources: { 'Acorn.sol': 'contract Acorn {}' } });
    expect(result).toMatchObject({ subject: { kind: 'source', address: null }, block: null });
    expect(Object.keys(result?.sections ?? {})).toEqual(['audit']);
  });

  it('finds names, refuses to guess between two, and says when there is none', async () => {
    const candidate = (digit: string) => ({ address: (digit === 't' ? aToken : `0x${digit.repeat(40)}`) as `0x${string}`, network: 'local', name: 'Acorn', symbol: 'ACRN', source: 'deployments' });
    const finder = (...digits: string[]) => [{ id: 'deployments', find: async () => digits.map(candidate) }];
    expect((await research({ subject: 'ACRN' }, { finders: finder('t', 't') })).result?.subject).toMatchObject({ kind: 'token', query: 'ACRN', address: aToken });
    expect((await research({ subject: 'ACRN' }, { finders: finder('1', '2') })).error).toMatchObject({ code: 'SUBJECT_AMBIGUOUS', exit: 2 });
    const missing = await research({ subject: 'ACRN' }, { finders: [...finder(), { id: 'coingecko', find: () => Promise.reject(new Error('no answer')) }] });
    expect(missing.error).toMatchObject({ code: 'SUBJECT_NOT_FOUND', exit: 1 });
    expect(missing.error?.message).toContain('coingecko: Something unexpected went wrong: no answer');
    expect(missing.run).toMatchObject({ status: 'failed', error: { code: 'SUBJECT_NOT_FOUND' } });
  });

  it('looks at a project that has no address when it is told where', async () => {
    const { result } = await research({ subject: 'Acorn', project: { github: 'acorn/acorn' } });
    expect(result?.subject).toMatchObject({ kind: 'project', address: null });
    expect(Object.keys(result?.sections ?? {})).toEqual(['sentiment', 'team', 'tokenomics']);
  });

  it.each([aToken.toLowerCase(), aToken.toUpperCase().replace('0X', '0x'), aToken.toLowerCase().replace('0x', '0X'), ` ${aToken} `, `eip155:31337:${aToken}`])('takes the address as %s', async (subject) => {
    expect((await research({ subject })).result?.subject).toMatchObject({ kind: 'token', address: aToken, chainId: 31_337 });
  });

  it.each([[`0x${'ab'.repeat(32)}`, 'hash'], [`https://etherscan.io/token/${aToken}`, 'web address']])('says what %s is instead of an address', async (subject, what) => {
    const { error } = await research({ subject });
    expect(error).toMatchObject({ code: 'INPUT_INVALID', exit: 2 });
    expect(error?.message).toContain(what);
  });

  it.each(['0x123', `0x${'g'.repeat(40)}`, '0x5FbDB2315678afecb367f032d93F642f64180aA3'])('refuses the mistyped address %s', async (subject) => {
    const { error } = await research({ subject });
    expect(error?.code).toBe(subject.includes('g') ? 'SUBJECT_NOT_FOUND' : 'INPUT_INVALID');
  });
});

describe('starting', () => {
  it('refuses a mistyped address before anything is recorded, for runs and for watches', async () => {
    const memory = memoryStore();
    const researches = makeResearches({ store: memory.store, workflows: { cancel: async () => undefined, resume: async () => undefined }, networks: { get: () => ({}) as never }, defaultNetwork: 'local', newId: () => 'run-1', now: () => new Date(0) });
    for (const subject of ['0x123', ' 0x', '0x5FbDB2315678afecb367f032d93F642f64180aA3']) {
      await expect(researches.start({ subject })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
      await expect(researches.watches.create({ request: { subject }, everySeconds: 60 })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    }
    expect(memory.runs.size).toBe(0);
    // A file may be called anything.
    expect(await researches.start({ subject: '0x123', sources: { 'A.sol': '' } })).toMatchObject({ runId: 'run-1' });
  });
  it('refuses own files that are none of the sources', async () => {
    const researches = makeResearches({ store: memoryStore().store, workflows: { cancel: async () => undefined, resume: async () => undefined }, networks: { get: () => ({}) as never }, defaultNetwork: 'local', newId: () => 'run-1', now: () => new Date(0) });
    await expect(researches.start({ subject: 'A.sol', sources: { 'A.sol': '' }, ownFiles: ['B.sol'] })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(researches.start({ subject: 'A.sol', ownFiles: ['B.sol'] })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(await researches.start({ subject: 'A.sol', sources: { 'A.sol': '' }, ownFiles: ['A.sol'] })).toMatchObject({ runId: 'run-1' });
  });
});

describe('cancelling', () => {
  const open = (memory: ReturnType<typeof memoryStore>, cancel: () => Promise<void>) => makeResearches({ store: memory.store, workflows: { cancel, resume: async () => undefined }, networks: { get: () => ({}) as never }, defaultNetwork: 'local', newId: () => 'run-1', now: () => new Date('2026-02-02T00:00:00.000Z') });

  it('ends the steps that were under way', async () => {
    const memory = memoryStore();
    const researches = open(memory, async () => undefined);
    await researches.start({ subject: aToken });
    await memory.store.setStep('run-1', { name: 'resolve', status: 'completed' });
    await memory.store.setStep('run-1', { name: 'onchain', status: 'running' });
    expect(await researches.cancel('run-1')).toMatchObject({ status: 'cancelled', error: { code: 'RUN_CANCELLED' }, steps: [{ status: 'completed' }, { name: 'onchain', status: 'skipped', endedAt: '2026-02-02T00:00:00.000Z' }] });
    await expect(researches.cancel('run-1')).rejects.toMatchObject({ code: 'RUN_CONFLICT' });
  });

  it('keeps a run that was not started yet from starting', async () => {
    const memory = memoryStore();
    const researches = open(memory, () => Promise.reject(new AppError('NOT_FOUND', { what: 'run', id: 'run-1' })));
    await researches.start({ subject: aToken });
    expect(await researches.cancel('run-1')).toMatchObject({ status: 'cancelled' });
    // What its flow would do when the outbox starts it later; the store leaves a cancelled run cancelled.
    memory.store.setStatus = async () => undefined;
    const { error, run } = await research({ subject: aToken }, { memory });
    expect(error?.code).toBe('RUN_CANCELLED');
    expect(run).toMatchObject({ status: 'cancelled', steps: [] });
  });

  it('says so when the run ended in the same moment', async () => {
    const memory = memoryStore();
    const researches = open(memory, async () => { memory.store.setStatus = async () => undefined; Object.assign(memory.runs.get('run-1') ?? {}, { status: 'completed' }); });
    await researches.start({ subject: aToken });
    await expect(researches.cancel('run-1')).rejects.toMatchObject({ code: 'RUN_CONFLICT', details: { status: 'completed' } });
  });
});

describe('watches', () => {
  it('are due an interval after they were due, never twice for what was missed, and sooner when the interval is made shorter', async () => {
    const memory = memoryStore();
    let now = '2026-01-01T00:00:00.000Z';
    const { watches } = makeResearches({ store: memory.store, workflows: { cancel: async () => undefined, resume: async () => undefined }, networks: { get: () => ({}) as never }, defaultNetwork: 'local', newId: () => 'w', now: () => new Date(now) });
    const next = async () => (await watches.get('w')).nextRunAt;
    await watches.create({ request: { subject: aToken }, everySeconds: 3_600 });
    now = '2026-01-01T00:00:30.000Z';
    await watches.tick();
    expect(await next()).toBe('2026-01-01T01:00:00.000Z');
    // Three days without a server: one run, and the next an interval later.
    now = '2026-01-04T00:00:00.000Z';
    await watches.tick();
    expect(memory.runs.size).toBe(2);
    expect(await next()).toBe('2026-01-04T01:00:00.000Z');
    await watches.set('w', { everySeconds: 30 * 86_400 });
    expect(await next()).toBe('2026-01-04T01:00:00.000Z');
    now = '2026-01-04T01:00:00.000Z';
    await watches.tick();
    expect(await next()).toBe('2026-02-03T01:00:00.000Z');
    await watches.set('w', { everySeconds: 60 });
    expect(await next()).toBe('2026-01-04T01:01:00.000Z');
  });

  it('run again, record what changed, and start one run per moment', async () => {
    const memory = memoryStore();
    const { watches } = makeResearches({ store: memory.store, workflows: { cancel: async () => undefined, resume: async () => undefined }, networks: { get: () => ({}) as never }, defaultNetwork: 'local', newId: () => 'w', now: () => new Date('2026-02-02T00:00:00.000Z') });
    for (const never of [{ atBlock: 7 }, { sources: { 'A.sol': '' } }]) await expect(watches.create({ request: { subject: aToken, ...never }, everySeconds: 60 })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await watches.create({ request: { subject: aToken }, everySeconds: 60 });
    await Promise.all([watches.tick(), watches.tick()]);
    expect(memory.runs.size).toBe(1);
    await research({ subject: aToken }, { memory, runId: 'first', watchId: 'w' });
    await research({ subject: aToken }, { memory, runId: 'second', watchId: 'w' });
    expect(memory.changes).toEqual([]);
    await research({ subject: aToken }, { memory, runId: 'third', watchId: 'w', services: { onchain: oneThing('onchain', { is_honeypot: true }) } });
    expect(memory.changes).toMatchObject([{ watchId: 'w', runId: 'third', previousRunId: 'second' }]);
    expect(memory.changes[0]?.differences.map(({ section, name }) => `${section} ${name}`)).toEqual(['verdict level', 'verdict score.low', 'flags is_honeypot']);
  });
});
