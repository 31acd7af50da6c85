import { post as postShape, type CollectedPost, type PostAnswer, type PostQuery, type PostSource, type ResearchTask, type SourceReport, type WorkContext } from '@hyperlens/protocol';
import { compare, toItem, type Item } from './items.ts';

/** How far back it looks, and how much it reads of each source. */
export const windowDays = 30;
export const mostPerSource = 2_000;

/** Everything that could be collected, and how each source did. `since` and `until` are the window that was asked for. */
export interface Collection { items: Item[]; reports: SourceReport[]; since: string; until: string; /** Sources whose answer covers the whole window. */ whole: string[]; rejected: number }

/** Asks all sources at once, each bounded in time, and adds what a person handed in. A source that throws or hangs is a report, not an error. */
export async function collect(task: ResearchTask, sources: readonly PostSource[], { context, timeoutMilliseconds }: { context: WorkContext; timeoutMilliseconds: number }): Promise<Collection> {
  const until = task.observedAt;
  const since = new Date(Date.parse(until) - windowDays * 86_400_000).toISOString();
  const named = task.subject.name !== null || task.subject.symbol !== null || task.subject.address !== null || task.project.name !== undefined || task.project.feeds.length > 0;
  const reports: SourceReport[] = [];
  const items: Item[] = [];
  const whole: string[] = [];
  let rejected = 0;
  const take = (post: unknown, place: Item['place']) => {
    const checked = postShape.safeParse(post);
    if (checked.success && checked.data.text.trim() !== '' && (checked.data.time === null || checked.data.time <= until)) items.push(toItem(checked.data, place)); else rejected++;
  };

  const { posts } = task.project;
  reports.push({ id: 'supplied', title: 'Posts handed in', ...(posts.length > 0 ? { status: 'ok' as const } : { status: 'not_applicable' as const, reason: 'no posts were handed in (project.posts)' }) });
  for (const post of posts) take(post, 'supplied');

  const answers = await Promise.all(sources.map(async (source) => {
    if (!named) return { source, answer: none('not_applicable', 'the subject has no name, symbol or address to look for') };
    const answer = await ask(source, { subject: task.subject, project: task.project, since, until, limit: mostPerSource }, timeoutMilliseconds, context.signal);
    context.progress?.(`${source.title}: ${answer.status === 'ok' || answer.posts.length > 0 ? `${answer.posts.length} posts` : answer.status}`);
    return { source, answer };
  }));
  for (const { source, answer } of answers) {
    if (answer.coverage.complete && answer.status === 'ok') whole.push(source.id);
    for (const post of answer.posts.slice(0, mostPerSource)) take(post, (post as CollectedPost | null)?.place === 'project' ? 'project' : 'open');
    reports.push({ id: source.id, title: source.title, status: answer.status, ...(answer.reason === undefined ? {} : { reason: answer.reason.slice(0, 300) }) });
  }
  // The same post may come from two questions to one source.
  const unique = [...new Map(items.map((item) => [`${item.post.source}\u0000${item.post.id}`, item])).values()];
  return { items: unique, reports: reports.toSorted((a, b) => compare(a.id, b.id)), since, until, whole, rejected };
}

const none = (status: PostAnswer['status'], reason: string): PostAnswer => ({ posts: [] as CollectedPost[], coverage: { from: null, to: null, complete: false }, status, reason });

async function ask(source: PostSource, query: PostQuery, timeoutMilliseconds: number, signal: AbortSignal | undefined): Promise<PostAnswer> {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  // A source that does not listen to its signal is left behind.
  const ended = Promise.withResolvers<never>();
  const end = () => { ended.reject(either.reason as Error); };
  either.addEventListener('abort', end, { once: true });
  try {
    signal?.throwIfAborted();
    const answer = await Promise.race([source.collect({ ...query, signal: either }), ended.promise]);
    return Array.isArray(answer?.posts) && answer.coverage !== undefined ? answer : none('failed', 'it gave no answer that can be used');
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (timeout.aborted) return none('unreachable', `no answer within ${timeoutMilliseconds / 1000} s`);
    return none('failed', `it failed unexpectedly (${error instanceof Error ? error.name : 'error'})`);
  } finally {
    either.removeEventListener('abort', end);
  }
}
