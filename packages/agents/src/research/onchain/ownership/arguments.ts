import { encodeAbiParameters, parseAbiParameters, type AbiParameter, type Hex } from 'viem';
import type { KnownFunction } from '../input.ts';

/** Someone who has nothing to do with the contract, as an argument. */
const target: Hex = '0x7e57000000000000000000000000000000007e59';
const large = 10n ** 27n;

/** The values of one try: small, nothing, and large. */
const tries = [{ number: 1n, truth: true, length: 1 }, { number: 0n, truth: false, length: 0 }, { number: large, truth: true, length: 1 }] as const;

/** Data of a few calls of a function with arguments of its types; none when the types cannot be encoded. Without known types: four words. */
export function sampleCalls({ selector, inputs }: KnownFunction): Hex[] {
  if (inputs === null) return [`${selector}${'1'.padStart(64, '0').repeat(4)}`];
  if (inputs.length === 0) return [selector];
  try {
    const parameters = parseAbiParameters(inputs.join(', ')) as readonly AbiParameter[];
    return [...new Set(tries.map((values): Hex => `${selector}${encodeAbiParameters(parameters, parameters.map((parameter) => sample(parameter, values))).slice(2)}`))];
  } catch {
    // A type the bytecode reader guessed and that does not exist; the function is left out and counted by the caller.
    return [];
  }
}

function sample(parameter: AbiParameter, values: (typeof tries)[number]): unknown {
  const { type } = parameter;
  const list = /^(.*)\[(\d*)\]$/.exec(type);
  if (list) {
    const length = list[2] ? Number(list[2]) : values.length;
    if (length > 64) throw new Error('a long array');
    return Array.from({ length }, () => sample({ ...parameter, type: list[1] ?? '' }, values));
  }
  if (type.startsWith('tuple')) return 'components' in parameter ? parameter.components.map((part) => sample(part, values)) : [];
  if (type === 'address') return target;
  if (type === 'bool') return values.truth;
  if (type === 'string') return '';
  if (type === 'bytes') return '0x';
  if (type.startsWith('bytes')) return `0x${'0'.repeat(2 * Number(type.slice(5)))}`;
  const bits = Number(/^u?int(\d+)$/.exec(type)?.[1] ?? 256);
  const most = 2n ** BigInt(type.startsWith('int') ? bits - 1 : bits) - 1n;
  return bits <= 48 ? Number(values.number > most ? most : values.number) : values.number > most ? most : values.number;
}
