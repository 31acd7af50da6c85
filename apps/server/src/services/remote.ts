import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, serviceAnswer, type ResearchService, type RouteName, type SectionName, type ServiceAnswer } from '@hyperlens/protocol';
import { makeClient } from '../cli/client.ts';
import { remoteTransport } from '../cli/transport.ts';

/** Sections that can run as a role of their own, and the port each takes unless told otherwise. */
export const rolePorts = { onchain: 3001, sentiment: 3002, tokenomics: 3003, team: 3004 } as const;
export type ServiceRole = keyof typeof rolePorts;
export const isServiceRole = (name: string): name is ServiceRole => name in rolePorts;

/** How long a process may take to say that it lives, and how often one at work is asked. */
export interface Patience { aliveMilliseconds: number; watchMilliseconds: number }
const patience: Patience = { aliveMilliseconds: 5_000, watchMilliseconds: 15_000 };
/** A process at work may be too busy to answer once. */
const silencesAllowed = 1;

/**
 * A service in another process, called over HTTP through the port that calls it in this one. Throws SERVICE_UNAVAILABLE when it is gone,
 * hangs, breaks off, refuses this process or answers something that is not a report of this section.
 */
export function makeRemoteService(section: SectionName & ServiceRole, url: string, token: string | null, { aliveMilliseconds, watchMilliseconds }: Patience = patience): ResearchService {
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

  /** Asks again and again while the analysis goes on. Rejects when the process has fallen silent, or with the signal's reason when it is aborted. */
  async function watch(signal: AbortSignal): Promise<never> {
    for (let silences = 0; ;) {
      await sleep(watchMilliseconds, undefined, { signal });
      try {
        await checkAlive(signal);
        silences = 0;
      } catch (error) {
        signal.throwIfAborted();
        silences += 1;
        if (silences > silencesAllowed) throw error;
      }
    }
  }

  return {
    section,
    async analyze(task, context = {}) {
      context.progress?.(`asking the ${section} service at ${url}`);
      await checkAlive(context.signal);
      const over = new AbortController();
      const signal = context.signal ? AbortSignal.any([context.signal, over.signal]) : over.signal;
      try {
        return read(await Promise.race([client.call(route, { body: task }, { signal }), watch(signal)]));
      } catch (error) {
        context.signal?.throwIfAborted();
        // What is none of this product's errors comes from the connection, which broke off.
        if (!AppError.is(error) || error.code === 'SERVER_UNREACHABLE') throw unavailable(`${url}: ${error instanceof Error ? error.message : 'the connection broke off'}`, error);
        if (AppError.is(error, 'UNAUTHORIZED')) throw unavailable(`${url} refuses this process; give both the same services.token`, error);
        throw error;
      } finally {
        over.abort();
      }
    },
  };

  function read(answer: ServiceAnswer): ServiceAnswer {
    const shape = serviceAnswer.safeParse(answer);
    const issue = shape.error?.issues[0];
    if (!shape.success) throw unavailable(`${url} answered something that is not a report (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`);
    if (shape.data.report.section !== section) throw unavailable(`${url} answered for ${shape.data.report.section}`);
    return answer;
  }
}
