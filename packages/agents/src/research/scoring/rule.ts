import { unknownValue, type Claim, type Json, type SectionName, type SubjectKind } from '@hyperlens/protocol';

/** What rules look at: flags and facts by name. A fact is named with its section: `onchain.holders.top10Share`. */
export interface View {
  kind: SubjectKind;
  /** A flag as the chain shows it; for a subject that is source alone, as the source does. What only a source shows of a deployed contract has rules of its own. */
  flag(name: string): Claim | undefined;
  /** A flag as the source of a deployed contract shows it. */
  sourceFlag(name: string): Claim | undefined;
  fact(section: SectionName, name: string): Claim | undefined;
}

/**
 * What a rule says of a subject: points from 0 to its maximum with the claims it rests on; `unknown` when what it needs is not known; null
 * when it does not apply.
 */
export type Decision = { points: number; claims: Claim[]; title?: string } | { unknown: string; claims: Claim[] } | null;

/** Rules of one kind weigh at most this much together, so that ten ordinary powers do not look like a theft. */
export const groupLimits = { trap: 100, power: 24, cost: 40, market: 22, supply: 10, code: 20, people: 8 } as const;
export type RuleGroup = keyof typeof groupLimits;

/** One written-down reason for risk points. One line in rules.ts adds one. */
export interface Rule { id: string; group: RuleGroup; title: string; /** Most points it gives. */ points: number; decide(view: View): Decision }

/** A rule that gives its points when a claim has the wanted value. */
function claimRule(id: string, group: RuleGroup, points: number, title: string, find: (view: View) => Claim | undefined, wanted: Json, kinds: readonly SubjectKind[]): Rule {
  return {
    id, group, points, title,
    decide(view) {
      if (!kinds.includes(view.kind)) return null;
      const claim = find(view);
      if (!claim) return { unknown: 'nobody found anything out about it', claims: [] };
      if (claim.value === unknownValue) return { unknown: 'its evidence says why', claims: [claim] };
      return { points: claim.value === wanted ? points : 0, claims: [claim] };
    },
  };
}

/** A rule that gives its points when the flag of its name is true, or has the wanted value. */
export function flagRule(id: string, group: RuleGroup, points: number, title: string, { wanted = true, kinds = ['token'] }: { wanted?: Json; kinds?: readonly SubjectKind[] } = {}): Rule {
  return claimRule(id, group, points, title, (view) => view.flag(id), wanted, kinds);
}

/** A rule over one true-or-false fact. */
export function factRule(id: string, group: RuleGroup, points: number, title: string, section: SectionName, name: string, { wanted = true, kinds = ['token'] }: { wanted?: Json; kinds?: readonly SubjectKind[] } = {}): Rule {
  return claimRule(id, group, points, title, (view) => view.fact(section, name), wanted, kinds);
}

/** A rule over one number, flag or fact. `toPoints` gives points for a known number. */
export function numberRule(id: string, group: RuleGroup, points: number, title: string, find: (view: View) => Claim | undefined, toPoints: (value: number) => number, kinds: readonly SubjectKind[] = ['token']): Rule {
  return {
    id, group, points, title,
    decide(view) {
      if (!kinds.includes(view.kind)) return null;
      const claim = find(view);
      if (!claim) return { unknown: 'nobody found anything out about it', claims: [] };
      if (typeof claim.value !== 'number') return { unknown: 'its evidence says why', claims: [claim] };
      return { points: Math.min(points, Math.max(0, toPoints(claim.value))), claims: [claim] };
    },
  };
}

/** A rule over a fact that lists what was found; an empty list is a known "nothing". */
export function listRule(id: string, group: RuleGroup, points: number, title: string, section: SectionName, name: string, kinds: readonly SubjectKind[]): Rule {
  return {
    id, group, points, title,
    decide(view) {
      if (!kinds.includes(view.kind)) return null;
      const claim = view.fact(section, name);
      if (!claim) return { unknown: 'nobody found anything out about it', claims: [] };
      if (!Array.isArray(claim.value)) return { unknown: 'its evidence says why', claims: [claim] };
      return { points: claim.value.length > 0 ? points : 0, claims: [claim] };
    },
  };
}
