import { AppError, oneLine, type CallResult } from '@hyperlens/protocol';
import { decodeAbiParameters, hexToBytes } from 'viem';

/** Text that a contract returned: a string, or the bytes32 of tokens older than strings in the ABI. Null when it is neither. */
export function readText(result: CallResult | undefined): string | null {
  if (!result?.ok) return null;
  const bytes = hexToBytes(result.returned);
  if (bytes.length === 32) {
    const end = bytes.indexOf(0);
    return oneLine(Buffer.from(bytes.subarray(0, end === -1 ? 32 : end)).toString('utf8'));
  }
  try { return oneLine(decodeAbiParameters([{ type: 'string' }], result.returned)[0]); } catch { return null; /* Not text. */ }
}

/** Why something failed, in one bounded line, for evidence. */
export function reasonOf(error: unknown): string {
  const reason = AppError.is(error) ? error.message : error instanceof Error ? error.message : 'unknown failure';
  return oneLine(reason, 300);
}
