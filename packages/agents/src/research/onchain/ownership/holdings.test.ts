import type { Fork } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { describe, expect, it } from 'vitest';
import { withoutHoldings } from './holdings.ts';
import type { Power } from './powers.ts';

const [token, other, holder] = ['1', '2', '3'].map((digit): Hex => `0x${digit.repeat(40)}`) as [Hex, Hex, Hex];
const topic = (account: Hex): Hex => `0x${account.slice(2).padStart(64, '0')}`;
const moved: Hex = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const power = (data: Hex, refuses = true): Power => ({ selector: data, name: null, data, refuses });

/**
 * A chain of two tokens that the holder has some of. `0xaaaaaaaa` is for whoever holds the token, `0xbbbbbbbb` for whoever holds and approved the
 * other one and pays with it, `0xcccccccc` for the holder alone.
 */
function makeFork(): Fork {
  let state = { balances: new Map<string, bigint>([[`${token} ${holder}`, 100n], [`${other} ${holder}`, 100n]]), approved: new Set<string>([holder]) };
  const saved: (typeof state)[] = [];
  const held = (of: string, who: string) => state.balances.get(`${of} ${who}`) ?? 0n;
  const allowed = (from: string, data: Hex): boolean => (data === '0xaaaaaaaa' ? held(token, from) > 0n : data === '0xbbbbbbbb' ? held(other, from) > 0n && state.approved.has(from) : from === holder);
  const fork: Partial<Fork> = {
    async snapshot() { saved.push({ balances: new Map(state.balances), approved: new Set(state.approved) }); return String(saved.length - 1); },
    async revert(snapshot) { const back = saved[Number(snapshot)]; if (back) state = back; },
    async send({ from, to, data }) {
      const logs = data === '0xbbbbbbbb' && allowed(from, data) ? [{ address: other, topics: [moved, topic(from), topic(token)], data: '0x' }] : [];
      const target = `0x${data.slice(34, 74)}`;
      if (data.startsWith('0xa9059cbb') && to) { const amount = BigInt(`0x${data.slice(74)}`); state.balances.set(`${to} ${from}`, held(to, from) - amount); state.balances.set(`${to} ${target}`, held(to, target) + amount); }
      if (data.startsWith('0x095ea7b3')) state.approved.add(from);
      return { status: 'success', logs } as unknown as Awaited<ReturnType<Fork['send']>>;
    },
    async call({ from, to, data }) {
      if (data.startsWith('0x70a08231')) return { ok: true, returned: `0x${held(to, `0x${data.slice(34)}`).toString(16).padStart(64, '0')}` };
      return allowed(from ?? '', data) ? { ok: true, returned: '0x' } : { ok: false, reason: 'refused', data: null };
    },
  };
  return fork as Fork;
}

describe('what anybody can do who holds as much', () => {
  it('is no power: using what is held, and paying with another token', async () => {
    const found = await withoutHoldings(makeFork(), token, new Map([[holder, [power('0xaaaaaaaa'), power('0xbbbbbbbb'), power('0xcccccccc')]]]), []);
    expect(found.get(holder)?.map(({ selector }) => selector)).toEqual(['0xcccccccc']);
  });
  it('says nothing of somebody who holds nothing', async () => {
    const nobody: Hex = `0x${'9'.repeat(40)}`;
    expect((await withoutHoldings(makeFork(), token, new Map([[nobody, [power('0xaaaaaaaa')]]]), [])).get(nobody)).toHaveLength(1);
  });
});
