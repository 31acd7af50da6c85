import { describe, expect, it } from 'vitest';
import { lacksState, readLogRefusal } from './limits.ts';

describe('refusals of log queries', () => {
  // Wordings of geth, Erigon, Nethermind, reth, Infura, Alchemy, QuickNode, Ankr, Blast, Cloudflare and BNB nodes.
  it.each<[string, string, number | null]>([
    ['query returned more than 10000 results', 'size', null],
    ['query returned more than 10000 results. Try with this block range [0x10, 0x1f].', 'range', 16],
    ['Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size', 'range', 2000],
    ['eth_getLogs is limited to a 10,000 range', 'range', 10_000],
    ['eth_getLogs and eth_newFilter are limited to a 10,000 blocks range', 'range', 10_000],
    ['block range is too wide', 'range', null],
    ['exceed maximum block range: 50000', 'range', 50_000],
    ['block range too large, range: 5000, max: 1024', 'range', null],
    ['Exceeded maximum blocks requested: 500', 'range', null],
    ['query exceeds max block range 100000', 'range', 100_000],
    ['query exceeds max results 20000, retry with the range 100-200', 'size', null],
    ['response size should not greater than 10000000 bytes, response size exceeds limit', 'size', null],
    ['query timeout exceeded', 'size', null],
    ['logs limit exceeded: too many logs', 'size', null],
    ['pruned history unavailable', 'pruned', null],
    ['block #5 is pruned', 'pruned', null],
  ])('%s', (reason, kind, most) => {
    const read = readLogRefusal(reason);
    expect(read?.kind).toBe(kind);
    if (read?.kind === 'range' && most !== null) expect(read.most).toBe(most);
  });
  it('leaves other refusals alone', () => { for (const reason of ['method not found', 'invalid argument 0: hex string without 0x prefix', 'internal error']) expect(readLogRefusal(reason)).toBeNull(); });
});

describe('missing state', () => {
  it.each([
    'missing trie node 8a3b (path ) state 0x12 is not available', 'header not found', 'required historical state unavailable (reexec=128)', 'No state available for block 0xabc',
    'historical state 0xabc is not available', 'distance to target block exceeds maximum proof window', 'state at block #5 is pruned', 'Archive node required', 'could not find block',
    'BlockOutOfRangeError: block height is 20406 but requested was 256', 'metadata is not found', 'state not found',
  ])('%s', (reason) => { expect(lacksState(reason)).toBe(true); });
  it.each(['execution reverted', 'insufficient funds for gas', 'invalid opcode', 'gas required exceeds allowance'])('is not %s', (reason) => { expect(lacksState(reason)).toBe(false); });
});
