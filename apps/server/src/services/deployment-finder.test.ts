import { describe, expect, it } from 'vitest';
import type { ChainReaders, Log } from '@hyperlens/protocol';
import { makeDeploymentFinder } from './deployment-finder.ts';

type Hex = `0x${string}`;
const account = (digit: string): Hex => `0x${digit.repeat(40)}`;
const word = (value: bigint) => ({ ok: true as const, returned: `0x${value.toString(16).padStart(64, '0')}` as const });
const text = (value: string) => ({ ok: true as const, returned: `0x${'20'.padStart(64, '0')}${Buffer.byteLength(value).toString(16).padStart(64, '0')}${Buffer.from(value).toString('hex').padEnd(64, '0')}` as const });
const names: Record<Hex, string> = { [account('1')]: 'ACRN', [account('2')]: 'OAK', [account('3')]: 'OAK' };

function finderOf(minted: Hex[], { testnet = true, deployed = [] as Hex[] } = {}) {
  const asked: { fromBlock: number; pages?: number }[] = [];
  const reader = {
    network: { id: 'far', chainId: 5 }, block: { number: 21_000_000, hash: `0x${'1'.repeat(64)}`, time: '2026-01-01T00:00:00Z' },
    async logs(filter: { fromBlock: number; toBlock: number; pages?: number }, onPage: (logs: Log[]) => void) { asked.push(filter); onPage(minted.map((address) => ({ address }) as Log)); return { ...filter, complete: true }; },
    code: async () => '0x60', calls: async (questions: { to: Hex }[]) => { const name = text(names[(questions[0]?.to ?? '0x').toLowerCase() as Hex] ?? ''); return [name, name, word(18n), word(1n), word(0n)]; },
  };
  const finder = makeDeploymentFinder({
    journal: { list: async () => [{ contracts: deployed.map((address) => ({ address })) }] as never }, networks: { get: () => ({ id: 'far', kind: 'remote', testnet }) as never },
    readers: { open: async () => reader } as unknown as ChainReaders,
  });
  return { asked, find: async (query: string) => (await finder.find(query, 'far', new AbortController().signal)).map(({ address, source }) => [address.toLowerCase(), source]) };
}

describe('names on a network that is not the local chain', () => {
  it('are those of tokens minted in the newest blocks of a test network', async () => {
    const { asked, find } = finderOf([account('1'), account('2'), account('2')]);
    expect(await find('acrn')).toEqual([[account('1'), 'the newest blocks of far']]);
    expect(asked).toMatchObject([{ fromBlock: 20_995_000, pages: 24 }]);
    expect(await find('Elm')).toEqual([]);
  });
  it('are all told when several carry one', async () => {
    expect(await finderOf([account('2'), account('3')]).find('OAK')).toHaveLength(2);
  });
  it('are those of this product\'s own deployments on any network, and nothing else where money is real', async () => {
    const { asked, find } = finderOf([account('2')], { testnet: false, deployed: [account('1')] });
    expect([await find('ACRN'), await find('OAK')]).toEqual([[[account('1'), 'deployments']], []]);
    expect(asked).toEqual([]);
  });
});
