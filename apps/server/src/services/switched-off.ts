/** A source that the configuration switched off: it keeps its name and answers every question with that. */
export function switchedOff<Source extends { readonly id: string; readonly title: string }>(source: Source, setting: string): Source {
  const answer = () => Promise.resolve({ value: null, status: 'switched_off', reason: `${setting} is false` });
  return Object.fromEntries(Object.entries(source).map(([name, member]) => [name, typeof member === 'function' ? answer : member])) as unknown as Source;
}
