import { AppError, type ChainClient, type EventBus, type LanguageModel, type ModelUsage, type Networks } from '@hyperlens/protocol';
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

/** The model, with each call counted and timed; one that fails too, with no tokens because none are known. */
export function instrumentModel(model: LanguageModel, metrics: Pick<Metrics, 'model'>): LanguageModel {
  const [provider = model.id, ...name] = model.id.split(':');
  const counted = async <Answer extends { usage: ModelUsage }>(call: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> => {
    const began = performance.now();
    try {
      const answer = await call();
      const { usage } = answer;
      metrics.model({ ...usage, outcome: 'completed', seconds: usage.milliseconds / 1000, inputTokens: usage.inputTokens ?? 0, outputTokens: usage.outputTokens ?? 0 });
      return answer;
    } catch (error) {
      const outcome = signal?.aborted ? 'cancelled' : AppError.is(error, 'MODEL_OUTPUT_INVALID') ? 'inconclusive' : 'failed';
      metrics.model({ provider, model: name.join(':'), outcome, seconds: (performance.now() - began) / 1000, inputTokens: 0, outputTokens: 0, costUsd: null });
      throw error;
    }
  };
  return {
    id: model.id,
    object: (input, context) => counted(() => model.object(input, context), context?.signal),
    text: (input, context) => counted(() => model.text(input, context), context?.signal),
  };
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
