import type { SocialAccount } from '@hyperlens/protocol';
import { daysBetween, reasonOf, reportSource, type CodeFacts, type SiteFacts, type TeamInput } from './input.ts';

/** Whether the accounts the project states are the ones its site and its code host point to. */
export function examineAccounts({ task, ledger }: TeamInput, code: CodeFacts, site: SiteFacts): void {
  const plain = (handle: string): string => handle.toLowerCase().replace(/^https?:\/\/[^/]+\//, '').replace(/^@/, '').replace(/\/$/, '');
  const stated = Object.entries({ github: task.project.github?.split('/')[0], x: task.project.x, telegram: task.project.telegram, discord: task.project.discord, reddit: task.project.reddit }).flatMap(([place, handle]) => (handle ? [{ place, handle: plain(handle) }] : []));
  const about = { title: 'Stated accounts that its own pages confirm', source: 'site', method: 'accounts linked from the front page and shown at the code host, against those stated' };
  // What a page that could not be read would have confirmed stays open.
  const unread = [...(task.project.site && !site ? ['its site'] : []), ...(task.project.github && !code.account ? ['its code host'] : [])];
  if (stated.length === 0 || unread.length > 0 || (!site && !code.account)) {
    ledger.fact('social.confirmed', ledger.unknown('social', stated.length === 0 ? 'no accounts were given' : unread.length > 0 ? `${unread.join(' and ')} could not be read` : 'neither a site nor code was given to look at', about));
    ledger.fact('social.contradicted', 'team.social');
    return;
  }
  const shown = [...(site?.accounts ?? []), ...(code.account?.x ? [{ place: 'x', handle: plain(code.account.x) }] : [])].map(({ place, handle }) => ({ place, handle: plain(handle) }));
  const same = ({ place, handle }: { place: string; handle: string }) => shown.some((one) => one.place === place && one.handle.replace(/^r\//, '') === handle.replace(/^r\//, ''));
  ledger.fact('social.confirmed', ledger.known('social', stated.filter(same).map(({ place }) => place).toSorted(), about));
  // Another account of the same place is what an impostor's page would show; none at all says nothing.
  ledger.fact('social.contradicted', ledger.known('social.other', stated.filter((one) => !same(one) && shown.some(({ place }) => place === one.place)).map(({ place }) => place).toSorted(), { ...about, title: 'Stated accounts for which its own pages show another', confidence: 'medium' }));
}

/**
 * How old and how followed the stated accounts are, where their places let that be read. The age is that of the oldest, and known only when
 * every stated account that can be read was.
 */
export async function examineSocial({ task, ledger, sources: { accounts }, context }: TeamInput): Promise<void> {
  const asked = await Promise.all(accounts.map(async (reader) => {
    const stated = task.project[reader.place];
    if (!stated) return { reader, answer: null };
    context.progress?.(`looking at the ${reader.title.toLowerCase().replace(' x', ' X').replace('discord', 'Discord').replace('reddit', 'Reddit')}`);
    return { reader, answer: await reader.read(stated, context.signal) };
  }));
  const found: ({ place: string } & SocialAccount)[] = [];
  const missing: string[] = [];
  for (const { reader, answer } of asked) {
    if (!answer) { ledger.source({ id: reader.id, title: reader.title, status: 'not_applicable', reason: 'no account there was given' }); continue; }
    reportSource(ledger, reader, [answer]);
    const about = { title: reader.title, source: reader.id, method: 'what the place shows of the stated account' };
    if (answer.value) found.push({ place: reader.place, ...answer.value });
    else if ('status' in answer && answer.status !== 'not_applicable') missing.push(`${reader.title}: ${reasonOf(answer)}`);
    ledger.fact(`social.${reader.place}`, answer.value ? ledger.known(`social.${reader.place}`, { ...answer.value }, about) : ledger.unknown(`social.${reader.place}`, reasonOf(answer), about));
  }
  const about = { title: 'Age of the oldest stated account', unit: 'days', source: 'supplied', method: 'moments of creation that the places tell, against the time of the run' };
  const ages = found.flatMap(({ createdAt }) => (createdAt ? [daysBetween(createdAt, task.observedAt)] : []));
  const why = missing[0] ?? (ages.length === 0 ? 'no stated account tells its age' : null);
  ledger.fact('social.oldestDays', why ? ledger.unknown('social.oldest', why, about) : ledger.known('social.oldest', Math.max(...ages), about));
}
