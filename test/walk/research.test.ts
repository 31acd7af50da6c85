import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLocalChain } from '@hyperlens/catalog/chains';
import { researchResult, type Comparison, type ResearchResult, type ResearchView, type WatchChange, type WatchView } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeScene, tokenSource, type Scene } from './market.ts';
import { hyperlens, makeHome, startServer, withoutSources, type Running } from './product.ts';

const environment = { ...withoutSources, HYPERLENS_TESTS_FUZZ_RUNS: '4', HYPERLENS_TESTS_COVERAGE: 'false' };
const cleanups: (() => Promise<unknown>)[] = [];
let home: string;
let files: string;
let scene: Scene;
let server: Running;
let watch: WatchView;

beforeAll(async () => {
  const made = [await makeHome(), await makeHome()] as const;
  [home, files] = [made[0].home, made[1].home];
  for (const { remove } of made) cleanups.push(remove);
  // A chain of its own that goes on when the server is killed.
  const chain = makeLocalChain({ folder: path.join(files, 'chain') });
  cleanups.push(() => chain.close());
  const rpcUrl = await chain.url();
  scene = await makeScene(rpcUrl);
  writeFileSync(path.join(home, 'config.toml'), `[networks.shared]\nname = "Shared chain"\nchainId = 31337\ntestnet = true\nkind = "remote"\nrpcUrls = ["${rpcUrl}"]\ncurrency = { name = "Ether", symbol = "ETH", decimals = 18 }\nevmVersion = "cancun"\nfees = { type = "eip1559" }\n`);
  server = await startServer(home, environment);
  cleanups.push(() => server.stop());
});
afterAll(async () => { for (const cleanup of cleanups.toReversed()) await cleanup(); });

/** Runs a verb with --json and gives its one document with the exit code. */
function json<Document>(words: string[]): { code: number | null; document: Document; stderr: string } {
  const { code, stdout, stderr } = hyperlens(home, [...words, '--json'], { environment });
  return { code, document: JSON.parse(stdout) as Document, stderr };
}
const exitOf = ({ verdict: { level } }: ResearchResult): number => (level === 'unknown' ? 3 : level === 'high' || level === 'critical' ? 1 : 0);
/** A finished result that has the documented shape, and ends the command as its verdict says. */
function research(words: string[]): ResearchResult {
  const { code, document, stderr } = json<ResearchResult>(['research', ...words]);
  const result = researchResult.parse(document);
  expect(result, stderr).toEqual(document);
  expect(code).toBe(exitOf(result));
  const ids = new Set(result.evidence.map(({ id }) => id));
  for (const claim of [...Object.values(result.flags), ...Object.values(result.sections).flatMap((section) => Object.values(section?.facts ?? {})), ...result.verdict.reasons]) {
    for (const id of claim.evidence) expect(ids.has(id), id).toBe(true);
  }
  return result;
}
const file = (name: string, text: string): string => { writeFileSync(path.join(files, name), text); return path.join(files, name); };

