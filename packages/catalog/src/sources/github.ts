import type { CodeAccount, CodeCommit, CodeHost, CodeRepository, Fetch, SourceAnswer } from '@hyperlens/protocol';
import { z } from 'zod';
import { answerOf } from './answer.ts';
import { makeApiClient } from './http.ts';
import { readPages, type Pages } from './pages.ts';

const moment = z.iso.datetime();
const account = z.object({ login: z.string(), type: z.string(), created_at: moment, name: z.string().nullish(), blog: z.string().nullish(), twitter_username: z.string().nullish(), public_repos: z.number(), followers: z.number() });
const repository = z.object({
  full_name: z.string(), created_at: moment, pushed_at: moment.nullish(), stargazers_count: z.number(), forks_count: z.number(), open_issues_count: z.number(), archived: z.boolean(), fork: z.boolean(),
  license: z.object({ spdx_id: z.string().nullish() }).nullish(), homepage: z.string().nullish(), source: z.object({ full_name: z.string() }).nullish(), parent: z.object({ full_name: z.string() }).nullish(),
});
const commit = z.object({ author: z.object({ login: z.string().optional() }).nullish(), commit: z.object({ author: z.object({ name: z.string().nullish(), date: moment }).nullish(), verification: z.object({ verified: z.boolean() }).nullish() }) });
const contributor = z.object({ login: z.string().optional(), contributions: z.number() });
const release = z.object({ published_at: moment.nullish(), draft: z.boolean().optional() });

const pageSize = 100;
const most = { commits: 500, contributors: 300, repositories: 100, releases: 30 } as const;
const slugPattern = /^[A-Za-z0-9][\w.-]*\/[\w-][\w.-]*$/;

export interface GithubOptions { fetch: Fetch; baseUrl?: string; /** Raises the limit from 60 to 5000 questions an hour. */ token?: string | undefined; timeoutMilliseconds?: number; attempts?: number }

/**
 * Public facts of accounts and repositories by the REST API of GitHub (https://docs.github.com/rest, version 2022-11-28). Works without a
 * token within its limits. Names and mail addresses in commits are used to tell unnamed authors apart and never leave this file.
 */
export function makeGithub({ fetch, baseUrl = 'https://api.github.com', token, timeoutMilliseconds, attempts }: GithubOptions): CodeHost {
  const client = makeApiClient({
    id: 'github', fetch, baseUrl, headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', 'user-agent': 'hyperlens', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }), ...(attempts === undefined ? {} : { attempts }),
  });
  const segment = encodeURIComponent;
  const place = (slug: string): string => (slugPattern.test(slug) ? slug.split('/').map(segment).join('/') : 'invalid/slug');

  /** Pages by number until one is not full. A repository without commits answers 409, which the caller sees as a failure with that status. */
  const list = <Item>(path: string, schema: z.ZodType<Item>, maximum: number, query: Record<string, string>, signal: AbortSignal | undefined): Promise<Pages<Item>> => readPages<Item, number>(async (cursor) => {
    const number = cursor ?? 1;
    const items = await client.json(path, z.array(schema), { query: { ...query, per_page: pageSize, page: number }, signal });
    return { items, next: items.length === pageSize ? number + 1 : null };
  }, { maximumItems: maximum, maximumPages: Math.ceil(maximum / pageSize) + 1, signal });
  const whole = async <Item, Value>(pages: Promise<Pages<Item>>, use: (items: Item[]) => Value): Promise<{ value: Value; partial?: string }> => {
    const { items, complete, reason } = await pages;
    return { value: use(items), ...(complete || reason === null ? {} : { partial: reason }) };
  };
  const found = async <Value>(what: string, value: Promise<Value | null>): Promise<SourceAnswer<Value>> => (await value) === null ? { value: null, status: 'not_applicable', reason: `GitHub has no public ${what}` } : { value: (await value) as Value };

  return {
    id: 'github', title: 'GitHub',
    account: (login, signal) => answerOf(signal, async () => found(`account ${login.slice(0, 60)}`, client.find(`users/${segment(login)}`, account, { signal }).then((one) => one && toAccount(one)))),
    repository: (slug, signal) => answerOf(signal, async () => found(`repository ${slug.slice(0, 120)}`, client.find(`repos/${place(slug)}`, repository, { signal }).then((one) => one && toRepository(one)))),
    repositories: (login, signal) => answerOf(signal, () => whole(list(`users/${segment(login)}/repos`, repository, most.repositories, { sort: 'pushed', type: 'owner' }, signal), (items) => items.map(toRepository))),
    commits: (slug, since, signal) => answerOf(signal, () => whole(list(`repos/${place(slug)}/commits`, commit, most.commits, { since }, signal), toCommits)),
    contributors: (slug, signal) => answerOf(signal, () => whole(list(`repos/${place(slug)}/contributors`, contributor, most.contributors, {}, signal), (items) => items.flatMap(({ login, contributions }) => (login === undefined ? [] : [{ login, commits: contributions }])))),
    releases: (slug, signal) => answerOf(signal, () => whole(list(`repos/${place(slug)}/releases`, release, most.releases, {}, signal), (items) => items.flatMap(({ published_at, draft }) => (published_at && !draft ? [published_at] : [])))),
  };
}

function toAccount(one: z.infer<typeof account>): CodeAccount {
  return { login: one.login, kind: one.type === 'Organization' ? 'organisation' : 'person', createdAt: one.created_at, name: one.name ?? null, site: one.blog || null, x: one.twitter_username ?? null, publicRepositories: one.public_repos, followers: one.followers };
}

function toRepository(one: z.infer<typeof repository>): CodeRepository {
  return {
    slug: one.full_name, createdAt: one.created_at, pushedAt: one.pushed_at ?? null, stars: one.stargazers_count, forks: one.forks_count, openIssues: one.open_issues_count, archived: one.archived,
    licence: one.license?.spdx_id && one.license.spdx_id !== 'NOASSERTION' ? one.license.spdx_id : null, homepage: one.homepage || null, forkOf: one.source?.full_name ?? one.parent?.full_name ?? (one.fork ? 'another repository' : null),
  };
}

function toCommits(items: readonly z.infer<typeof commit>[]): CodeCommit[] {
  const unnamed = new Map<string, string>();
  return items.flatMap(({ author, commit: { author: written, verification } }) => {
    if (!written) return [];
    const key = written.name ?? '';
    if (!unnamed.has(key)) unnamed.set(key, `unnamed author ${unnamed.size + 1}`);
    return [{ author: author?.login ?? unnamed.get(key) ?? 'unnamed author', time: written.date, signed: verification?.verified ?? false }];
  });
}
