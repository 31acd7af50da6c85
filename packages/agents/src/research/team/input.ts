import type { AccountReader, CertificateReader, CodeAccount, CodeHost, CodeRepository, DomainRegistry, ResearchTask, SitePage, SiteReader, SourceAnswer, WorkContext } from '@hyperlens/protocol';
import type { Ledger } from '../evidence/index.ts';

/** Where the team service asks. */
export interface TeamSources { code: CodeHost; registry: DomainRegistry; site: SiteReader; certificate: CertificateReader; /** One for each place whose accounts can be looked at. */ accounts: readonly AccountReader[] }
/** What each part is given. */
export interface TeamInput { task: ResearchTask; ledger: Ledger; sources: TeamSources; context: WorkContext }
/** What the code host told, for the parts that match people and accounts. */
export interface CodeFacts { account: CodeAccount | null; repositories: CodeRepository[]; contributors: string[] | null }
export type SiteFacts = SitePage | null;

const dayMilliseconds = 86_400_000;
/** Whole days from a moment to another, never negative. */
export const daysBetween = (from: string, to: string): number => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / dayMilliseconds));
/** The moment so many days before another. */
export const daysBefore = (time: string, days: number): string => new Date(Date.parse(time) - days * dayMilliseconds).toISOString();

/** Reports how a source did over several questions: the worst of its answers, with its reason. */
export function reportSource(ledger: Ledger, { id, title }: { id: string; title: string }, answers: readonly SourceAnswer<unknown>[]): void {
  const failed = answers.find((answer) => answer.value === null && 'status' in answer && answer.status !== 'not_applicable');
  if (failed && 'status' in failed) {
    const some = answers.some((answer) => answer.value !== null);
    ledger.source({ id, title, status: some ? 'limited' : failed.status, reason: failed.reason });
    return;
  }
  const partial = answers.flatMap((answer) => ('partial' in answer && answer.partial ? [answer.partial] : []))[0];
  ledger.source({ id, title, status: partial ? 'limited' : 'ok', ...(partial ? { reason: partial } : {}) });
}

/** Why an answer holds nothing. */
export const reasonOf = (answer: SourceAnswer<unknown>): string => ('reason' in answer ? answer.reason : 'it told nothing');
