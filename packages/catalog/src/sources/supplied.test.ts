import { AppError, post } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { moment, plainText } from './gather.ts';
import { makeClock } from './dates.ts';
import { readSuppliedPosts, textOf } from './index.ts';

const read = (text: string) => readSuppliedPosts({ name: 'posts.dat', text });

describe('posts from files', () => {
  it('reads an export of Telegram Desktop', () => {
    const messages = [
      { id: 1, type: 'service', action: 'create', date: '2024-06-10T10:00:00', text: '' },
      { id: 2, type: 'message', date: '2024-06-10T12:00:00', date_unixtime: '1718013600', from: 'Ann', text: ['see ', { type: 'bold', text: 'ACRN' }, ' now'], reactions: [{ type: 'emoji', emoji: 'x', count: 4 }] },
      { id: 3, type: 'message', date: '2024-06-10T12:00:00', text: 'no sender' }, { id: 'x' },
    ];
    const single = read(JSON.stringify({ name: 'Acorn', type: 'public_channel', id: 77, messages }));
    expect(single).toMatchObject({ format: 'telegram', rejected: 1 });
    expect(single.posts.map(({ id, author, text, time, likes }) => [id, author, text, time, likes])).toEqual([['telegram:77:2', 'Ann', 'see ACRN now', '2024-06-10T10:00:00.000Z', 4], ['telegram:77:3', 'Acorn', 'no sender', '2024-06-10T12:00:00.000Z', null]]);
    expect(read(JSON.stringify({ chats: { list: [{ name: 'A', id: 1, messages }, { name: 'B', id: 2, messages }] } })).posts).toHaveLength(4);
  });

  it.each([
    ['json', JSON.stringify([{ text: 'Up we go', user: 'ann', created_at: '2024-06-10T00:00:00Z', likes: '5', platform: 'X' }, { nothing: 1 }])],
    ['json', JSON.stringify({ posts: [{ content: 'Up we go', author: 'ann', date: 1_717_977_600, likes: 5, source: 'x' }, 7] })],
    ['jsonl', '{"body":"Up we go","username":"ann","timestamp":"1717977600000","score":5,"source":"x"}\nnot json\n'],
    ['csv', 'Text,Author,Created At,Likes,Source\n"Up we go",ann,2024-06-10 00:00,5,x\n,bob,2024-06-10,1,x\n'],
    ['csv', '\uFEFFtext;author;date;likes;source\nUp we go;ann;2024-06-10;5;x\n;b;;;\n'],
  ])('reads %s', (format, text) => {
    const { posts, rejected, format: seen } = read(text);
    expect([seen, rejected]).toEqual([format, 1]);
    expect(posts).toMatchObject([{ text: 'Up we go', author: 'ann', time: '2024-06-10T00:00:00.000Z', likes: 5, source: 'x' }]);
    expect(z.array(post).safeParse(posts).success).toBe(true);
  });

  it('reads plain text as paragraphs or lines, with the same ids every time', () => {
    expect(read('first line\nsecond line\n').posts.map(({ text }) => text)).toEqual(['first line', 'second line']);
    expect(read('one\nstill one\n\ntwo').posts.map(({ text }) => text)).toEqual(['one\nstill one', 'two']);
    expect(read('a\nb').posts).toEqual(read('a\nb').posts);
  });

  it.each(['', '{broken', '   \n ', '[]', '{"posts":[]}'])('refuses what holds no post: %j', (text) => {
    expect(() => read(text)).toThrow(AppError);
  });

  it.each([
    ['the X API', { data: [{ id: '1', text: 'great team', author_id: '7', created_at: '2026-11-20T10:00:00Z', public_metrics: { like_count: 4, retweet_count: 2 } }], meta: {} }, { author: '7', likes: 4, reposts: 2 }],
    ['a Discord exporter', { guild: { name: 'g' }, messages: [{ id: '5', timestamp: '2026-11-20T10:00:00+00:00', content: 'great team', author: { id: '1', name: 'ann' } }] }, { author: 'ann' }],
    ['a Reddit listing', { kind: 'Listing', data: { children: [{ kind: 't3', data: { id: 'a', title: 'great team', selftext: '', author: 'bo', created_utc: 1_795_168_800, score: 4 } }] } }, { author: 'bo', likes: 4 }],
    ['a news API', { status: 'ok', articles: [{ title: 'great team', publishedAt: '2026-11-20T10:00:00Z', source: { name: 'Daily' } }] }, { source: 'daily' }],
  ])('reads what %s answers', (_, document, expected) => {
    expect(read(JSON.stringify(document)).posts).toMatchObject([{ text: 'great team', time: '2026-11-20T10:00:00.000Z', ...expected }]);
  });

  it('puts a title before the text, and knows columns by their ending', () => {
    expect(read('Tweet Text|User Name\nup we go|ann\n').posts).toMatchObject([{ text: 'up we go', author: 'ann' }]);
    expect(read(JSON.stringify([{ title: 'Bad day', selftext: 'lost it all' }, { title: 'Same', body: 'Same words' }])).posts.map(({ text }) => text)).toEqual(['Bad day\nlost it all', 'Same words']);
  });

  it('takes a post with comments for a post', () => {
    expect(read(JSON.stringify({ id: 1, text: 'great team', comments: [{ text: 'same' }, { text: 'no' }] })).posts.map(({ text }) => text)).toEqual(['great team']);
  });

  it('keeps posts that share an id and say different things', () => {
    expect(read('id,text\n1,one\n1,two\n1,one\n').posts.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('parts lines, not paragraphs, where empty lines stand between pages of lines', () => {
    const page = Array.from({ length: 40 }, (_, index) => `post ${index}`).join('\n');
    expect(read(`${page}\n\n${page.replaceAll('post', 'more')}`).posts).toHaveLength(80);
  });

  it.each([['JSON cut off', '[{"text":"great team"},{"te', /begins like JSON/], ['a web page', '<!DOCTYPE html>\n<html><body>great team</body></html>', /web page/], ['a feed', '<?xml version="1.0"?><rss></rss>', /XML/], ['a PDF', '%PDF-1.7 x', /another kind/]])('refuses %s and says why', (_, text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });
  it('still reads text that begins with a bracket', () => {
    expect(read('[10:01] ann: great team\n[10:02] bo: same\n').posts).toHaveLength(2);
  });

  it('decodes UTF-8, and UTF-16 with its mark; nothing else', () => {
    const wide = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect([textOf(wide('é great')), textOf(new Uint8Array(wide('é great')).slice().map((_, index, all) => all[index ^ 1]!)), textOf(Buffer.from('é'))]).toEqual(['é great', 'é great', 'é']);
    expect([textOf(Buffer.from('caf\xe9', 'latin1')), textOf(Buffer.from('great', 'utf16le')), textOf(Buffer.from([0, 1, 2, 255]))]).toEqual([null, null, null]);
  });

  it('reads dates alike on every machine, and does not guess days', () => {
    const clock = makeClock(['03/04/2026', '25/12/2026 10:30']);
    expect([clock('03/04/2026'), clock('25/12/2026 10:30'), clock('25.12.2026, 10:30 pm')]).toEqual(['2026-04-03T00:00:00.000Z', '2026-12-25T10:30:00.000Z', '2026-12-25T22:30:00.000Z']);
    expect([makeClock(['03/04/2026'])('03/04/2026'), makeClock(['12/25/2026'])('03/04/2026'), makeClock([])('03.04.2026'), makeClock([])('04/04/2026')]).toEqual([null, '2026-03-04T00:00:00.000Z', '2026-04-03T00:00:00.000Z', '2026-04-04T00:00:00.000Z']);
    const plain = makeClock([]);
    expect(['Mon Jun 10 12:00:00 +0000 2024', 'June 10, 2024 12:00 PM', '2024/06/10 12:00', '2024-06-10 12:00:00+00:00', '2024-06-10T14:00:00+02:00', '2024-06-10 12:00:00 UTC', '1718020800', 'Mon, 10 Jun 2024 12:00:00 GMT'].map(plain)).toEqual(Array.from({ length: 8 }, () => '2024-06-10T12:00:00.000Z'));
    expect([plain('2024/06/10'), plain('soon'), plain('31/31/2024'), plain(null)]).toEqual(['2024-06-10T00:00:00.000Z', null, null, null]);
  });

  it('is bounded', () => {
    const many = read(Array.from({ length: 20_010 }, (_, index) => `post ${index}`).join('\n'));
    expect([many.posts.length, many.left]).toEqual([20_000, 10]);
  });
});

describe('what posts are made of', () => {
  it('makes text of markup, and moments of what sources write', () => {
    expect(plainText('<p>a &amp; b<br>c</p><script>steal()</script>', { html: true })).toBe('a & b\nc');
    expect(plainText('1 < 2 &amp; 3\u0000\u200e', {})).toBe('1 < 2 & 3\u200e');
    expect([moment('Mon, 10 Jun 2024 00:00:00 GMT'), moment(1_717_977_600), moment('1717977600'), moment('2024-06-10 00:00:00'), moment('soon'), moment('1950-01-01'), moment(null)]).toEqual([...Array.from({ length: 4 }, () => '2024-06-10T00:00:00.000Z'), null, null, null]);
  });
});
