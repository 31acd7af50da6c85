import type { Post } from '@hyperlens/protocol';
import { z } from 'zod';
import { moment, plainText } from './gather.ts';

const part = z.union([z.string(), z.object({ text: z.string() })]);
const message = z.object({
  id: z.number(), type: z.string(), date: z.string().optional(), date_unixtime: z.string().optional(), from: z.string().nullish(), text: z.union([z.string(), z.array(part)]).default(''),
  reactions: z.array(z.object({ count: z.number() })).optional(),
});
const chat = z.object({ name: z.string().nullish(), type: z.string().optional(), id: z.number(), messages: z.array(z.unknown()) });
const account = z.object({ chats: z.object({ list: z.array(z.unknown()) }) });

/** Whether a JSON document looks like an export of Telegram Desktop. */
export const isTelegramExport = (document: unknown): boolean => chat.safeParse(document).success || account.safeParse(document).success;

/**
 * Messages of a `result.json` that Telegram Desktop exports (https://telegram.org/blog/export-and-more), of one chat or of the whole account.
 * `date` has no time zone; `date_unixtime`, which newer versions write, is used where it is there. Service messages are left out. What cannot
 * be read is counted in `rejected`.
 */
export function readTelegramExport(document: unknown): { posts: Post[]; rejected: number } {
  const single = chat.safeParse(document);
  const whole = single.success ? null : account.safeParse(document);
  const chats = single.success ? [single.data] : whole?.success ? whole.data.chats.list.flatMap((one) => { const checked = chat.safeParse(one); return checked.success ? [checked.data] : []; }) : [];
  const posts: Post[] = [];
  let rejected = 0;
  for (const { id: chatId, name, messages } of chats) for (const one of messages) {
    const checked = message.safeParse(one);
    if (!checked.success) { rejected++; continue; }
    const { id, type, date, date_unixtime: unix, from, text: written, reactions } = checked.data;
    const text = plainText(typeof written === 'string' ? written : written.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''));
    if (type !== 'message' || text === '') continue;
    posts.push({
      id: `telegram:${chatId}:${id}`, source: 'telegram', author: plainText(from ?? name ?? '', { limit: 200 }) || null, text, time: moment(unix ? Number(unix) : date ? `${date}Z` : null), url: null, language: null,
      likes: reactions?.reduce((sum, { count }) => sum + count, 0) ?? null, reposts: null, replies: null, followers: null, accountCreatedAt: null,
    });
  }
  return { posts, rejected };
}
