import type { ChainReader } from '@hyperlens/protocol';
import { getAddress, type Hex } from 'viem';
import { ask, question } from '../questions.ts';

/** What stands at an address. `delegated`: a wallet that lets a contract act for it (EIP-7702). `empty`: nothing ever happened that can be seen. */
export type AccountKind = 'wallet' | 'delegated' | 'contract' | 'precompile' | 'destroyed' | 'empty';
export interface Account { kind: AccountKind; code: Hex; balance: bigint; nonce: number; /** For `delegated`. */ delegate: Hex | null; /** For accounts that are contracts made to hold a person's or a group's assets. */ wallet: 'safe' | 'erc4337' | null }

/** Precompiled contracts up to Osaka: 0x01 to 0x11 and P256VERIFY at 0x100 (EIP-7951). */
function isPrecompile(address: Hex): boolean {
  const number = BigInt(address);
  return (number > 0n && number <= 0x11n) || number === 0x100n;
}

/**
 * Reads what an account is from its code, nonce and balance; an account without any is asked for logs, because a destroyed contract leaves
 * nothing else. Throws what the reader throws.
 */
export async function readAccount(reader: ChainReader, address: Hex): Promise<Account> {
  const [code, balance, nonce] = await Promise.all([reader.code(address), reader.balance(address), reader.nonce(address)]);
  const base = { code, balance, nonce, delegate: null, wallet: null };
  const delegation = /^0xef0100([0-9a-f]{40})$/.exec(code);
  if (delegation) return { ...base, kind: 'delegated', delegate: getAddress(`0x${delegation[1]}`) };
  if (isPrecompile(address)) return { ...base, kind: 'precompile' };
  if (code !== '0x') return { ...base, kind: 'contract' };
  if (nonce > 0) return { ...base, kind: 'wallet' };
  if (await emittedLogs(reader, address)) return { ...base, kind: 'destroyed' };
  return { ...base, kind: balance > 0n ? 'wallet' : 'empty' };
}

/** Whether an account without code has logs of its own. Bounded: on a long chain only what few questions reach is looked at. */
async function emittedLogs(reader: ChainReader, address: Hex): Promise<boolean> {
  let found = false;
  const enough = new AbortController();
  try {
    await reader.logs({ address, fromBlock: 0, toBlock: reader.block.number, pages: 40 }, () => { found = true; enough.abort(); }, { signal: enough.signal });
  } catch (error) {
    if (!found) throw error;
  }
  return found;
}

/** Whether a contract is a wallet: a Safe (owners and a threshold), or an ERC-4337 account (names its entry point). */
export async function walletKind(reader: ChainReader, address: Hex): Promise<Account['wallet']> {
  const [owners, threshold, entry] = await Promise.all([ask(reader, question(address, 'getOwners')), ask(reader, question(address, 'getThreshold')), ask(reader, question(address, 'entryPoint'))]);
  if (owners && owners.length > 0 && threshold !== null && threshold > 0n && threshold <= BigInt(owners.length)) return 'safe';
  return entry ? 'erc4337' : null;
}
