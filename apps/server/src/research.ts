import { randomUUID } from 'node:crypto';
import { makeResearches, makeResearchFlow, researchFlowName, researchQueue, type SubjectFinder } from '@hyperlens/agents/research/run';
import { makeChainReaders } from '@hyperlens/catalog/chains';
import { makeCoingeckoFinder } from '@hyperlens/catalog/sources';
import { makeResearchStore, type Storage } from '@hyperlens/platform/storage';
import type { AuditAgent, Compiler, DeploymentJournal, EventBus, LanguageModel, Networks, RunStore, Service, ServiceStore, Workflows } from '@hyperlens/protocol';
import { makeDeploymentFinder } from './services/deployment-finder.ts';
import { capabilityOf, makeServiceDirectory } from './services/directory.ts';
import { openServices } from './services/open-services.ts';
import { isServiceRole } from './services/remote.ts';
import type { Config } from './settings.ts';

export interface ResearchRooms {
  config: Config;
  storage: Storage;
  events: EventBus;
  networks: Networks;
  workflows: Workflows;
  registry: ServiceStore;
  audit: AuditAgent;
  compiler: Compiler;
  model: LanguageModel | null;
  journal: DeploymentJournal;
  runs: RunStore;
  version: string;
}

const titles = { onchain: 'On-chain service', tokenomics: 'Tokenomics service', sentiment: 'Sentiment service', team: 'Team service' } as const;

/** Opens the research rooms and wires them: the services of this process, the ones found elsewhere, runs and watches. */
export function openResearch({ config, storage, events, networks, workflows, registry, audit, compiler, model, journal, runs, version }: ResearchRooms) {
  const readers = makeChainReaders({ networks });
  const { services: local, warm, close } = openServices({ config, storage, networks, readers, audit, compiler, journal, runs, model });
  const service = makeServiceDirectory({ local, registry, roles: config.roles, token: config.services.token ?? null });
  const { coingecko } = config.sources;
  const finders: SubjectFinder[] = [
    makeDeploymentFinder({ journal, networks, readers }),
    ...(coingecko.enabled ? [makeCoingeckoFinder({ fetch: (url, init) => fetch(url, init), apiKey: coingecko.apiKey, plan: coingecko.plan, baseUrl: coingecko.baseUrl, timeoutMilliseconds: config.net.timeoutSeconds * 1000, chainIdOf: (network) => networks.get(network).chainId })] : []),
  ];
  const store = makeResearchStore(storage, events, { start: ({ runId }) => ({ flow: researchFlowName, queue: researchQueue, input: { runId } }) });
  workflows.register(researchFlowName, makeResearchFlow({ readers, finders, service, store, announcer: { announce: async (event) => { await events.append(event); } }, defaultNetwork: config.defaultNetwork }));
  const research = makeResearches({ store, workflows, networks, defaultNetwork: config.defaultNetwork, newId: randomUUID, now: () => new Date() });
  workflows.schedule({ name: 'run-watches', cron: '* * * * *', run: () => research.watches.tick() });

  return {
    research, service, warm, close,
    /** The services this process answers for, as it announces them. */
    describe: (executor: string, url: string | null): Service[] => Object.keys(titles).filter(isServiceRole).filter((role) => config.roles.includes('all') || config.roles.includes(role)).map((role) => ({
      id: role, title: titles[role], version, executor, capabilities: [capabilityOf(role)], offers: [], limits: { concurrency: config.pools.analytics, timeoutSeconds: 600 },
      health: 'healthy', lastSeenAt: new Date().toISOString(), ...(url ? { url } : {}),
    })),
  };
}
