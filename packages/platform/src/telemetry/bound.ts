/**
 * Keeps the number of different label values small, because each makes a series that is kept for ever and some come from outside: after
 * `limit` different values of a name the rest are `other`. Values are cut at 100 characters.
 */
export function makeBound(limit: number): (name: string, value: string) => string {
  const seen = new Map<string, Set<string>>();
  return (name, value) => {
    const values = seen.get(name) ?? new Set<string>();
    seen.set(name, values);
    const short = value.slice(0, 100);
    if (!values.has(short) && values.size >= limit) return 'other';
    values.add(short);
    return short;
  };
}
