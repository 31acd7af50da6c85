import type { Application } from '../application.ts';
import type { Config } from '../settings.ts';
import type { Feeds } from './feeds.ts';

/** What every route file gets. */
export interface GatewayContext {
  readonly application: Application;
  readonly config: Config;
  readonly feeds: Feeds;
  /** ISO 8601, when this gateway was made. */
  readonly startedAt: string;
}
