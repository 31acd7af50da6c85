import { AppError, type BytecodeReader, type ChainReader, type CodeReading, type Forks, type ResearchTask, type SourceArchive, type TokenArchive } from '@hyperlens/protocol';
import { encodeAbiParameters, type Hex } from 'viem';
import { describe, expect, it } from 'vitest';
import { makeOnchainService, type OnchainDependencies, type Parts } from './index.ts';

const address = '0x00000000000000000000000000000000000000AA' as const;
const block = { number: 100, hash: `0x${'1'.repeat(64)}` as const, time: '2026-01-01T00:00:00.000Z' };
const task: ResearchTask = { runId: 'r', subject: { kind: 'token', query: address, network: 'main', chainId: 1, address, name: null, symbol: null, decimals: null }, block, observedAt: '2026-01-01T01:00:00.000Z', project: { feeds: [], people: [], treasuries: [], vesting: [], notCirculating: [], unlocks: [], allocation: [], posts: [] } };
const network = { id: 'main', name: 'Main', chainId: 1, kind: 'remote', confirmations: 2, currency: { name: 'Coin', symbol: 'COIN', decimals: 18 } } as ChainReader['network'];
const uint = (value: bigint): Hex => encodeAbiParameters([{ type: 'uint256' }], [value]);
const gone = new AppError('STATE_UNAVAILABLE', { network: 'main', block: 1, reason: 'pruned' });
const down = new AppError('NETWORK_UNREACHABLE', { network: 'main', reason: 'down' });

/** A token without surprises. */
function readerOf(change: Partial<ChainReader> = {}): ChainReader {
  const answers: Record<string, Hex> = { '0x18160ddd': uint(5n), '0x70a08231': uint(0n), '0xdd62ed3e': uint(0n), '0x313ce567': uint(18n), '0x8da5cb5b': encodeAbiParameters([{ type: 'address' }], [`0x${'ee'.repeat(20)}`]) };
  const call: ChainReader['call'] = async ({ data }) => { const returned = answers[data.slice(0, 10)]; return returned ? { ok: true, returned } : { ok: false, reason: 'no reason was given', data: null }; };
  return {
    network, block, code: async () => '0x60', balance: async () => 0n, nonce: async () => 1, storage: async () => `0x${'0'.repeat(64)}`, call, calls: (calls) => Promise.all(calls.map(call)),
    logs: async ({ fromBlock, toBlock }) => ({ fromBlock, toBlock, complete: true }), blockAt: async (number) => ({ ...block, number }), transaction: async () => null, receipt: async () => null, transactionsOf: async () => [], creationBlock: async () => 7, ...change,
  };
}
const functions = ['0x18160ddd', '0x70a08231', '0xdd62ed3e', '0xa9059cbb', '0x23b872dd', '0x095ea7b3', '0x8da5cb5b'].map((selector) => ({ selector: selector as Hex, signature: null, inputs: null, mutability: 'view' as const }));
const reading: CodeReading = { length: 1, hash: `0x${'2'.repeat(64)}`, functions, storage: [], instructions: {}, addresses: [], words: [], fragments: [], hashesCaller: false, forwardsTo: null, metadata: null, incomplete: null };
const bytecode: BytecodeReader = { read: async () => reading, close: async () => undefined };
const forks: Forks = { open: async () => { throw new AppError('SIMULATION_UNAVAILABLE', { reason: 'no engine' }); }, close: async () => undefined };
const parts: Parts = { transfers: async () => null, liquidity: async () => [], holders: async () => undefined, flows: async () => undefined, trade: async () => undefined };
const sources: SourceArchive = { id: 'sourcify', title: 'Sourcify', contract: async () => null };
const archive: TokenArchive = { id: 'moralis', title: 'Moralis', covers: () => true, token: async () => ({ name: 'N', symbol: 'S', decimals: 18, totalSupply: '5', spam: false }), holders: async () => null, transfers: async () => null, balances: async () => null };
const analyze = async (reader: ChainReader, change: Partial<OnchainDependencies> = {}) => (await makeOnchainService({ readers: { open: async () => reader }, forks, bytecode, sources, archives: [archive], known: () => ({ factories: [], quotes: [], lockers: [], burns: [], labels: [] }), parts, ...change }).analyze(task)).report;
const source = (report: Awaited<ReturnType<typeof analyze>>, id: string) => report.sources.find((one) => one.id === id);

