import type { FastifyInstance } from 'fastify';
import type { Network } from '@hyperlens/protocol';
import { maskUrl } from '../../config.ts';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';

/** RPC URLs often carry a key; what is shown keeps only where they lead. */
const shown = (network: Network): Network => ({ ...network, rpcUrls: network.rpcUrls.map(maskUrl) });

/** Chains and how they answer. */
export function registerNetworks(server: FastifyInstance, { application }: GatewayContext): void {
  const { networks } = application;
  serve(server, 'networks.list', () => ({ items: networks.list().map(shown) }));
  serve(server, 'networks.get', ({ params }) => shown(networks.get(params.id)));
  serve(server, 'networks.health', async ({ params }) => {
    const health = await networks.health(networks.get(params.id).id);
    return { ...health, endpoints: health.endpoints.map((endpoint) => ({ ...endpoint, url: maskUrl(endpoint.url) })) };
  });
}
