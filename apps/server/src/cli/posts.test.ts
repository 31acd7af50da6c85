import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPosts } from './posts.ts';
import { requestFrom } from './research.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'posts-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const file = (name: string, content: string | Buffer): string => { writeFileSync(path.join(folder, name), content); return path.join(folder, name); };

describe('posts from files', () => {
  it('come together in one request, told by file', async () => {
    const table = file('posts.csv', 'id,author,text,date\n1,ann,"Love it, really",2026-01-01T10:00:00Z\n2,ben,,2026-01-02\n3,eve,rug pull,2026-01-03T10:00:00Z\n');
    const lines = file('posts.jsonl', '{"id":"9","text":"to the moon","author":"mia"}\nnot json\n');
    const profile = file('project.json', JSON.stringify({ name: 'Acorn', posts: [{ id: 'own', source: 'x', author: null, text: 'Known before', time: null, url: null }] }));
    const told: string[] = [];
    const { request } = await requestFrom('ACRN', { project: profile, posts: [table, lines] }, (text) => told.push(text));
    expect(request.project?.posts?.map((post) => [post.id, post.text])).toEqual([['own', 'Known before'], ['supplied:1', 'Love it, really'], ['supplied:3', 'rug pull'], ['supplied:9', 'to the moon']]);
    expect(told).toEqual([`${table}: 2 posts (csv); 1 could not be read`, `${lines}: 1 post (jsonl); 1 could not be read`]);
  });

  it('are taken once, and never more than a request may bring', async () => {
    const many = file('many.csv', `id,text\n${Array.from({ length: 15_000 }, (_, index) => `${index},post number ${index}`).join('\n')}\n`);
    const more = file('more.csv', `id,text\n${Array.from({ length: 15_000 }, (_, index) => `${index + 10_000},post number ${index + 10_000}`).join('\n')}\n`);
    const told: string[] = [];
    expect(await readPosts([many, more], [{}], (text) => told.push(text))).toHaveLength(20_000);
    expect(told[1]).toContain('4999 posts (csv); 10001 are left out');
  });

  it('do not come with a profile that is not one', async () => {
    for (const content of ['null', '[]', '7']) await expect(requestFrom('ACRN', { project: file('odd.json', content) })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('that are not there or not posts say so', async () => {
    const refused = (name: string, reason: string) => expect(readPosts([name], [], () => undefined)).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining(reason) });
    await refused(path.join(folder, 'none.csv'), 'does not exist');
    await refused(folder, 'not a file');
    await refused(file('bytes.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8])), 'not UTF-8');
    await refused(file('empty.txt', '\n \n'), 'no post');
  });
});

describe('sources with folders to include', () => {
  it('travel whole, and findings are placed where they lie', async () => {
    const at = (name: string, content: string): string => { mkdirSync(path.dirname(path.join(folder, name)), { recursive: true }); return file(name, content); };
    const own = at('mine/A.sol', 'import "ext/x/Y.sol";');
    at('vendored/ext/x/Y.sol', '');
    const { request, place } = await requestFrom(own, { include: [path.join(folder, 'vendored')] });
    expect(Object.keys(request.sources ?? {})).toEqual(['A.sol', 'ext/x/Y.sol']);
    expect(request.ownFiles).toEqual(['A.sol']);
    expect([place('A.sol'), place('ext/x/Y.sol')]).toEqual([own, path.join(folder, 'vendored/ext/x/Y.sol')]);
    await expect(requestFrom(own, { include: [path.join(folder, 'nowhere')] })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(requestFrom(own, {})).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    const here = process.cwd();
    process.chdir(folder);
    try {
      mkdirSync('Acorn');
      expect((await requestFrom('Acorn', {})).request.sources).toBeUndefined();
      at('Acorn/A.sol', 'contract A {}');
      expect((await requestFrom('Acorn', {})).request.ownFiles).toEqual(['A.sol']);
    } finally {
      process.chdir(here);
    }
  });
});
