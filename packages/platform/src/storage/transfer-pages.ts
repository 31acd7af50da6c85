/** Bytes of a page at most: what the embedded database moves in one message without trouble. 15,000 to 24,000 holders. */
export const pageBytes = 512 * 1024;
/** Longest entry the format has. */
const longestEntry = 21 + 0x7f;

/**
 * Changes of balances as bytes: per holder 20 bytes of address, one byte with the sign (top bit) and the length of the amount, and the amount
 * big-endian. Rows of a table would take four times the room and ten times as long to write. Zero changes are left out.
 */
export function* packChanges(changes: ReadonlyMap<string, bigint>): Generator<Buffer> {
  const page = Buffer.allocUnsafe(pageBytes);
  let at = 0;
  for (const [holder, change] of changes) {
    if (change === 0n) continue;
    if (at + longestEntry > pageBytes) { yield Buffer.from(page.subarray(0, at)); at = 0; }
    const digits = (change < 0n ? -change : change).toString(16);
    const amount = digits.length % 2 === 0 ? digits : `0${digits}`;
    page.write(holder, at, 'hex');
    page[at + 20] = amount.length / 2 + (change < 0n ? 0x80 : 0);
    page.write(amount, at + 21, 'hex');
    at += 21 + amount.length / 2;
  }
  if (at > 0) yield Buffer.from(page.subarray(0, at));
}

/** Adds the changes of a page to a map. Throws an Error when the page was not written by `packChanges`. */
export function addPage(page: Buffer, into: Map<string, bigint>): void {
  const text = page.toString('hex');
  let at = 0;
  while (at < text.length) {
    const length = Number.parseInt(text.slice(at + 40, at + 42), 16);
    const end = at + 42 + (length & 0x7f) * 2;
    if (!(end > at + 42 && end <= text.length)) throw new Error('a page of the transfer index is damaged');
    const holder = text.slice(at, at + 40);
    const amount = BigInt(`0x${text.slice(at + 42, end)}`);
    into.set(holder, (into.get(holder) ?? 0n) + (length & 0x80 ? -amount : amount));
    at = end;
  }
}
