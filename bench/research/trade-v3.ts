import { encodeFunctionData, parseAbi, type Address } from 'viem';
import type { Node } from './node.ts';
import { balance, pass, send, stranger, undone } from './trade.ts';

const abi = parseAbi(['function deposit() payable', 'function approve(address,uint256)', 'function swap(address,bool,int256)']);
const most = 2n ** 256n - 1n;
const scenes = [
  { name: 'a little, sold after five minutes', size: 10n, wait: { seconds: 300, blocks: 2 } },
  { name: 'one percent, sold after ten blocks', size: 100n, wait: { seconds: 600, blocks: 10 } },
  { name: 'half a percent, held for a month', size: 50n, wait: { seconds: 31 * 86_400, blocks: 20 } },
];

export interface PlaceV3 { token: Address; pool: Address; helper: Address; weth: Address }
export interface TrialV3 { rounds: { scene: string; bought: boolean; /** Wrapped ether got back by what was paid. */ recovered: number; why: string | null }[]; closed: boolean; stuck: boolean }

/** Trades a token in a V3 pool as strangers would. What the pool itself keeps, twice 0.3 percent and the price, is not made up for. Everything is undone. */
export async function tryTokenV3(node: Node, { token, pool, helper, weth }: PlaceV3): Promise<TrialV3> {
  const rounds: TrialV3['rounds'] = [];
  for (const { name, size, wait } of scenes) {
    rounds.push(await undone(node, async () => {
      const wallet = await stranger(node, `${token} v3 ${name}`);
      const spend = await balance(node, weth, pool) * size / 10_000n;
      const swap = (from: Address, amount: bigint) => send(node, wallet, helper, encodeFunctionData({ abi, functionName: 'swap', args: [pool, BigInt(from) < BigInt(from === weth ? token : weth), amount] }), 0n);
      const allow = (from: Address) => send(node, wallet, from, encodeFunctionData({ abi, functionName: 'approve', args: [helper, most] }), 0n);
      await send(node, wallet, weth, encodeFunctionData({ abi, functionName: 'deposit' }), spend);
      await allow(weth);
      const refused = await swap(weth, spend);
      const got = await balance(node, token, wallet);
      if (refused !== null || got === 0n) return { scene: name, bought: false, recovered: 0, why: `buying: ${refused}` };
      await pass(node, wait);
      await allow(token);
      const why = await swap(token, got);
      return { scene: name, bought: true, recovered: Number(await balance(node, weth, wallet) * 10_000n / spend) / 10_000, why: why && `selling: ${why}` };
    }));
  }
  return { rounds, closed: rounds.every((round) => !round.bought), stuck: rounds.some((round) => round.bought && round.recovered < 0.5) };
}
