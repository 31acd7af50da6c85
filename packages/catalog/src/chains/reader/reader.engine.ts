import type { BlockReference, ChainReader, Log } from '@hyperlens/protocol';
import { encodeAbiParameters, encodeFunctionResult, decodeFunctionData, parseAbi } from 'viem';
import { afterEach, describe, expect, it } from 'vitest';
import { makeNetworks } from '../networks.ts';
import type { NetworkEntry } from '../registry.ts';
import { hang, huge, reset, startScripted, status, type Answer, type ScriptedServer } from '../scripted.kit.ts';
import { multicallAddress } from './calls.ts';
import { makeChainReaders } from './reader.ts';

const chainId = 990_002;
const entry: NetworkEntry = { id: 'scripted', name: 'Scripted', chainId, testnet: true, currency: { name: 'Coin', symbol: 'COIN', decimals: 18 } };
const token = `0x${'aa'.repeat(20)}` as const;
const servers: ScriptedServer[] = [];
afterEach(async () => { for (const server of servers.splice(0)) await server.close(); });

const hashOf = (number: number): `0x${string}` => `0x${number.toString(16).padStart(64, '0')}`;
const blockOf = (number: number): Answer => ({ result: { number: `0x${number.toString(16)}`, hash: hashOf(number), timestamp: `0x${(1_700_000_000 + number).toString(16)}`, transactions: [] } });
const logAt = (number: number, index = 0): object => ({ address: token, topics: [hashOf(1)], data: '0x', blockNumber: `0x${number.toString(16)}`, blockHash: hashOf(number), transactionHash: hashOf(number), logIndex: `0x${index.toString(16)}`, removed: false });
interface Range { from: number; to: number }
const rangeOf = (parameters: unknown[]): Range => { const { fromBlock, toBlock } = parameters[0] as Record<string, string>; return { from: Number(fromBlock), to: Number(toBlock) }; };
/** A chain of `head` blocks with one log every `every` blocks. */
const chainOf = (head: number, every = 10): ScriptedServer['answers'] => ({
  eth_getBlockByNumber: ([tag]) => { const number = tag === 'latest' ? head : Number(tag); return number > head ? { result: null } : blockOf(number); },
  eth_getLogs: (parameters) => { const { from, to } = rangeOf(parameters); return { result: Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((number) => number % every === 0).map((number) => logAt(number)) }; },
});
const waits: number[] = [];
async function open(answers: ScriptedServer['answers'], atBlock?: number): Promise<{ reader: ChainReader; server: ScriptedServer }> {
  const server = await startScripted(chainId, answers);
  servers.push(server);
  waits.length = 0;
  const networks = makeNetworks({ home: '/nonexistent', networks: [{ ...entry, rpcUrls: [server.url] }], timeoutMilliseconds: 2_000 });
  const readers = makeChainReaders({ networks, wait: async (milliseconds) => { waits.push(milliseconds); } });
  return { reader: await readers.open('scripted', atBlock), server };
}
async function scan(reader: ChainReader, from = 0, to = reader.block.number): Promise<{ blocks: number[]; coverage: Awaited<ReturnType<ChainReader['logs']>> }> {
  const logs: Log[] = [];
  const coverage = await reader.logs({ address: token, fromBlock: from, toBlock: to }, (page) => { logs.push(...page); });
  return { blocks: logs.map((log) => log.blockNumber), coverage };
}
const every = (head: number, step = 10, from = 0): number[] => Array.from({ length: head - from + 1 }, (_, index) => from + index).filter((number) => number % step === 0);
const refuseWider = (most: number, message: string, answers: ScriptedServer['answers']): ScriptedServer['answers'] => {
  const logs = answers.eth_getLogs as (parameters: unknown[]) => Answer;
  return { ...answers, eth_getLogs: (parameters) => { const { from, to } = rangeOf(parameters); return to - from + 1 > most ? { error: { code: -32005, message } } : logs(parameters); } };
};

describe('opening', () => {
  it('pins the newest block, or the one asked for', async () => {
    const { reader } = await open(chainOf(100));
    expect(reader.block).toEqual({ number: 100, hash: hashOf(100), time: '2023-11-14T22:15:00.000Z' } satisfies BlockReference);
    expect((await open(chainOf(100), 7)).reader.block.number).toBe(7);
    await expect(open({ ...chainOf(100), eth_blockNumber: { result: '0x64' } }, 101)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'There is no block 101 on scripted, whose newest is 100.' });
  });
});

