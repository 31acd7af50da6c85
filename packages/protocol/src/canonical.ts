/**
 * JSON text that is the same for values that mean the same, after RFC 8785: members sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript prints them. As in JSON.stringify, members that are undefined are left out; undefined by itself gives the text `undefined`,
 * which no JSON value does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one: unknown) => (one === undefined ? 'null' : canonicalJson(one))).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return String(JSON.stringify(value));
}
