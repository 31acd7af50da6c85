import type { CallResult, ChainReader } from '@hyperlens/protocol';
import { encodeFunctionData, type Hex } from 'viem';
import { abi, askAll, question, type Question } from '../questions.ts';
import { readText } from '../text.ts';

/** Standards that are told by what the contract answers, never by its name. */
export const standardNames = ['ERC-20', 'ERC-165', 'ERC-721', 'ERC-777', 'ERC-1155', 'ERC-1363', 'ERC-2612', 'ERC-2981', 'ERC-3009', 'ERC-3156', 'ERC-4626', 'ERC-4906', 'ERC-5192', 'ERC-5805', 'ERC-1271', 'ERC-4337'] as const;
export type Standard = (typeof standardNames)[number];

export interface Behaviour {
  standards: Standard[];
  name: string | null;
  symbol: string | null;
  decimals: number | null;
  totalSupply: bigint | null;
  /** It answers nonsense as well, so that answers prove little. */
  answersAnything: boolean;
  /** Signatures of ERC-20 that are not there though the rest is. */
  missing: string[];
  asset: Hex | null;
}

/** An address nobody has: the middle of a hash, as a stranger who asks. */
export const stranger: Hex = '0x7e57000000000000000000000000000000007e57';
const other: Hex = '0x7e57000000000000000000000000000000007e58';
/** Interface identifiers (ERC-165): of the standard itself, never, and of those that are announced this way. */
const announced = { 'ERC-721': '0x80ac58cd', 'ERC-1155': '0xd9b67a26', 'ERC-1363': '0xb0202a11', 'ERC-2981': '0x2a55205a', 'ERC-4906': '0x49064906', 'ERC-5192': '0xb45a3c0e', 'ERC-5805': '0xe90fb3f6' } as const satisfies Partial<Record<Standard, Hex>>;
const erc20Calls: Record<string, Hex> = { 'transfer(address,uint256)': '0xa9059cbb', 'transferFrom(address,address,uint256)': '0x23b872dd', 'approve(address,uint256)': '0x095ea7b3' };

const raw = (to: Hex, data: Hex): Question<CallResult> => ({ call: { to, data }, read: (result) => result });

/**
 * Asks a contract what it can do, all at once, and judges by the answers together with the selectors its code answers to. `listed` null
 * means that the code could not be read; then, and where it answers what is not listed though it refuses nonsense, answers alone count. Throws what the reader throws.
 */
export async function readBehaviour(reader: ChainReader, to: Hex, listed: ReadonlySet<Hex> | null): Promise<Behaviour> {
  const interfaces = Object.entries(announced).map(([standard, id]) => ({ standard: standard as Standard, ask: question(to, 'supportsInterface', [id]) }));
  const [nonsense, name, symbol, decimals, supply, balance, allowance, sent, self, never, royalty, separator, nonce, asset, assets, shares, back, most, loan, clock, votes, granularity, entry, ...supported] = await askAll(reader, [
    raw(to, '0xdeadc0de'), raw(to, '0x06fdde03'), raw(to, '0x95d89b41'), question(to, 'decimals'), question(to, 'totalSupply'), question(to, 'balanceOf', [stranger]), question(to, 'allowance', [stranger, other]),
    { call: { to, from: stranger, data: encodeFunctionData({ abi, functionName: 'transfer', args: [other, 0n] }) }, read: (result: CallResult) => result.ok },
    question(to, 'supportsInterface', ['0x01ffc9a7']), question(to, 'supportsInterface', ['0xffffffff']), question(to, 'royaltyInfo', [1n, 10_000n]), question(to, 'DOMAIN_SEPARATOR'), question(to, 'nonces', [stranger]),
    question(to, 'asset'), question(to, 'totalAssets'), question(to, 'convertToShares', [1n]), question(to, 'convertToAssets', [1n]), question(to, 'maxDeposit', [stranger]), question(to, 'maxFlashLoan', [to]), question(to, 'clock'), question(to, 'getVotes', [stranger]), question(to, 'granularity'), question(to, 'entryPoint'),
    ...interfaces.map((one) => one.ask),
  ]);
  const answersAnything = nonsense?.ok === true && nonsense.returned.length >= 66;
  const unlisted = nonsense?.ok === false && ([[supply, '0x18160ddd'], [balance, '0x70a08231'], [sent === true ? sent : null, '0xa9059cbb']] as const).some(([value, selector]) => value !== null && listed?.has(selector) === false);
  const selectors = unlisted ? null : listed;
  const has = (selector: Hex): boolean => selectors?.has(selector) ?? !answersAnything;
  /** An answer counts when the code has the function, or is not read and does not answer everything. */
  const told = (value: unknown, selector: Hex): boolean => value !== null && value !== undefined && has(selector);
  const erc165 = self === true && never === false && !answersAnything;
  const says = (standard: Standard): boolean => erc165 && supported[interfaces.findIndex((one) => one.standard === standard)] === true;
  const missing = selectors ? Object.entries(erc20Calls).filter(([, selector]) => !selectors.has(selector)).map(([signature]) => signature) : [];
  const fungible = told(supply, '0x18160ddd') && told(balance, '0x70a08231') && !says('ERC-721');
  const found: Record<Standard, boolean> = {
    'ERC-20': fungible && told(allowance, '0xdd62ed3e') && (selectors ? missing.length === 0 : sent === true),
    'ERC-165': erc165,
    'ERC-721': says('ERC-721'),
    'ERC-777': told(granularity, '0x556f0dc7') && fungible,
    'ERC-1155': says('ERC-1155'),
    'ERC-1363': says('ERC-1363'),
    'ERC-2612': told(separator, '0x3644e515') && told(nonce, '0x7ecebe00') && (has('0xd505accf') || has('0x8fcbaf0c')),
    'ERC-2981': says('ERC-2981') || (told(royalty, '0x2a55205a') && selectors !== null),
    'ERC-3009': selectors !== null && selectors.has('0xe3ee160e') && selectors.has('0xe94a0102'),
    'ERC-3156': told(loan, '0x613255ab') && has('0x5cffe9de'),
    'ERC-4626': told(asset, '0x38d52e0f') && told(assets, '0x01e1d114') && told(shares, '0xc6e6f592') && told(back, '0x07a2d13a') && told(most, '0x402d267d'),
    'ERC-4906': says('ERC-4906'),
    'ERC-5192': says('ERC-5192'),
    'ERC-5805': says('ERC-5805') || (told(clock, '0x91ddadf4') && told(votes, '0x9ab24eb0')),
    'ERC-1271': selectors?.has('0x1626ba7e') ?? false,
    'ERC-4337': told(entry, '0xb0d691fe') && (selectors?.has('0x19822f7c') ?? false),
  };
  return {
    standards: standardNames.filter((standard) => found[standard]), answersAnything, missing: fungible && told(allowance, '0xdd62ed3e') ? missing : [],
    name: readText(name ?? undefined), symbol: readText(symbol ?? undefined), decimals: decimals !== null && decimals <= 255n ? Number(decimals) : null, totalSupply: fungible ? supply : null, asset: found['ERC-4626'] ? asset : null,
  };
}
