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
interface Reach { settings: PostSettings; fetch: Fetch; guarded: Fetch }

/** One file and one line adds a place. */
const places: readonly ((reach: Reach) => PostSource)[] = [
  ({ settings, fetch }) => makeXSource({ fetch, ...settings.x }),
  ({ settings, fetch }) => makeDiscordSource({ fetch, ...settings.discord }),
  ({ settings, fetch }) => makeRedditSource({ fetch, ...settings.reddit }),
  ({ settings, fetch }) => makeGdeltSource({ fetch, ...settings.gdelt }),
  ({ guarded }) => makeFeedSource({ fetch: guarded }),
];

/** All places where people write, configured or not: one without its key answers `not_configured`. */
export const makePostSources = (reach: Reach): PostSource[] => places.map((make) => make(reach));
