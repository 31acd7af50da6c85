import { getAddress, toFunctionSelector } from 'viem/utils';
import type { CallResult, ReadCall } from '@hyperlens/protocol';

type Hex = `0x${string}`;

const selectors = new Map<string, Hex>();

/** A call of a function with arguments of one word each (addresses and numbers), `balanceOf(address)`. */
export function callOf(to: Hex, signature: string, ...values: readonly (Hex | bigint | number)[]): ReadCall {
  const selector = selectors.get(signature) ?? toFunctionSelector(signature);
  selectors.set(signature, selector);
  const words = values.map((value) => (typeof value === 'string' ? value.slice(2).toLowerCase() : BigInt.asUintN(256, BigInt(value)).toString(16)).padStart(64, '0'));
  return { to, data: `${selector}${words.join('')}` };
}

/** The number in word `at` of an answer; null when the call failed or the answer is too short. */
export function readNumber(result: CallResult | undefined, at = 0): bigint | null {
  if (!result?.ok || result.returned.length < 66 + at * 64) return null;
  return BigInt(`0x${result.returned.slice(2 + at * 64, 66 + at * 64)}`);
}

/** The same as a signed number. */
export function readSigned(result: CallResult | undefined, at = 0): bigint | null {
  const number = readNumber(result, at);
  return number === null ? null : BigInt.asIntN(256, number);
}

/** The address in word `at`, lower case; null when there is none, also when the word is too large for one. */
export function readAddress(result: CallResult | undefined, at = 0): Hex | null {
  const number = readNumber(result, at);
  return number === null || number >> 160n !== 0n ? null : `0x${number.toString(16).padStart(40, '0')}`;
}

/** The EIP-55 spelling of an address. */
export const shown = (address: string): Hex => getAddress(address.startsWith('0x') ? address : `0x${address}`);

/** A part of a whole from 0 to 1, rounded to so many digits; 0 of nothing is 0. */
export function shareOf(part: bigint, whole: bigint, digits = 6): number {
  if (whole <= 0n) return 0;
  const scale = 10 ** digits;
  return Number((part * BigInt(scale) * 2n + whole) / (whole * 2n)) / scale;
}
