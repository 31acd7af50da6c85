import { decodeFunctionResult, encodeFunctionData, keccak256, numberToHex, parseAbi, toHex, type Address, type Hex } from 'viem';
import type { Node } from './node.ts';

const token = parseAbi(['function balanceOf(address) view returns (uint256)', 'function approve(address,uint256)', 'function transfer(address,uint256)']);
const router = parseAbi([
  'function getAmountsOut(uint256,address[]) view returns (uint256[])',
  'function swapExactETHForTokensSupportingFeeOnTransferTokens(uint256,address[],address,uint256) payable',
  'function swapExactTokensForETHSupportingFeeOnTransferTokens(uint256,uint256,address[],address,uint256)',
]);
const pairs = parseAbi(['function getReserves() view returns (uint112,uint112,uint32)', 'function token0() view returns (address)']);
const forever = 4_000_000_000n;
const minutes = 60;

/** What happened to one wallet. Shares of what the pool itself would have given; null where it did not come to it. */
export interface Round { scene: string; bought: boolean; buyTax: number | null; sellTax: number | null; /** Ether got back by what the bought tokens were worth. */ recovered: number | null; /** Refused as a whole, and taken when a tenth was left out. */ partly: boolean; why: string | null }
export interface Trial { rounds: Round[]; transferTax: number | null; buyTax: number | null; sellTax: number | null; /** Somebody could sell nearly everything, and not everything; null when it was not tried. */ partly: boolean | null; /** Nobody could buy. */ closed: boolean; /** Some wallet did not get half of the worth back. */ stuck: boolean }
export interface Place { token: Address; pair: Address; router: Address; weth: Address; /** What it is traded against, where that is not wrapped ether. */ quote?: Address | null }

interface Scene { name: string; /** Ten-thousandths of the pool's ether. */ size: bigint; wait: { seconds: number; blocks: number }; /** Percent of what is held, sale by sale. */ sales: number[]; others?: boolean }
const scenes: Scene[] = [
  { name: 'a little, sold after five minutes', size: 10n, wait: { seconds: 5 * minutes, blocks: 2 }, sales: [100] },
  { name: 'one percent, sold after ten blocks', size: 100n, wait: { seconds: 10 * minutes, blocks: 10 }, sales: [100] },
  { name: 'one percent, sold in two parts', size: 100n, wait: { seconds: 10 * minutes, blocks: 4 }, sales: [40, 100] },
  { name: 'half a percent, sold after a dozen others bought', size: 50n, wait: { seconds: 5 * minutes, blocks: 3 }, sales: [100], others: true },
  { name: 'half a percent, held for a month', size: 50n, wait: { seconds: 31 * 86_400, blocks: 20 }, sales: [100] },
];

/**
 * Trades a token as strangers would: wallets without a history, real gas prices, through the router, in several ways and after waiting. Plain
 * JSON-RPC against a node that has snapshots; nothing of the product is involved. Everything is undone afterwards.
 */
export async function tryToken(node: Node, place: Place): Promise<Trial> {
  const rounds: Round[] = [];
  for (const [at, scene] of scenes.entries()) rounds.push(await undone(node, () => play(node, place, scene, at)));
  const transferTax = await undone(node, () => transfer(node, place));
  const middle = rounds[1];
  return {
    rounds, transferTax, buyTax: middle?.buyTax ?? null, sellTax: middle?.sellTax ?? null, partly: rounds.some((round) => round.partly),
    closed: rounds.every((round) => !round.bought), stuck: rounds.some((round) => round.bought && (round.recovered ?? 0) < 0.5),
  };
}

export async function undone<Value>(node: Node, use: () => Promise<Value>): Promise<Value> {
  const snapshot = await node.request('evm_snapshot', []);
  try { return await use(); } finally { await node.request('evm_revert', [snapshot]); }
}

