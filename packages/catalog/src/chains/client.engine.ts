import { developmentMnemonic, type AppError, type ChainClient } from '@hyperlens/protocol';
import { encodeErrorResult, keccak256, parseAbi } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { afterEach, describe, expect, it } from 'vitest';
import { makeNetworks } from './networks.ts';
import type { NetworkEntry } from './registry.ts';
import { hang, huge, otherId, page, reset, startScripted, status, type Answer, type ScriptedServer } from './scripted.kit.ts';

const chainId = 990_001;
const open: ScriptedServer[] = [];
afterEach(async () => { for (const server of open.splice(0)) await server.close(); });
const start = async (answers: ScriptedServer['answers'] = {}, id = chainId): Promise<ScriptedServer> => { const server = await startScripted(id, answers); open.push(server); return server; };
const base: NetworkEntry = { id: 'scripted', name: 'Scripted', chainId, testnet: true, currency: { name: 'Coin', symbol: 'COIN', decimals: 18 } };
let time = 1_000_000;
const networksOf = (urls: string[], change: Partial<NetworkEntry> = {}) => makeNetworks({ home: '/nonexistent', networks: [{ ...base, rpcUrls: urls, ...change }], timeoutMilliseconds: 300, now: () => time });
const clientOf = (urls: string[], change: Partial<NetworkEntry> = {}): Promise<ChainClient> => networksOf(urls, change).client('scripted');
const raw = await mnemonicToAccount(developmentMnemonic).signTransaction({ type: 'eip1559', chainId, nonce: 0, gas: 21_000n, maxFeePerGas: 1n, to: `0x${'11'.repeat(20)}` });
const hash = keccak256(raw);
const code = (error: unknown): string => (error as AppError).code;
const block = (number: number): Answer => ({ result: `0x${number.toString(16)}` });

