import { describe, expect, it } from 'vitest';
import { makeLedger } from '../evidence/index.ts';
import { examineImitation } from './imitation.ts';
import type { Examined } from './input.ts';

const real = '0x00000000000000000000000000000000000000aa';
function look(symbol: string | null, address: string, listed = true) {
  const ledger = makeLedger({ section: 'onchain', block: null, observedAt: '2026-01-01T00:00:00.000Z' });
  examineImitation({ ledger, reader: { network: { id: 'n', name: 'N', chainId: 1 } }, address, token: { name: 'T', symbol, decimals: 6, totalSupply: 1n }, context: {} } as unknown as Examined, () => ({ factories: [], quotes: listed ? [{ symbol: 'USDC', address: real }] : [], lockers: [], burns: [], labels: [] }));
  const { flags, facts } = ledger.report('');
  return [flags.trust_list?.value, flags.is_true_token?.value, flags.fake_token?.value, facts['token.imitates']?.value];
}

describe('a token among the well-known ones', () => {
  it('is itself at its own address', () => { expect(look('USDC', real)).toEqual([true, true, false, false]); });
  it('is imitated by its symbol at another, in letters that look alike too', () => {
    for (const symbol of ['USDC', 'usdc', 'U S D C', 'USDС', 'uѕdс', '＄ＵＳＤＣ']) expect(look(symbol, '0x00000000000000000000000000000000000000bb'), symbol).toEqual([false, false, true, real]);
  });
  it('says nothing about one of another symbol, and nothing at all where there is no list', () => {
    expect(look('ACRN', '0x00000000000000000000000000000000000000bb')).toEqual([false, 'unknown', false, false]);
    expect(look('USDC', '0x00000000000000000000000000000000000000bb', false)).toEqual(['unknown', 'unknown', 'unknown', null]);
  });
});
