import { network as networkShape } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { redactUrl, scrub } from './redact.ts';
import { builtinNetworks, resolveNetworks, type NetworkEntry } from './registry.ts';

const own: NetworkEntry = { id: 'own', name: 'Own', chainId: 77, testnet: true, rpcUrls: ['http://localhost:8545'], currency: { name: 'Coin', symbol: 'C', decimals: 18 } };

describe('networks as data', () => {
  it('are whole and distinct', () => {
    expect(builtinNetworks.map(({ chainId }) => chainId)).toEqual([31337, 133717, 5003, 5000, 11155111, 1]);
    for (const entry of builtinNetworks) {
      expect(networkShape.parse(entry)).toEqual(entry);
      expect(entry.approval).toBe(entry.kind === 'local' ? 'never' : 'always');
      expect(entry.caip2).toBe(`eip155:${entry.chainId}`);
    }
  });
  it('have somewhere else to go when an endpoint fails', () => {
    for (const entry of builtinNetworks.filter(({ kind }) => kind !== 'local')) {
      expect(new Set(entry.rpcUrls).size, entry.id).toBe(entry.rpcUrls.length);
      expect(entry.rpcUrls.length, entry.id).toBeGreaterThanOrEqual(2);
    }
  });
  it('take entries of the configuration: whole ones, and changes of known ones', () => {
    expect(resolveNetworks([own]).get('own')).toMatchObject({ kind: 'remote', approval: 'always', caip2: 'eip155:77', fees: { type: 'eip1559', layer1: 'none', gasMarginPercent: 15 } });
    const changed = resolveNetworks([{ id: 'mantle-sepolia', rpcUrls: ['http://localhost:1'], confirmations: 9 }]).get('mantle-sepolia');
    expect(changed).toMatchObject({ chainId: 5003, rpcUrls: ['http://localhost:1'], confirmations: 9, fees: { layer1: 'mantle' } });
  });
  it('need no more of an own one than where it is', () => {
    expect(resolveNetworks([{ id: 'mine', chainId: 78, rpcUrls: ['http://localhost:1'] }]).get('mine')).toMatchObject({ name: 'mine', chainId: 78, testnet: false, approval: 'always', currency: { symbol: 'ETH', decimals: 18 } });
    expect(() => resolveNetworks([{ id: 'mine', rpcUrls: ['http://localhost:1'] }])).toThrow('needs chainId');
    expect(() => resolveNetworks([{ id: 'local', rpcUrls: ['http://localhost:1'] }])).toThrow('id of its own');
  });
  it.each<[string, Partial<NetworkEntry>]>([
    ['rpcUrls', { rpcUrls: [] }], ['rpcUrls', { rpcUrls: ['ftp://x'] }], ['rpcUrls', { rpcUrls: ['nonsense'] }], ['chainId', { chainId: -1 }], ['kind', { kind: 'local' }], ['caip2', { caip2: 'eip155:1' }],
    ['oracle', { fees: { type: 'eip1559', layer1: 'mantle' } }], ['chainId', { id: 'mantle', chainId: 5 }], ['id', { id: 'Not An Id' }],
  ])('refuse a wrong %s, naming it', (field, change) => {
    expect(() => resolveNetworks([{ ...own, ...change }])).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(field) as string }) as Error);
  });
});

describe('what is shown of an RPC URL', () => {
  it('is its origin', () => {
    expect(redactUrl('https://user:pass@host.example/v3/abcdef?key=1')).toBe('https://host.example/...');
    expect(redactUrl('http://127.0.0.1:8545')).toBe('http://127.0.0.1:8545');
    expect(redactUrl('::')).toBe('an invalid URL');
    expect(scrub('failed at https://h.example/v3/0123456789abcdef: 0123456789abcdef', 'https://h.example/v3/0123456789abcdef')).toBe('failed at https://h.example/...: ***');
  });
});