describe('failover', () => {
  it.each<[string, Answer]>([['hangs', hang], ['resets the connection', reset], ['answers a page', page], ['answers another request', otherId], ['answers far too much', huge], ['answers 429', status(429)], ['answers 503', status(503)], ['answers "limit exceeded"', { error: { code: -32005, message: 'limit exceeded' } }], ['answers nonsense', { result: 'many' }]])('goes on to the next endpoint when the first %s, and leaves the first alone for a while', async (_, answer) => {
    const [bad, good] = [await start(), await start({ eth_blockNumber: block(7) })];
    bad.all = answer;
    const client = await clientOf([bad.url, good.url]);
    expect(await client.blockNumber()).toBe(7);
    const asked = bad.calls.length;
    expect(await client.blockNumber()).toBe(7);
    expect(bad.calls.length).toBe(asked);
    expect(await client.health()).toMatchObject({ status: 'degraded', blockNumber: 7 });
  });

  it('comes back to an endpoint after its rest, as long as Retry-After says', async () => {
    const [first, second] = [await start({ eth_blockNumber: block(1) }), await start({ eth_blockNumber: block(2) })];
    const client = await clientOf([first.url, second.url]);
    first.all = status(429, { 'retry-after': '20' });
    expect(await client.blockNumber()).toBe(2);
    first.all = null;
    time += 19_000;
    expect(await client.blockNumber()).toBe(2);
    second.all = reset;
    expect(await client.blockNumber()).toBe(1);
  });

  it('names what is wrong when no endpoint helps', async () => {
    const server = await start();
    server.all = hang;
    await expect(clientOf([server.url]).then((client) => client.blockNumber())).rejects.toMatchObject({ code: 'NETWORK_UNREACHABLE', message: expect.stringContaining('no answer within 300 ms') as string });
    server.all = page;
    await expect(clientOf([server.url]).then((client) => client.blockNumber())).rejects.toMatchObject({ code: 'RPC_GARBAGE' });
    const gone = await startScripted(chainId);
    await gone.close();
    await expect(clientOf([gone.url]).then((client) => client.blockNumber())).rejects.toMatchObject({ code: 'NETWORK_UNREACHABLE', message: expect.stringContaining('ECONNREFUSED') as string });
  });

  it('never shows the secrets of an RPC URL', async () => {
    const server = await start();
    const secret = 'S3cr3tKey0123456789';
    const urls = [server.url.replace('//', `//user:${secret}@`), `${server.url}/v3/${secret}`, `${server.url}/?apikey=${secret}`];
    const answers: Answer[] = [reset, page, { error: { code: -32000, message: `bad key ${secret} at ${urls[1]}` } }, { error: { code: -32005, message: `key ${secret} is over its quota` } }];
    for (const answer of answers) {
      server.answers.eth_blockNumber = answer;
      for (const url of urls) {
        const client = await clientOf([url]);
        const error = await client.blockNumber().catch((failure: unknown) => failure) as Error;
        expect(error).toBeInstanceOf(Error);
        expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)} ${JSON.stringify(await client.health())}`).not.toContain(secret);
      }
    }
    expect(server.headers.some(({ authorization }) => authorization === `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`)).toBe(true);
  });
});

describe('the chain id', () => {
  it('is checked before the first use', async () => {
    const wrong = await start({ eth_blockNumber: block(7) }, 1);
    const error = await clientOf([wrong.url]).then((client) => client.blockNumber()).catch((failure: unknown) => failure);
    expect(code(error)).toBe('CHAIN_ID_MISMATCH');
    expect(wrong.calls).not.toContain('eth_blockNumber');
    const networks = networksOf([wrong.url]);
    expect(await networks.health('scripted')).toMatchObject({ status: 'wrong_chain', endpoints: [{ status: 'wrong_chain' }] });
    const good = await start({ eth_blockNumber: block(9) });
    expect(await (await clientOf([wrong.url, good.url])).blockNumber()).toBe(9);
  });

  it('is checked again before every send', async () => {
    const server = await start({ eth_blockNumber: block(7), eth_sendRawTransaction: { result: hash } });
    const client = await clientOf([server.url]);
    expect(await client.blockNumber()).toBe(7);
    expect(await client.send(raw)).toBe(hash);
    server.answers.eth_chainId = { result: '0x1' };
    await expect(client.send(raw)).rejects.toMatchObject({ code: 'CHAIN_ID_MISMATCH' });
    expect(server.calls.filter((method) => method === 'eth_sendRawTransaction')).toHaveLength(1);
  });
});

describe('sending', () => {
  const send = async (answers: ScriptedServer['answers']) => (await clientOf([(await start(answers)).url])).send(raw);
  it.each(['already known', 'AlreadyKnown: already known', 'known transaction: 0xab', 'transaction already imported', 'tx already exists in cache'])('takes "%s" as sent', async (message) => {
    expect(await send({ eth_sendRawTransaction: { error: { code: -32000, message } } })).toBe(hash);
  });
  it('takes "nonce too low" as sent only when the chain has this very transaction', async () => {
    const refusal: Answer = { error: { code: -32000, message: 'nonce too low' } };
    expect(await send({ eth_sendRawTransaction: refusal, eth_getTransactionByHash: { result: { hash } } })).toBe(hash);
    await expect(send({ eth_sendRawTransaction: refusal, eth_getTransactionByHash: { result: null } })).rejects.toMatchObject({ code: 'RPC_REJECTED', message: expect.stringContaining('nonce too low') as string });
  });
  it('does not believe another hash, nor a receipt of another transaction', async () => {
    await expect(send({ eth_sendRawTransaction: { result: `0x${'00'.repeat(32)}` } })).rejects.toMatchObject({ code: 'RPC_GARBAGE' });
    const receipt = { transactionHash: hash, blockNumber: '0x5', blockHash: `0x${'ee'.repeat(32)}`, status: '0x1', contractAddress: null, gasUsed: '0x5208' };
    const server = await start({ eth_getTransactionReceipt: { result: receipt } });
    const client = await clientOf([server.url]);
    expect(await client.receipt(hash)).toMatchObject({ blockNumber: 5, status: 'success', gasUsed: 21_000n, contractAddress: null });
    server.answers.eth_getTransactionReceipt = { result: { ...receipt, blockHash: null, blockNumber: null } };
    expect(await client.receipt(hash)).toBeNull();
    server.answers.eth_getTransactionReceipt = { result: { ...receipt, transactionHash: `0x${'00'.repeat(32)}` } };
    await expect(client.receipt(hash)).rejects.toMatchObject({ code: 'RPC_GARBAGE' });
  });
  it('lets nothing but reads through `request`', async () => {
    const client = await clientOf(['http://127.0.0.1:1']);
    for (const method of ['eth_sendTransaction', 'eth_sendRawTransaction', 'personal_unlockAccount', 'admin_peers', 'eth_sign', 'evm_mine', 'eth_call ']) await expect(client.request(method, [])).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('simulation', () => {
  const abi = parseAbi(['error TooSmall(uint256 given, uint256 least)', 'error Error(string)', 'error Panic(uint256)']);
  const text = encodeErrorResult({ abi, errorName: 'Error', args: ['cap below supply'] });
  const cases: [string, Answer, RegExp][] = [
    ['a reason', { error: { code: 3, message: 'execution reverted', data: text } }, /cap below supply/],
    ['nested data', { error: { code: -32000, message: 'VM Exception while processing transaction', data: { originalError: { data: text } } } }, /cap below supply/],
    ['a prefixed data text', { error: { code: -32015, message: 'VM execution error: revert', data: `Reverted ${text}` } }, /cap below supply/],
    ['only a message', { error: { code: 3, message: 'execution reverted: not allowed' } }, /would revert: not allowed/],
    ['a panic', { error: { code: 3, message: 'execution reverted', data: encodeErrorResult({ abi, errorName: 'Panic', args: [0x12n] }) } }, /division or modulo by zero/],
    ['a custom error', { error: { code: 3, message: 'execution reverted', data: encodeErrorResult({ abi, errorName: 'TooSmall', args: [3n, 10n] }) } }, /TooSmall\(3, 10\)/],
    ['an unknown error', { error: { code: 3, message: 'execution reverted', data: '0xdeadbeef' } }, /0xdeadbeef/],
  ];
  it.each(cases)('tells %s', async (_, answer, expected) => {
    const client = await clientOf([(await start({ eth_estimateGas: answer, eth_call: answer })).url]);
    const error = await client.simulate({ from: `0x${'11'.repeat(20)}`, to: null, data: '0x00', abi: abi as never }).catch((failure: unknown) => failure) as Error;
    expect(code(error)).toBe('SIMULATION_REVERTED');
    expect(error.message).toMatch(expected);
  });
  it('keeps the node\'s own troubles apart from reverts', async () => {
    const answer: Answer = { error: { code: -32000, message: 'header not found' } };
    const client = await clientOf([(await start({ eth_estimateGas: answer, eth_call: answer })).url]);
    await expect(client.simulate({ from: `0x${'11'.repeat(20)}`, to: null, data: '0x00' })).rejects.toMatchObject({ code: 'RPC_REJECTED' });
  });
});

describe('fees', () => {
  const word = (value: number): string => `0x${value.toString(16).padStart(64, '0')}`;
  const eip1559: ScriptedServer['answers'] = { eth_getBlockByNumber: { result: { baseFeePerGas: '0x64' } }, eth_maxPriorityFeePerGas: { result: '0x5' }, eth_gasPrice: { result: '0x6e' } };
  const fees = async (answers: ScriptedServer['answers'], rules: Partial<NonNullable<NetworkEntry['fees']>>) =>
    (await clientOf([(await start(answers)).url], { fees: { type: 'eip1559', ...rules } })).fees({ data: '0x6001', gas: 100n });
  it('are twice the base fee and the tip, or the price and a fifth', async () => {
    expect(await fees(eip1559, {})).toEqual({ type: 'eip1559', maxFeePerGas: 205n, maxPriorityFeePerGas: 5n, layer1Fee: 0n });
    expect(await fees({ ...eip1559, eth_maxPriorityFeePerGas: { error: { code: -32601, message: 'no' } } }, {})).toMatchObject({ maxFeePerGas: 210n, maxPriorityFeePerGas: 10n });
    expect(await fees(eip1559, { type: 'legacy' })).toEqual({ type: 'legacy', maxFeePerGas: 132n, maxPriorityFeePerGas: 0n, layer1Fee: 0n });
    expect(await fees({ ...eip1559, eth_getBlockByNumber: { result: {} } }, {})).toMatchObject({ type: 'legacy' });
  });
  it('have the layer-1 data fee, on Mantle by the token ratio', async () => {
    const oracle = '0x420000000000000000000000000000000000000F';
    const layer1: ScriptedServer['answers'] = {
      ...eip1559,
      eth_call: ([call]) => {
        const { to, data } = call as { to: string; data: string };
        if (to !== oracle) return { result: '0x' };
        if (data.startsWith('0x49948e0e')) return { result: word(data.length > 300 ? 1000 : 1) };
        return data.startsWith('0xf6e8c2ef') || data === '0x' ? { result: word(1) } : data.length === 10 ? { result: word(4) } : { error: { code: 3, message: 'execution reverted' } };
      },
    };
    expect(await fees(layer1, { layer1: 'op-stack', oracle })).toMatchObject({ layer1Fee: 1250n });
    expect(await fees(layer1, { layer1: 'mantle', oracle })).toMatchObject({ layer1Fee: 5000n });
    await expect(fees({ ...layer1, eth_call: { result: '0x' } }, { layer1: 'mantle', oracle })).rejects.toMatchObject({ code: 'RPC_GARBAGE' });
  });
});
