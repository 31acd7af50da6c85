import type { Fetch } from '@hyperlens/protocol';
import { z } from 'zod';
import { makeApiClient, type ApiClient } from './http.ts';

const token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(3600) });
const agent = 'server:hyperlens:0.1 (research)';

/** An application's own access to Reddit. */
export interface RedditCredentials { fetch: Fetch; clientId?: string | undefined; clientSecret?: string | undefined; baseUrl?: string; authorizeUrl?: string; now?: () => number; timeoutMilliseconds?: number }

/**
 * Opens the OAuth API of Reddit with an application's credentials (https://github.com/reddit-archive/reddit/wiki/OAuth2#application-only-oauth)
 * and keeps the session until a minute before it ends. Throws SOURCE_UNAVAILABLE, or the reason of the signal.
 */
export function makeRedditSession({ fetch, clientId, clientSecret, baseUrl = 'https://oauth.reddit.com', authorizeUrl = 'https://www.reddit.com/api/v1/access_token', now = Date.now, timeoutMilliseconds }: RedditCredentials): (signal?: AbortSignal) => Promise<ApiClient> {
  const bounds = timeoutMilliseconds ? { timeoutMilliseconds } : {};
  let session: { client: ApiClient; until: number } | undefined;
  return async (signal) => {
    if (session && session.until > now()) return session.client;
    session = undefined;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const answer = await makeApiClient({ id: 'reddit', fetch, baseUrl: authorizeUrl, headers: { authorization, 'user-agent': agent }, secrets: [clientSecret ?? ''], ...bounds })
      .json('', token, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }), signal });
    const client = makeApiClient({ id: 'reddit', fetch, baseUrl, headers: { authorization: `Bearer ${answer.access_token}`, 'user-agent': agent }, ...bounds });
    session = { client, until: now() + Math.max(0, answer.expires_in - 60) * 1000 };
    return client;
  };
}
