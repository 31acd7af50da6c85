import type { ChainReader, KnownContracts, Log, WorkContext } from '@hyperlens/protocol';
import type { Pool } from '../pool.ts';
import { callOf, readAddress, readNumber } from '../transfers/words.ts';

type Hex = `0x${string}`;

/** Swap(address,uint256,uint256,uint256,uint256,address) of Uniswap V2, the one of V3, PancakeSwap V3's, and Swap(address,address,uint256,...) of the Solidly kind. */
const swapTopics: Hex[] = [
  '0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67',
  '0x19b47279256b2a23a1665c810c8d55a1758940ee09377d4f8d26497a3577dc83', '0xb3e2773606abfd36b5bd91394b3a54d1398336c65005baf7bf7a05efeffaf75b',
];
const fees = [100, 500, 2500, 3000, 10_000];
/** Blocks back in which Swap logs are looked for, and routers that are kept. */
const swapBlocks = 5_000;
const routersKept = 5;

/** A pool with what it really holds of both tokens, by balanceOf; null when the token did not say. */
export interface FoundPool extends Pool { held: [bigint | null, bigint | null] }

/**
 * Pools that trade the token: asked of known factories, and found among `candidates` by how they behave (token0, token1 and the reserves or the
 * price of Uniswap V2 and V3). Most of the token first; routers are not filled in.
 */
export async function findPools({ reader, token, candidates, known }: { reader: ChainReader; token: Hex; candidates: readonly Hex[]; known: KnownContracts }): Promise<FoundPool[]> {
  const own = token.toLowerCase() as Hex;
  const quotes = known.quotes.map(({ address }) => address).filter((address) => address !== own);
  const asked = known.factories.flatMap(({ kind, address }) => quotes.flatMap((quote) => (kind === 'v2'
    ? [callOf(address, 'getPair(address,address)', own, quote)]
    : fees.map((fee) => callOf(address, 'getPool(address,address,uint24)', own, quote, fee)))));
  const probes = candidates.map((candidate) => callOf(candidate, 'token0()'));
  const answers = await reader.calls([...asked, ...probes]);
  const listed = answers.slice(0, asked.length).map((answer) => readAddress(answer)).filter((address): address is Hex => address !== null && BigInt(address) !== 0n);
  const behaving = candidates.filter((_, at) => readAddress(answers[asked.length + at]) !== null).map((address) => address.toLowerCase() as Hex);
  const possible = [...new Set([...listed, ...behaving])].filter((address) => address !== own);

  const questions = ['token0()', 'token1()', 'getReserves()', 'slot0()', 'liquidity()', 'factory()', 'fee()'];
  const details = await reader.calls(possible.flatMap((address) => questions.map((question) => callOf(address, question))));
  const found = possible.flatMap((address, at): FoundPool[] => {
    const [first, second, reserves, price, active, factory, fee] = details.slice(at * questions.length, (at + 1) * questions.length);
    const [token0, token1] = [readAddress(first), readAddress(second)];
    if (token0 === null || token1 === null || token0 === token1 || (token0 !== own && token1 !== own)) return [];
    const common = { address, token0, token1, factory: readAddress(factory), routers: [], held: [null, null] satisfies FoundPool['held'] };
    const [reserve0, reserve1] = [readNumber(reserves), readNumber(reserves, 1)];
    if (reserve0 !== null && reserve1 !== null) return [{ ...common, kind: 'v2', reserve0, reserve1, fee: null }];
    return readNumber(price) !== null && readNumber(active) !== null ? [{ ...common, kind: 'v3', reserve0: 0n, reserve1: 0n, fee: Number(readNumber(fee) ?? 0n) || null }] : [];
  });
  const held = await reader.calls(found.flatMap(({ address, token0, token1 }) => [callOf(token0, 'balanceOf(address)', address), callOf(token1, 'balanceOf(address)', address)]));
  found.forEach((pool, at) => {
    pool.held = [readNumber(held[at * 2]), readNumber(held[at * 2 + 1])];
    if (pool.kind === 'v3') [pool.reserve0, pool.reserve1] = [pool.held[0] ?? 0n, pool.held[1] ?? 0n];
  });
  // What a pool says it has is anybody's to invent; what it holds is not. One without the other token cannot pay for anything.
  const backed = (pool: FoundPool, side: 0 | 1): bigint => { const [said, real] = [side === 0 ? pool.reserve0 : pool.reserve1, pool.held[side] ?? 0n]; return said < real ? said : real; };
  const rank = (pool: FoundPool): [boolean, bigint] => { const side = pool.token0 === own ? 0 : 1; return [backed(pool, side === 0 ? 1 : 0) > 0n, backed(pool, side)]; };
  return found.toSorted((a, b) => {
    const [[paysA, amountA], [paysB, amountB]] = [rank(a), rank(b)];
    return Number(paysB) - Number(paysA) || (amountB > amountA ? 1 : amountB < amountA ? -1 : a.address < b.address ? -1 : 1);
  });
}

/** Contracts that asked the pool to swap, most often first, then the known router of its factory. A failing log query leaves the latter. */
export async function findRouters({ reader, pool, known, from, context }: { reader: ChainReader; pool: Pool; known: KnownContracts; from: number; context: WorkContext }): Promise<Hex[]> {
  const seen = new Map<Hex, number>();
  const count = (logs: readonly Log[]): void => {
    for (const { topics } of logs) {
      const sender = topics[1] && (`0x${topics[1].slice(-40).toLowerCase()}` as Hex);
      if (sender) seen.set(sender, (seen.get(sender) ?? 0) + 1);
    }
  };
  const fromBlock = Math.max(from, reader.block.number - swapBlocks);
  try {
    await reader.logs({ address: pool.address, topics: [swapTopics], fromBlock, toBlock: reader.block.number }, count, context);
  } catch (error) {
    context.signal?.throwIfAborted();
    context.progress?.(`routers of a pool are not known: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  const router = known.factories.find(({ address }) => address === pool.factory)?.router;
  const byUse = [...seen].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).map(([address]) => address).slice(0, routersKept);
  return [...new Set([...byUse, ...(router ? [router] : [])])];
}
