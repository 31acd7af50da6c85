import { AppError, type BuildCapabilities, type Capability, type Directory, type Service } from '@hyperlens/protocol';

/** An agent as it registers: who it is and what it answers for. */
export interface Registration {
  id: string;
  title: string;
  version: string;
  limits: Service['limits'];
  /** The agent itself, by capability. */
  provides: Partial<BuildCapabilities>;
  /** Tools, kinds or networks inside it, for people. */
  offers?: () => Promise<string[]>;
  /** Healthy unless it says otherwise. */
  health?: () => Promise<{ health: Service['health']; reason?: string }>;
}

/** The service registry of one process: resolves who does a step, and describes everyone for the shared list. */
export function makeDirectory(registrations: readonly Registration[]): Directory & { describe(executor: string): Promise<Service[]> } {
  return {
    resolve: <Name extends Capability>(capability: Name) => {
      for (const registration of registrations) {
        const agent = registration.provides[capability];
        if (agent) return agent as BuildCapabilities[Name];
      }
      throw new AppError('INTERNAL', { reason: `no agent offers ${capability}` });
    },
    describe: (executor) => Promise.all(registrations.map((registration) => describe(registration, executor))),
  };
}

async function describe(registration: Registration, executor: string): Promise<Service> {
  const state = await (registration.health?.() ?? Promise.resolve({ health: 'healthy' as const })).catch((error: unknown) => ({ health: 'unavailable' as const, reason: AppError.from(error).message }));
  const offers = await (registration.offers?.() ?? Promise.resolve([])).catch(() => [] as string[]);
  return {
    id: registration.id, title: registration.title, version: registration.version, executor, capabilities: Object.keys(registration.provides).toSorted(),
    offers, limits: registration.limits, ...state, lastSeenAt: new Date().toISOString(),
  };
}
