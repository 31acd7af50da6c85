import type { AbiEntry } from '@hyperlens/protocol';
import type { Abi, Hex } from 'viem';
import { decodeErrorResult } from 'viem/utils';
import { isRecord, type RpcFailure } from './rpc.ts';

/** Panic codes of the Solidity documentation, "Panic via assert and Error via require". */
const panics: Record<string, string> = {
  '1': 'an assertion failed', '17': 'arithmetic overflow or underflow', '18': 'division or modulo by zero', '33': 'a value outside an enum',
  '34': 'a badly encoded storage byte array', '49': 'pop on an empty array', '50': 'an array index out of bounds', '65': 'too much memory was asked for', '81': 'a call of an uninitialised function variable',
};

/** Hexadecimal bytes from the places nodes put revert data: `data`, `data.data`, `data.originalError.data`, `data.result`. Null when there are none. */
export function revertData(data: unknown, depth = 0): Hex | null {
  if (typeof data === 'string') return (/0x(?:[0-9a-fA-F]{2})+/.exec(data)?.[0] ?? null) as Hex | null;
  if (!isRecord(data) || depth > 3) return null;
  for (const key of ['data', 'originalError', 'result']) {
    const found = revertData(data[key], depth + 1);
    if (found) return found;
  }
  return null;
}

/** Whether a node's refusal of a call or estimate is the contract's doing (a revert, no gas left, an invalid instruction) and not the node's. */
export function isRevert(failure: RpcFailure): boolean {
  return failure.code === 3 || /revert|out of gas|gas required exceeds|invalid (opcode|jump)|stack (underflow|overflow)|VM Exception|contract code size|initcode|StartingWithEF|create.*collision|opcode .* not defined|not activated/i.test(failure.message);
}

/**
 * Why a call reverted, in words: the reason string of `Error(string)`, the meaning of `Panic(uint256)`, or a custom error of the ABI with its
 * arguments (Solidity ABI specification, "Errors"). Falls back to the node's own message.
 */
export function revertReason(failure: RpcFailure, abi: readonly AbiEntry[] = []): string {
  const data = revertData(failure.data);
  if (!data) return failure.message.replace(/^execution reverted:?\s*/i, '') || 'the constructor reverted without a reason';
  try {
    const decoded = decodeErrorResult({ abi: abi.filter((entry) => entry.type === 'error') as Abi, data });
    const values = (decoded.args ?? []) as readonly unknown[];
    if (decoded.errorName === 'Error') return String(values[0]);
    if (decoded.errorName === 'Panic') return panics[String(values[0])] ?? `panic code ${String(values[0])}`;
    return `${decoded.errorName}(${values.map(show).join(', ')})`;
  } catch {
    // Not an error of this ABI: the selector is what can be told honestly.
    return data.length >= 10 ? `the custom error ${data.slice(0, 10)}, which the ABI does not name` : failure.message;
  }
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  return isRecord(value) ? JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)) : String(value);
}
