import type { ChainClient, EventBus, Networks } from '@hyperlens/protocol';
import type { Metrics } from '@hyperlens/platform/telemetry';

/** The networks, with each call to a chain counted and timed by network and method. */
export function instrumentNetworks(networks: Networks, metrics: Pick<Metrics, 'chain'>): Networks {
  const timed = (client: ChainClient): ChainClient => Object.fromEntries(Object.entries(client).map(([method, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [method, value];
    return [method, async (...parameters: unknown[]) => {
      const began = performance.now();
      const count = (outcome: 'completed' | 'failed') => metrics.chain({ network: client.network.id, method, outcome, seconds: (performance.now() - began) / 1000 });
      try {
        const result: unknown = await (value as (...given: unknown[]) => unknown)(...parameters);
        count('completed');
        return result;
      } catch (error) {
        count('failed');
        throw error;
      }
    }];
  })) as unknown as ChainClient;
  return { ...networks, client: async (id) => timed(await networks.client(id)) };
}

/** The event bus, with the time from recording to delivery of what sockets and streams follow. */
export function instrumentEvents<Bus extends EventBus>(events: Bus, metrics: Pick<Metrics, 'eventDelivered'>): Bus {
  return {
    ...events,
    follow: (options: Parameters<EventBus['follow']>[0], deliver: Parameters<EventBus['follow']>[1]) => events.follow(options, (event) => {
      const seconds = (Date.now() - Date.parse(event.recordedAt)) / 1000;
      // Events of the past, read when a follower resumes, are not late.
      if (seconds < 60) metrics.eventDelivered({ consumer: 'follow', seconds: Math.max(0, seconds) });
      deliver(event);
    }),
  };
}
