import { AppError, type CallResult } from '@hyperlens/protocol';
import { decodeAbiParameters, hexToBytes } from 'viem';

/** Longest name or symbol that is repeated, in characters. */
const longest = 100;

/** Text from outside made fit to be shown: no control, format or private characters, single spaces, bounded. */
export function cleanText(text: string, most = longest): string {
  return Array.from(text.slice(0, most * 16).replaceAll(/\s+/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '').trim()).slice(0, most).join('');
}

/** Text that a contract returned: a string, or the bytes32 of tokens older than strings in the ABI. Null when it is neither. */
export function readText(result: CallResult | undefined): string | null {
  if (!result?.ok) return null;
  const bytes = hexToBytes(result.returned);
  if (bytes.length === 32) {
    const end = bytes.indexOf(0);
    return cleanText(Buffer.from(bytes.subarray(0, end === -1 ? 32 : end)).toString('utf8'));
  }
  try { return cleanText(decodeAbiParameters([{ type: 'string' }], result.returned)[0]); } catch { return null; /* Not text. */ }
}

/** Why something failed, in one bounded line, for evidence. */
export function reasonOf(error: unknown): string {
  const reason = AppError.is(error) ? error.message : error instanceof Error ? error.message : 'unknown failure';
  return cleanText(reason, 300);
}
