// A whole research over every source there is: a local chain that says it is Ethereum, stand-ins for all services outside, and the services as the server wires them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeAudit } from '@hyperlens/agents/audit';
import { assembleResult, unansweredSection } from '@hyperlens/agents/research/run';
import { makeAnalyzers } from '@hyperlens/catalog/analyzers';
import { makeChainReaders, makeNetworks } from '@hyperlens/catalog/chains';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { openStorage } from '@hyperlens/platform/storage';
import { auditPolicy, projectProfile, type ResearchResult, type ResearchTask, type SectionName, type ServiceAnswer } from '@hyperlens/protocol';
import type { z } from 'zod';
import { settings } from '../../settings.ts';
import { openServices } from '../open-services.ts';
import { startChain } from '../testing/chain.kit.ts';
import { answers, startApi, type Api } from './apis.kit.ts';

const sections: readonly SectionName[] = ['onchain', 'audit', 'tokenomics', 'sentiment', 'team'];
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0');
const find = createRequire(import.meta.url);
const artifact = (name: string): string => (JSON.parse(readFileSync(find.resolve(`@uniswap/${name}.json`), 'utf8')) as { bytecode: string }).bytecode.replace(/^0x/, '');
const unit = 10n ** 18n;

/** Puts a token with a pool on the chain. */
async function build() {
  const chain = await startChain(path.join('..', 'unplugged', 'Tokens.sol'));
  const deployer = chain.accounts[0]!;
  const token = await chain.deploy('Acorn');
  const coin = await chain.deploy('Coin');
  const factory = (await chain.send(null, `0x${artifact('v2-core/build/UniswapV2Factory')}${word(deployer)}`)).contract!;
  const router = (await chain.send(null, `0x${artifact('v2-periphery/build/UniswapV2Router02')}${word(factory)}${word(coin)}`)).contract!;
  for (const one of [token, coin]) await chain.send(one, `0x095ea7b3${word(router)}${word(2n ** 255n)}`);
  // addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256): one token costs two coins.
  await chain.send(router, `0xe8e33700${[token, coin, 400_000n * unit, 800_000n * unit, 0n, 0n, deployer, 4_000_000_000n].map(word).join('')}`);
  await chain.send(token, `0xa9059cbb${word(chain.accounts[1]!)}${word(100_000n * unit)}`);
  return { chain, token, coin, deployer };
}

/** The chain's RPC under the chain id of Ethereum, for services that only know public chains. */
async function renamed(target: string): Promise<{ url: string; refuse: (methods: RegExp | null) => void; close(): Promise<void> }> {
  let refused: RegExp | null = null;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => { pieces.push(piece); });
    request.on('end', () => {
      void (async () => {
        const asked = JSON.parse(Buffer.concat(pieces).toString()) as { id: number; method: string } | { id: number; method: string }[];
        const text = await (await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked) })).text();
        const answered = [JSON.parse(text) as object | object[]].flat() as { id: number; result?: unknown }[];
        if ([asked].flat().some(({ method }) => refused?.test(method))) throw new Error('refused');
        const names = new Map([asked].flat().map(({ id, method }) => [id, method]));
        for (const one of answered) if (names.get(one.id) === 'eth_chainId') one.result = '0x1'; else if (names.get(one.id) === 'net_version') one.result = '1';
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(Array.isArray(asked) ? answered : answered[0]));
      })().catch(() => { response.destroy(); /* The asker sees a broken connection and says so. */ });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, refuse: (methods) => { refused = methods; }, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => { resolve(); }); }) };
}

export type Profile = z.input<typeof projectProfile>;
/** Settings of sources laid over those with everything configured. */
export type Changes = Record<string, Record<string, unknown>>;

