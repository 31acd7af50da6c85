import type { LanguageModel, PostSource, ResearchService } from '@hyperlens/protocol';
import { makeLedger } from '../evidence/ledger.ts';
import { collect } from './collect.ts';
import { byDay } from './days.ts';
import { sift } from './sift.ts';
import { readTones } from './tones.ts';
import { reasonOf, writeCharts, writeCounts, writeDays, writeDrivers, writeScores, writeSettled } from './write.ts';

export interface SentimentDependencies {
  /** Asked side by side; what a person hands in (`project.posts`) needs none. */
  sources: readonly PostSource[];
  /** With it tone is read by a language model, without it by the offline model. */
  model?: LanguageModel | undefined;
  /** For one source, and for the language model all in all. */
  timeoutMilliseconds?: number;
}

/**
 * What people write about a subject: how much, by how many voices, how much of it is spam or copied, its tone overall, by source and by aspect
 * with intervals, how both move, and the posts behind it. Without posts everything is unknown, never zero. What posts say is a matter of record
 * here, never an instruction and never a fact about the subject.
 */
export function makeSentimentService({ sources, model, timeoutMilliseconds = 60_000 }: SentimentDependencies): ResearchService {
  return {
    section: 'sentiment',
    async analyze(task, context = {}) {
      const ledger = makeLedger({ section: 'sentiment', block: task.block, observedAt: task.observedAt });
      const collection = await collect(task, sources, { context, timeoutMilliseconds });
      for (const report of collection.reports) ledger.source(report);
      if (collection.items.length === 0) return { report: nothing(), findings: [] };

      const sifted = sift(task, collection.items);
      context.progress?.(`${sifted.relevant} of ${collection.items.length} posts are about the subject, ${sifted.spam} of them spam`);
      writeCounts(ledger, collection, sifted);
      const tones = await readTones(sifted.kept, { model, subject: task.subject.name ?? task.subject.symbol ?? task.subject.query, context, timeoutMilliseconds });
      const because = sifted.relevant === 0 ? (sifted.own > 0 ? 'only the project itself wrote about it' : 'no post that was collected is about the subject') : sifted.kept.length === 0 ? 'all posts about the subject look like spam' : 'no post is in a language the model reads';
      const overall = writeScores(ledger, tones, `${task.subject.chainId ?? ''}|${task.subject.address ?? task.subject.query}|${task.observedAt}`, because);
      writeSettled(ledger, collection.reports, overall);
      const days = byDay(sifted.kept, tones.scored, collection.since, collection.until);
      const asked = collection.reports.filter(({ id, status }) => id !== 'supplied' && (status === 'ok' || status === 'limited' || status === 'failed' || status === 'unreachable'));
      writeDays(ledger, days, asked.every(({ id }) => collection.whole.includes(id)), because);
      writeDrivers(ledger, tones.scored);
      writeCharts(ledger, days.days, tones);

      const left = Object.entries(tones.unread);
      const unread = left.length === 0 ? '' : ` ${left.reduce((sum, [, count]) => sum + count, 0)} posts were not read (${left.slice(0, 6).map(([language, count]) => `${language} ${count}`).join(', ')}${left.length > 6 ? ', …' : ''}).`;
      const part = sifted.relevant === 0 ? '' : ` ${Math.round((100 * sifted.spam) / sifted.relevant)} % of ${sifted.relevant} posts about it look like spam.`;
      return { report: ledger.report(overall ? `The tone of ${tones.scored.length} posts is ${wordFor(overall)} (${overall.mean}, 95 % interval ${overall.low} to ${overall.high}, from -1 to 1).${unread}${part}` : `The tone is unknown: ${tones.scored.length === 0 ? because : `only ${tones.scored.length} posts could be scored`}.${unread}${part}`), findings: [] };

      function nothing() {
        const reason = reasonOf(collection.reports);
        // Asked and empty is an answer; not asked is not.
        const answered = collection.reports.filter(({ status }) => status === 'ok').map(({ title }) => title);
        const origin = { title: 'Posts collected', unit: 'posts', source: 'posts', method: answered.length > 0 ? `asked ${answered.join(', ')}` : 'asking the sources listed', confidence: 'medium' as const };
        ledger.fact('posts.collected', answered.length > 0 ? ledger.known('posts.collected', 0, origin) : ledger.unknown('posts.collected', reason, origin));
        for (const [what, title] of [['posts.spamShare', 'Share of spam'], ['score', 'Tone'], ['score.settled', 'Tone, with every place heard'], ['score.trend', 'Trend of tone'], ['volume', 'Posts a day'], ['volume.trend', 'Trend of volume']] as const) {
          ledger.fact(what, ledger.unknown(what, reason, { title, source: 'posts', method: 'asking the sources listed', confidence: 'high' }));
        }
        return ledger.report(`The tone is unknown: ${answered.length > 0 ? 'nobody wrote about it where it was looked' : 'no posts could be collected'}.`);
      }
    },
  };
}

/** Words for a mean: only an interval that stays on one side is called good or bad, and of very many posts only a mean that says something. */
function wordFor({ mean, low, high }: { mean: number; low: number; high: number }): string {
  if ((low <= 0 && high >= 0) || Math.abs(mean) < 0.05) return 'mixed or neutral';
  const strength = Math.abs(mean) >= 0.4 ? 'clearly ' : Math.abs(mean) >= 0.15 ? 'rather ' : 'slightly ';
  return `${strength}${mean > 0 ? 'positive' : 'negative'}`;
}
