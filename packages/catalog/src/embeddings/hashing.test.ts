import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashingEmbedder } from './index.ts';

const cosine = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const similarity = async (a: string, b: string) => {
  const [left, right] = await hashingEmbedder.embed([a, b]);
  return cosine(left!, right!);
};

describe('hashing embedder', () => {
  it('puts related requests nearer than unrelated ones', async () => {
    const near = await similarity('a staking pool that pays rewards', 'staking rewards contract for LP tokens');
    const far = await similarity('a staking pool that pays rewards', 'two of three multisig wallet');
    expect(near).toBeGreaterThan(far + 0.1);
  });

  it('is the same every time and survives case and plural', async () => {
    expect(await similarity('Token Vaults', 'token vault')).toBeGreaterThan(0.7);
    expect(await hashingEmbedder.embed(['vesting'])).toEqual(await hashingEmbedder.embed(['vesting']));
  });

  it('gives unit vectors for any text, and zero for text without words', async () => {
    await fc.assert(fc.asyncProperty(fc.string(), async (text) => {
      const [vector] = await hashingEmbedder.embed([text]);
      const length = Math.hypot(...vector!);
      expect(vector).toHaveLength(hashingEmbedder.dimensions);
      expect(length < 1e-9 || Math.abs(length - 1) < 1e-6).toBe(true);
    }));
  });
});
