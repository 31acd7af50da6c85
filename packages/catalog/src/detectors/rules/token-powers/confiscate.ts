import { isZero } from '../../model/ast.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { senderCheck } from '../../model/guard.ts';
import { keysOf } from '../../model/judge.ts';
import { parameters } from '../../model/project.ts';
import { hasParameter, rootsOf, stateIds } from '../../model/roots.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { direction, hitAt, isWrite, power } from './power.ts';

/** GoPlus `owner_change_balance`: balances of others without their allowance. */
export const tokenConfiscate = power('confiscate', 'low', 'Owner can take or burn tokens of others', 'A privileged account can reduce the balance of a holder it names, without an allowance.', 'Remove it.', function* (unit, token) {
  for (const flow of token.powers) {
    const step = flow.steps.filter(isWrite).find(one => takesFrom(unit, token, flow, one) || allowsItself(unit, token, one));
    if (step) yield* hitAt(unit, token, flow, step);
  }
  for (const flow of token.transfers) {
    const step = skipsAllowance(unit, token, flow);
    if (step) yield* hitAt(unit, token, flow, step, { message: 'Some callers need no allowance.' });
  }
});

const ofOthers = (unit: Unit, step: StepOf<'write'>): boolean => {
  const first = keysOf(step.target)[0];
  const roots = rootsOf(unit.project, first, step.frame);
  return first !== undefined && hasParameter(roots) && !roots.has('msg.sender');
};

function takesFrom(unit: Unit, token: Token, flow: Flow, step: StepOf<'write'>): boolean {
  if (!token.balances.includes(step.variable) || !ofOthers(unit, step)) return false;
  if (flow.steps.some(one => one.kind === 'read' && token.allowances.includes(one.variable))) return false;
  const way = direction(unit, step);
  if (way === 'less') return true;
  // Set to something else, where one list of balances is all there is; with two, amounts are carried from one form into the other.
  return way === 'set' && token.balances.length === 1 && (step.operator === 'delete' || isZero(step.value) || hasParameter(rootsOf(unit.project, step.value, step.frame, false)));
}

/** Writes an allowance of somebody it names. */
const allowsItself = (unit: Unit, token: Token, step: StepOf<'write'>): boolean => token.allowances.includes(step.variable) && ofOthers(unit, step) && direction(unit, step) !== 'less' && !isZero(step.value);

/** transferFrom that leaves the allowance alone for callers the state singles out. */
function skipsAllowance(unit: Unit, token: Token, flow: Flow): StepOf<'write'> | undefined {
  if (parameters(flow.entry).length !== 3) return undefined;
  const taken = flow.steps.filter(isWrite).find(step => token.balances.includes(step.variable) && direction(unit, step) === 'less' && ofOthers(unit, step));
  const spent = flow.steps.filter(step => isWrite(step) && token.allowances.includes(step.variable));
  if (!taken || spent.length === 0) return undefined;
  const free = spent.every(step => step.arms.some(arm => arm.branch.condition !== undefined && !taken.arms.some(other => other.branch === arm.branch)
    && !stateIds(rootsOf(unit.project, arm.branch.condition, arm.branch.frame, false)).some(id => token.allowances.some(one => one.id === id))
    && senderCheck(unit.project, arm.branch.condition, arm.branch.frame, arm.side === 'false')?.level === 'authority'));
  return free ? taken : undefined;
}
