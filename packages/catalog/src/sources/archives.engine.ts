import { afterEach, describe, expect, it } from 'vitest';
import { makeAlchemy } from './alchemy.ts';
import { makeMoralis } from './moralis.ts';
import { startApi, type Answer, type Seen } from './server.kit.ts';
import { makeSourcify } from './sourcify.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const server of open.splice(0)) await server.close(); });
const start = async (answer: (seen: Seen, count: number) => Answer) => { const server = await startApi(answer); open.push(server); return server; };
const token = '0xdAC17F958D2ee523a2206206994597C13D831ec7';
const key = 'K3y-that-must-not-show';
const failures: [string, Answer][] = [['is down', { status: 503 }], ['answers a page', { text: '<html>' }], ['answers something else', { json: { match: 7, result: 'x' } }], ['drops the connection', 'break'], ['refuses the key', { status: 401, json: { message: 'no' } }]];

describe('Sourcify', () => {
  const answer = {
    matchId: '1', match: 'exact_match', creationMatch: 'match', runtimeMatch: 'exact_match', chainId: '1', address: token, verifiedAt: '2024-03-01T10:00:00Z',
    abi: [{ type: 'function', name: 'transfer', inputs: [{ name: 'to', type: 'address' }, { name: 'amount', type: 'uint256' }], outputs: [], stateMutability: 'nonpayable' }],
    sources: { 'Token.sol': { content: 'contract Token {}' } }, compilation: { language: 'Solidity', compiler: 'solc', compilerVersion: '0.8.20+commit.a1b79de6', name: 'Token', fullyQualifiedName: 'Token.sol:Token' },
    deployment: { transactionHash: `0x${'ab'.repeat(32)}`, blockNumber: '4634748', transactionIndex: '1', deployer: token },
  };
  it('gives source, ABI and how it was made', async () => {
    const server = await start(() => ({ json: answer }));
    expect(await makeSourcify({ baseUrl: server.url, fetch }).contract(1, token)).toEqual({
      match: 'exact', name: 'Token', compiler: 'solc 0.8.20+commit.a1b79de6', language: 'Solidity', files: { 'Token.sol': 'contract Token {}' }, abi: answer.abi, verifiedAt: '2024-03-01T10:00:00.000Z',
      deployment: { transactionHash: answer.deployment.transactionHash, blockNumber: 4_634_748, deployer: token },
    });
    expect(server.seen[0]).toMatchObject({ method: 'GET', path: `/v2/contract/1/${token}` });
    expect(server.seen[0]?.query.get('fields')).toContain('abi');
  });
  it('knows what is not published', async () => {
    const server = await start(() => ({ status: 404, json: { match: null, creationMatch: null, runtimeMatch: null, chainId: '1', address: token } }));
    expect(await makeSourcify({ baseUrl: server.url, fetch }).contract(1, token)).toBeNull();
  });
  it.each([...failures, ['hangs', 'hang'] as [string, Answer]])('says so when it %s', async (_, given) => {
    const server = await start(() => given);
    await expect(makeSourcify({ baseUrl: server.url, fetch, timeoutMilliseconds: 200 }).contract(1, token)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { source: 'sourcify' } });
  });
});

describe('Moralis', () => {
  const holder = `0x${'11'.repeat(20)}`;
  it('gives token, holders, transfers and balances', async () => {
    const server = await start(({ path }) => ({
      json: path === '/erc20/metadata' ? [{ address: token.toLowerCase(), name: 'Tether', symbol: 'USDT', decimals: '6', total_supply: '1000', possible_spam: false }]
        : path.endsWith('/holders') ? { totalHolders: 42, holderChange: {} }
          : path.endsWith('/owners') ? { cursor: null, page: 1, result: [{ owner_address: holder, balance: '900', is_contract: false }] }
            : path.endsWith('/transfers') ? { result: [{ transaction_hash: `0x${'22'.repeat(32)}`, block_number: '7', block_timestamp: '2024-01-01T00:00:00.000Z', from_address: holder, to_address: holder, value: '5' }] }
              : [{ token_address: token, balance: '3' }],
    }));
    const moralis = makeMoralis({ apiKey: key, baseUrl: server.url, fetch });
    expect([moralis.covers(1), moralis.covers(31337)]).toEqual([true, false]);
    expect(await moralis.token(1, token)).toEqual({ name: 'Tether', symbol: 'USDT', decimals: 6, totalSupply: '1000', spam: false });
    expect(await moralis.holders(1, token)).toEqual({ count: 42, largest: [{ address: holder, balance: '900' }] });
    expect(await moralis.transfers(1, token)).toEqual([{ from: holder, to: holder, amount: '5', transactionHash: `0x${'22'.repeat(32)}`, blockNumber: 7, time: '2024-01-01T00:00:00.000Z' }]);
    expect(await moralis.balances(1, holder as `0x${string}`)).toEqual([{ token, balance: '3' }]);
    expect(server.seen.every((seen) => seen.headers['x-api-key'] === key && seen.query.get('chain') === '0x1')).toBe(true);
  });
  it.each(failures)('says so when it %s, without the key', async (_, given) => {
    const server = await start(() => given);
    const error = await makeMoralis({ apiKey: key, baseUrl: server.url, fetch }).token(1, token).catch((failure: unknown) => failure) as Error;
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain(key);
  });
});

describe('Alchemy', () => {
  const holder = `0x${'11'.repeat(20)}`;
  it('gives token, transfers and balances', async () => {
    const server = await start(({ body }) => {
      const { method, id } = JSON.parse(body) as { method: string; id: number };
      const result = method === 'alchemy_getTokenMetadata' ? { name: 'Tether', symbol: 'USDT', decimals: 6, logo: null }
        : method === 'alchemy_getAssetTransfers' ? { transfers: [{ blockNum: '0x7', hash: `0x${'22'.repeat(32)}`, from: holder, to: holder, value: 5e-6, asset: 'USDT', category: 'erc20', rawContract: { value: '0x5', address: token, decimal: '0x6' }, metadata: { blockTimestamp: '2024-01-01T00:00:00.000Z' } }] }
          : { address: holder, tokenBalances: [{ contractAddress: token, tokenBalance: `0x${'3'.padStart(64, '0')}` }, { contractAddress: holder, tokenBalance: '0x0' }] };
      return { json: { jsonrpc: '2.0', id, result } };
    });
    const alchemy = makeAlchemy({ apiKey: key, baseUrl: `${server.url}/v2`, fetch });
    expect(await alchemy.token(1, token)).toEqual({ name: 'Tether', symbol: 'USDT', decimals: 6, totalSupply: null, spam: null });
    expect(await alchemy.transfers(1, token)).toMatchObject([{ amount: '5', blockNumber: 7 }]);
    expect(await alchemy.balances(1, holder as `0x${string}`)).toEqual([{ token, balance: '3' }]);
    expect(await alchemy.holders(1, token)).toBeNull();
    expect(server.seen[0]?.path).toBe(`/v2/${key}`);
  });
  it.each([...failures, ['refuses the method', { json: { jsonrpc: '2.0', id: 1, error: { code: -32600, message: `not with key ${key}` } } }] as [string, Answer]])('says so when it %s, without the key', async (_, given) => {
    const server = await start(() => given);
    const error = await makeAlchemy({ apiKey: key, baseUrl: `${server.url}/v2`, fetch }).token(1, token).catch((failure: unknown) => failure) as Error;
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain(key);
  });
});