async function play(node: Node, place: Place, scene: Scene, at: number): Promise<Round> {
  const wallet = await stranger(node, `${place.token} ${at}`);
  const round: Round = { scene: scene.name, bought: false, buyTax: null, sellTax: null, recovered: null, partly: false, why: null };
  const way = wayOf(place);
  const back = way.toReversed();
  const buy = async (who: Address) => {
    const spend = await sizeOf(node, place, scene.size);
    const expected = await quote(node, place, spend, way);
    const reason = await send(node, who, place.router, encodeFunctionData({ abi: router, functionName: 'swapExactETHForTokensSupportingFeeOnTransferTokens', args: [0n, way, who, forever] }), spend);
    return { reason, expected, got: await balance(node, place.token, who) };
  };
  const bought = await buy(wallet);
  if (bought.reason !== null) return { ...round, why: `buying: ${bought.reason}` };
  round.bought = true;
  round.buyTax = lost(bought.got, bought.expected);
  if (scene.others) for (let other = 0; other < 12; other += 1) await buy(await stranger(node, `${place.token} ${at} ${other}`));
  await pass(node, scene.wait);
  const worth = await quote(node, place, bought.got, back);
  const before = await ether(node, wallet);
  let spent = 0n;
  for (const percent of scene.sales) {
    const whole = (await balance(node, place.token, wallet)) * BigInt(percent) / 100n;
    spent += await approve(node, place, wallet);
    const sell = async (amount: bigint): Promise<string | null> => {
      if (amount === 0n) return 'nothing is left';
      const expected = await quote(node, place, amount, back);
      const start = await ether(node, wallet);
      const costs = { wei: 0n };
      const reason = await send(node, wallet, place.router, encodeFunctionData({ abi: router, functionName: 'swapExactTokensForETHSupportingFeeOnTransferTokens', args: [amount, 0n, back, wallet, forever] }), 0n, costs);
      spent += costs.wei;
      if (reason === null) round.sellTax ??= lost((await ether(node, wallet)) - start + costs.wei, expected);
      return reason;
    };
    const refused = await sell(whole);
    // A fee on top of what is sent is no reason to be stuck.
    if (refused !== null && percent === 100 && await sell(whole * 9n / 10n) === null) round.partly = true;
    else if (refused !== null) { round.why = `selling: ${refused}`; break; }
    await pass(node, { seconds: 5 * minutes, blocks: 2 });
  }
  const returned = (await ether(node, wallet)) - before + spent;
  round.recovered = worth > 0n ? ratio(returned, worth) : 0;
  return round;
}

async function transfer(node: Node, place: Place): Promise<number | null> {
  const wallet = await stranger(node, `${place.token} sender`);
  const friend = await stranger(node, `${place.token} friend`);
  const way = wayOf(place);
  const spend = await sizeOf(node, place, 50n);
  if (await send(node, wallet, place.router, encodeFunctionData({ abi: router, functionName: 'swapExactETHForTokensSupportingFeeOnTransferTokens', args: [0n, way, wallet, forever] }), spend) !== null) return null;
  await pass(node, { seconds: 5 * minutes, blocks: 4 });
  const amount = (await balance(node, place.token, wallet)) / 2n;
  if (amount === 0n || await send(node, wallet, place.token, encodeFunctionData({ abi: token, functionName: 'transfer', args: [friend, amount] }), 0n) !== null) return null;
  return lost(await balance(node, place.token, friend), amount);
}

async function approve(node: Node, place: Place, wallet: Address): Promise<bigint> {
  const costs = { wei: 0n };
  await send(node, wallet, place.token, encodeFunctionData({ abi: token, functionName: 'approve', args: [place.router, 0n] }), 0n, costs);
  // Tokens that count in 96 bits refuse all that is more, except the largest number there is.
  const refused = await send(node, wallet, place.token, encodeFunctionData({ abi: token, functionName: 'approve', args: [place.router, 2n ** 200n] }), 0n, costs);
  if (refused !== null) await send(node, wallet, place.token, encodeFunctionData({ abi: token, functionName: 'approve', args: [place.router, 2n ** 256n - 1n] }), 0n, costs);
  return costs.wei;
}

