import { AppError } from '@hyperlens/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openModel, providers, type ModelSettings } from './index.ts';
import { startModelServer, wires, type Answer, type Behaviour } from './testing/wire.ts';

const key = 'sk-test-a-secret-nobody-may-see';
const schema = z.object({ name: z.string(), supply: z.number() });
const acorn = { name: 'Acorn', supply: 7 };
const messages = [{ role: 'system' as const, content: 'You are terse.' }, { role: 'user' as const, content: 'Which token?' }];

let close: (() => Promise<void>) | undefined;
afterEach(async () => { await close?.(); close = undefined; });

async function open(provider: string, answer: Answer, behaviours: Behaviour[], more: Partial<ModelSettings> = {}) {
  const server = await startModelServer(wires[provider]!, answer, behaviours);
  close = server.close;
  return { server, model: await openModel({ provider, model: 'test', apiKey: key, baseUrl: server.url, timeoutMilliseconds: 8_000, ...more }) };
}
const failure = async (promise: Promise<unknown>) => promise.then(() => { throw new Error('it did not fail'); }, (error: unknown) => AppError.from(error));

describe.each(Object.keys(providers))('%s over its wire protocol', (provider) => {
  it('streams text and counts tokens', async () => {
    const { model, server } = await open(provider, { text: 'Acorn it is' }, ['answer'], { price: { inputPerMillion: 1, outputPerMillion: 10 } });
    const deltas: string[] = [];
    const { text, usage } = await model.text({ messages }, { onText: (delta) => deltas.push(delta) });
    expect(text).toBe('Acorn it is');
    expect(deltas.length).toBeGreaterThan(1);
    expect(usage).toMatchObject({ provider, model: 'test', inputTokens: 11, outputTokens: 7 });
    expect(usage.costUsd).toBeCloseTo(81e-6, 9);
    expect(JSON.stringify(server.calls[0]!.headers)).toContain(key);
    expect(server.calls[0]!.body).toContain('You are terse.');
    expect(server.calls[0]!.body).not.toContain(key);
  });

  it('gives an object that fits the schema, with unknown cost when no price is known', async () => {
    const { model } = await open(provider, { text: JSON.stringify(acorn) }, ['answer']);
    const { value, usage } = await model.object({ messages, schema, schemaName: 'token' });
    expect(value).toEqual(acorn);
    expect(usage.costUsd).toBeNull();
  });

  it('passes on tool calls', async () => {
    const { model } = await open(provider, { toolCall: { name: 'lookup', input: { symbol: 'ACRN' } } }, ['answer']);
    const { toolCalls } = await model.text({ messages, tools: [{ name: 'lookup', description: 'Looks a token up', input: z.object({ symbol: z.string() }) }] });
    expect(toolCalls).toMatchObject([{ name: 'lookup', input: { symbol: 'ACRN' } }]);
  });

  it('waits as long as Retry-After says, then goes on', async () => {
    const { model, server } = await open(provider, { text: 'ok' }, ['rate-limit', 'answer']);
    expect((await model.text({ messages })).text).toBe('ok');
    expect(server.calls).toHaveLength(2);
    expect(server.calls[1]!.at - server.calls[0]!.at).toBeGreaterThanOrEqual(950);
  });

  it.each([
    ['server-error', 'MODEL_UNAVAILABLE'], ['unauthorized', 'MODEL_UNAVAILABLE'], ['garbage', 'MODEL_OUTPUT_INVALID'], ['length', 'MODEL_OUTPUT_INVALID'],
  ] as const)('text: %s is %s', async (behaviour, code) => {
    const { model } = await open(provider, { text: 'Acorn it is' }, [behaviour], { retries: 0 });
    const error = await failure(model.text({ messages }));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(key);
  });

  it('never takes a broken stream for an answer', async () => {
    const { model } = await open(provider, { text: 'Acorn it is, and more' }, ['cut-off'], { retries: 0 });
    expect(['MODEL_UNAVAILABLE', 'MODEL_OUTPUT_INVALID']).toContain((await failure(model.text({ messages }))).code);
  });

  it.each(['garbage', 'cut-off'] as const)('object: %s is an invalid answer or a broken connection', async (behaviour) => {
    const { model } = await open(provider, { text: JSON.stringify(acorn) }, [behaviour], { retries: 0 });
    expect(['MODEL_OUTPUT_INVALID', 'MODEL_UNAVAILABLE']).toContain((await failure(model.object({ messages, schema, schemaName: 'token' }))).code);
  });

  it('refuses an object that does not fit', async () => {
    const { model } = await open(provider, { text: '{"name":5}' }, ['answer'], { retries: 0 });
    expect((await failure(model.object({ messages, schema, schemaName: 'token' }))).code).toBe('MODEL_OUTPUT_INVALID');
  });

  it('gives up in time on a server that says nothing, and at once when cancelled', async () => {
    const { model } = await open(provider, { text: 'never' }, ['hang'], { timeoutMilliseconds: 300, retries: 0 });
    expect((await failure(model.text({ messages }))).code).toBe('MODEL_UNAVAILABLE');
    const controller = new AbortController();
    const started = Date.now();
    setTimeout(() => controller.abort(), 50);
    await expect(model.text({ messages }, { signal: controller.signal })).rejects.toThrow();
    expect(Date.now() - started).toBeLessThan(280);
  });
});

describe('opening a model', () => {
  it.each([
    [{ provider: 'oracle', model: 'x' }], [{ provider: 'openai', model: 'x' }], [{ provider: 'openai-compatible', model: 'x' }],
  ])('says what is missing: %o', async (settings) => {
    expect((await failure(openModel(settings))).code).toBe('CONFIG_INVALID');
  });
});
