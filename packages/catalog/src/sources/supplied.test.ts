import { AppError, post } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { moment, plainText } from './gather.ts';
import { readSuppliedPosts } from './index.ts';

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
