import type { CodeReading } from '@hyperlens/protocol';

/**
 * The trailer that solc appends: a CBOR map (RFC 8949) and its length in the last two bytes (Solidity documentation, "Contract Metadata",
 * encoding in the bytecode). `end` is where the code before it ends; null when there is no such trailer.
 */
export function readTrailer(code: Uint8Array): { end: number; metadata: NonNullable<CodeReading['metadata']> } | null {
  if (code.length < 4) return null;
  const length = (code.at(-2) ?? 0) * 256 + (code.at(-1) ?? 0);
  const end = code.length - 2 - length;
  if (length < 3 || end < 0) return null;
  const entries = readMap(code.subarray(end, end + length));
  if (!entries) return null;
  const [solc, ipfs, swarm] = [entries.get('solc'), entries.get('ipfs'), entries.get('bzzr1') ?? entries.get('bzzr0')];
  if (solc === undefined && ipfs === undefined && swarm === undefined && !entries.has('experimental')) return null;
  return {
    end,
    metadata: {
      solc: solc instanceof Uint8Array && solc.length === 3 ? solc.join('.') : typeof solc === 'string' ? solc.slice(0, 80) : null,
      ipfs: ipfs instanceof Uint8Array ? base58(ipfs) : null,
      swarm: swarm instanceof Uint8Array ? Buffer.from(swarm).toString('hex') : null,
    },
  };
}

/** A small CBOR map from text to bytes, text or booleans; null when it is anything else. */
function readMap(data: Uint8Array): Map<string, Uint8Array | string | boolean> | null {
  let at = 0;
  const head = (): { kind: number; size: number } | null => {
    const first = data[at];
    if (first === undefined) return null;
    at += 1;
    const small = first & 31;
    if (small < 24) return { kind: first >> 5, size: small };
    if (small !== 24) return null;
    at += 1;
    return { kind: first >> 5, size: data[at - 1] ?? 0 };
  };
  const item = (): Uint8Array | string | boolean | null => {
    const found = head();
    if (!found) return null;
    if (found.kind === 7 && (found.size === 20 || found.size === 21)) return found.size === 21;
    if (found.kind !== 2 && found.kind !== 3) return null;
    const part = data.subarray(at, at + found.size);
    if (part.length !== found.size) return null;
    at += found.size;
    return found.kind === 2 ? part : Buffer.from(part).toString('latin1');
  };
  const map = head();
  if (map?.kind !== 5 || map.size === 0 || map.size > 8) return null;
  const entries = new Map<string, Uint8Array | string | boolean>();
  for (let index = 0; index < map.size; index += 1) {
    const [key, value] = [item(), item()];
    if (typeof key !== 'string' || value === null) return null;
    entries.set(key, value);
  }
  return at === data.length ? entries : null;
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Base58 with the alphabet of Bitcoin, as version 0 content identifiers of IPFS are written. */
function base58(bytes: Uint8Array): string {
  let value = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; value > 0n; value /= 58n) text = `${alphabet[Number(value % 58n)]}${text}`;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros === -1 ? bytes.length : zeros) + text;
}
