import { createHash } from 'node:crypto';

type Hex = `0x${string}`;

/** Selectors of the interfaces that trying out a token speaks: ERC-20, WETH9, Uniswap V2 pair, factory and router. */
export const selectors = {
  transfer: '0xa9059cbb', balanceOf: '0x70a08231', transferFrom: '0x23b872dd', approve: '0x095ea7b3', allowance: '0xdd62ed3e', deposit: '0xd0e30db0',
  sync: '0xfff6cae9', factory: '0xc45a0155', getPair: '0xe6a43905', swapTokens: '0x5c11d795', increaseAllowance: '0x39509351', decreaseAllowance: '0xa457c2d7', permit: '0xd505accf',
} as const;

/** First topics of the events that are read. */
export const topics = {
  transfer: '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
  swapV2: '0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822',
  /** Swap(address,address,uint256,uint256,uint256,uint256) of pairs of the Solidly kind; the same four amounts. */
  swapSolidly: '0xb3e2773606abfd36b5bd91394b3a54d1398336c65005baf7bf7a05efeffaf75b',
  swapV3: '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67',
  /** PancakeSwap V3's, with two more values at its end. */
  swapPancake: '0x19b47279256b2a23a1665c810c8d55a1758940ee09377d4f8d26497a3577dc83',
} as const;

export const largest = (1n << 256n) - 1n;

/** A value of an ABI argument: numbers and booleans, addresses and bytes as hexadecimal, text, lists. */
export type Argument = bigint | boolean | string | Argument[];

/** Call data after the Solidity ABI specification. Throws an Error for types it does not know (tuples, fixed lists). */
export function encode(selector: string, types: readonly string[], values: readonly Argument[]): Hex {
  return `${selector}${encodeList(types, values)}` as Hex;
}

function encodeList(types: readonly string[], values: readonly Argument[]): string {
  let tail = '';
  const heads = types.map((type, index) => {
    const value = values[index] ?? 0n;
    if (!isDynamic(type)) return encodeWord(type, value);
    const place = BigInt(types.length * 32 + tail.length / 2);
    tail += encodeDynamic(type, value);
    return word(place);
  });
  return heads.join('') + tail;
}

function isDynamic(type: string): boolean { return type.endsWith('[]') || type === 'bytes' || type === 'string'; }

function encodeDynamic(type: string, value: Argument): string {
  if (type.endsWith('[]')) {
    const list = Array.isArray(value) ? value : [value];
    return word(BigInt(list.length)) + encodeList(list.map(() => type.slice(0, -2)), list);
  }
  const bytes = type === 'string' ? Buffer.from(String(value)) : Buffer.from(String(value).slice(2), 'hex');
  return word(BigInt(bytes.length)) + bytes.toString('hex').padEnd(Math.ceil(bytes.length / 32) * 64, '0');
}

function encodeWord(type: string, value: Argument): string {
  if (/^bytes\d+$/.test(type)) return String(value).slice(2).padEnd(64, '0').slice(0, 64);
  if (!/^(address|bool|u?int\d*)$/.test(type)) throw new Error(`no values are known for ${type}`);
  return word(typeof value === 'boolean' ? BigInt(value) : BigInt(value as bigint | string));
}

function word(value: bigint): string { return BigInt.asUintN(256, value).toString(16).padStart(64, '0'); }

/** The 32-byte words of an answer; a rest that fills no word is left out. */
export function words(data: string): bigint[] {
  return (data.slice(2).match(/.{64}/g) ?? []).map((text) => BigInt(`0x${text}`));
}

export function addressOf(value: bigint): Hex { return `0x${BigInt.asUintN(160, value).toString(16).padStart(40, '0')}`; }

/** A word of an event or answer as a signed number (two's complement). */
export function signed(value: bigint): bigint { return BigInt.asIntN(256, value); }

/** An address nobody has used, always the same for the same token and label. */
export function freshAddress(token: string, label: string): Hex {
  return `0x${createHash('sha256').update(`${token.toLowerCase()} ${label}`).digest('hex').slice(24)}`;
}