/** A wallet nobody has seen, with a hundred ether. */
export async function stranger(node: Node, seed: string): Promise<Address> {
  const address = `0x${keccak256(toHex(`stranger ${seed}`)).slice(-40)}` as Address;
  await node.request('hardhat_impersonateAccount', [address]);
  await node.request('hardhat_setBalance', [address, numberToHex(10n ** 20n)]);
  return address;
}

/** Sends with a real gas price; null when it went through, else the reason. Adds what the gas cost to `costs`. */
export async function send(node: Node, from: Address, to: Address, data: Hex, value: bigint, costs?: { wei: bigint }): Promise<string | null> {
  try {
    const hash = await node.request('eth_sendTransaction', [{ from, to, data, value: numberToHex(value), gas: numberToHex(3_000_000), gasPrice: numberToHex(3_000_000_000n) }]);
    const receipt = await node.request('eth_getTransactionReceipt', [hash]) as { status: Hex; gasUsed: Hex; effectiveGasPrice: Hex };
    if (costs) costs.wei += BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice);
    return receipt.status === '0x1' ? null : 'reverted';
  } catch (error) {
    // EDR answers a transaction that reverts with an error and mines it all the same.
    return error instanceof Error ? error.message : String(error);
  }
}

export async function pass(node: Node, { seconds, blocks }: { seconds: number; blocks: number }): Promise<void> {
  await node.request('evm_increaseTime', [seconds]);
  for (let count = 0; count < blocks; count += 1) await node.request('evm_mine', []);
}
const ether = async (node: Node, who: Address): Promise<bigint> => BigInt(await node.request('eth_getBalance', [who, 'latest']) as Hex);
const call = async (node: Node, to: Address, data: Hex): Promise<Hex> => await node.request('eth_call', [{ to, data }, 'latest']) as Hex;
export const balance = async (node: Node, of: Address, who: Address): Promise<bigint> => decodeFunctionResult({ abi: token, functionName: 'balanceOf', data: await call(node, of, encodeFunctionData({ abi: token, functionName: 'balanceOf', args: [who] })) });
async function quote(node: Node, place: Place, amount: bigint, path: Address[]): Promise<bigint> {
  const amounts = decodeFunctionResult({ abi: router, functionName: 'getAmountsOut', data: await call(node, place.router, encodeFunctionData({ abi: router, functionName: 'getAmountsOut', args: [amount, path] })) });
  return amounts.at(-1) ?? 0n;
}
/** From wrapped ether to the token. */
const wayOf = (place: Place): Address[] => (place.quote ? [place.weth, place.quote, place.token] : [place.weth, place.token]);
/** Wei that buy the given ten-thousandths of what the pool holds beside the token. */
async function sizeOf(node: Node, place: Place, size: bigint): Promise<bigint> {
  const other = (await reserves(node, place)).other * size / 10_000n;
  return place.quote ? quote(node, place, other, [place.quote, place.weth]) : other;
}
async function reserves(node: Node, place: Place): Promise<{ token: bigint; other: bigint }> {
  const [first, second] = decodeFunctionResult({ abi: pairs, functionName: 'getReserves', data: await call(node, place.pair, encodeFunctionData({ abi: pairs, functionName: 'getReserves' })) });
  const tokenFirst = BigInt(place.token) < BigInt(place.quote ?? place.weth);
  return tokenFirst ? { token: first, other: second } : { token: second, other: first };
}
const ratio = (part: bigint, whole: bigint): number => Number(part * 1_000_000n / whole) / 1_000_000;
/** Share that did not arrive, 0 to 1, to four digits. */
const lost = (got: bigint, expected: bigint): number | null => (expected > 0n ? Math.max(0, Math.round((1 - ratio(got, expected)) * 10_000) / 10_000) : null);
