import { unknownValue, type Claim } from '@hyperlens/protocol';
import { givenUp } from './given-up.ts';
import { isRight, rights } from './rights.ts';
import type { Rule, View } from './rule.ts';

/** What takes from holders or hides who rules, as a source may show it. */
const traps: readonly string[] = ['hidden_owner', 'can_take_back_ownership', 'selfdestruct', 'owner_change_balance'];
const lesser = rights.filter((name) => !traps.includes(name));

/**
 * What the source shows and the chain, having looked, did not. Where the chain saw it, it counts there and not here; where the chain did not look,
 * it may count there. Each answer that is missing makes this unknown, so that learning less only widens the range.
 */
function onlyInSource(id: string, points: number, title: string, flags: readonly string[]): Rule {
  return {
    id, group: 'code', points, title,
    decide(view) {
      if (view.kind !== 'token' && view.kind !== 'contract') return null;
      const answers = flags.map((name) => answerOf(view, name));
      const found = answers.filter(({ value }) => value === true);
      if (found.length > 0) return { points, claims: found.flatMap(({ claims }) => claims), title: `${title}: ${flags.filter((_, at) => answers[at]?.value === true).join(', ')}` };
      const open = answers.filter(({ value }) => value === null);
      if (open.length > 0) return { unknown: 'no source was read, or it is not known what the chain shows', claims: open.flatMap(({ claims }) => claims) };
      return { points: 0, claims: answers.flatMap(({ claims }) => claims) };
    },
  };
}

/** Whether one flag is shown by the source alone; null when that is not known. */
function answerOf(view: View, name: string): { value: boolean | null; claims: Claim[] } {
  const [seen, written] = [view.flag(name), view.sourceFlag(name)];
  const claims = [seen, written].filter((claim) => claim !== undefined);
  if (seen?.value === true || written?.value === false) return { value: false, claims };
  if (seen?.value !== false) return { value: null, claims };
  if (isRight(name)) {
    const gone = givenUp({ flag: (one) => view.flag(one), power: view.fact('onchain', 'ownership.powers') });
    if (gone.value === true) return { value: false, claims: [seen, gone] };
    if (gone.value === unknownValue) return { value: null, claims: [...claims, gone] };
    claims.push(gone);
  }
  return { value: written?.value === true ? true : null, claims };
}

/** Rules about what only the source of a deployed contract shows. */
export const sourceRules: readonly Rule[] = [
  onlyInSource('trap_in_source', 20, 'Its source shows what trying did not find', traps),
  onlyInSource('right_in_source', 5, 'Its source gives rights that nobody could be seen to use', lesser),
];