describe('research from the command line', () => {
  it('watches from now on', () => {
    const { code, document } = json<WatchView>(['watch', scene.token.address, '--network', 'shared', '--only', 'onchain', '--every', '1m']);
    watch = document;
    expect({ code, status: document.status, every: document.everySeconds }).toEqual({ code: 0, status: 'active', every: 60 });
    expect(json<{ items: WatchView[] }>(['watch', 'list']).document.items.map(({ id }) => id)).toEqual([watch.id]);
  });

  it('knows a token by its symbol when it was built here, with its source, in every form of report', () => {
    const built = hyperlens(home, ['build', 'An ERC-20 called Oak, symbol OAK, 1M supply, owner can pause', '--json'], { environment });
    expect(built.code, built.stderr).toBe(0);
    const reports = ['oak.md', 'oak.html', 'oak.pdf', 'oak.json'].map((name) => path.join(files, name));
    const charts = path.join(files, 'charts/oak');
    const result = research(['OAK', '--report', ...reports, '--charts', charts]);
    expect(result.subject).toMatchObject({ kind: 'token', name: 'Oak', symbol: 'OAK', network: 'local' });
    expect(result.sections.onchain?.facts['source.own']?.value).toMatchObject([{ name: 'Oak' }]);
    expect(result.sections.audit?.facts['source']?.value).toMatchObject({ origin: 'deployments', contract: 'Oak' });
    expect(result.flags).toMatchObject({ transfer_pausable: { value: true }, is_open_source: { value: 'unknown' } });

    const [markdown, page, document, copy] = reports.map((name) => readFileSync(name));
    expect(markdown?.toString()).toMatch(/^# /m);
    expect(markdown?.toString()).toContain('onchain.source.own');
    expect(page?.toString()).toMatch(/^<!doctype html>/i);
    expect(page?.toString()).not.toMatch(/<script|javascript:|\son\w+=/i);
    expect(document?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(document?.subarray(-32).toString()).toContain('%%EOF');
    expect(JSON.parse(copy?.toString() ?? '')).toEqual(result);
    const drawn = readdirSync(charts);
    expect(drawn.length).toBe(2 * Object.values(result.sections).reduce((sum, section) => sum + (section?.charts.length ?? 0), 0));
    expect(drawn.length).toBeGreaterThan(0);
    for (const name of drawn) expect(readFileSync(path.join(charts, name)).subarray(0, 4).toString('latin1')).toBe(name.endsWith('.png') ? '\u0089PNG' : '<svg');
    const refused = hyperlens(home, ['research', 'OAK', '--report', path.join(files, 'oak.docx')], { environment });
    expect(refused.code).toBe(2);
    expect(json<{ error: { code: string } }>(['research', 'OAK', '--report', path.join(files, 'nowhere/oak.md')])).toMatchObject({ code: 2, document: { error: { code: 'FILE_UNREADABLE' } } });
    expect(existsSync(path.join(files, 'oak.docx'))).toBe(false);
  });

  it('tells a token at an address, a wallet, and compares what it found', () => {
    const token = research([scene.token.address, '--network', 'shared']);
    expect(token.subject).toMatchObject({ kind: 'token', symbol: 'WLKR' });
    expect(token.flags).toMatchObject({ is_honeypot: { value: false }, is_mintable: { value: true }, sell_tax: { value: 0 }, owner_address: { value: scene.owner.address } });
    expect(token.sections.onchain?.facts).not.toHaveProperty('source.own');
    const wallet = research([scene.owner.address, '--network', 'shared']);
    expect(wallet.subject.kind).toBe('wallet');
    expect(Object.keys(wallet.sections)).toEqual(['onchain']);

    const compared = json<Comparison>(['compare', token.runId, wallet.runId]);
    expect(compared.code).toBe(0);
    expect(compared.document.subjects.map(({ subject }) => subject.kind)).toEqual(['token', 'wallet']);
    expect(compared.document.rows.find((row) => row.name === 'is_mintable')).toMatchObject({ differs: true, values: [{ value: true }, null] });
    expect(hyperlens(home, ['compare', token.runId], { environment }).code).toBe(2);
    expect(json<{ runs: { runId: string }[] }>(['runs', 'list', '--research']).document.runs.map(({ runId }) => runId)).toEqual(expect.arrayContaining([token.runId, wallet.runId]));
    expect(json<ResearchResult>(['runs', 'show', wallet.runId])).toMatchObject({ code: 0, document: { runId: wallet.runId, verdict: wallet.verdict } });
    expect(hyperlens(home, ['runs', 'show', 'nothing'], { environment }).code).toBe(2);
    const some = json<Comparison & { leftOut: unknown[] }>(['compare', token.runId, 'Nothing Called This', wallet.runId, '--network', 'shared']);
    expect([some.code, some.document.subjects.length, some.document.leftOut]).toMatchObject([3, 2, [{ subject: 'Nothing Called This', code: 'SUBJECT_NOT_FOUND' }]]);
    expect(json<{ error: { code: string } }>(['compare', token.runId, 'Nothing Called This', '--network', 'shared'])).toMatchObject({ code: 3, document: { error: { code: 'COMPARISON_TOO_SMALL' } } });
  });

  it('tells the powers in a source, with flag and place', () => {
    const source = file('Walker.sol', tokenSource);
    const result = research([source]);
    expect(result.subject).toMatchObject({ kind: 'source', network: null });
    const line = (text: string) => tokenSource.split('\n').findIndex((one) => one.includes(text)) + 1;
    expect(result.findings.filter(({ flag }) => flag).map(({ flag, file: at, line: number }) => ({ flag, at, number }))).toEqual(expect.arrayContaining([
      { flag: 'mint', at: source, number: line('function mint') }, { flag: 'pause', at: source, number: line('function setPaused') },
    ]));
    const taking = file('Taker.sol', tokenSource.replace('function mint(', 'function seize(address from, uint256 value) external onlyOwner { balanceOf[from] -= value; balanceOf[owner] += value; }\n  function mint('));
    const taken = json<ResearchResult>(['research', taking]);
    expect({ code: taken.code, level: taken.document.verdict.level }).toEqual({ code: 1, level: 'critical' });
    // What does not compile is not judged.
    expect(json<ResearchResult>(['research', file('Broken.sol', 'contract Broken { function }')])).toMatchObject({ code: 3, document: { verdict: { level: 'unknown' } } });
  });

  it('reads posts from files, and imports from folders that are named', () => {
    const posts = [file('posts.csv', 'id,author,text,date\n1,ann,"Oak is great, I love this team",2026-01-01\n2,ben,,2026-01-02\n'), file('posts.jsonl', '{"id":"3","author":"eve","text":"Oak is a scam, they took my money","date":"2026-01-03"}\n')];
    const { document, stderr } = json<ResearchResult>(['research', 'OAK', '--only', 'sentiment', '--posts', posts[0] ?? '', '--posts', posts[1] ?? '']);
    expect(document.sections.sentiment?.facts['posts.collected']?.value).toBe(2);
    expect(stderr).toContain(`${posts[0]}: 1 post (csv); 1 could not be read`);
    expect(stderr).toContain(`${posts[1]}: 1 post (`);
    expect(hyperlens(home, ['research', 'OAK', '--posts', path.join(files, 'none.csv')], { environment }).code).toBe(2);

    const [own, vendored] = [path.join(files, 'own'), path.join(files, 'vendored')];
    for (const folder of [own, path.join(own, 'test'), path.join(vendored, 'ext/x')]) mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(vendored, 'ext/x/Walker.sol'), tokenSource);
    writeFileSync(path.join(own, 'package.json'), '{}');
    writeFileSync(path.join(own, 'Mine.sol'), '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\nimport "ext/x/Walker.sol";\ncontract Mine is Walker {}\n');
    writeFileSync(path.join(own, 'test/Mine.t.sol'), '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\nimport "../Mine.sol";\ncontract MineTest { function testSupply() external { require(new Mine().totalSupply() == 1_000_000e18); } }\n');
    const result = research([path.join(own, 'Mine.sol'), '--include', vendored]);
    // A right that comes with a library is placed in the person's own file.
    expect(result.findings.find(({ flag }) => flag === 'mint')?.file).toBe(path.join(own, 'Mine.sol'));
    expect(json<{ error?: object }>(['audit', own, '--include', vendored]).document.error).toBeUndefined();
    expect(json<{ passed: number }>(['test', own, '--include', vendored, '--no-coverage'])).toMatchObject({ code: 0, document: { passed: 1 } });
    expect(json<{ error: { code: string } }>(['audit', own])).toMatchObject({ code: 2, document: { error: { code: 'IMPORT_NOT_FOUND' } } });
  });

  it('refuses what makes no sense, and finds no name that nobody has', () => {
    const refused = (words: string[]) => { const { code, document } = json<{ error: { code: string } }>(['research', ...words]); return [code, document.error.code]; };
    expect(refused([''])).toEqual([2, 'INPUT_INVALID']);
    expect(refused(['0x1234'])).toEqual([2, 'INPUT_INVALID']);
    expect(refused(['0x5fbdb2315678afecb367f032d93f642f64180AA3'])).toEqual([2, 'INPUT_INVALID']);
    expect(refused([path.join(files, 'none.sol')])).toEqual([2, 'FILE_UNREADABLE']);
    expect(refused(['OAK', '--network', 'moon'])).toEqual([2, 'NETWORK_UNKNOWN']);
    expect(refused(['OAK', '--only', 'weather'])).toEqual([2, 'USAGE_INVALID']);
    expect(refused(['NOBODYHASTHIS'])).toEqual([1, 'SUBJECT_NOT_FOUND']);
  });

  it('goes on after kill -9, with the result it would have had', async () => {
    // While commands ran synchronously, this process did not see which idle connections were closed meanwhile.
    await sleep(50);
    const atBlock = Number(await scene.stage.node.request('eth_blockNumber', []));
    const request = { subject: scene.token.address, network: 'shared', atBlock };
    const finish = async (runId: string): Promise<ResearchResult> => {
      await expect.poll(async () => (await server.call<ResearchView>('GET', `/api/v1/research/${runId}`)).body.status, { timeout: 120_000, interval: 200 }).toBe('completed');
      return (await server.call<ResearchResult>('GET', `/api/v1/research/${runId}/result`)).body;
    };
    const bytesOf = ({ runId, observedAt, ...result }: ResearchResult): string => JSON.stringify(result).replaceAll(runId, 'run').replaceAll(observedAt, 'then');
    const { body: calm } = await server.call<ResearchView>('POST', '/api/v1/research', request);
    const undisturbed = await finish(calm.runId);
    const { body: begun } = await server.call<ResearchView>('POST', '/api/v1/research', request);
    // Between two lives of the server: in the middle of the on-chain service.
    await expect.poll(async () => (await server.call<ResearchView>('GET', `/api/v1/research/${begun.runId}`)).body.steps.some((step) => step.name === 'onchain'), { timeout: 60_000, interval: 30 }).toBe(true);
    await server.kill();
    server = await startServer(home, environment);
    const disturbed = await finish(begun.runId);
    expect(bytesOf(disturbed)).toBe(bytesOf(undisturbed));
  });

  it('notices that the owner changed', async () => {
    const runs = async (): Promise<number> => (await server.call<{ items: ResearchView[] }>('GET', '/api/v1/research?limit=100')).body.items.filter((run) => run.watchId === watch.id && run.status === 'completed').length;
    await expect.poll(runs, { timeout: 90_000, interval: 500 }).toBeGreaterThanOrEqual(1);
    const next = scene.stage.account('next owner').address;
    await scene.stage.write(scene.owner, scene.token, 'transferOwnership', [next]);
    // Due at once, so that the next tick of the schedule takes it.
    expect(hyperlens(home, ['watch', 'resume', watch.id], { environment }).code).toBe(0);
    let changes: WatchChange[] = [];
    for (const deadline = Date.now() + 120_000; changes.length === 0 && Date.now() < deadline; await sleep(500)) changes = (await server.call<{ items: WatchChange[] }>('GET', `/api/v1/research/watches/${watch.id}/changes`)).body.items;
    expect(changes[0]?.differences.find(({ section, name }) => section === 'flags' && name === 'owner_address')).toMatchObject({ before: { value: scene.owner.address }, after: { value: next } });
    const shown = hyperlens(home, ['watch', 'changes', watch.id], { environment });
    expect(shown.stdout).toContain('owner_address');
    expect(hyperlens(home, ['watch', 'remove', watch.id], { environment }).code).toBe(0);
  });
});
