/** Holders in one page: about 500 kB, which the embedded database moves in one message. */
export const holdersPerPage = 16_384;

/**
 * Changes of balances as bytes: per holder 20 bytes of address, one byte with the sign (top bit) and the length of the amount, and the amount
 * big-endian. Rows of a table would take four times the room and ten times as long to write. Zero changes are left out; holders are sorted, so
 * that the same changes give the same bytes.
 */
export function* packChanges(changes: ReadonlyMap<string, bigint>): Generator<Buffer> {
  const holders = [...changes.keys()].filter((holder) => changes.get(holder) !== 0n).toSorted();
  for (let start = 0; start < holders.length; start += holdersPerPage) {
    let text = '';
    for (const holder of holders.slice(start, start + holdersPerPage)) {
      const change = changes.get(holder) ?? 0n;
      const digits = (change < 0n ? -change : change).toString(16);
      const amount = digits.length % 2 === 0 ? digits : `0${digits}`;
      text += holder + (amount.length / 2 + (change < 0n ? 0x80 : 0)).toString(16).padStart(2, '0') + amount;
    }
    yield Buffer.from(text, 'hex');
  }
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
