import { AppError, type ResearchService, type SectionName, type ServiceStore } from '@hyperlens/protocol';
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
}

/**
 * Finds who answers for a section: this process when it has the role, else the process that announced it. A process that runs services only
 * answers for its own and asks no other, so that two of them cannot send a task to and fro. Throws SERVICE_UNAVAILABLE.
 */
export function makeServiceDirectory({ local, registry, roles, token }: ServiceDirectoryOptions) {
  return async (section: SectionName): Promise<ResearchService> => {
    const absent = (reason: string) => new AppError('SERVICE_UNAVAILABLE', { service: section, reason });
    if (!isServiceRole(section) || roles.includes('all') || roles.includes(section)) {
      const here = local[section];
      if (!here) throw absent('this process has none');
      return here;
    }
    if (roles.every(isServiceRole)) throw absent(`this process answers for ${roles.join(', ')} only`);
    const found = await registry.resolve(capabilityOf(section));
    if (!found?.url) throw absent('no process has announced it');
    return makeRemoteService(section, found.url, token);
  };
}
