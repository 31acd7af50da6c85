import { randomBytes } from 'node:crypto';
import { makeGateway } from '../gateway/app.ts';
import { openApplication } from '../modules.ts';
import type { Config } from '../settings.ts';
import { makeClient } from './client.ts';
import type { Connection } from './connect.ts';
import { localTransport } from './transport.ts';

/** The whole product in this process, called through the same routes. */
export async function openInProcess(config: Config): Promise<Connection> {
  const application = await openApplication(config);
  const token = randomBytes(32).toString('base64url');
  try {
    const server = await makeGateway({ application, config: { ...config, server: { ...config.server, requestsPerMinute: 1_000_000 } }, token });
    return {
      ...makeClient(localTransport(server), token), url: null,
      async close() {
        await server.close();
        await application.close();
      },
    };
  } catch (error) {
    await application.close();
    throw error;
  }
}