describe('logs', () => {
  it('come in order and completely', async () => {
    const { reader } = await open(chainOf(30_000));
    const { blocks, coverage } = await scan(reader);
    expect(blocks).toEqual(every(30_000));
    expect(coverage).toEqual({ fromBlock: 0, toBlock: 30_000, complete: true });
  });
  it.each([['eth_getLogs is limited to a 250 blocks range', 250], ['query returned more than 10000 results', 40], ['block range too large', 97], ['Log response size exceeded. this block range should work: [0x0, 0x13]', 20]])('splits on "%s"', async (message, most) => {
    const { reader, server } = await open(refuseWider(most, message, chainOf(3_000)));
    const { blocks, coverage } = await scan(reader, 3);
    expect(blocks).toEqual(every(3_000, 10, 3));
    expect(coverage.complete).toBe(true);
    expect(server.calls.filter((method) => method === 'eth_getLogs').length).toBeLessThan(3_000 / most * 3 + 10);
  });
  it('splits an answer that is too large, and one that does not come', async () => {
    for (const [answer, most] of [[huge, 300], [hang, 400]] as const) {
      const answers = chainOf(800);
      const logs = answers.eth_getLogs as (parameters: unknown[]) => Answer;
      const { reader } = await open({ ...answers, eth_getLogs: (parameters) => { const { from, to } = rangeOf(parameters); return to - from + 1 > most ? answer : logs(parameters); } });
      expect((await scan(reader)).blocks).toEqual(every(800));
    }
  });
  it('waits as long as Retry-After says, and goes on after dropped connections', async () => {
    const answers = chainOf(600);
    const logs = answers.eth_getLogs as (parameters: unknown[]) => Answer;
    let asked = 0;
    const { reader } = await open({ ...answers, eth_getLogs: (parameters) => { asked += 1; return asked === 1 ? status(429, { 'retry-after': '7' }) : asked === 3 ? reset : logs(parameters); } });
    expect((await scan(reader)).blocks).toEqual(every(600));
    expect(waits).toContain(7_000);
  });
  it('says what of history is missing', async () => {
    const answers = chainOf(2_000);
    const logs = answers.eth_getLogs as (parameters: unknown[]) => Answer;
    const { reader } = await open({ ...answers, eth_getLogs: (parameters) => (rangeOf(parameters).from < 1_234 ? { error: { code: 4444, message: 'pruned history unavailable' } } : logs(parameters)) });
    const { blocks, coverage } = await scan(reader);
    expect(blocks).toEqual(every(2_000, 10, 1_234));
    expect(coverage).toEqual({ fromBlock: 1_234, toBlock: 2_000, complete: false, reason: 'the node has no logs before block 1234' });
  });
  it('says when a single block is refused, and keeps what came before', async () => {
    const answers = chainOf(2_000);
    const logs = answers.eth_getLogs as (parameters: unknown[]) => Answer;
    const { reader } = await open({ ...answers, eth_getLogs: (parameters) => { const { from, to } = rangeOf(parameters); return from <= 900 && to >= 900 ? { error: { code: -32000, message: 'query returned more than 10000 results' } } : logs(parameters); } });
    const { blocks, coverage } = await scan(reader);
    expect(blocks).toEqual(every(899));
    expect(coverage).toMatchObject({ complete: false, toBlock: 899 });
    expect(coverage.reason).toContain('block 900 alone');
  });
  it('throws when the pinned block is replaced', async () => {
    let replaced = false;
    const answers = chainOf(100);
    const { reader } = await open({ ...answers, eth_getBlockByNumber: () => (replaced ? { result: { number: '0x64', hash: hashOf(999), timestamp: '0x1' } } : blockOf(100)) });
    replaced = true;
    await expect(scan(reader)).rejects.toMatchObject({ code: 'CHAIN_REORGANISED' });
  });
  it.each<[string, Answer]>([['another address', { result: [{ ...logAt(5), address: `0x${'bb'.repeat(20)}` }] }], ['another block', { result: [logAt(500)] }], ['nonsense', { result: [{ address: 7 }] }]])('refuses entries of %s', async (_, answer) => {
    const { reader } = await open({ ...chainOf(100), eth_getLogs: answer });
    await expect(scan(reader)).rejects.toMatchObject({ code: 'RPC_GARBAGE' });
  });
  it('hands on what the receiver throws, and stops when cancelled', async () => {
    const { reader } = await open(chainOf(3_000));
    await expect(reader.logs({ fromBlock: 0, toBlock: 3_000 }, () => { throw new Error('full'); })).rejects.toThrow('full');
    await expect(reader.logs({ fromBlock: 0, toBlock: 3_000 }, () => undefined, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });
});

describe('state', () => {
  it.each(['missing trie node 12 (path ) state 0x1 is not available', 'required historical state unavailable', 'header not found'])('that is gone is named: %s', async (message) => {
    const { reader } = await open({ ...chainOf(100), eth_getCode: { error: { code: -32000, message } }, eth_call: { error: { code: -32000, message } }, eth_getStorageAt: { error: { code: -32000, message } } });
    await expect(reader.code(token)).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE', details: { block: 100 } });
    await expect(reader.call({ to: token, data: '0x' })).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE' });
    await expect(reader.storage(token, '0x0')).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE' });
  });
  it('is asked for again when one node of several is behind', async () => {
    let asked = 0;
    const { reader } = await open({ ...chainOf(100), eth_getCode: () => { asked += 1; return asked < 3 ? { error: { code: -32000, message: 'header not found' } } : { result: '0x6001' }; } });
    expect(await reader.code(token)).toBe('0x6001');
  });
  it('is read at the pinned block, by number', async () => {
    const tags: unknown[] = [];
    const note = (result: unknown) => (parameters: unknown[]): Answer => { tags.push(parameters.at(-1)); return { result }; };
    const { reader } = await open({ ...chainOf(100), eth_getCode: note('0x'), eth_getBalance: note('0x5'), eth_getTransactionCount: note('0x2'), eth_getStorageAt: note('0x1'), eth_call: note('0xAB') });
    expect([await reader.code(token), await reader.balance(token), await reader.nonce(token), await reader.storage(token, '0x0'), await reader.call({ to: token, data: '0x' })]).toEqual(['0x', 5n, 2, hashOf(1), { ok: true, returned: '0xab' }]);
    expect(new Set(tags)).toEqual(new Set(['0x64']));
  });
  it('finds the first block with code, and null without history', async () => {
    const code = (first: number) => ([, tag]: unknown[]): Answer => ({ result: Number(tag) >= first ? '0x60' : '0x' });
    for (const first of [0, 1, 4_321, 9_999, 10_000]) expect(await (await open({ ...chainOf(10_000), eth_getCode: code(first) })).reader.creationBlock(token)).toBe(first);
    expect(await (await open({ ...chainOf(10_000), eth_getCode: { result: '0x' } })).reader.creationBlock(token)).toBeNull();
    for (const message of ['missing trie node', 'words nobody has read before']) {
      const recent = ([, tag]: unknown[]): Answer => (Number(tag) < 9_900 ? { error: { code: -32000, message } } : { result: '0x60' });
      expect(await (await open({ ...chainOf(10_000), eth_getCode: recent })).reader.creationBlock(token)).toBeNull();
    }
  });
});

describe('calls', () => {
  const abi = parseAbi(['struct Call3 { address target; bool allowFailure; bytes callData; }', 'struct Result { bool success; bytes returnData; }', 'function aggregate3(Call3[] calls) payable returns (Result[])']);
  const errorData = `0x08c379a0${encodeAbiParameters([{ type: 'string' }], ['not\u0007 you']).slice(2)}` as const;
  const single = (data: string): Answer => (data === '0x01' ? { result: '0x11' } : data === '0x02' ? { error: { code: 3, message: 'execution reverted', data: errorData } } : data === '0x04' ? { result: '0x44' } : { error: { code: 3, message: 'execution reverted' } });
  const wanted = (['0x01', '0x02', '0x03', '0x04'] as const).map((data) => ({ to: token, data }));
  const answers = [{ ok: true, returned: '0x11' }, { ok: false, reason: 'not  you', data: errorData }, { ok: false, reason: 'no reason was given', data: null }, { ok: true, returned: '0x44' }];

  it('go one by one where there is no Multicall3', async () => {
    const { reader } = await open({ ...chainOf(100), eth_getCode: { result: '0x' }, eth_call: ([call]) => single((call as { data: string }).data) });
    expect(await reader.calls(wanted)).toEqual(answers);
  });
  it('go together where there is, and what failed silently is asked again alone', async () => {
    const { reader, server } = await open({
      ...chainOf(100), eth_getCode: ([address]) => ({ result: address === multicallAddress ? '0x60' : '0x' }),
      eth_call: ([call]) => {
        const { to, data } = call as { to: string; data: `0x${string}` };
        if (to !== multicallAddress) return single(data);
        const [calls] = decodeFunctionData({ abi, data }).args;
        // The fourth is starved of gas by the third.
        return { result: encodeFunctionResult({ abi, result: calls.map(({ callData }) => (callData === '0x01' ? { success: true, returnData: '0x11' as const } : { success: false, returnData: callData === '0x02' ? errorData : '0x' as const })) }) };
      },
    });
    expect(await reader.calls(wanted)).toEqual(answers);
    expect(server.calls.filter((method) => method === 'eth_call')).toHaveLength(3);
  });
  it('go one by one when what stands there is not Multicall3, and keep a sender', async () => {
    const senders: unknown[] = [];
    const { reader } = await open({ ...chainOf(100), eth_getCode: { result: '0x60' }, eth_call: ([call]) => { const { to, data, from } = call as Record<string, string>; senders.push(from); return to === multicallAddress ? { result: '0x' } : single(String(data)); } });
    expect(await reader.calls([...wanted, { to: token, data: '0x01', from: token }])).toEqual([...answers, answers[0]]);
    expect(senders).toContain(token);
  });
  it('fail as a whole when the node does', async () => {
    const { reader } = await open({ ...chainOf(100), eth_getCode: { result: '0x' }, eth_call: { error: { code: -32601, message: 'no such method' } } });
    await expect(reader.calls(wanted)).rejects.toMatchObject({ code: 'RPC_REJECTED' });
  });
});
