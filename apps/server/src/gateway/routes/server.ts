import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';

/** What this server is, and the registry of what runs in it. */
export function registerServer(server: FastifyInstance, { application, config, startedAt }: GatewayContext): void {
  serve(server, 'server.about', () => ({ name: 'hyperlens', version: application.version, defaultNetwork: config.defaultNetwork, startedAt, pid: process.pid, home: application.home }));
  serve(server, 'services.list', async () => ({ items: await application.services.list() }));
}
