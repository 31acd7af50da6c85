import type { CodeFacts, SiteFacts, TeamInput } from './input.ts';

type Found = 'site' | 'contributors' | 'code account';

const words = (text: string): string => ` ${text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;

/**
 * Whether the people the project states are found where it works in public: on its site and among the public contributors of its code. Only
 * people who were stated are looked for, only by the names and handles that were given, and nothing else about them is read or kept.
 */
export function examinePeople({ task, ledger }: TeamInput, code: CodeFacts, site: SiteFacts): void {
  const { people } = task.project;
  const about = { title: 'Stated people who are found', source: 'supplied', method: 'names on the front page; GitHub handles among the contributors' };
  if (people.length === 0) {
    const id = ledger.unknown('people', 'nobody was stated; a team may be anonymous, which is not counted against it', about);
    for (const name of ['people.stated', 'people.found', 'people.notFound']) ledger.fact(name, id);
    return;
  }
  ledger.fact('people.stated', ledger.known('people', people.length, { ...about, title: 'People stated', method: 'project.people' }));
  // Not found on a page that could not be read is not "not found".
  const unread = [...(task.project.site && !site ? ['its site'] : []), ...(task.project.github && (!code.account || code.contributors === null) ? ['its code host'] : [])];
  const nowhere = !site && !code.account && code.contributors === null;
  const text = site ? words(site.text) : '';
  const found = people.map(({ name, github }) => {
    const handle = github?.toLowerCase();
    const where: Found[] = [
      ...(site && text.includes(words(name)) ? ['site' as const] : []),
      ...(handle !== undefined && code.contributors?.some((login) => login.toLowerCase() === handle) ? ['contributors' as const] : []),
      ...(handle !== undefined && code.account?.login.toLowerCase() === handle ? ['code account' as const] : []),
    ];
    return { name, where };
  });
  const seen = found.filter(({ where }) => where.length > 0).map(({ name, where }) => ({ name, where: [...where] }));
  if (unread.length > 0 || nowhere) {
    const id = ledger.unknown('people.found', nowhere && unread.length === 0 ? 'neither a site nor code was given to look in' : `${unread.join(' and ')} could not be read`, about);
    ledger.fact('people.found', id);
    ledger.fact('people.notFound', id);
    if (!nowhere) ledger.fact('people.foundSoFar', ledger.known('people.foundSoFar', seen, { ...about, title: 'Stated people found in what could be read', confidence: 'low' }));
    return;
  }
  ledger.fact('people.found', ledger.known('people.found', seen, { ...about, confidence: 'medium' }));
  ledger.fact('people.notFound', ledger.known('people.notFound', found.filter(({ where }) => where.length === 0).map(({ name }) => name), { ...about, title: 'Stated people who are not found', confidence: 'medium' }));
}
