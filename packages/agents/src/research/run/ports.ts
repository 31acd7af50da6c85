import type { Announcer, ChainReaders, ResearchService, ResearchStore, SectionName } from '@hyperlens/protocol';

/** Something a symbol or a name could mean. */
export interface Candidate { address: `0x${string}`; network: string; name: string | null; symbol: string | null; /** Who says so: `deployments`, `coingecko` ... */ source: string }

/** Looks up names. What it cannot reach it reports, and never guesses. */
export interface SubjectFinder {
  readonly id: string;
  find(query: string, network: string, signal: AbortSignal): Promise<Candidate[]>;
}

/** Everything a research run works with. */
export interface ResearchDependencies {
  readers: ChainReaders;
  finders: readonly SubjectFinder[];
  /** The service of a section, in this process or elsewhere. Throws SERVICE_UNAVAILABLE. */
  service(section: SectionName): Promise<ResearchService>;
  store: ResearchStore;
  announcer: Announcer;
  defaultNetwork: string;
}
