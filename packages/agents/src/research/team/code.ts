import type { CodeCommit, CodeRepository, SourceAnswer } from '@hyperlens/protocol';
import { daysBefore, daysBetween, reasonOf, reportSource, type CodeFacts, type TeamInput } from './input.ts';

/** Days of commits that are looked at. */
export const windowDays = 90;

/**
 * The smallest number of authors who together wrote at least half of the commits: how many people the work could lose before half of those
 * who do it are gone. Null without commits.
 */
export function busFactor(commits: readonly Pick<CodeCommit, 'author'>[]): number | null {
  if (commits.length === 0) return null;
  const counts = [...Map.groupBy(commits, ({ author }) => author).values()].map((list) => list.length).toSorted((a, b) => b - a);
  let sum = 0;
  return counts.findIndex((count) => (sum += count) * 2 >= commits.length) + 1;
}

const facts = ['github.account', 'github.repository', 'github.commits90Days', 'github.lastCommitDays', 'github.authors90Days', 'github.busFactor', 'github.signedShare', 'github.forkOf', 'github.accountAgeDays', 'github.releases', 'github.stars'] as const;

/** What the code host shows of the project: how old, how alive, by how many, and whether the code is its own. */
export async function examineCode({ task, ledger, sources: { code }, context }: TeamInput): Promise<CodeFacts> {
  const nothing: CodeFacts = { account: null, repositories: [], contributors: null };
  const given = task.project.github;
  const origin = (title: string, method: string, unit?: string) => ({ title, source: 'github', method, ...(unit ? { unit } : {}) });
  if (!given) {
    const id = ledger.unknown('github', 'no GitHub owner or repository was given', { title: 'Code on GitHub', source: 'supplied', method: 'project.github' });
    for (const name of facts) ledger.fact(name, id);
    ledger.source({ id: code.id, title: code.title, status: 'not_applicable', reason: 'no GitHub owner or repository was given' });
    return nothing;
  }
  const [owner = given, name] = given.split('/');
  context.progress?.(`asking ${code.title} about ${given}`);
  const { signal } = context;
  const [account, chosen] = await Promise.all([code.account(owner, signal), name ? code.repository(given, signal).then((answer) => wrapped(answer)) : code.repositories(owner, signal)]);
  const repository = main(chosen.value ?? []);
  const since = daysBefore(task.observedAt, windowDays);
  const [commits, contributors, releases] = repository
    ? await Promise.all([code.commits(repository.slug, since, signal), code.contributors(repository.slug, signal), code.releases(repository.slug, signal)])
    : [missing<CodeCommit[]>(chosen), missing<{ login: string; commits: number }[]>(chosen), missing<string[]>(chosen)];
  reportSource(ledger, code, [account, chosen, ...(repository ? [commits, contributors, releases] : [])]);

  const say = <Value>(what: string, fact: (typeof facts)[number], answer: SourceAnswer<Value>, value: (given: Value) => string | number | boolean | null, about: ReturnType<typeof origin>): void => {
    const partial = 'partial' in answer && answer.partial ? ` (${answer.partial})` : '';
    ledger.fact(fact, answer.value === null ? ledger.unknown(what, reasonOf(answer), about) : ledger.known(what, value(answer.value), { ...about, method: `${about.method}${partial}`, ...(partial ? { confidence: 'medium' as const } : {}) }));
  };
  say('github.account', 'github.account', account, (one) => one.kind, origin('Kind of the account', `GET /users/${owner}`));
  say('github.account.age', 'github.accountAgeDays', account, (one) => daysBetween(one.createdAt, task.observedAt), origin('Age of the account', `GET /users/${owner}: created_at`, 'days'));
  const shown: SourceAnswer<CodeRepository> = repository ? { value: repository } : missing(chosen);
  say('github.repository', 'github.repository', shown, (one) => one.slug, origin('Repository looked at', name ? 'as given' : 'the own repository of the account that was pushed to last'));
  say('github.fork', 'github.forkOf', shown, (one) => one.forkOf, origin('Forked from', 'source of the repository'));
  say('github.stars', 'github.stars', shown, (one) => one.stars, origin('Stars', 'stargazers_count'));
  const path = repository?.slug ?? given;
  say('github.commits', 'github.commits90Days', commits, (list) => list.length, origin(`Commits in ${windowDays} days`, `GET /repos/${path}/commits since ${since}`));
  say('github.commits.last', 'github.lastCommitDays', shown, (one) => (commits.value?.[0] ? daysBetween(commits.value[0].time, task.observedAt) : one.pushedAt === null ? null : daysBetween(one.pushedAt, task.observedAt)), origin('Days since the last commit or push', 'newest commit, else pushed_at', 'days'));
  say('github.commits.authors', 'github.authors90Days', commits, (list) => new Set(list.map(({ author }) => author)).size, origin(`Authors in ${windowDays} days`, 'distinct authors of those commits'));
  say('github.commits.busFactor', 'github.busFactor', commits, busFactor, origin('Bus factor', `fewest authors of half of the commits in ${windowDays} days`));
  say('github.commits.signed', 'github.signedShare', commits, (list) => (list.length === 0 ? null : Math.round((list.filter(({ signed }) => signed).length / list.length) * 1000) / 1000), origin('Share of commits with a checked signature', 'commit.verification.verified', 'share'));
  say('github.releases', 'github.releases', releases, (list) => list.length, origin('Releases', `GET /repos/${path}/releases`));
  return { account: account.value, repositories: chosen.value ?? [], contributors: contributors.value?.map(({ login }) => login) ?? null };
}

const wrapped = (answer: SourceAnswer<CodeRepository>): SourceAnswer<CodeRepository[]> => (answer.value === null ? answer : { ...answer, value: [answer.value] });
const missing = <Value>(answer: SourceAnswer<unknown>): SourceAnswer<Value> => (answer.value === null ? answer as SourceAnswer<Value> : { value: null, status: 'not_applicable', reason: 'the account has no public repository of its own' });
/** The repository to look at: an own one before a fork, the one pushed to last, then the one with more stars. */
const main = (list: readonly CodeRepository[]): CodeRepository | undefined => list.toSorted((a, b) => Number(a.forkOf !== null) - Number(b.forkOf !== null) || (b.pushedAt ?? '').localeCompare(a.pushedAt ?? '') || b.stars - a.stars || (a.slug < b.slug ? -1 : 1))[0];
