// Scores the offline sentiment model beside plain VADER on the labelled set, in one run. `--errors` lists what is wrong on the development
// parts and shows those only: errors on the held-out parts are never shown, so that nobody tunes on them.
import { createRequire } from 'node:module';
import { readTone } from '../../packages/agents/src/research/sentiment/model/offline.ts';
import { parts, readSet, score, type Label } from './set.ts';

interface Vader { SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } } }
const vader = createRequire(import.meta.url)('vader-sentiment') as Vader;
/** The thresholds its authors recommend (https://github.com/cjhutto/vaderSentiment#about-the-scoring). */
const byVader = (text: string): Label => {
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(text);
  return compound >= 0.05 ? 'positive' : compound <= -0.05 ? 'negative' : 'neutral';
};
const ours = (text: string): Label => readTone(text).label;

/** How much better than VADER it has to be on the held-out parts; less ends with exit code 1. */
const margin = 0.15;
const figure = (value: number) => value.toFixed(3);
const showErrors = process.argv.includes('--errors');
for (const part of parts.filter((one) => !showErrors || !one.endsWith('heldout'))) {
  const items = readSet(part);
  const reached: number[] = [];
  console.log(`${part}: ${items.length} items`);
  for (const [name, answer] of [['plain VADER', byVader], ['offline model', ours]] as const) {
    const { macroF1, accuracy, classes, wrong } = score(items, answer);
    reached.push(macroF1);
    console.log(`  ${name.padEnd(14)} macro-F1 ${figure(macroF1)}  accuracy ${figure(accuracy)}  F1 ${Object.entries(classes).map(([label, { f1 }]) => `${label} ${figure(f1)}`).join('  ')}`);
    if (showErrors && answer === ours) for (const { item, said } of wrong) console.log(`    ${item.label} as ${said} (${readTone(item.text).score}): ${item.text}  [${readTone(item.text).because.join(' | ')}]`);
  }
  if (part.endsWith('heldout') && reached[1]! < reached[0]! + margin) { console.log(`  the goal of ${margin} above plain VADER is missed`); process.exitCode = 1; }
}
