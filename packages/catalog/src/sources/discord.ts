import type { CollectedPost, Fetch, PostSource } from '@hyperlens/protocol';
import { z } from 'zod';
import { gather, moment, noPosts, plainText, type Gathered } from './gather.ts';
import { makeApiClient } from './http.ts';
import { readPages } from './pages.ts';
import { born, epoch, snowflake } from './snowflake.ts';

const message = z.object({
  id: z.string().regex(/^\d{1,20}$/), content: z.string(), timestamp: z.string(), type: z.number().optional(),
  author: z.object({ id: z.string(), username: z.string(), bot: z.boolean().optional() }), reactions: z.array(z.object({ count: z.number() })).optional(),
});

/**
 * Messages of Discord channels a bot may read, API v10 (https://discord.com/developers/docs/resources/message#get-channel-messages): newest
 * first, 100 a page, paged by `before`. The bot needs the message content intent, or messages come without text.
 */
export function makeDiscordSource({ fetch, botToken, channels = [], baseUrl = 'https://discord.com/api', maximumPages = 20, timeoutMilliseconds }: { fetch: Fetch; botToken?: string | undefined; channels?: readonly string[]; baseUrl?: string; maximumPages?: number; timeoutMilliseconds?: number }): PostSource {
  const client = makeApiClient({ id: 'discord', fetch, baseUrl, headers: botToken ? { authorization: `Bot ${botToken}` } : {}, ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
  return {
    id: 'discord', title: 'Discord', configured: () => Boolean(botToken),
    async collect(query) {
      if (!botToken) return noPosts('not_configured', 'no bot token is configured (HYPERLENS_SOURCES_DISCORD_BOT_TOKEN)');
      const own = query.project.discord && snowflake.test(query.project.discord) ? [query.project.discord] : [];
      const asked = [...new Set([...own, ...channels])].filter((id) => snowflake.test(id)).slice(0, 20);
      if (asked.length === 0) return noPosts('not_applicable', 'no channel id is configured (sources.discord.channels) or given as project.discord');
      return gather(query, async () => {
        const all: Gathered = { posts: [], complete: true, dropped: 0 };
        const failures: unknown[] = [];
        for (const channel of asked) {
          try {
            let silent = 0;
            const { items, complete, reason, failure } = await readPages<CollectedPost, string>(async (before) => {
              const answer = await client.json(`v10/channels/${channel}/messages`, z.array(z.unknown()), { signal: query.signal, query: { limit: 100, before: before ?? String((BigInt(Date.parse(query.until)) - BigInt(epoch)) << 22n) } });
              const read = answer.flatMap((one) => { const checked = message.safeParse(one); if (!checked.success) all.dropped!++; return checked.success ? [checked.data] : []; });
              silent += read.filter(({ content }) => content === '').length;
              const oldest = read.map(({ id }) => BigInt(id)).toSorted((a, b) => (a < b ? -1 : 1))[0];
              const more = answer.length === 100 && oldest !== undefined && (born(String(oldest)) ?? '') >= query.since;
              // Type 0 is a message and 19 a reply; the rest are notices of the platform.
              const items = read.filter(({ type }) => type === undefined || type === 0 || type === 19).map((one): CollectedPost => ({
                id: `discord:${one.id}`, source: 'discord', author: one.author.username, text: plainText(one.content), time: moment(one.timestamp), url: null, language: null,
                likes: one.reactions?.reduce((sum, { count }) => sum + count, 0) ?? 0, reposts: null, replies: null, followers: null, accountCreatedAt: snowflake.test(one.author.id) ? born(one.author.id) : null,
                place: own.includes(channel) ? 'project' : 'open',
              }));
              return { items, next: more ? String(oldest) : null };
            }, { maximumItems: query.limit, maximumPages, signal: query.signal });
            all.posts.push(...items);
            if (items.length > 0 && silent === items.length) { all.complete = false; all.reason = 'the bot may not read message texts (message content intent)'; }
            if (!complete) { all.complete = false; all.reason ??= reason; all.failure ??= failure; }
          } catch (error) {
            if (query.signal?.aborted) throw error;
            failures.push(error);
          }
        }
        if (failures.length === asked.length) throw failures[0];
        return failures.length === 0 ? all : { ...all, complete: false, reason: `${failures.length} of ${asked.length} channels could not be read`, failure: failures[0] };
      });
    },
  };
}
