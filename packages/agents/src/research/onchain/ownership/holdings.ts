import type { Fork } from '@hyperlens/protocol';
import { decodeFunctionResult, encodeFunctionData, parseAbi, toEventSelector, type Hex } from 'viem';
import { stranger } from '../identity/standards.ts';
import type { Power } from './powers.ts';

const abi = parseAbi(['function balanceOf(address account) view returns (uint256)', 'function transfer(address to, uint256 amount) returns (bool)', 'function approve(address spender, uint256 amount) returns (bool)']);
const moved = toEventSelector('Transfer(address,address,uint256)');
/** Nobody has used it, and nothing is known of it. */
const newcomer: Hex = '0x7e570000000000000000000000000000000a11ce';
const most = 2n ** 256n - 1n;
/** Tokens that one call may cost its caller, and powers that are looked at. */
const mostTokens = 3;
const mostPowers = 24;

/**
 * Takes away powers that anybody has who holds as much: wrapping, redeeming, giving away what is one's own. In the fork half of what a call costs
 * its caller, and half of its balance of `to`, go to a wallet nobody knows; when the same call then goes through from there, or changes what it did
 * not change for a stranger, it is for holders and no power. The fork is as before afterwards. Throws what the fork throws.
 */
export async function withoutHoldings(fork: Fork, to: Hex, powers: ReadonlyMap<Hex, readonly Power[]>, slots: readonly Hex[]): Promise<Map<Hex, Power[]>> {
  let looked = 0;
  const kept = new Map<Hex, Power[]>();
  for (const [candidate, own] of powers) {
    const left: Power[] = [];
    for (const power of own) {
      looked += 1;
      if (looked > mostPowers || power.data === null || !await holdersHave(fork, to, candidate, power, power.data, slots)) left.push(power);
    }
    kept.set(candidate, left);
  }
  return kept;
}

async function holdersHave(fork: Fork, to: Hex, candidate: Hex, power: Power, data: Hex, slots: readonly Hex[]): Promise<boolean> {
  const start = await fork.snapshot();
  const { logs } = await fork.send({ from: candidate, to, data });
  await fork.revert(start);
  const paid = logs.filter(({ topics: [name, from] }) => name === moved && from?.slice(-40).toLowerCase() === candidate.slice(2).toLowerCase()).map((log) => log.address.toLowerCase() as Hex);
  const tokens = [...new Set<Hex>([to.toLowerCase() as Hex, ...paid])].slice(0, mostTokens);
  const again = await fork.snapshot();
  try {
    let given = false;
    for (const token of tokens) {
      const held = await balance(fork, token, candidate);
      if (held < 2n) continue;
      await fork.send({ from: candidate, to: token, data: encodeFunctionData({ abi, functionName: 'transfer', args: [newcomer, held / 2n] }) });
      given ||= await balance(fork, token, newcomer) > 0n;
      if (token !== to.toLowerCase()) await fork.send({ from: newcomer, to: token, data: encodeFunctionData({ abi, functionName: 'approve', args: [to, most] }) });
    }
    if (!given) return false;
    if (power.refuses) return (await fork.call({ from: newcomer, to, data })).ok;
    const [own, others] = [await changes(fork, to, newcomer, data, slots), await changes(fork, to, stranger, data, slots)];
    return [...own].some((slot) => !others.has(slot));
  } finally {
    await fork.revert(again);
  }
}

/** Watched positions that a call changes. */
async function changes(fork: Fork, to: Hex, from: Hex, data: Hex, slots: readonly Hex[]): Promise<Set<Hex>> {
  const read = (): Promise<Hex[]> => Promise.all(slots.map((slot) => fork.storage(to, slot)));
  const start = await fork.snapshot();
  const before = await read();
  await fork.send({ from, to, data });
  const after = await read();
  await fork.revert(start);
  return new Set(slots.filter((_, index) => before[index] !== after[index]));
}

async function balance(fork: Fork, token: Hex, who: Hex): Promise<bigint> {
  const answer = await fork.call({ to: token, data: encodeFunctionData({ abi, functionName: 'balanceOf', args: [who] }) });
  return answer.ok && /^0x[0-9a-f]{64}$/.test(answer.returned) ? decodeFunctionResult({ abi, functionName: 'balanceOf', data: answer.returned }) : 0n;
}
