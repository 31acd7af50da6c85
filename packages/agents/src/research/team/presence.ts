import { daysBetween, reasonOf, reportSource, type CodeFacts, type SiteFacts, type TeamInput } from './input.ts';

const domainFacts = ['domain.name', 'domain.ageDays', 'domain.expiresInDays', 'domain.registrar'] as const;
const siteFacts = ['site.url', 'site.encrypted', 'site.deadLinks', 'site.securityContact'] as const;

/** How long the project's domain has been registered, and for how long it still is. */
export async function examineDomain({ task, ledger, sources: { registry }, context }: TeamInput): Promise<void> {
  const { site } = task.project;
  const about = { title: 'Domain of the site', source: 'rdap', method: 'RDAP domain query (RFC 9082)' };
  if (!site) {
    const id = ledger.unknown('domain', 'no web site was given', { ...about, source: 'supplied' });
    for (const name of domainFacts) ledger.fact(name, id);
    ledger.source({ id: registry.id, title: registry.title, status: 'not_applicable', reason: 'no web site was given' });
    return;
  }
  const { hostname } = new URL(site);
  const answer = await registry.lookup(hostname, context.signal);
  reportSource(ledger, registry, [answer]);
  const record = answer.value;
  const days = (what: string, moment: string | null | undefined, from: 'past' | 'future', title: string): string => (moment
    ? ledger.known(what, from === 'past' ? daysBetween(moment, task.observedAt) : Math.floor((Date.parse(moment) - Date.parse(task.observedAt)) / 86_400_000), { ...about, title, unit: 'days' })
    : ledger.unknown(what, record ? 'the registry does not say' : reasonOf(answer), { ...about, title }));
  ledger.fact('domain.name', record ? ledger.known('domain', record.domain, about) : ledger.unknown('domain', reasonOf(answer), about));
  ledger.fact('domain.ageDays', days('domain.age', record?.registeredAt, 'past', 'Age of the domain'));
  ledger.fact('domain.expiresInDays', days('domain.expiry', record?.expiresAt, 'future', 'Days until the domain expires'));
  ledger.fact('domain.registrar', record?.registrar ? ledger.known('domain.registrar', record.registrar, { ...about, title: 'Registrar' }) : ledger.unknown('domain.registrar', record ? 'the registry does not say' : reasonOf(answer), { ...about, title: 'Registrar' }));
}

/** What the project's site shows to everybody. */
export async function examineSite({ task, ledger, sources: { site: reader }, context }: TeamInput): Promise<SiteFacts> {
  const { site } = task.project;
  const about = { title: 'Web site', source: 'site', method: 'GET of the front page' };
  if (!site) {
    const id = ledger.unknown('site', 'no web site was given', { ...about, source: 'supplied' });
    for (const name of siteFacts) ledger.fact(name, id);
    ledger.source({ id: reader.id, title: reader.title, status: 'not_applicable', reason: 'no web site was given' });
    return null;
  }
  const answer = await reader.read(site, context.signal);
  reportSource(ledger, reader, [answer]);
  if (answer.value === null) {
    const id = ledger.unknown('site', reasonOf(answer), about);
    for (const name of siteFacts) ledger.fact(name, id);
    return null;
  }
  const { url, encrypted, links, securityContact } = answer.value;
  const dead = links.filter(({ works }) => !works).map((link) => link.url).toSorted();
  ledger.fact('site.url', ledger.known('site', url, about));
  ledger.fact('site.encrypted', ledger.known('site.encrypted', encrypted, { ...about, title: 'The site is encrypted (TLS)', method: 'where the front page ends up after redirects' }));
  ledger.fact('site.deadLinks', ledger.known('site.links', dead, { ...about, title: 'Links that do not answer', method: `tried ${links.length} links of the front page`, confidence: 'medium' }));
  const contact = { ...about, title: 'It says whom to tell about weaknesses', method: '/.well-known/security.txt (RFC 9116)' };
  ledger.fact('site.securityContact', securityContact === null ? ledger.unknown('site.security', 'it did not answer', contact) : ledger.known('site.security', securityContact, contact));
  return answer.value;
}

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
