import { describe, expect, it } from 'vitest';
import { kindLibrary } from './library.ts';

describe('choosing a kind', () => {
  it('lets retrieval not overrule clear words', () => {
    const request = 'escrow that holds the ERC-20 token 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 until the buyer confirms';
    expect(kindLibrary.choose(request, [{ kind: 'erc20', score: 1 }, { kind: 'escrow', score: 0.1 }])?.kind.id).toBe('escrow');
    expect(kindLibrary.choose(request, [])?.kind.id).toBe('escrow');
  });

  it('never chooses by retrieval alone', () => {
    expect(kindLibrary.choose('hello there', [{ kind: 'erc20', score: 1 }])).toBeNull();
  });
});
