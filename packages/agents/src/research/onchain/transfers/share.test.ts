import { describe, expect, it } from 'vitest';
import { account, bare, fakeReader, makeFakeChain, makeFakeIndex, transferLog } from './fake.kit.ts';
import { readTransfersTogether } from './share.ts';

const token = account(0xaa);
const chainOf = () => makeFakeChain([transferLog(10, 0, 1, 5n), transferLog(20, 1, 2, 2n)], 200);

describe('reading transfers together', () => {
  it('asks the node once for two at the same time, and again afterwards', async () => {
    const [chain, index] = [chainOf(), makeFakeIndex()];
    const read = () => readTransfersTogether({ reader: fakeReader(chain), token, fromBlock: 0, index });
    const [first, second] = await Promise.all([read(), read()]);
    expect([chain.asked.length, first.transfers.get(bare(1)), second]).toEqual([1, 3n, first]);
    expect(await read()).toEqual(first);
    expect(chain.asked).toHaveLength(2);
  });

  it('does not mix blocks, tokens or indexes', async () => {
    const [chain, index] = [chainOf(), makeFakeIndex()];
    const found = await Promise.all([
      readTransfersTogether({ reader: fakeReader(chain), token, fromBlock: 0, index }), readTransfersTogether({ reader: fakeReader(chain, { at: 15 }), token, fromBlock: 0, index }),
      readTransfersTogether({ reader: fakeReader(chain), token, fromBlock: 0, index: makeFakeIndex() }), readTransfersTogether({ reader: fakeReader(chain), token, fromBlock: 0 }),
    ]);
    expect(found.map(({ toBlock }) => toBlock)).toEqual([200, 15, 200, 200]);
    expect(chain.asked).toHaveLength(4);
  });

  it('reads alone when the other one is cancelled, and ends at once when it is itself', async () => {
    const [chain, index] = [chainOf(), makeFakeIndex()];
    const stop = new AbortController();
    const reader = fakeReader(chain);
    let started = 0;
    const slow = { ...reader, logs: async (...given: Parameters<typeof reader.logs>) => {
      started += 1;
      if (started > 1) return reader.logs(...given);
      return new Promise<never>((_resolve, reject) => { given[2]?.signal?.addEventListener('abort', () => { reject(given[2]?.signal?.reason as Error); }); });
    } };
    const first = readTransfersTogether({ reader: slow, token, fromBlock: 0, index, context: { signal: stop.signal } });
    const second = readTransfersTogether({ reader: slow, token, fromBlock: 0, index });
    const impatient = new AbortController();
    const third = readTransfersTogether({ reader: slow, token, fromBlock: 0, index, context: { signal: impatient.signal } });
    impatient.abort(new Error('no more'));
    await expect(third).rejects.toThrow('no more');
    setTimeout(() => { stop.abort(new Error('enough')); }, 5);
    await expect(first).rejects.toThrow('enough');
    expect((await second).transfers.get(bare(2))).toBe(2n);
  });
});
