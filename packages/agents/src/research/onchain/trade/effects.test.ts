import { describe, expect, it } from 'vitest';
import { argumentLists, mostLists, type Cast } from './arguments.ts';
import { compare, type Actors, type State } from './effects.ts';
import { lost } from './trial.ts';

type Hex = `0x${string}`;
const at = (digit: string): Hex => `0x${digit.repeat(40)}`;
const actors: Actors = { victim: at('1'), other: at('2'), whale: at('3'), buyer: at('4'), nobody: at('5'), admin: at('6'), token: at('7') };
const accounts = [actors.victim, actors.other, actors.whale, actors.nobody, actors.admin, at('8')];
const state = (change: Partial<State> = {}, balances: Record<string, bigint> = {}, supply = 1_000_000n): State => ({
  sight: { supply, of: (account) => balances[account] ?? 100_000n },
  sell: { tax: 0 }, sellOther: { tax: 0 }, sellLittle: { tax: 0 }, sellMuch: { tax: 0 }, buy: { tax: 0 }, move: { tax: 0 }, moveToNobody: { tax: 0 }, ...change,
});
const effects = (after: State, before = state(), named: string[] = []) => compare(before, after, actors, accounts, new Set(named));

describe('what a call does to holders', () => {
  const stopped = { sell: null, move: null };
  it('is nothing when nothing changed', () => { expect(effects(state())).toEqual([]); });
  it('tells one wallet from all, and a limit from a stop', () => {
    expect(effects(state({ ...stopped, sellLittle: null }))).toEqual([{ kind: 'stopsOne' }]);
    expect(effects(state({ ...stopped, sellLittle: null, sellOther: null, sellMuch: null, moveToNobody: null, buy: null }))).toContainEqual({ kind: 'stopsAll' });
    expect(effects(state({ ...stopped, sellOther: null, sellMuch: null }))).toContainEqual({ kind: 'limits' });
    expect(effects(state({ sellMuch: null }))).toEqual([{ kind: 'limits' }]);
    expect(effects(state(), state({ sellMuch: null }))).toEqual([{ kind: 'unlimits' }]);
    expect(effects(state({ moveToNobody: null }), state(), [actors.nobody])).toEqual([{ kind: 'stopsOne' }]);
  });
  it('tells taxes of all, of one, and exemptions', () => {
    expect(effects(state({ sell: { tax: 0.2 }, sellOther: { tax: 0.25 } }))).toEqual([{ kind: 'taxesAll', tax: 0.25 }]);
    expect(effects(state({ sell: { tax: 0.2 } }))).toEqual([{ kind: 'taxesOne', tax: 0.2 }]);
    expect(effects(state({ sell: { tax: 0 } }), state({ sell: { tax: 0.05 } }), [actors.victim])).toEqual([{ kind: 'exempts' }]);
    expect(effects(state({ sell: { tax: 0.002 } }))).toEqual([]);
    expect(effects(state({ sellOther: { tax: 0.001 }, buy: { tax: 0.001 }, moveToNobody: { tax: 0.001 } }))).toEqual([{ kind: 'taxesAll', tax: 0.001 }]);
  });
  it('does not take a wallet that is declared a pool for one with a tax of its own', () => {
    const before = state({ sell: { tax: 0.08 }, sellOther: { tax: 0.08 }, buy: { tax: 0.05 } });
    expect(effects({ ...before, move: { tax: 0.05 }, sell: { tax: 0.05 } }, before, [actors.victim])).toEqual([]);
    expect(effects({ ...before, moveToNobody: { tax: 0.08 } }, before, [actors.nobody])).toEqual([]);
    expect(effects({ ...before, move: { tax: 0.05 }, sell: { tax: 0.5 } }, before, [actors.victim])).toEqual([{ kind: 'taxesOne', tax: 0.5 }]);
    expect(effects({ ...before, move: { tax: 0.05 }, sell: { tax: 0 } }, before, [actors.victim])).toEqual([{ kind: 'exempts' }]);
    expect(effects({ ...before, move: { tax: 0.05 }, moveToNobody: { tax: 0.05 } }, before)).toEqual([{ kind: 'taxesAll', tax: 0.05 }]);
    expect(effects(state({ move: { tax: 0.05 } }), state(), [actors.victim])).toEqual([{ kind: 'taxesOne', tax: 0.05 }]);
  });
  it('tells minting, taking and rebasing', () => {
    expect(effects(state({}, {}, 2_000_000n))).toEqual([{ kind: 'mints' }]);
    expect(effects(state({}, { [actors.nobody]: 200_000n }))).toEqual([{ kind: 'mints' }]);
    expect(effects(state({}, { [actors.victim]: 0n, [actors.admin]: 200_000n }))).toEqual([{ kind: 'takes' }]);
    expect(effects(state({}, { [actors.admin]: 0n, [actors.victim]: 200_000n }))).toEqual([]);
    expect(effects(state({}, Object.fromEntries(accounts.map((one) => [one, 110_000n])), 1_100_000n))).toEqual([{ kind: 'scales' }]);
    expect(effects(state({}, { [actors.victim]: 100_001n, [actors.admin]: 99_999n }))).toEqual([]);
  });
  it('takes interest, gifts to all and rounding for what they are', () => {
    const held = 10n ** 24n;
    const rich = (part: (one: Hex) => bigint, supply: bigint) => state({}, Object.fromEntries(accounts.map((one) => [one, part(one)])), supply);
    const before = rich(() => held, 6n * held);
    const grown = held + 10n ** 15n;
    // Every second adds a little to every balance, whatever is called.
    expect(effects(rich(() => grown, 6n * grown), before)).toEqual([]);
    // The caller gives up what is its own, and all others have more.
    expect(effects(rich((one) => (one === actors.admin ? held / 2n : held + held / 10n), 6n * held), before)).toEqual([]);
    expect(effects(rich((one) => (one === actors.whale ? held + 1n : held), 6n * held), before)).toEqual([]);
    // Making more than the interest, or for one account alone, is still minting.
    expect(effects(rich(() => grown, 7n * held), before)).toContainEqual({ kind: 'mints' });
    expect(effects(rich((one) => (one === actors.admin ? grown + 10n ** 20n : grown), 6n * grown + 10n ** 20n), before)).toContainEqual({ kind: 'mints' });
    expect(effects(rich((one) => (one === actors.nobody ? grown : held), 6n * held), before)).toEqual([{ kind: 'mints' }]);
  });
});

