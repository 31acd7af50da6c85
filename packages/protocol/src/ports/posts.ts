import type { SourceStatus } from '../shapes/evidence.ts';
import type { Post, ProjectProfile, Subject } from '../shapes/research.ts';

/** What is looked for: posts about the subject, written from `since` (included) to `until` (not included), ISO 8601. */
export interface PostQuery { subject: Subject; project: ProjectProfile; since: string; until: string; /** At most so many posts. */ limit: number; signal?: AbortSignal }

/**
 * A post and where it was found. `project`: in a place of the project itself (its channel, subreddit, feed), so it is about the project
 * without naming it. `open`: anywhere else; whether it is about the subject is still to be decided.
 */
export interface CollectedPost extends Post { place: 'project' | 'open' }

/** How far back the posts reach. `complete` is false when the source ended early, and `reason` of the answer says why. */
export interface PostCoverage { from: string | null; to: string | null; complete: boolean }

/** `status` other than `ok` comes with `reason`. Posts that were got before a failure are there, with status `limited`. */
export interface PostAnswer { posts: CollectedPost[]; coverage: PostCoverage; status: SourceStatus; reason?: string }

/** A place where people write. What it does wrong is in the answer; it throws only the reason of the caller's signal. */
export interface PostSource {
  readonly id: string;
  readonly title: string;
  /** Whether it has the key it needs. Without, `collect` answers `not_configured`. */
  configured(): boolean;
  collect(query: PostQuery): Promise<PostAnswer>;
}
