import { isZero } from '../../model/ast.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { origin } from '../../model/frame.ts';
import { callerAt, senderCheck, type Check } from '../../model/guard.ts';
import { keysThrough } from '../../model/keys.ts';
import { parameters } from '../../model/project.ts';
import { hasParameter, rootsOf, stateIds } from '../../model/roots.ts';
import { changesBalance, type Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { direction, hitAt, isWrite, power } from './power.ts';

/** GoPlus `owner_change_balance`: balances of others without their allowance. */
export const tokenConfiscate = power('confiscate', 'low', 'Owner can take or burn tokens of others', 'A privileged account can reduce the balance of a holder it names, without an allowance.', 'Remove it.', function* (unit, token) {
  for (const flow of token.powers) {
    const step = flow.steps.filter(isWrite).find(one => takesFrom(unit, token, flow, one) || allowsItself(unit, token, one)) ?? anything(unit, flow);
    if (step) yield* hitAt(unit, token, flow, step);
  }
  for (const flow of token.transfers) {
    const found = skipsAllowance(unit, token, flow) ?? needsNone(unit, token, flow);
    if (found) yield* hitAt(unit, token, flow, found.step, { message: 'Some callers need no allowance.' });
  }
});

const ofOthers = (unit: Unit, step: StepOf<'write'>): boolean => {
  const first = keysThrough(unit.project, step.target, step.frame)[0];
  const roots = rootsOf(unit.project, first?.node, first?.frame);
  return first !== undefined && hasParameter(roots) && !roots.has('msg.sender');
};

function takesFrom(unit: Unit, token: Token, flow: Flow, step: StepOf<'write'>): boolean {
  if (!changesBalance(token, step) || !ofOthers(unit, step)) return false;
  if (flow.steps.some(one => one.kind === 'read' && token.allowances.includes(one.variable))) return false;
  const way = direction(unit, step);
  if (way === 'less') return true;
  // Set to something else, where one list of balances is all there is; with two, amounts are carried from one form into the other.
  return way === 'set' && token.balances.length === 1 && (step.operator === 'delete' || isZero(step.value) || hasParameter(rootsOf(unit.project, step.value, step.frame, false)));
}

/** Runs code the caller names in the place of the token: every balance can be written. An upgrade, which keeps the address of the code, is told elsewhere. */
function anything(unit: Unit, flow: Flow): StepOf<'call'> | undefined {
  return flow.steps.find((step): step is StepOf<'call'> => {
    if (step.kind !== 'call' || step.call.kind !== 'delegate') return false;
    const target = [...rootsOf(unit.project, step.call.target, step.frame, false)].filter(root => root.startsWith('parameter:'));
    return target.length > 0 && !flow.steps.some(one => isWrite(one) && target.some(root => rootsOf(unit.project, one.value, one.frame).has(root)));
  });
}

/** Writes an allowance of somebody it names. */
const allowsItself = (unit: Unit, token: Token, step: StepOf<'write'>): boolean => token.allowances.includes(step.variable) && ofOthers(unit, step) && direction(unit, step) !== 'less' && !isZero(origin(unit.project, step.value, step.frame));

/** transferFrom that only a privileged account can call, and no allowance is asked for. */
function needsNone(unit: Unit, token: Token, flow: Flow): { step: StepOf<'write'> } | undefined {
  if (parameters(flow.entry).length !== 3 || flow.steps.some(step => (step.kind === 'read' || step.kind === 'write') && token.allowances.includes(step.variable))) return undefined;
  const step = flow.steps.filter(isWrite).find(one => takesFrom(unit, token, flow, one));
  return step && callerAt(unit.project, flow, step)?.level === 'authority' ? { step } : undefined;
}

/** transferFrom that leaves the allowance alone for callers the state singles out. */
export function skipsAllowance(unit: Unit, token: Token, flow: Flow): { step: StepOf<'write'>; variables: number[] } | undefined {
  if (parameters(flow.entry).length !== 3) return undefined;
  const taken = flow.steps.filter(isWrite).find(step => changesBalance(token, step) && direction(unit, step) === 'less' && ofOthers(unit, step));
  const spent = flow.steps.filter(step => isWrite(step) && token.allowances.includes(step.variable));
  if (!taken || spent.length === 0) return undefined;
  const variables: number[] = [];
  const named = (check: Check | null) => { if (check?.level === 'authority') variables.push(...check.variables); return check?.level === 'authority'; };
  const free = spent.every(step => step.arms.some(arm => arm.branch.condition !== undefined && !taken.arms.some(other => other.branch === arm.branch)
    && !stateIds(rootsOf(unit.project, arm.branch.condition, arm.branch.frame, false)).some(id => token.allowances.some(one => one.id === id))
    && named(senderCheck(unit.project, arm.branch.condition, arm.branch.frame, arm.side === 'false'))));
  return free ? { step: taken, variables } : undefined;
}
