import type { CallResult, ChainReader, ReadCall } from '@hyperlens/protocol';
import { getAddress, type Hex } from 'viem';
import { describe, expect, it } from 'vitest';
import type { KnownFunction } from '../input.ts';
import { findShown } from './shown.ts';

const at = (digit: string): Hex => getAddress(`0x${digit.repeat(40)}`);
const [token, wallet, pool] = [at('1'), at('2'), at('3')];
const word = (account: Hex): Hex => `0x${account.slice(2).toLowerCase().padStart(64, '0')}`;
const getter = (selector: Hex, name: string | null): KnownFunction => ({ selector, name, inputs: [], mutability: 'view' });

/** Answers what is listed, and refuses the rest. Contracts have code. */
function readerOf(answers: Record<string, Hex>, contracts: readonly Hex[]): ChainReader {
  const call = (one: ReadCall): CallResult => { const returned = one.to === token ? answers[one.data] : undefined; return returned ? { ok: true, returned } : { ok: false, reason: 'refused', data: null }; };
  const reader: Pick<ChainReader, 'call' | 'calls' | 'code'> = { call: async (one) => call(one), calls: async (list) => list.map(call), code: async (one) => (contracts.includes(one) ? '0x60' : '0x') };
  return reader as ChainReader;
}

describe('accounts that the contract names', () => {
  const functions = [getter('0x07546172', 'minter()'), getter('0x75f0a874', 'marketingWallet()'), getter('0xaaaaaaaa', null)];
  it('are not hidden: a contract under any getter, a wallet under the name of an office', async () => {
    const reader = readerOf({ '0x07546172': word(wallet), '0xaaaaaaaa': word(pool) }, [pool]);
    expect(await findShown(reader, token, functions, [wallet, pool], false)).toEqual([{ account: wallet, getter: 'minter()' }, { account: pool, getter: '0xaaaaaaaa' }]);
  });
  it('stay hidden as a wallet that says nothing of a power, or that is named nowhere', async () => {
    expect(await findShown(readerOf({ '0x75f0a874': word(wallet) }, []), token, functions, [wallet, pool], false)).toEqual([]);
  });
  it('stay hidden where ownership was given up, unless they are several or need time', async () => {
    const reader = readerOf({ '0x07546172': word(wallet), '0xaaaaaaaa': word(pool) }, [pool]);
    expect(await findShown(reader, token, functions, [wallet, pool], true)).toEqual([]);
  });
});
