import { daysBetween, reasonOf, reportSource, type SiteFacts, type TeamInput } from './input.ts';

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

const certificateFacts = ['site.certificate', 'site.certificateTrusted', 'site.certificateDays'] as const;

/** Who vouches for the project's site, and for how long still. */
export async function examineCertificate({ task, ledger, sources: { certificate: reader }, context }: TeamInput): Promise<void> {
  const { site } = task.project;
  const about = { title: 'Certificate of the site', source: 'tls', method: 'TLS handshake with the host of the site; nothing is sent' };
  if (!site) {
    const id = ledger.unknown('certificate', 'no web site was given', { ...about, source: 'supplied' });
    for (const name of certificateFacts) ledger.fact(name, id);
    ledger.source({ id: reader.id, title: reader.title, status: 'not_applicable', reason: 'no web site was given' });
    return;
  }
  const answer = await reader.read(site, context.signal);
  reportSource(ledger, reader, [answer]);
  if (answer.value === null) {
    const id = ledger.unknown('certificate', reasonOf(answer), about);
    for (const name of certificateFacts) ledger.fact(name, id);
    return;
  }
  const { issuer, names, validFrom, validTo, protocol, trusted, reason } = answer.value;
  ledger.fact('site.certificate', ledger.known('certificate', { issuer, names, validFrom, validTo, protocol }, about));
  ledger.fact('site.certificateTrusted', ledger.known('certificate.trusted', trusted, { ...about, title: `The certificate is trusted${reason ? `: no (${reason})` : ''}` }));
  ledger.fact('site.certificateDays', ledger.known('certificate.days', Math.floor((Date.parse(validTo) - Date.parse(task.observedAt)) / 86_400_000), { ...about, title: 'Days until the certificate ends', unit: 'days' }));
}
