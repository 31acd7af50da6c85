import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type Network, type NetworkHealth } from '@hyperlens/protocol';
import { makePace, type Pace } from './pace.ts';
import { redactUrl } from './redact.ts';
import { RpcFailure, requestRpc, type Fetch } from './rpc.ts';

/** Turns a result into what the caller wants; whatever it throws means the endpoint answered garbage. */
export type Parse<Value> = (result: unknown) => Value;
export type EndpointHealth = NetworkHealth['endpoints'][number];

export interface Endpoints {
  /**
   * Asks the endpoints, best first, until one gives an answer. `fresh` checks the chain id again before asking, for calls that may not reach
   * a wrong chain. Throws RpcFailure `rejected` when a node refused, else NETWORK_UNREACHABLE, CHAIN_ID_MISMATCH or RPC_GARBAGE.
   */
  call<Value>(method: string, parameters: readonly unknown[], parse: Parse<Value>, options?: { fresh?: boolean }): Promise<Value>;
  /** Asks every endpoint for its chain id and block. */
  check(): Promise<{ endpoints: EndpointHealth[]; blockNumber: number | null }>;
}

interface Endpoint { url: string; pace: Pace; verified: boolean; failures: number; restUntil: number; latency: number | null; status: EndpointHealth['status']; reason: string }

export interface EndpointsOptions {
  network: Network;
  urls: readonly string[];
  fetch: Fetch;
  now: () => number;
  timeoutMilliseconds: number;
}

/** A quantity as JSON-RPC writes it (EIP-1474): 0x and hexadecimal digits. Throws on anything else. */
export function quantity(result: unknown): bigint {
  if (typeof result !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(result)) throw new Error('not a quantity');
  return BigInt(result);
}

/** The RPC endpoints of one network with failover: an endpoint that fails rests 1 s, then twice as long each time, up to 60 s, and is asked last. */
export function makeEndpoints({ network, urls, fetch, now, timeoutMilliseconds }: EndpointsOptions): Endpoints {
  const endpoints: Endpoint[] = urls.map((url) => ({ url, pace: makePace({ now, wait: (milliseconds) => pause(milliseconds) }), verified: false, failures: 0, restUntil: 0, latency: null, status: 'unchecked', reason: '' }));

  const order = (): Endpoint[] => {
    const resting = (endpoint: Endpoint): number => (endpoint.restUntil > now() ? 1 : 0);
    return endpoints.toSorted((a, b) => resting(a) - resting(b) || (resting(a) ? a.restUntil - b.restUntil : 0) || a.failures - b.failures);
  };

  const ask = async <Value>(endpoint: Endpoint, method: string, parameters: readonly unknown[], parse: Parse<Value>): Promise<Value> => {
    await endpoint.pace.turn();
    const startedAt = performance.now();
    const result = await requestRpc(endpoint.url, method, parameters, { fetch, timeoutMilliseconds }).catch((error: unknown) => {
      if (error instanceof RpcFailure && error.limited) endpoint.pace.slower(error.retryAfter);
      throw error;
    });
    endpoint.pace.answered();
    try {
      const value = parse(result);
      const elapsed = performance.now() - startedAt;
      endpoint.latency = endpoint.latency === null ? elapsed : endpoint.latency * 0.8 + elapsed * 0.2;
      return value;
    } catch (error) {
      throw new RpcFailure('garbage', `${method} answered something unexpected (${error instanceof Error ? error.message : 'unreadable'})`);
    }
  };

  const verify = async (endpoint: Endpoint): Promise<void> => {
    const actual = await ask(endpoint, 'eth_chainId', [], quantity).catch((error: unknown) => {
      // A node that will not say which chain it is cannot be used, and its refusal is not about the caller's request.
      throw error instanceof RpcFailure && error.kind === 'rejected' ? new RpcFailure('unreachable', `eth_chainId: ${error.message}`) : error;
    });
    if (actual === BigInt(network.chainId)) { endpoint.verified = true; return; }
    endpoint.status = 'wrong_chain';
    throw new AppError('CHAIN_ID_MISMATCH', { url: redactUrl(endpoint.url), actual: actual.toString(), network: network.id, expected: network.chainId });
  };

  const succeed = (endpoint: Endpoint): void => { Object.assign(endpoint, { failures: 0, restUntil: 0, status: 'healthy', reason: '' }); };
  const fail = (endpoint: Endpoint, error: RpcFailure | AppError): void => {
    endpoint.failures += 1;
    // Whoever is only asked too often is still the one it was; asking it for its chain id as well would be one question more.
    if (!(error instanceof RpcFailure && error.limited)) endpoint.verified = false;
    const wait = error instanceof RpcFailure && error.retryAfter !== null ? error.retryAfter : Math.min(60_000, 1000 * 2 ** Math.min(endpoint.failures - 1, 6));
    endpoint.restUntil = now() + (endpoint.status === 'wrong_chain' && !(error instanceof RpcFailure) ? 60_000 : wait);
    if (error instanceof RpcFailure) endpoint.status = error.kind === 'garbage' ? 'garbage' : 'unreachable';
    endpoint.reason = error.message;
  };

  return {
    async call(method, parameters, parse, options = {}) {
      const failures: { endpoint: Endpoint; error: RpcFailure | AppError }[] = [];
      for (const endpoint of order()) {
        try {
          if (options.fresh || !endpoint.verified) await verify(endpoint);
          const value = await ask(endpoint, method, parameters, parse);
          succeed(endpoint);
          return value;
        } catch (error) {
          if (error instanceof RpcFailure && error.kind === 'rejected') { succeed(endpoint); throw error; }
          if (!(error instanceof RpcFailure) && !AppError.is(error, 'CHAIN_ID_MISMATCH')) throw error;
          fail(endpoint, error);
          failures.push({ endpoint, error });
        }
      }
      const mismatch = failures.find(({ error }) => AppError.is(error, 'CHAIN_ID_MISMATCH'));
      if (mismatch) throw mismatch.error;
      if (failures.length > 0 && failures.every(({ error }) => error instanceof RpcFailure && error.kind === 'garbage')) {
        throw new AppError('RPC_GARBAGE', { url: redactUrl(failures[0]?.endpoint.url ?? '') }, failures[0]?.error);
      }
      const reason = failures.map(({ endpoint, error }) => `${redactUrl(endpoint.url)}: ${error.message}`).join('; ') || 'no endpoint is configured';
      throw new AppError('NETWORK_UNREACHABLE', { network: network.id, reason }, failures.at(-1)?.error);
    },

    async check() {
      const heights = await Promise.all(endpoints.map(async (endpoint) => {
        try {
          await verify(endpoint);
          const height = await ask(endpoint, 'eth_blockNumber', [], quantity);
          succeed(endpoint);
          return Number(height);
        } catch (error) {
          const failure = error instanceof RpcFailure || AppError.is(error) ? error : AppError.from(error);
          fail(endpoint, failure);
          return null;
        }
      }));
      const known = heights.filter((height) => height !== null);
      return {
        blockNumber: known.length > 0 ? Math.max(...known) : null,
        endpoints: endpoints.map((endpoint) => ({
          url: redactUrl(endpoint.url), status: endpoint.status, latencyMilliseconds: endpoint.latency === null ? null : Math.round(endpoint.latency * 10) / 10,
          ...(endpoint.reason ? { reason: endpoint.reason } : {}),
        })),
      };
    },
  };
}
