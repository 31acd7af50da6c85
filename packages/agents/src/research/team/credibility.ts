import { unknownValue, type Claim, type Json } from '@hyperlens/protocol';
import type { Ledger } from '../evidence/index.ts';

interface CredibilityRule { id: string; title: string; /** Most points. */ points: number; fact: string; toPoints: (value: Json) => number }

const ramp = (value: Json, from: number, to: number): number => (typeof value === 'number' ? Math.min(1, Math.max(0, (value - from) / (to - from))) : 0);

/** What speaks for the people behind a project, and how much: 100 points in all. docs/research-team.md shows this table. */
export const credibilityRules: readonly CredibilityRule[] = [
  { id: 'domain_age', title: 'The domain has been theirs for long (2 years: all points)', points: 10, fact: 'domain.ageDays', toPoints: (days) => ramp(days, 0, 730) },
  { id: 'domain_expiry', title: 'The domain does not expire soon (half a year: all points)', points: 3, fact: 'domain.expiresInDays', toPoints: (days) => ramp(days, 0, 180) },
  { id: 'site_encrypted', title: 'The site is encrypted', points: 2, fact: 'site.encrypted', toPoints: (value) => (value === true ? 1 : 0) },
  { id: 'certificate', title: 'Its certificate is trusted', points: 2, fact: 'site.certificateTrusted', toPoints: (value) => (value === true ? 1 : 0) },
  { id: 'site_links', title: 'Links of the site work (five dead ones: no points)', points: 5, fact: 'site.deadLinks', toPoints: (dead) => (Array.isArray(dead) ? 1 - Math.min(1, dead.length / 5) : 0) },
  { id: 'security_contact', title: 'It says whom to tell about weaknesses', points: 3, fact: 'site.securityContact', toPoints: (value) => (value === true ? 1 : 0) },
  { id: 'code_account_age', title: 'The code account is old (2 years: all points)', points: 8, fact: 'github.accountAgeDays', toPoints: (days) => ramp(days, 0, 730) },
  { id: 'code_activity', title: 'The code is worked on (60 commits in 90 days: all points)', points: 12, fact: 'github.commits90Days', toPoints: (count) => ramp(count, 0, 60) },
  { id: 'code_recent', title: 'The last commit is recent (none after 180 days)', points: 6, fact: 'github.lastCommitDays', toPoints: (days) => (typeof days === 'number' ? 1 - ramp(days, 7, 180) : 0) },
  { id: 'bus_factor', title: 'Several people carry the work (three: all points)', points: 10, fact: 'github.busFactor', toPoints: (count) => ramp(count, 0, 3) },
  { id: 'own_code', title: 'The code is their own, no fork', points: 8, fact: 'github.forkOf', toPoints: (source) => (source === null ? 1 : 0) },
  { id: 'signed', title: 'Commits are signed', points: 4, fact: 'github.signedShare', toPoints: (share) => ramp(share, 0, 1) },
  { id: 'accounts_confirmed', title: 'Their own pages confirm the stated accounts (two: all points)', points: 5, fact: 'social.confirmed', toPoints: (places) => (Array.isArray(places) ? Math.min(1, places.length / 2) : 0) },
  { id: 'accounts_consistent', title: 'No page of theirs shows another account', points: 4, fact: 'social.contradicted', toPoints: (places) => (Array.isArray(places) && places.length === 0 ? 1 : 0) },
  { id: 'account_age', title: 'Its accounts are old (2 years: all points)', points: 3, fact: 'social.oldestDays', toPoints: (days) => ramp(days, 0, 730) },
  { id: 'people_found', title: 'Stated people are found at work (three: all points)', points: 10, fact: 'people.found', toPoints: (found) => (Array.isArray(found) ? Math.min(1, found.length / 3) : 0) },
  { id: 'deployer', title: 'The deployer has a record on the chain (50 transactions: all points)', points: 5, fact: 'deployer.transactions', toPoints: (count) => ramp(count, 0, 50) },
];

const round = (points: number): number => Math.round(points * 10) / 10;

/** The range credibility lies in, 0 to 100, from the facts that are known; what is not known could give all of its points or none. */
export function judgeCredibility(facts: Readonly<Record<string, Claim>>): { low: number; high: number; reasons: { id: string; title: string; points: number; of: number; evidence: string[] }[]; open: { id: string; title: string; points: number; evidence: string[] }[] } {
  const decided = credibilityRules.map((rule) => ({ rule, claim: facts[rule.fact] }));
  const known = decided.filter(({ claim }) => claim !== undefined && claim.value !== unknownValue);
  const reasons = known.map(({ rule: { id, title, points, toPoints }, claim }) => ({ id, title, points: round(points * toPoints(claim?.value ?? null)), of: points, evidence: [...(claim?.evidence ?? [])] }));
  const open = decided.filter(({ claim }) => claim === undefined || claim.value === unknownValue).map(({ rule: { id, title, points }, claim }) => ({ id, title, points, evidence: [...(claim?.evidence ?? [])] }));
  const low = round(reasons.reduce((sum, { points }) => sum + points, 0));
  return { low, high: round(low + open.reduce((sum, { points }) => sum + points, 0)), reasons, open };
}

/** Writes the score down. It is one number only when nothing is open; else its ends are known and it is not. */
export function writeCredibility(ledger: Ledger, facts: Readonly<Record<string, Claim>>): { low: number; high: number } {
  const { low, high, reasons, open } = judgeCredibility(facts);
  const about = { title: 'Credibility of the team', unit: 'of 100 points', source: 'rules', method: 'the rules of docs/research-team.md over the facts of this section' };
  const ends = ledger.known('credibility.range', { low, high }, { ...about, title: 'Credibility lies between' });
  ledger.fact('credibility.low', ends, low);
  ledger.fact('credibility.high', ends, high);
  ledger.fact('credibility', open.length === 0 ? ledger.known('credibility', low, about) : ledger.unknown('credibility', `${open.length} of ${credibilityRules.length} things are not known`, about));
  ledger.fact('credibility.reasons', ledger.known('credibility.reasons', reasons, { ...about, title: 'What gave points' }));
  ledger.fact('credibility.open', ledger.known('credibility.open', open, { ...about, title: 'What is not known' }));
  return { low, high };
}
