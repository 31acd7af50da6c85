import { AppError, serviceAnswer, type ResearchService, type RouteName, type SectionName, type ServiceAnswer } from '@hyperlens/protocol';
import { makeClient } from '../cli/client.ts';
import { remoteTransport } from '../cli/transport.ts';

/** Sections that can run as a role of their own, and the port each takes unless told otherwise. */
export const rolePorts = { onchain: 3001, sentiment: 3002, tokenomics: 3003, team: 3004 } as const;
export type ServiceRole = keyof typeof rolePorts;
export const isServiceRole = (name: string): name is ServiceRole => name in rolePorts;

/** A process that lives says so within this time, however busy it is. */
const aliveMilliseconds = 5_000;

/**
 * A service in another process, called over HTTP through the port that calls it in this one. Throws SERVICE_UNAVAILABLE when it is gone,
 * hangs, breaks off, refuses this process or answers something that is not a report of this section.
 */
export function makeRemoteService(section: SectionName & ServiceRole, url: string, token: string | null): ResearchService {
  const client = makeClient(remoteTransport(url), token);
  const route = `${section}.analyze` as const satisfies RouteName;
  const unavailable = (reason: string, cause?: unknown) => new AppError('SERVICE_UNAVAILABLE', { service: section, reason }, cause);

  /** An analysis takes minutes, so a process that hangs is told by a question that takes none. */
  async function checkAlive(signal: AbortSignal | undefined): Promise<void> {
    const late = AbortSignal.timeout(aliveMilliseconds);
    try {
      await client.call('health.live', {}, { signal: signal ? AbortSignal.any([signal, late]) : late });
    } catch (error) {
      signal?.throwIfAborted();
      throw unavailable(late.aborted ? `${url} did not say within ${aliveMilliseconds / 1_000} s that it lives` : AppError.from(error).message, error);
    }
  }

  return {
    section,
    async analyze(task, context = {}) {
      context.progress?.(`asking the ${section} service at ${url}`);
      await checkAlive(context.signal);
      let answer: ServiceAnswer;
      try {
        answer = await client.call(route, { body: task }, context.signal ? { signal: context.signal } : {});
      } catch (error) {
        context.signal?.throwIfAborted();
        // What is none of this product's errors comes from the connection, which broke off.
        if (!AppError.is(error) || error.code === 'SERVER_UNREACHABLE') throw unavailable(`${url}: ${error instanceof Error ? error.message : 'the connection broke off'}`, error);
        if (AppError.is(error, 'UNAUTHORIZED')) throw unavailable(`${url} refuses this process; give both the same services.token`, error);
        throw error;
      }
      const read = serviceAnswer.safeParse(answer);
      if (!read.success) throw unavailable(`${url} answered something that is not a report (${read.error.issues[0]?.path.join('.') ?? ''}: ${read.error.issues[0]?.message ?? ''})`);
      if (read.data.report.section !== section) throw unavailable(`${url} answered for ${read.data.report.section}`);
      return answer;
    },
  };
}
