/**
 * The value as PostgreSQL can keep it: text and JSON there may hold neither NUL nor half of a surrogate pair, and untrusted requests do.
 * Both become U+FFFD. Also drops what JSON drops (undefined, functions).
 */
export function storable<Value>(value: Value): Value {
  if (value === undefined || value === null) return value;
  const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part));
  return JSON.parse(text) as Value;
}

/** A text without NUL and without lone surrogates. */
export const storableText = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();
