import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPage, pageBytes, packChanges } from './transfer-pages.ts';

const address = fc.stringMatching(/^[0-9a-f]{40}$/);

describe('pages of the transfer index', () => {
  it('come back as they went in, whatever the amounts', () => {
    fc.assert(fc.property(fc.array(fc.tuple(address, fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }))), (entries) => {
      const changes = new Map(entries);
      const back = new Map<string, bigint>();
      for (const page of packChanges(changes)) addPage(page, back);
      expect(back).toEqual(new Map([...changes].filter(([, change]) => change !== 0n)));
    }));
  });

  it('are several where there are many holders, none larger than a message should be', () => {
    const holders = Array.from({ length: 50_000 }, (_, number) => [number.toString(16).padStart(40, '0'), BigInt(number + 1)] as const);
    const pages = [...packChanges(new Map(holders))];
    expect(pages).toHaveLength(3);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(pageBytes);
    const back = new Map<string, bigint>();
    for (const page of pages) addPage(page, back);
    expect(back).toEqual(new Map(holders));
    expect([...packChanges(new Map())]).toEqual([]);
  });

  it('are refused when damaged', () => {
    const [page] = [...packChanges(new Map([['00'.repeat(20), 5n]]))];
    expect(() => addPage(page!.subarray(0, -1), new Map())).toThrow('damaged');
    expect(() => addPage(page!.subarray(0, 20), new Map())).toThrow('damaged');
  });
});
