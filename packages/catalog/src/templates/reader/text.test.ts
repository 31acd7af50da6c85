import { AppError } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { findAddresses, readNames, readText } from './index.ts';

describe('negation', () => {
  it.each([
    ['not mintable, pausable or burnable', '-mintable -pausable -burnable'], ['not mintable, burnable', '-mintable +burnable'], ['no minting, no pausing but burnable', '-minting -pausing +burnable'],
    ['without mint, pause and burn', '-mint -pause -burn'], ['minting is not allowed. burnable', '-minting +burnable'], ['nobody can mint more tokens', '-mint'],
    ['no one except the owner can mint', '+mint'], ['supply can never exceed 2M, mintable', '+mintable'], ['must not be burnable', '-burnable'], ['Mintable: no\nBurnable: yes', '-Mintable +Burnable'],
    ['it should not be possible to pause transfers', '-pause'], ['not only burnable but also pausable', '+burnable +pausable'], ['no fee, owner can pause', '+pause'],
    ["i don't want it to be mintable or burnable. It is pausable", '-mintable -burnable +pausable'], ['neither mintable nor burnable', '-mintable -burnable'], ['unburnable and non-mintable', '-burnable -mintable'],
  ])('%s', (request, expected) => {
    const hits = readText(request).find(/\b(?:mint|burn|paus)\w*/);
    expect(hits.map((hit) => `${hit.negated ? '-' : '+'}${hit.match[0]}`).join(' ')).toBe(expected);
  });
  it('a feature both wanted and refused is a contradiction', () => {
    expect(() => readText('burnable but not burnable').feature(/burnable/, 'burning')).toThrow(AppError);
  });
});

describe('names', () => {
  it.each([
    ['An ERC-20 called Acorn, symbol ACRN, 1M supply', 'Acorn', 'ACRN'], ['Name: Orchid. Ticker: ORC.\n- minted', 'Orchid', 'ORC'], ['token called "Delta Share" with symbol DLT.', 'Delta Share', 'DLT'],
    ['Write a contract: North Star (NST), a standard token', 'North Star', 'NST'], ['token named moon coin with symbol moon, 1m', 'moon coin', 'moon'], ['"Bob\'s Coin" (BOB) 100k', "Bob's Coin", 'BOB'],
    ['An ERC-20 named Acorn Token with ticker: "ACT" and', 'Acorn Token', 'ACT'], ['name=Foo, symbol=FOO', 'Foo', 'FOO'], ['Symbol: ABC\nName: Alphabet Coin\nSupply: 1M', 'Alphabet Coin', 'ABC'],
    ['items with metadata at ipfs://items/{id}.json', undefined, undefined],
  ])('%s', (request, name, symbol) => {
    const names = readNames(readText(request));
    expect([names.name?.value, names.symbol?.value]).toEqual([name, symbol]);
  });
  it('hides a name from feature words', () => {
    const text = readText('a token called "Burn Pause", not mintable');
    readNames(text);
    expect(text.find(/\b(?:burn|pause)/)).toEqual([]);
  });
});

describe('addresses', () => {
  it('writes the checksum of a lower-case address', () => {
    expect(findAddresses(readText('owner 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'))[0]?.address).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
  });
  it.each(['owner 0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266', 'owner 0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226'])('refuses %s', (request) => {
    expect(() => findAddresses(readText(request))).toThrow(AppError);
  });
});
