import { AppError, type ChainClient, type Event, type EventBus, type LanguageModel, type Networks } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { instrumentEvents, instrumentModel, instrumentNetworks } from './instrument.ts';

describe('instruments', () => {
  it('counts calls to chains, failed ones too, and changes no answer', async () => {
    const counted: string[] = [];
    const client = { network: { id: 'local' }, blockNumber: () => Promise.resolve(7), balance: () => Promise.reject(new Error('no')) } as unknown as ChainClient;
    const networks = instrumentNetworks({ client: () => Promise.resolve(client) } as unknown as Networks, { chain: ({ network, method, outcome }) => { counted.push(`${network} ${method} ${outcome}`); } });
    const timed = await networks.client('local');
    expect(await timed.blockNumber()).toBe(7);
    await expect(timed.balance('0x0000000000000000000000000000000000000001')).rejects.toThrow('no');
    expect(timed.network.id).toBe('local');
    expect(counted).toEqual(['local blockNumber completed', 'local balance failed']);
  });

  it('counts calls of models with their tokens, and failed ones as failed', async () => {
    const counted: string[] = [];
    const usage = { provider: 'openai', model: 'm:1', inputTokens: 5, outputTokens: null, costUsd: null, milliseconds: 10 };
    const model = { id: 'openai:m:1', object: () => Promise.resolve({ value: 1, usage }), text: () => Promise.reject(new AppError('MODEL_OUTPUT_INVALID', { model: 'm', reason: 'cut off' })) } as unknown as LanguageModel;
    const watched = instrumentModel(model, { model: (call) => { counted.push(`${call.provider} ${call.model} ${call.outcome} ${call.inputTokens} ${call.outputTokens}`); } });
    await watched.object({} as never);
    await expect(watched.text({ messages: [] })).rejects.toMatchObject({ code: 'MODEL_OUTPUT_INVALID' });
    await expect(watched.text({ messages: [] }, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(counted).toEqual(['openai m:1 completed 5 0', 'openai m:1 inconclusive 0 0', 'openai m:1 cancelled 0 0']);
  });

  it('times fresh deliveries and not those of the past', async () => {
    const lags: number[] = [];
    const delivered: Event[] = [];
    const event = (recordedAt: Date) => ({ recordedAt: recordedAt.toISOString() }) as Event;
    const bus = { follow: (_: unknown, deliver: (event: Event) => void) => { deliver(event(new Date())); deliver(event(new Date(0))); return Promise.resolve({ close: () => Promise.resolve() }); } } as unknown as EventBus;
    await instrumentEvents(bus, { eventDelivered: ({ seconds }) => { lags.push(seconds); } }).follow({}, (one) => { delivered.push(one); });
    expect(delivered).toHaveLength(2);
    expect(lags).toHaveLength(1);
  });
});
