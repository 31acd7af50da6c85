/**
 * The text of a file's bytes: UTF-8, or UTF-16 when a byte order mark says so (what spreadsheets and Windows shells save). Null when it is
 * neither, for to guess an encoding would change what people wrote.
 */
export function textOf(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // Text has no zero bytes; UTF-16 without a mark has many, and so have programs and archives.
    return text.includes('\0') ? null : text;
  } catch { return null; /* Not in that encoding. */ }
}
