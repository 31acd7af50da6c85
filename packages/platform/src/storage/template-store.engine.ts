import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError, type Embedder, type NewTemplate } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContentStore } from '../files/index.ts';
import { makeTemplateStore, openStorage, type Storage } from './index.ts';

let home: string;
let storage: Storage;
let store: ReturnType<typeof makeTemplateStore>;
/** A letter count: enough to see that vectors are stored and ranked. */
const embedder: Embedder = { id: 'letters', dimensions: 384, embed: (texts) => Promise.resolve(texts.map((text) => Array.from({ length: 384 }, (_, index) => (index < 26 ? text.toLowerCase().split(String.fromCharCode(97 + index)).length - 1 + 0.01 : 0)))) };
const example = (id: string, title: string, prompts: string[], source = `contract ${id} {}`): NewTemplate => ({ id, title, description: '', kind: 'custom', standards: [], tags: [], prompts, risks: [], licence: 'MIT', source });

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'templates-'));
  storage = await openStorage({ home });
  store = makeTemplateStore({ storage, content: makeContentStore(path.join(home, 'content')), embedder });
});
afterAll(async () => {
  await storage.close();
  await rm(home, { recursive: true, force: true });
});

describe('template store', () => {
  it('adds, versions and reads back', async () => {
    const first = await store.add(example('lottery', 'Raffle', ['a raffle with tickets']));
    expect(first).toMatchObject({ id: 'lottery', version: 1, builtin: false });
    expect(await store.add(example('lottery', 'Raffle', ['a raffle with tickets']))).toEqual(first);
    const second = await store.add(example('lottery', 'Raffle', ['a raffle with tickets'], 'contract lottery { uint256 x; }'));
    expect(second.version).toBe(2);
    expect((await store.get('lottery'))?.source).toContain('uint256 x');
    expect((await store.get('lottery', 1))?.source).toBe('contract lottery {}');
    expect(await store.get('lottery', 9)).toBeNull();
    expect((await store.list()).map((template) => template.version)).toEqual([2]);
  });

  it('finds by words and by likeness, best first', async () => {
    await store.add(example('auction', 'English auction', ['sell an item to the highest bidder']));
    await store.add(example('timelock', 'Timelock', ['delay calls of an admin']));
    const hits = await store.search('highest bidder wins an auction');
    expect(hits[0]).toMatchObject({ id: 'auction', version: 1 });
    expect(hits[0]!.score).toBeGreaterThan(hits[1]!.score);
    expect(hits.every((hit) => hit.score > 0 && hit.score <= 1)).toBe(true);
  });

  it.each(['', '!!!', '   '])('finds nothing for %j', async (query) => { expect(await store.search(query)).toEqual([]); });

  it('survives operators and quotes in the query', async () => {
    expect(Array.isArray(await store.search(`bidder' & | ! <-> "x" \\ ; drop table templates`))).toBe(true);
  });

  it('keeps people from replacing a built-in template', async () => {
    await store.add({ ...example('erc20', 'Token', []), builtin: true });
    const code = await store.add(example('erc20', 'Mine', [])).then(() => 'none', (error: unknown) => AppError.from(error).code);
    expect(code).toBe('INPUT_INVALID');
  });

  it('gives racing adders of one id different versions', async () => {
    const versions = await Promise.all([1, 2, 3].map((number) => store.add(example('race', 'Race', [], `contract R${number} {}`)).then((added) => added.version)));
    expect(new Set(versions)).toEqual(new Set([1, 2, 3]));
  });
});
