import { describe, expect, it } from 'vitest';
import { account, bare, fakeReader, makeFakeChain, makeFakeIndex, transferLog } from './fake.kit.ts';
import { readTransfers } from './history.ts';

const token = account(0xaa);
/** One unit to account 1 in each of the blocks. */
const monthly = (...blocks: number[]) => blocks.map((block) => transferLog(block, 0, 1, 1n));
const one = bare(1);

describe('reading transfers through the index', () => {
  it('keeps only what is deep enough, and reads the rest again', async () => {
    const chain = makeFakeChain(monthly(10, 50, 190), 200);
    const index = makeFakeIndex();
    const read = () => readTransfers({ reader: fakeReader(chain), token, fromBlock: 5, index });
    const first = await read();
    expect([first.transfers.get(one), first.complete, first.fromBlock, first.toBlock]).toEqual([3n, true, 5, 200]);
    expect(index.segments.map(({ fromBlock, toBlock }) => [fromBlock, toBlock])).toEqual([[5, 136]]);
    expect(await read()).toEqual(first);
    expect(chain.asked).toEqual([{ fromBlock: 5, toBlock: 200 }, { fromBlock: 137, toBlock: 200 }]);
    chain.height = 300;
    chain.logs.push(...monthly(250));
    const later = await read();
    expect([later.transfers.get(one), later.tally.transfers, later.tally.minted]).toEqual([4n, 4, 4n]);
    expect(index.segments.map(({ toBlock }) => toBlock)).toEqual([136, 236]);
  });

  it('throws away what a reorganised chain no longer has, back to what it still has', async () => {
    const chain = makeFakeChain(monthly(10, 150), 200);
    const index = makeFakeIndex();
    await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index });
    chain.height = 300;
    await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index });
    expect(index.segments.map(({ toBlock }) => toBlock)).toEqual([136, 236]);
    chain.fork = (number) => (number > 140 ? 1 : 0);
    chain.logs = monthly(10, 160, 170);
    const after = await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index });
    expect(after.transfers.get(one)).toBe(3n);
    expect(index.segments.map(({ toBlock }) => toBlock)).toEqual([136, 236]);
    chain.fork = () => 2;
    chain.logs = [];
    expect((await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index })).transfers.size).toBe(0);
    expect(index.segments).toHaveLength(1);
  });

  it('answers about the past from older stretches and adds nothing', async () => {
    const chain = makeFakeChain(monthly(10, 150, 190), 200);
    const index = makeFakeIndex();
    await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index });
    chain.height = 300;
    await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index });
    for (const [at, expected] of [[100, 1n], [160, 2n], [5, undefined], [300, 3n]] as const) {
      const found = await readTransfers({ reader: fakeReader(chain, { at }), token, fromBlock: 0, index });
      expect([at, found.transfers.get(one)]).toEqual([at, expected]);
      expect(found).toEqual(await readTransfers({ reader: fakeReader(chain, { at }), token, fromBlock: 0 }));
    }
    expect(index.segments).toHaveLength(2);
  });

  it('keeps the part that could be read, so that the next scan goes on from there', async () => {
    const chain = makeFakeChain(monthly(10, 60, 110), 200);
    const index = makeFakeIndex();
    const half = await readTransfers({ reader: fakeReader(chain, { end: 80 }), token, fromBlock: 0, index });
    expect([half.complete, half.reason]).toEqual([false, 'the rest is refused']);
    expect(index.segments.map(({ toBlock }) => toBlock)).toEqual([80]);
    const whole = await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index });
    expect([whole.complete, whole.transfers.get(one)]).toEqual([true, 3n]);
  });

  it('gives the same without an index and with one that fails', async () => {
    const chain = makeFakeChain(monthly(10, 60), 200);
    const broken = { ...makeFakeIndex(), heads: async () => { throw new Error('no database'); } };
    const [without, failing] = await Promise.all([readTransfers({ reader: fakeReader(chain), token, fromBlock: 0 }), readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index: broken })]);
    expect(failing).toEqual(without);
    const unwritable = { ...makeFakeIndex(), append: async () => { throw new Error('the disk is full'); } };
    expect(await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, index: unwritable })).toEqual(without);
  });

  it('stops at more holders than memory allows, and says so', async () => {
    const chain = makeFakeChain(Array.from({ length: 30 }, (_, number) => transferLog(number + 1, 0, number + 10, 1n)), 200);
    const found = await readTransfers({ reader: fakeReader(chain), token, fromBlock: 0, maximumHolders: 20, index: makeFakeIndex() });
    expect([found.complete, found.reason]).toEqual([false, 'it has more than 20 holders, which are not held in memory']);
  });

  it('keeps every block of a local chain, which is not reorganised', async () => {
    const chain = makeFakeChain(monthly(3), 4);
    const index = makeFakeIndex();
    await readTransfers({ reader: fakeReader(chain, { kind: 'local' }), token, fromBlock: null, index });
    expect(index.segments.map(({ fromBlock, toBlock }) => [fromBlock, toBlock])).toEqual([[0, 4]]);
  });
});