describe('the on-chain service', () => {
  it('says what it learned, twice the same', async () => {
    const report = await analyze(readerOf());
    expect(report.facts.standards?.value).toEqual(['ERC-20']);
    expect([report.flags.is_open_source?.value, report.flags.is_proxy?.value, report.flags.selfdestruct?.value, report.flags.hidden_owner?.value]).toEqual([false, false, false, false]);
    expect(source(report, 'chain:main')).toMatchObject({ status: 'ok' });
    expect(JSON.stringify(await analyze(readerOf()))).toBe(JSON.stringify(report));
  });

  it('knows nothing when the chain does not answer, and throws nothing', async () => {
    for (const open of [async () => { throw down; }, async () => readerOf({ code: async () => { throw gone; } })]) {
      const report = await analyze(readerOf(), { readers: { open } });
      expect(report.status).toBe('unknown');
      expect([report.flags.is_proxy?.value, report.flags.is_honeypot?.value]).toEqual(['unknown', 'unknown']);
      expect(source(report, 'chain:main')?.status).toMatch(/unreachable|limited/);
    }
  });

  it('leaves only the creation unknown with a node that keeps no history', async () => {
    const report = await analyze(readerOf({ creationBlock: async () => null }));
    expect([report.flags.creator_address?.value, report.facts['deployer.contracts']?.value]).toEqual(['unknown', 'unknown']);
    expect(report.facts.standards?.value).toEqual(['ERC-20']);
    expect(source(report, 'chain:main')).toMatchObject({ status: 'limited' });
  });

  it.each<[string, Partial<ChainReader>, string, string]>([
    ['storage', { storage: async () => { throw gone; } }, 'ownership.hidden', 'hidden_owner'],
    ['logs', { logs: async () => { throw down; } }, 'ownership.roles', 'hidden_owner'],
    ['blocks', { transactionsOf: async () => { throw down; } }, 'deployer.address', 'creator_address'],
  ])('goes on without %s', async (_, change, fact, flag) => {
    const report = await analyze(readerOf(change));
    expect([report.facts[fact]?.value, report.flags[flag]?.value]).toEqual(['unknown', 'unknown']);
    expect(report.facts.standards?.value).toEqual(['ERC-20']);
  });

  it('goes on without an archive of sources, second opinions and readable code', async () => {
    const broken = new AppError('SOURCE_UNAVAILABLE', { source: 'x', reason: 'HTTP 503' });
    const report = await analyze(readerOf(), { sources: { ...sources, contract: async () => { throw broken; } }, archives: [{ ...archive, token: async () => { throw broken; } }], bytecode: { ...bytecode, read: async () => ({ ...reading, functions: [], storage: null, incomplete: 'it took longer than 3 s' }) } });
    expect([report.flags.is_open_source?.value, report.flags.hidden_owner?.value]).toEqual(['unknown', 'unknown']);
    expect([source(report, 'sourcify')?.status, source(report, 'moralis')?.status]).toEqual(['unreachable', 'unreachable']);
    expect((await analyze(readerOf(), { sources: null })).sources).toContainEqual(expect.objectContaining({ id: 'sourcify', status: 'switched_off' }));
  });

  it('leaves no failure behind that nobody waits for when it is cancelled while the fork is being opened', async () => {
    const stopping = new AbortController();
    const unheard: unknown[] = [];
    const hear = (error: unknown): void => { unheard.push(error); };
    process.on('unhandledRejection', hear);
    try {
      // The fork fails at once, the chain answers later: for a while only the part that opened the fork knows.
      const opening: Forks = { ...forks, open: async () => { stopping.abort(new AppError('RUN_CANCELLED', { id: 'r' })); throw new AppError('INTERRUPTED'); } };
      const slow = readerOf({ creationBlock: async () => { await new Promise((resolve) => { setTimeout(resolve, 30); }); return 7; } });
      const service = makeOnchainService({ readers: { open: async () => slow }, forks: opening, bytecode, sources, archives: [], known: () => ({ factories: [], quotes: [], lockers: [], burns: [], labels: [] }), parts });
      await expect(service.analyze(task, { signal: stopping.signal })).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
    } finally {
      process.off('unhandledRejection', hear);
    }
    expect(unheard).toEqual([]);
  });

  it('does not answer for another history, nor for a task without an address, and stops when cancelled', async () => {
    await expect(analyze(readerOf({ block: { ...block, hash: `0x${'9'.repeat(64)}` } }))).rejects.toMatchObject({ code: 'CHAIN_REORGANISED' });
    const service = makeOnchainService({ readers: { open: async () => readerOf() }, forks, bytecode, sources, archives: [], known: () => ({ factories: [], quotes: [], lockers: [], burns: [], labels: [] }), parts });
    await expect(service.analyze({ ...task, subject: { ...task.subject, address: null } })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(makeOnchainService({ readers: { open: async () => { signal.throwIfAborted(); return readerOf(); } }, forks, bytecode, sources, archives: [], known: () => ({ factories: [], quotes: [], lockers: [], burns: [], labels: [] }), parts }).analyze(task, { signal })).rejects.toThrow('stop');
  });
});
