import { makeAuditService } from '@hyperlens/agents/research/audit';
import { makeOnchainService, tokenParts } from '@hyperlens/agents/research/onchain';
import { makeDeployerExamination, makeTeamService } from '@hyperlens/agents/research/team';
import { makeTokenomicsService } from '@hyperlens/agents/research/tokenomics';
import { makeBytecodeReader } from '@hyperlens/catalog/bytecode';
import { knownContracts } from '@hyperlens/catalog/chains';
import { makeForks } from '@hyperlens/catalog/simulation';
import { makeAlchemy, makeCoingecko, makeCoinmarketcap, makeDiscordAccounts, makeGithub, makeMoralis, makePostSources, makeRdap, makeRedditAccounts, makeSiteReader, makeSourcify, makeXAccounts } from '@hyperlens/catalog/sources';
import { makeCertificateReader, makeGuardedFetch } from '@hyperlens/platform/net';
import { makeTransferIndex, type Storage } from '@hyperlens/platform/storage';
import type { AuditAgent, ChainReaders, Compiler, DeploymentJournal, Fetch, LanguageModel, Networks, ResearchService, RunStore, SectionName, SourceArchive, TokenArchive } from '@hyperlens/protocol';
import { variableOf, type Config } from '../settings.ts';
import { makeOwnArchive } from './own-archive.ts';
import { switchedOff } from './switched-off.ts';

export interface ServiceRooms { config: Config; storage: Storage; networks: Networks; readers: ChainReaders; audit: AuditAgent; compiler: Compiler; journal: DeploymentJournal; runs: RunStore; /** Reads the tone of posts when it is configured. */ model: LanguageModel | null }

/** Opens the analysis services with the sources the configuration names. `warm` starts the simulation's process and the bytecode's thread where analysing chains is this process's role; `close` ends them. */
export function openServices({ config, storage, networks, readers, audit, compiler, journal, runs, model }: ServiceRooms): { services: Partial<Record<SectionName, ResearchService>>; warm: () => void; close: () => Promise<void> } {
  const { sources, net } = config;
  // Addresses in the configuration are the operator's own; those in requests, pages and answers are strangers'.
  const trusted: Fetch = (url, init) => fetch(url, init);
  const guarded = makeGuardedFetch({ allow: net.allow, timeoutMilliseconds: net.timeoutSeconds * 1000, responseLimitBytes: net.responseLimitBytes });
  const timeoutMilliseconds = net.timeoutSeconds * 1000;

  const archive: SourceArchive | null = sources.sourcify.enabled ? makeSourcify({ baseUrl: sources.sourcify.baseUrl, fetch: trusted, timeoutMilliseconds }) : null;
  const archives: TokenArchive[] = [
    ...(sources.moralis.apiKey ? [makeMoralis({ apiKey: sources.moralis.apiKey, baseUrl: sources.moralis.baseUrl, fetch: trusted, timeoutMilliseconds })] : []),
    ...(sources.alchemy.apiKey ? [makeAlchemy({ apiKey: sources.alchemy.apiKey, ...(sources.alchemy.baseUrl ? { baseUrl: sources.alchemy.baseUrl } : {}), fetch: trusted, timeoutMilliseconds })] : []),
  ];
  const withoutKey = ([['moralis', 'Moralis', sources.moralis.apiKey], ['alchemy', 'Alchemy', sources.alchemy.apiKey]] as const).flatMap(([id, title, apiKey]) => (apiKey ? [] : [{ id, title, setting: variableOf(`sources.${id}.apiKey`) }]));
  const own = makeOwnArchive({ journal, runs, readers, compiler });
  // One for all services: those that read the same token at the same time read it once.
  const index = makeTransferIndex(storage);
  const forks = makeForks({ networks });
  const bytecode = makeBytecodeReader();
  const github = makeGithub({ fetch: trusted, baseUrl: sources.github.baseUrl, token: sources.github.token, timeoutMilliseconds });
  const coingecko = makeCoingecko({ fetch: trusted, apiKey: sources.coingecko.apiKey, plan: sources.coingecko.plan, baseUrl: sources.coingecko.baseUrl, timeoutMilliseconds });
  const coinmarketcap = makeCoinmarketcap({ fetch: trusted, apiKey: sources.coinmarketcap.apiKey, baseUrl: sources.coinmarketcap.baseUrl, timeoutMilliseconds });
  const rdap = makeRdap({ fetch: trusted, baseUrl: sources.rdap.baseUrl, timeoutMilliseconds });

  return {
    services: {
      onchain: makeOnchainService({ readers, forks, bytecode, sources: archive, own, archives, withoutKey, index, known: knownContracts, parts: tokenParts }),
      audit: makeAuditService({ audit, compiler, own, archives: archive ? [archive] : [], readers }),
      sentiment: lazily('sentiment', async () => (await import('@hyperlens/agents/research/sentiment')).makeSentimentService({ sources: makePostSources({ settings: sources, fetch: trusted, guarded, timeoutMilliseconds }), ...(model ? { model } : {}) })),
      tokenomics: makeTokenomicsService({ readers, index, known: knownContracts, markets: [sources.coingecko.enabled ? coingecko : switchedOff(coingecko, 'sources.coingecko.enabled'), coinmarketcap] }),
      team: makeTeamService({
        code: sources.github.enabled ? github : switchedOff(github, 'sources.github.enabled'), registry: sources.rdap.enabled ? rdap : switchedOff(rdap, 'sources.rdap.enabled'),
        site: makeSiteReader({ fetch: guarded, timeoutMilliseconds }), certificate: makeCertificateReader({ allow: net.allow, timeoutMilliseconds }),
        accounts: [makeXAccounts({ fetch: trusted, ...sources.x, timeoutMilliseconds }), makeDiscordAccounts({ fetch: trusted, baseUrl: sources.discord.baseUrl, timeoutMilliseconds }), makeRedditAccounts({ fetch: trusted, ...sources.reddit, timeoutMilliseconds })],
        deployer: makeDeployerExamination(readers),
      }),
    },
    warm() {
      // A process for everything keeps its idle memory for those who never research; the first scan then waits a second longer.
      if (!config.roles.includes('onchain')) return;
      forks.warm();
      bytecode.warm();
    },
    close: async () => { await Promise.all([forks.close(), bytecode.close()]); },
  };
}

/** A service whose room is loaded when it is first asked: its word lists take 45 MB and a fifth of a second that a start without research need not pay. */
function lazily(section: SectionName, load: () => Promise<ResearchService>): ResearchService {
  let loaded: Promise<ResearchService> | undefined;
  return { section, analyze: async (task, context) => (await (loaded ??= load())).analyze(task, context) };
}
