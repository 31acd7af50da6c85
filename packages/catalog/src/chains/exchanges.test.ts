import { describe, expect, it } from 'vitest';
import { knownContracts } from './exchanges.ts';
import { builtinNetworks } from './registry.ts';

describe('known contracts', () => {
  it('are lower-case addresses, each once, with the burn addresses on every chain', () => {
    for (const network of builtinNetworks) {
      const known = knownContracts(network.chainId);
      const all = [...known.factories, ...known.quotes, ...known.lockers, ...known.labels].map(({ address }) => address);
      for (const address of [...all, ...known.burns, ...known.factories.flatMap(({ router }) => router ?? [])]) expect(address).toMatch(/^0x[0-9a-f]{40}$/);
      expect(new Set(all).size).toBe(all.length);
      expect(known.burns).toContain('0x000000000000000000000000000000000000dead');
    }
    expect(knownContracts(1).factories.map(({ kind }) => kind)).toContain('v3');
  });
});
