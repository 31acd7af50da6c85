import { z } from 'zod';

const key = (text: string) => z.string().min(1).optional().describe(`${text}; only from the environment.`);
const base = (address: string) => z.url({ protocol: /^https?$/ }).default(address).describe('Address of the API; change it for a proxy.');
const enabled = z.boolean().default(true).describe('Whether it is asked at all.');

/**
 * Where research asks outside the chain. Without a key a source that needs one is listed as not configured, and what it would have told is
 * unknown. Each is one file in catalog/sources.
 */
export const sourceSettings = z.object({
  sourcify: z.object({ enabled, baseUrl: base('https://sourcify.dev/server') }).strict().prefault({}),
  moralis: z.object({ apiKey: key('Key of Moralis'), baseUrl: base('https://deep-index.moralis.io/api/v2.2') }).strict().prefault({}),
  alchemy: z.object({ apiKey: key('Key of Alchemy'), baseUrl: z.url({ protocol: /^https?$/ }).optional().describe('Address of the API; default: the one of the network.') }).strict().prefault({}),
  coingecko: z.object({ enabled, apiKey: key('Key of CoinGecko'), plan: z.enum(['public', 'demo', 'pro']).default('public').describe('Plan of the key.'), baseUrl: z.url({ protocol: /^https?$/ }).optional().describe('Address of the API; default: the one of the plan.') }).strict().prefault({}),
  coinmarketcap: z.object({ apiKey: key('Key of CoinMarketCap'), baseUrl: base('https://pro-api.coinmarketcap.com') }).strict().prefault({}),
  x: z.object({ bearerToken: key('Bearer token of the X API'), baseUrl: base('https://api.x.com') }).strict().prefault({}),
  discord: z.object({ botToken: key('Token of a Discord bot'), channels: z.array(z.string()).default([]).describe('Channel ids the bot reads.'), baseUrl: base('https://discord.com/api') }).strict().prefault({}),
  reddit: z.object({ clientId: z.string().min(1).optional().describe('Client id of a Reddit application.'), clientSecret: key('Secret of that application'), baseUrl: base('https://oauth.reddit.com'), authorizeUrl: base('https://www.reddit.com/api/v1/access_token') }).strict().prefault({}),
  gdelt: z.object({ enabled, baseUrl: base('https://api.gdeltproject.org/api/v2/doc/doc') }).strict().prefault({}),
  github: z.object({ enabled, token: key('Token of GitHub'), baseUrl: base('https://api.github.com') }).strict().prefault({}),
  rdap: z.object({ enabled, baseUrl: base('https://rdap.org') }).strict().prefault({}),
}).strict();
export type SourceSettings = z.infer<typeof sourceSettings>;

/** Their keys that may only come from the environment. */
export const sourceSecrets: readonly string[] = [
  'sources.moralis.apiKey', 'sources.alchemy.apiKey', 'sources.coingecko.apiKey', 'sources.coinmarketcap.apiKey', 'sources.x.bearerToken', 'sources.discord.botToken', 'sources.reddit.clientSecret', 'sources.github.token',
];
