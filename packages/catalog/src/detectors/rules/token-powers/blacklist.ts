import { child, find, isLiteral, name, text, typeOf, type Node } from '../../model/ast.ts';
import { atomsOf, type Atom } from '../../model/bounds.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { parameters } from '../../model/project.ts';
import { rootsOf, stateIds } from '../../model/roots.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { direction, hitAt, isCondition, isWrite, keyChosen, nameOf, power, setterOf } from './power.ts';

/** A list of addresses a transfer asks. `denies`: who is on it cannot transfer; otherwise only who is on it can, at least at times. */
export interface Listing { variable: number; denies: boolean }

/** The lists that decide whether a transfer goes through. */
export function listsOf(unit: Unit, token: Token): Listing[] {
  const found = new Map<string, Listing>();
  for (const flow of token.transfers) {
    for (const step of flow.steps.filter(isCondition)) {
      if (step.holds === undefined || step.ending === 'breaks' || unit.project.contractOf(step.frame.definition)?.kind === 'library') continue;
      if (step.ending === 'returns' && !/return\s+false\b/.test(unit.project.source(step.node))) continue;
      for (const atom of atomsOf(unit.project, step.condition, step.frame, step.holds)) {
        for (const one of listed(unit, token, atom)) found.set(`${one.variable}${one.denies}`, one);
      }
    }
  }
  return [...found.values()];
}

function listed(unit: Unit, token: Token, atom: Atom): Listing[] {
  const { project } = unit;
  const lookups = stateIds(rootsOf(project, atom.node, atom.frame, false)).filter(id => {
    const variable = project.node(id);
    return variable !== undefined && /^mapping\(address => (?!mapping)/.test(typeOf(variable)) && !token.balances.includes(variable);
  });
  if (lookups.length === 0) return [];
  const operator = text(atom.node, 'operator');
  if (atom.node.nodeType !== 'BinaryOperation') return typeOf(atom.node) === 'bool' ? lookups.map(variable => ({ variable, denies: !atom.holds })) : [];
  const [left, right] = [child(atom.node, 'leftExpression'), child(atom.node, 'rightExpression')];
  const side = [left, right].find(part => find(part, one => one.nodeType === 'IndexAccess') !== undefined || stateIds(rootsOf(project, part, atom.frame, false)).some(id => lookups.includes(id)));
  const other = side === left ? right : left;
  const against = rootsOf(project, other, atom.frame);
  if (operator === '==' || operator === '!=') {
    if (!/^(\d|literal)/.test(text(other, 'value') || 'x') && !typeOf(other).startsWith('enum ')) return [];
    const zero = text(other, 'value') === '0';
    return lookups.map(variable => ({ variable, denies: ((operator === '==') === atom.holds) === zero }));
  }
  if (!/^[<>]=?$/.test(operator)) return [];
  // A moment until which an address is locked; a moment of its last trade is written by transfers themselves.
  if (!against.has('block.timestamp') && !against.has('block.number')) return bounded(unit, token, side, other, atom, lookups);
  const self = new Set(token.transfers.flatMap(flow => flow.steps.flatMap(step => (step.kind === 'write' ? [step.variable.id] : []))));
  return lookups.filter(variable => !self.has(variable)).map(variable => ({ variable, denies: true }));
}

/** A number kept for an address that has to be there, or that the amount must not pass: how many transfers, how much of its own it may move. */
function bounded(unit: Unit, token: Token, side: Node | undefined, other: Node | undefined, atom: Atom, lookups: number[]): Listing[] {
  const { project } = unit;
  const against = rootsOf(project, other, atom.frame, false);
  const amounts = new Set(token.transfers.map(flow => `parameter:${parameters(flow.entry).at(-1)?.id ?? -1}`));
  const measured = isLiteral(other) || [...against].some(root => amounts.has(root)) || token.balances.some(one => against.has(`state:${one.id}`));
  if (!measured || [...rootsOf(project, side, atom.frame, false)].some(root => amounts.has(root))) return [];
  // A list that only makes the amount smaller on its way (a rate) bounds nothing; what is added to the amount is held back.
  const addends = text(other, 'operator') === '+' ? [child(other, 'leftExpression'), child(other, 'rightExpression')] : [];
  const held = new Set([side, ...addends].flatMap(part => {
    const roots = rootsOf(project, part, atom.frame, false);
    return [...roots].some(root => amounts.has(root)) ? [] : stateIds(roots);
  }));
  return lookups.filter(id => held.has(id) && /^mapping\(address => (u?int|struct )/.test(typeOf(project.node(id))) && !token.shown.has(project.node(id) as Node)).map(variable => ({ variable, denies: true }));
}

/** A hold on tokens that comes with the tokens themselves is no power over what somebody has. */
const comesWithTokens = (unit: Unit, token: Token, flow: Flow, step: StepOf<'write'>): boolean => (step.operator === 'push' || direction(unit, step) === 'more') && flow.steps.some(one => isWrite(one) && token.balances.includes(one.variable) && direction(unit, one) === 'more');

/** GoPlus `is_blacklisted`. */
export const tokenBlacklist = power('blacklist', 'low', 'Owner can block addresses', 'A privileged account can keep chosen holders from moving their tokens.', 'Remove it, or put it under a transparent process.', function* (unit, token) {
  for (const { variable, denies } of listsOf(unit, token)) {
    if (!denies) continue;
    const setter = setterOf(token, variable, (step, flow) => keyChosen(unit, step) && !comesWithTokens(unit, token, flow, step) && step.operator !== 'delete' && !/^(false|0)$/.test(step.value ? unit.project.source(step.value).trim() : ''));
    if (setter) yield* hitAt(unit, token, setter.flow, setter.step, { message: `\`${name(setter.flow.entry)}\` fills \`${nameOf(unit, variable)}\`, and who is in it cannot transfer.`, details: { decides: nameOf(unit, variable) } });
  }
});
