import type { Fetch, PostSource } from '@hyperlens/protocol';
import { makeDiscordSource } from './discord.ts';
import { makeFeedSource } from './feed.ts';
import { makeGdeltSource } from './gdelt.ts';
import { makeRedditSource } from './reddit.ts';
import { makeXSource } from './x.ts';

/** What the configuration says about places where people write. */
export interface PostSettings {
  x: { bearerToken?: string | undefined; baseUrl: string };
  discord: { botToken?: string | undefined; channels: readonly string[]; baseUrl: string };
  reddit: { clientId?: string | undefined; clientSecret?: string | undefined; baseUrl: string; authorizeUrl: string };
  gdelt: { enabled: boolean; baseUrl: string };
}

/** `fetch` reaches the addresses an operator configured; `guarded` those that people name (feeds), and must refuse private ones. */
interface Reach { settings: PostSettings; fetch: Fetch; guarded: Fetch; /** For one request; default 15 s. */ timeoutMilliseconds?: number }

/** One file and one line adds a place. */
const places: readonly ((reach: Reach) => PostSource)[] = [
  ({ settings, ...reach }) => makeXSource({ ...reach, ...settings.x }),
  ({ settings, ...reach }) => makeDiscordSource({ ...reach, ...settings.discord }),
  ({ settings, ...reach }) => makeRedditSource({ ...reach, ...settings.reddit }),
  ({ settings, ...reach }) => makeGdeltSource({ ...reach, ...settings.gdelt }),
  ({ guarded, ...reach }) => makeFeedSource({ ...reach, fetch: guarded }),
];

/** All places where people write, configured or not: one without its key answers `not_configured`. */
export const makePostSources = (reach: Reach): PostSource[] => places.map((make) => make(reach));