describe('the grid of arguments', () => {
  const cast: Cast = { victim: at('1'), nobody: at('5'), pool: at('8'), admin: at('6'), helper: at('9'), held: 1_000n, supply: 10n ** 24n, unit: 10n ** 18n };
  const lists = (...inputs: string[]) => argumentLists({ selector: '0x12345678', inputs }, cast);
  it('fills a list of tuples with nothing, so that a cut of a diamond can be called', () => {
    expect(lists('(address,uint8,bytes4[])[]', 'address', 'bytes')?.[0]).toEqual([[], cast.victim, '0x']);
  });
  it('is bounded, and has each boolean and each kind of address', () => {
    expect(lists()).toEqual([[]]);
    expect(lists('bool')).toEqual([[true], [false]]);
    const pairs = lists('address', 'bool') ?? [];
    expect(pairs).toHaveLength(8);
    for (const inputs of [['uint256'], ['uint8'], ['address', 'uint256'], ['uint256', 'uint256', 'uint256'], ['address[]', 'bool'], ['address', 'address', 'uint256', 'bool']]) {
      const found = lists(...inputs) ?? [];
      expect(found.length).toBeLessThanOrEqual(mostLists);
      expect(found.every((list) => list.length === inputs.length)).toBe(true);
    }
    expect((lists('uint8') ?? []).every(([value]) => (value as bigint) <= 255n)).toBe(true);
  });
  it('is none for types it cannot fill', () => {
    expect(lists('(uint256,address)')).toBeNull();
    expect(argumentLists({ selector: '0x12345678', inputs: null }, cast)).toBeNull();
  });
});

describe('a balance that fell', () => {
  it('is a loss, but not when the supply fell for everybody', () => {
    expect(lost(1_000n, 10_000n, 900n, 10_000n)).toBe(true);
    expect(lost(1_000n, 10_000n, 990n, 10_000n)).toBe(false);
    expect(lost(1_000n, 10_000n, 900n, 9_000n)).toBe(false);
    expect(lost(1_000n, null, 500n, null)).toBe(true);
  });
});
