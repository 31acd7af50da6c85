import { oneLine, type AccountPlace, type AccountReader, type Fetch, type SocialAccount, type SourceAnswer } from '@hyperlens/protocol';
import { z } from 'zod';
import { answerOf } from './answer.ts';
import { moment } from './gather.ts';
import { makeApiClient } from './http.ts';
import { makeRedditSession, type RedditCredentials } from './reddit-session.ts';
import { born, snowflake } from './snowflake.ts';

interface PlaceOptions { fetch: Fetch; baseUrl?: string; timeoutMilliseconds?: number }

const count = z.number().nullish();
const user = z.object({ data: z.object({ username: z.string(), created_at: z.string().nullish(), public_metrics: z.object({ followers_count: count }).nullish(), url: z.string().nullish(), entities: z.object({ url: z.object({ urls: z.array(z.object({ expanded_url: z.string().nullish() })).nullish() }).nullish() }).nullish() }).nullish() });
const invite = z.object({ guild: z.object({ id: z.string(), name: z.string() }).nullish(), approximate_member_count: count });
const forum = z.object({ data: z.object({ display_name: z.string(), created_utc: z.number().nullish(), subscribers: count }) });

const link = (text: string | null | undefined): string | null => (text && /^https?:\/\//i.test(text) ? oneLine(text) : null);
const nobody = (what: string): SourceAnswer<SocialAccount> => ({ value: null, status: 'failed', reason: `${what} has no account of this name that can be seen` });
const unreadable = (what: string): SourceAnswer<SocialAccount> => ({ value: null, status: 'not_applicable', reason: `what was stated is no ${what}` });
const keyless = (setting: string): SourceAnswer<SocialAccount> => ({ value: null, status: 'not_configured', reason: `no access is configured (${setting})` });

/** Reads the last part of a link or a bare handle. */
const handleOf = (stated: string): string => stated.trim().replace(/[?#].*$/, '').replace(/\/+$/, '').replace(/^.*\//, '').replace(/^@/, '');

/** An account of X, by its name (https://docs.x.com/x-api/users/user-lookup-by-username). */
export function makeXAccounts({ fetch, bearerToken, baseUrl = 'https://api.x.com', timeoutMilliseconds }: PlaceOptions & { bearerToken?: string | undefined }): AccountReader {
  const client = makeApiClient({ id: 'x', fetch, baseUrl, headers: bearerToken ? { authorization: `Bearer ${bearerToken}` } : {}, ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
  return reader('x', 'Account on X', async (stated, signal) => {
    if (!bearerToken) return keyless('HYPERLENS_SOURCES_X_BEARER_TOKEN');
    const handle = handleOf(stated);
    if (!/^\w{1,15}$/.test(handle)) return unreadable('handle of X');
    const found = (await client.find(`2/users/by/username/${handle}`, user, { signal, query: { 'user.fields': 'created_at,public_metrics,url,entities' } }))?.data;
    // A name nobody has is told as errors beside no data, with HTTP 200.
    if (!found) return nobody('X');
    return { value: { name: oneLine(found.username), createdAt: moment(found.created_at), followers: found.public_metrics?.followers_count ?? null, site: link(found.entities?.url?.urls?.[0]?.expanded_url ?? found.url) } };
  });
}

/** The Discord server an invitation leads to (https://discord.com/developers/docs/resources/invite#get-invite); its id tells its age. Needs no key. */
export function makeDiscordAccounts({ fetch, baseUrl = 'https://discord.com/api', timeoutMilliseconds }: PlaceOptions): AccountReader {
  const client = makeApiClient({ id: 'discord', fetch, baseUrl, ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
  return reader('discord', 'Server on Discord', async (stated, signal) => {
    const code = handleOf(stated);
    // A channel id is for reading messages with a bot and leads to no invitation.
    if (!/^[\w-]{2,32}$/.test(code) || snowflake.test(code)) return unreadable('invitation to Discord');
    const found = await client.find(`v10/invites/${code}`, invite, { signal, query: { with_counts: true } });
    if (!found?.guild || !snowflake.test(found.guild.id)) return nobody('Discord');
    return { value: { name: oneLine(found.guild.name), createdAt: born(found.guild.id), followers: found.approximate_member_count ?? null, site: null } };
  });
}

/** A forum of Reddit (https://www.reddit.com/dev/api#GET_r_{subreddit}_about). */
export function makeRedditAccounts(credentials: RedditCredentials): AccountReader {
  const connect = makeRedditSession(credentials);
  return reader('reddit', 'Forum on Reddit', async (stated, signal) => {
    if (!credentials.clientId || !credentials.clientSecret) return keyless('HYPERLENS_SOURCES_REDDIT_CLIENT_SECRET');
    const name = handleOf(stated);
    if (!/^\w{2,30}$/.test(name)) return unreadable('subreddit');
    const found = (await (await connect(signal)).find(`r/${name}/about`, forum, { signal, query: { raw_json: 1 } }))?.data;
    return found ? { value: { name: oneLine(found.display_name), createdAt: moment(found.created_utc), followers: found.subscribers ?? null, site: null } } : nobody('Reddit');
  });
}

function reader(place: AccountPlace, title: string, read: AccountReader['read']): AccountReader {
  return { id: place, title, place, read: (stated, signal) => answerOf(signal, () => read(stated, signal)) };
}
