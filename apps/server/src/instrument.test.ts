import type { ChainClient, Event, EventBus, Networks } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { instrumentEvents, instrumentNetworks } from './instrument.ts';

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
