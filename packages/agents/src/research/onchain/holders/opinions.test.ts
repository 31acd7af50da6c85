import type { TokenArchive } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { makeLedger } from '../../evidence/index.ts';
import { account, fakeReader, makeFakeChain } from '../transfers/fake.kit.ts';
import { askHolders } from './opinions.ts';

const archive = (id: string, holders: TokenArchive['holders'], covered = true): TokenArchive => ({
  id, title: id, covers: () => covered, holders, token: async () => null, transfers: async () => null, balances: async () => null,
});
const ask = async (archives: TokenArchive[], own: number | null) => {
  const reader = fakeReader(makeFakeChain([], 5));
  const ledger = makeLedger({ section: 'onchain', block: reader.block, observedAt: '2026-01-01T00:00:00.000Z' });
  await askHolders({ ledger, reader, address: account(1), context: {}, archives }, own);
  return ledger.report('').facts;
};

describe('second opinions on holders', () => {
  it('stand beside our own count, agree up to five percent, and are unknown when a service fails', async () => {
    const facts = await ask([
      archive('near', async () => ({ count: 103, largest: [] })), archive('far', async () => ({ count: 150, largest: [] })),
      archive('down', async () => { throw new Error('HTTP 503'); }), archive('silent', async () => null), archive('elsewhere', async () => ({ count: 1, largest: [] }), false),
    ], 100);
    expect(Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name.replace('holders.', ''), value]))).toEqual({
      'agreesWith.far': false, 'agreesWith.near': true, 'countBy.down': 'unknown', 'countBy.far': 150, 'countBy.near': 103, 'countBy.silent': 'unknown',
    });
  });
  it('say nothing about agreement when we have no count', async () => { expect(Object.keys(await ask([archive('near', async () => ({ count: 1, largest: [] }))], null))).toEqual(['holders.countBy.near']); });
});
