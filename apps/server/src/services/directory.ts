import { AppError, type ResearchService, type SectionName, type Service, type ServiceStore } from '@hyperlens/protocol';
import { isServiceRole, makeRemoteService } from './remote.ts';

/** Capability under which a section's service announces itself. */
export const capabilityOf = (section: SectionName): string => `research.${section}`;

export interface ServiceDirectoryOptions {
  /** Services of this process. */
  local: Partial<Record<SectionName, ResearchService>>;
  registry: Pick<ServiceStore, 'resolve'>;
  /** What this process does; a section whose role it has (or `all`) is answered here. */
  roles: readonly string[];
  /** Token shared by the processes of one installation, null where the same user is trusted. */
  token: string | null;
  /** How a process is asked; exchanged in tests. */
  remote?: typeof makeRemoteService;
}

/**
 * Finds who answers for a section: this process when it has the role, else the processes that announced it. Several share the work in turn,
 * and one that is gone, or fails to answer, is left out for the next. A process that runs services only answers for its own and asks no
 * other, so that two of them cannot send a task to and fro. Throws SERVICE_UNAVAILABLE.
 */
export function makeServiceDirectory({ local, registry, roles, token, remote = makeRemoteService }: ServiceDirectoryOptions) {
  let turn = 0;
  /** The equally good ones in turn, then the rest as they are. */
  const inTurn = (able: readonly Service[]): Service[] => {
    const best = able.filter(({ health }) => health === able[0]?.health);
    const first = best.length > 0 ? (turn += 1) % best.length : 0;
    return [...best.slice(first), ...best.slice(0, first), ...able.slice(best.length)];
  };
  return async (section: SectionName): Promise<ResearchService> => {
    const absent = (reason: string) => new AppError('SERVICE_UNAVAILABLE', { service: section, reason });
    if (!isServiceRole(section) || roles.includes('all') || roles.includes(section)) {
      const here = local[section];
      if (!here) throw absent('this process has none');
      return here;
    }
    if (roles.every(isServiceRole)) throw absent(`this process answers for ${roles.join(', ')} only`);
    const urls = inTurn(await registry.resolve(capabilityOf(section))).flatMap(({ url }) => url ?? []);
    if (urls.length === 0) throw absent('no process has announced it');
    return {
      section,
      async analyze(task, context) {
        let failure: unknown;
        for (const url of urls) {
          context?.signal?.throwIfAborted();
          try {
            return await remote(section, url, token).analyze(task, context);
          } catch (error) {
            // Only a process that cannot answer is passed over; what it says about the task would be said by the next one too.
            if (!AppError.is(error, 'SERVICE_UNAVAILABLE')) throw error;
            failure = error;
          }
        }
        throw failure;
      },
    };
  };
}
