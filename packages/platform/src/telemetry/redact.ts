/** Names that hold secrets, compared without case and punctuation: anywhere in the name, so that a new kind of key is hidden by default. */
const secretName = /key|token|password|passwd|passphrase|secret|authorization|cookie|mnemonic|seedphrase|rawtransaction|signedtransaction|credential/;
/** Names that only look secret: counts of language-model tokens, facts about an ERC-20, and keys that make things unique. */
const harmlessName = /^(input|output|total|max|maximum|prompt|completion|cached|reasoning)?tokens$|^token(name|symbol|id|ids|address|count|kind|decimals|supply|standard)$|^(idempotency|intent|public|dedup|route|cache|primary|foreign|step|stream)keys?$|^keystore(path|file)$/;

/** 32 bytes in hexadecimal. A transaction hash looks the same as a private key, so both go; hashes have fields of their own (see `publicHash`). */
const keyLike = /(?<![0-9a-zA-Z])(0x)?[0-9a-fA-F]{64}(?![0-9a-zA-Z])/g;
/** A signed transaction or another long run of bytes. */
const longHex = /(?<![0-9a-zA-Z])(0x)?[0-9a-fA-F]{130,}(?![0-9a-zA-Z])/g;
const bearer = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
const providerKey = /\b(sk|pk|rk|xox[abp]|gh[pousr]|github_pat|AIza|eyJ)[-_A-Za-z0-9.]{16,}/g;
const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi;
const urlSecret = /([?&](?:api[-_]?key|key|token|access_token|secret|password)=)[^&\s#"']+/gi;
const assignment = /\b([A-Za-z0-9_]*(?:password|passphrase|secret|api[-_]?key|private[-_]?key|mnemonic|access[-_]?token|auth[-_]?token)["']?\s*[=:]\s*["']?)[^\s"',;&}]+/gi;

/** Fields whose 32 bytes are public by nature: their value is kept when it is exactly a hash. */
const publicHash = /^(transactionhash|txhash|hash|blockhash|spechash|bytecodehash|sourcehash|bodyhash|topic0|digest|codehash)$/;

const maximumDepth = 8;
const maximumText = 20_000;

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** True for a field name whose value must never be written. */
export function isSecretName(name: string): boolean {
  const flat = plain(name);
  return secretName.test(flat) && !harmlessName.test(flat);
}

/** The text with everything that looks like a key, a token or a password replaced by `[redacted]`. */
export function redactText(text: string): string {
  const bounded = text.length > maximumText ? `${text.slice(0, maximumText)}... (${text.length} characters)` : text;
  return bounded
    .replace(longHex, '[redacted]').replace(keyLike, '[redacted]').replace(bearer, '$1 [redacted]').replace(providerKey, '[redacted]')
    .replace(urlPassword, '$1:[redacted]@').replace(urlSecret, '$1[redacted]').replace(assignment, '$1[redacted]');
}

/** A copy of any value that is safe to write: secrets replaced, errors as name, code, message and stack, depth and length bounded, cycles cut. */
export function redactValue(value: unknown, depth = 0, seen: ReadonlySet<object> = new Set()): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return typeof value === 'function' || typeof value === 'symbol' ? `[${typeof value}]` : value;
  if (seen.has(value)) return '[circular]';
  if (depth >= maximumDepth) return '[deep]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  const inside = new Set(seen).add(value);
  if (Array.isArray(value)) return value.slice(0, 200).map((entry) => redactValue(entry, depth + 1, inside));
  if (value instanceof Map) return redactValue(Object.fromEntries(value), depth, inside);
  if (value instanceof Set) return redactValue([...value], depth, inside);
  return Object.fromEntries(entriesOf(value).map(([name, entry]) => [name, redactEntry(name, entry, depth, inside)]));
}

function redactEntry(name: string, entry: unknown, depth: number, inside: ReadonlySet<object>): unknown {
  if (isSecretName(name)) return entry === undefined || entry === null ? entry : '[redacted]';
  if (typeof entry === 'string' && publicHash.test(plain(name)) && /^0x[0-9a-fA-F]{64}$/.test(entry)) return entry;
  return redactValue(entry, depth + 1, inside);
}

/** Own fields; of an error also the ones that are not enumerable. */
function entriesOf(value: object): [string, unknown][] {
  if (!(value instanceof Error)) return Object.entries(value).slice(0, 200);
  return Object.entries({ name: value.name, message: value.message, stack: value.stack, ...Object.fromEntries(Object.entries(value)), ...(value.cause === undefined ? {} : { cause: value.cause }) });
}
