import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError, type ChainClient, type Network, type NetworkHealth, type Networks } from '@hyperlens/protocol';
import { makeChainClient } from './client.ts';
import { makeEndpoints, type Endpoints } from './endpoints.ts';
import { exchange } from './local/exchange.ts';
import { makeLocalChain, type LocalChain } from './local/owner.ts';
import { resolveNetworks, type NetworkEntry } from './registry.ts';
import type { Fetch } from './rpc.ts';

export interface NetworksOptions {
  /** HYPERLENS_HOME: the local chain lives in its folder `chain`. */
  home: string;
  /** Entries of the configuration, see `resolveNetworks`. */
  networks?: readonly NetworkEntry[];
  /** Loopback port of the local chain; default: the one of last time, else a free one. */
  localPort?: number;
  /** For one RPC request; default 10 s. */
  timeoutMilliseconds?: number;
  /** Sends the requests to remote endpoints; default: Node's. */
  fetch?: Fetch;
  /** Milliseconds; default: the machine's clock. */
  now?: () => number;
}

/** The network manager: chains as data, one client per chain, the local chain started on first use. Throws CONFIG_INVALID. */
export function makeNetworks({ home, networks: entries = [], localPort, timeoutMilliseconds = 10_000, fetch: send = fetch, now = Date.now }: NetworksOptions): Networks {
  const networks = resolveNetworks(entries);
  const clients = new Map<string, ChainClient>();
  const localChain = makeLocalChain({ folder: path.join(home, 'chain'), ...(localPort === undefined ? {} : { port: localPort }) });

  const get = (id: string): Network => {
    const found = networks.get(id) ?? [...networks.values()].find((network) => network.caip2 === id || String(network.chainId) === id);
    if (!found) throw new AppError('NETWORK_UNKNOWN', { id: id.slice(0, 100) });
    return found;
  };
  const endpointsAt = (network: Network, urls: readonly string[]): Endpoints =>
    // The local chain gives up by itself what takes too long, and says so.
    makeEndpoints({ network, urls, now, ...(network.kind === 'local' ? { fetch: exchange, timeoutMilliseconds: 30_000 } : { fetch: send, timeoutMilliseconds }) });

  const makeClient = (network: Network): ChainClient => {
    if (network.kind === 'local') return localClient(network, localChain, (url) => endpointsAt(network, [url]));
    const endpoints = endpointsAt(network, network.rpcUrls);
    return makeChainClient({ network, endpoints: async () => endpoints, health: async () => summarize(network, await endpoints.check()) });
  };
  const client = (id: string): ChainClient => {
    const network = get(id);
    let made = clients.get(network.id);
    if (!made) clients.set(network.id, made = makeClient(network));
    return made;
  };

  return {
    list: () => [...networks.values()],
    get,
    async client(id) {
      const found = client(id);
      if (found.network.kind === 'local') await localChain.url();
      return found;
    },
    health: (id) => client(id).health(),
    close: () => localChain.close(),
  };
}

/** The client of the local chain: finds or starts it for every call, and asks once more when it died in between; every call may be repeated. */
function localClient(network: Network, chain: LocalChain, endpointsAt: (url: string) => Endpoints): ChainClient {
  let current: { url: string; endpoints: Endpoints } | null = null;
  const endpoints = async (): Promise<Endpoints> => {
    const url = await chain.url();
    if (current?.url !== url) current = { url, endpoints: endpointsAt(url) };
    return current.endpoints;
  };
  const persistent: Endpoints = {
    async call(method, parameters, parse, options) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await (await endpoints()).call(method, parameters, parse, options);
        } catch (error) {
          // Asked again only when the process went away: one that is slow would only have more to do.
          if (attempt === 4 || !AppError.is(error, 'NETWORK_UNREACHABLE') || String(error.details.reason).includes('no answer within')) throw error;
          current = null;
          await wait(20 * attempt);
        }
      }
    },
    check: async () => (await endpoints()).check(),
  };
  return makeChainClient({
    network, endpoints: async () => persistent,
    async health() {
      const url = await chain.running();
      return url ? summarize(network, await endpointsAt(url).check()) : { network: network.id, status: 'idle', blockNumber: null, endpoints: [] };
    },
  });
}

function summarize(network: Network, { endpoints, blockNumber }: Awaited<ReturnType<Endpoints['check']>>): NetworkHealth {
  const healthy = endpoints.filter((endpoint) => endpoint.status === 'healthy').length;
  const wrong = endpoints.some((endpoint) => endpoint.status === 'wrong_chain');
  const status = healthy === endpoints.length ? 'healthy' : healthy > 0 ? 'degraded' : wrong ? 'wrong_chain' : 'unreachable';
  return { network: network.id, status, blockNumber, endpoints };
}
