import { kinds } from '@hyperlens/catalog/templates';
import type { Template, TemplateStore } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { stockLibrary } from './library.ts';

function memory(): TemplateStore & { added: string[] } {
  const rows = new Map<string, Template & { source: string }>();
  const added: string[] = [];
  return {
    added, list: () => Promise.resolve([...rows.values()]), get: (id) => Promise.resolve(rows.get(id) ?? null), search: () => Promise.resolve([]),
    add: ({ builtin, ...input }) => { added.push(input.id); const row = { ...input, builtin: builtin ?? false, version: (rows.get(input.id)?.version ?? 0) + 1, cid: 'Qm', createdAt: '' }; rows.set(input.id, row); return Promise.resolve(row); },
  };
}

describe('the built-in part of the library', () => {
  it('holds every kind with the contract of its first example, once', async () => {
    const store = memory();
    await stockLibrary(store, kinds);
    await stockLibrary(store, kinds);
    expect(store.added).toEqual(kinds.map((kind) => kind.id));
    for (const kind of kinds) expect((await store.get(kind.id))?.source).toContain('contract ');
  });

  it('takes the new code of a kind with a new version', async () => {
    const store = memory();
    await stockLibrary(store, kinds);
    await stockLibrary(store, [{ ...kinds[0]!, version: kinds[0]!.version + 1 }]);
    expect(store.added.at(-1)).toBe(kinds[0]!.id);
    expect((await store.get(kinds[0]!.id))?.version).toBe(2);
  });
});
