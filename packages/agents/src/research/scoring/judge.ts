import type { ResearchVerdict, RiskLevel } from '@hyperlens/protocol';
import { groupLimits, type Rule, type RuleGroup, type View } from './rule.ts';
import { rules as allRules } from './rules.ts';

type Reason = ResearchVerdict['reasons'][number];
type Open = ResearchVerdict['unknown'][number];

/** Points from which a level begins, by what is known. */
export const levelFrom: readonly (readonly [RiskLevel, number])[] = [['critical', 80], ['high', 65], ['moderate', 20]];
/** A subject about which this much is open, or more than half of what could be found, cannot be called low or moderate. */
const openLimit = 50;

const round = (points: number): number => Math.round(points * 10) / 10;

/**
 * The verdict of the rules. Known points of a group count up to its limit, the rest of it and everything unknown only widen the range upwards,
 * so that taking away what is known can never narrow or move the range.
 */
export function judge(view: View, rules: readonly Rule[] = allRules): ResearchVerdict {
  const reasons: (Reason & { group: RuleGroup })[] = [];
  const open: (Open & { group: RuleGroup })[] = [];
  const applicable: Rule[] = [];
  for (const rule of rules) {
    const decision = rule.decide(view);
    if (decision === null) continue;
    applicable.push(rule);
    const evidence = [...new Set(decision.claims.flatMap((claim) => claim.evidence))];
    if ('unknown' in decision) open.push({ id: rule.id, title: rule.title, points: rule.points, because: decision.unknown, evidence, group: rule.group });
    else if (decision.points > 0) reasons.push({ id: rule.id, title: decision.title ?? rule.title, points: round(decision.points), evidence, group: rule.group });
  }
  const byPoints = (a: { points: number; id: string }, b: { points: number; id: string }) => b.points - a.points || (a.id < b.id ? -1 : 1);
  reasons.sort(byPoints);
  open.sort(byPoints);

  let low = 0;
  let high = 0;
  let possible = 0;
  for (const [group, limit] of Object.entries(groupLimits)) {
    const known = sum(reasons.filter((reason) => reason.group === group));
    low += Math.min(limit, known);
    possible += Math.min(limit, sum(applicable.filter((one) => one.group === group)));
    high += Math.min(limit, known + sum(open.filter((one) => one.group === group)));
  }
  const score = { low: round(Math.min(100, low)), high: round(Math.min(100, high)) };
  return { level: levelOf(score, Math.min(100, possible)), score, reasons: limited(reasons), unknown: open.map(({ group: _group, ...one }) => one) };
}

/** The points each reason really gave, when its group or the whole had reached its limit; their sum is the low end of the score. */
function limited(reasons: readonly (Reason & { group: RuleGroup })[]): Reason[] {
  const left = new Map<string, number>(Object.entries(groupLimits));
  let whole = 100;
  return reasons.map(({ group, ...reason }) => {
    const points = Math.min(reason.points, left.get(group) ?? 0, whole);
    left.set(group, (left.get(group) ?? 0) - points);
    whole -= points;
    return { ...reason, points: round(points) };
  });
}

/** `possible`: the most points the rules for this kind of subject could give; a wallet has fewer of them than a token. */
function levelOf({ low, high }: { low: number; high: number }, possible: number): RiskLevel {
  const found = levelFrom.find(([, from]) => low >= from)?.[0] ?? 'low';
  return (found === 'low' || found === 'moderate') && (high - low >= openLimit || high - low > possible / 2) ? 'unknown' : found;
}

function sum(list: readonly { points: number }[]): number { return list.reduce((total, { points }) => total + points, 0); }