export async function openWorld() {
  const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-unplugged-'));
  const { chain, token, coin, deployer } = await build();
  const rpc = await renamed(chain.url);
  const networks = makeNetworks({ home, networks: [{ id: 'ethereum', rpcUrls: [rpc.url], confirmations: 1 }] });
  const readers = makeChainReaders({ networks });
  const { block } = await readers.open('ethereum', (await readers.open('ethereum')).block.number);
  const compiler = makeCompiler({ workers: 1 });
  const source = readFileSync(path.join(import.meta.dirname, 'Tokens.sol'), 'utf8');
  const told = answers({ token, coin, holder: deployer, source, compiler: '0.8.28+commit.7893614a', abi: chain.contract('Acorn').abi, observedAt: block.time });
  const apis = Object.fromEntries(await Promise.all(Object.entries(told).map(async ([name, respond]) => [name, await startApi(respond)] as const))) as Record<string, Api>;
  const url = (name: string): string => apis[name]!.url;
  const storage = await openStorage({ home });
  const analyzers = makeAnalyzers({ compiler, folder: '/nonexistent', runProcess: () => Promise.reject(new Error('nothing runs here')) });
  const audit = makeAudit({ compiler, analyzers: analyzers.list.filter(({ id }) => id === 'hyperlens'), policy: auditPolicy.parse({}), now: () => performance.now() });
  const key = 'a-key-of-a-test';
  const configured: Changes = {
    sourcify: { baseUrl: url('sourcify') }, moralis: { apiKey: key, baseUrl: url('moralis') }, alchemy: { apiKey: key, baseUrl: url('alchemy') }, coingecko: { baseUrl: url('coingecko') }, coinmarketcap: { apiKey: key, baseUrl: url('coinmarketcap') },
    x: { bearerToken: key, baseUrl: url('x') }, discord: { botToken: key, channels: ['111111111111111111'], baseUrl: url('discord') }, reddit: { clientId: 'id', clientSecret: key, baseUrl: url('reddit'), authorizeUrl: `${url('reddit')}/token` },
    gdelt: { baseUrl: url('gdelt') }, github: { baseUrl: url('github') }, rdap: { baseUrl: url('rdap') },
  };
  const open = (changes: Changes) => openServices({
    config: settings.parse({ home, sources: { ...configured, ...changes }, net: { timeoutSeconds: 1, allow: Object.values(apis).map(({ port }) => `127.0.0.1:${port}`) } }),
    storage, networks, readers, audit, compiler, journal: { list: async () => [] } as never, runs: { loadPackage: async () => null } as never, model: null,
  });
  const opened = new Map<string, ReturnType<typeof openServices>>();
  const subject = { kind: 'token' as const, query: token, network: 'ethereum', chainId: 1, address: token, name: 'Acorn Finance', symbol: 'ACRN', decimals: 18 };

  /** What one section answers; one that throws is a section that could not answer, as in a run. */
  async function answer(section: SectionName, profile: Profile, changes: Changes): Promise<ServiceAnswer> {
    const id = JSON.stringify(changes);
    const room = opened.get(id) ?? open(changes);
    opened.set(id, room);
    const task: ResearchTask = { runId: 'run', subject, block, observedAt: block.time, project: projectProfile.parse(profile) };
    try { return await room.services[section]!.analyze(task); } catch (error) { return unansweredSection(section, error instanceof Error ? error.message : 'it failed', block.time); }
  }
  return {
    apis, token, sections,
    /** Lets the chain's node break the connection for these methods; null: for none. */
    refuse: rpc.refuse,
    profile: (site: string): Profile => ({ site, github: 'acorn/token', x: 'acorn', discord: 'acorns', reddit: 'acorn', feeds: [`${url('feeds')}/rss`], coingeckoId: 'acorn', coinmarketcapId: '9', people: [{ name: 'Dev One', github: 'dev1' }] }),
    answer,
    result: (list: readonly ServiceAnswer[]): ResearchResult => assembleResult({ runId: 'run', subject, block, observedAt: block.time, answers: list }),
    async close() {
      for (const room of opened.values()) await room.close();
      for (const api of Object.values(apis)) await api.close();
      await storage.close(); await compiler.close(); await networks.close(); await rpc.close(); await chain.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
