import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { parse as parseToml } from 'smol-toml';
import { AppError, projectProfile, type ProjectProfile } from '@hyperlens/protocol';
import { repeated } from './repeated.ts';

/** What a person can say about a project on the command line. */
export interface ProfileOptions { project?: string; site?: string; github?: string; x?: string; feed?: string[]; reddit?: string; telegram?: string; discord?: string; coingeckoId?: string; treasury?: string[]; vesting?: string[]; posts?: string[] }

/** The options, shared by the verbs of research. */
export const profileOptions = (): Option[] => [
  new Option('--project <file>', 'what is known about the project, as JSON or TOML (docs/research.md)'),
  new Option('--site <url>', 'web site of the project'),
  new Option('--github <name>', 'GitHub owner, or owner/repository'),
  new Option('--x <handle>', 'account on X'),
  new Option('--reddit <name>', 'subreddit'),
  new Option('--telegram <name>', 'Telegram channel'),
  new Option('--discord <name>', 'Discord server'),
  new Option('--feed <url...>', 'RSS or Atom feeds to read'),
  new Option('--coingecko-id <id>', 'id of the coin at CoinGecko'),
  new Option('--treasury <address...>', 'wallets of the project, which do not circulate'),
  new Option('--vesting <address...>', 'contracts that vest or lock'),
  repeated(new Option('--posts <file>', 'posts to read: CSV, JSON, JSON Lines, text or an export of Telegram; may be repeated')),
];

/** The table of unlocks as people write it: a day stands for its beginning in UTC, an amount may be a number, dates of TOML are dates. */
function asWritten(profile: unknown): unknown {
  const unlocks = typeof profile === 'object' && profile !== null && 'unlocks' in profile ? profile.unlocks : null;
  if (!Array.isArray(unlocks)) return profile;
  return {
    ...(profile as object),
    unlocks: unlocks.map((row: unknown) => {
      if (typeof row !== 'object' || row === null) return row;
      const { time, amount } = row as { time?: unknown; amount?: unknown };
      // A date of TOML without a time says itself as a day.
      const said = time instanceof Date && !Number.isNaN(time.getTime()) ? time.toISOString() : time;
      const text = typeof said === 'string' && /^\d{4}-\d\d-\d\d$/.test(said) ? `${said}T00:00:00Z` : said;
      // Beyond this a number has lost digits on its way through JSON.
      const exact = typeof amount === 'number' && amount >= 0 && amount <= Number.MAX_SAFE_INTEGER && /^\d+(\.\d+)?$/.test(String(amount));
      return { ...row, ...(time === undefined ? {} : { time: text }), ...(amount === undefined ? {} : { amount: exact ? String(amount) : amount }) };
    }),
  };
}

async function readProfile(file: string): Promise<unknown> {
  try {
    const text = await readFile(file, 'utf8');
    return asWritten(/\.toml$/i.test(file) ? parseToml(text) : JSON.parse(text));
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { path: file, reason: (error as Error).message.split('\n')[0] ?? 'unreadable' }, error);
  }
}

/**
 * The profile from a file with the options laid over it; posts of files join those of the profile. `note` hears what was read. Throws
 * FILE_UNREADABLE, INPUT_INVALID naming the field.
 */
export async function profileFrom(options: ProfileOptions, note: (text: string) => void = () => undefined): Promise<ProjectProfile> {
  const { project, feed, treasury, vesting, posts, site, github, x, reddit, telegram, discord, coingeckoId } = options;
  const base = project === undefined ? {} : await readProfile(project);
  if (typeof base !== 'object' || base === null || Array.isArray(base)) throw new AppError('INPUT_INVALID', { where: 'project', problem: 'the file must hold one object' });
  const known = (base as { posts?: unknown } | null)?.posts;
  const supplied = posts === undefined ? undefined : await (await import('./posts.ts')).readPosts(posts, Array.isArray(known) ? known : [], note);
  const given = { site, github, x, reddit, telegram, discord, coingeckoId, feeds: feed, treasuries: treasury, vesting, posts: supplied };
  const parsed = projectProfile.safeParse({ ...(base as object), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('INPUT_INVALID', { where: `project${issue?.path.length ? `.${issue.path.join('.')}` : ''}`, problem: issue?.message ?? 'it does not fit' });
}
