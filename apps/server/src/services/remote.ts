import { AppError, type ResearchService, type RouteName, type SectionName } from '@hyperlens/protocol';
import { makeClient } from '../cli/client.ts';
import { remoteTransport } from '../cli/transport.ts';

/** Sections that can run as a role of their own, and the port each takes unless told otherwise. */
export const rolePorts = { onchain: 3001, sentiment: 3002, tokenomics: 3003, team: 3004 } as const;
export type ServiceRole = keyof typeof rolePorts;
export const isServiceRole = (name: string): name is ServiceRole => name in rolePorts;

/** A service in another process, called over HTTP through the port that calls it in this one. Throws SERVICE_UNAVAILABLE when it does not answer. */
export function makeRemoteService(section: SectionName & ServiceRole, url: string, token: string | null): ResearchService {
  const client = makeClient(remoteTransport(url), token);
  const route = `${section}.analyze` as const satisfies RouteName;
  return {
    section,
    async analyze(task, context = {}) {
      context.progress?.(`asking the ${section} service at ${url}`);
      try {
        return await client.call(route, { body: task }, context.signal ? { signal: context.signal } : {});
      } catch (error) {
        if (AppError.is(error, 'SERVER_UNREACHABLE')) throw new AppError('SERVICE_UNAVAILABLE', { service: section, reason: error.message }, error);
        throw error;
      }
    },
  };
}
