import type { Detector, Hit } from '../detector.ts';
import { isLiteral, isZero, name, typeOf, unconverted, type Node } from '../model/ast.ts';
import { canFollow, type Flow, type Step, type StepOf } from '../model/flow.ts';
import { origin } from '../model/frame.ts';
import { callerAt, isLocked } from '../model/guard.ts';
import { isView, type Contract } from '../model/project.ts';
import { hasParameter, rootsOf, stateIds } from '../model/roots.ts';
import type { Unit } from '../model/unit.ts';

/** What a call can do to us: nothing, hand over control together with ether, or hand over control to code we do not know. */
function danger(unit: Unit, flow: Flow, step: StepOf<'call'>): 'none' | 'ether' | 'unknown' | 'known' {
  const { project } = unit;
  const { call } = step;
  if (call.kind === 'bare') {
    if (call.gas && isLiteral(call.value) === false && isZero(call.value)) return 'none';
    const roots = rootsOf(project, call.target, step.frame);
    const open = hasParameter(roots) || roots.has('msg.sender') || stateIds(roots).some(id => writable(unit, flow.contract, id));
    return !open ? 'known' : call.value && !isZero(origin(project, call.value, step.frame)) ? 'ether' : 'unknown';
  }
  // From 0.5 on a call of a view function cannot change state, ours included (STATICCALL).
  const still = Number(project.solcVersion.split('.')[1]) >= 5 && (isView(step.declaration) || / (view|pure)\b/.test(typeOf(call.callee)));
  if (call.kind !== 'high' || still) return 'none';
  const target = unconverted(call.target);
  if (target?.nodeType === 'Identifier' && name(target) === 'this') return 'none';
  const roots = rootsOf(project, call.target, step.frame);
  return hasParameter(roots) || roots.has('msg.sender') ? 'unknown' : 'known';
}

/** Can anyone change this variable? */
function writable(unit: Unit, contract: Contract, id: number): boolean {
  return unit.entries(contract).some(flow => flow.steps.some(step => step.kind === 'write' && step.variable.id === id && callerAt(unit.project, flow, step)?.level !== 'authority'));
}

/** Only somebody trusted gets here: what decides that cannot be written by strangers. */
function privileged(unit: Unit, flow: Flow, step: Step): boolean {
  const check = callerAt(unit.project, flow, step);
  return check?.level === 'authority' && !check.variables.some(id => typeOf(unit.project.node(id)).startsWith('mapping') && writable(unit, flow.contract, id));
}

/** Is the variable decided on, or moved, in another function that anyone can enter meanwhile? */
function usedElsewhere(unit: Unit, flow: Flow, variable: Node): boolean {
  return unit.entries(flow.contract).some(other => other.entry !== flow.entry && !isView(other.entry)
    && other.steps.some(step => (step.kind === 'read' || step.kind === 'write') && step.variable.id === variable.id && callerAt(unit.project, other, step)?.level !== 'authority' && !isLocked(unit.project, other, step)));
}

function* inspect(unit: Unit, flow: Flow): Generator<Hit> {
  if (isView(flow.entry)) return;
  for (const step of flow.steps) {
    if (step.kind !== 'call') continue;
    const kind = danger(unit, flow, step);
    if (kind === 'none' || kind === 'known') continue;
    if (isLocked(unit.project, flow, step)) continue;
    if (privileged(unit, flow, step)) continue;
    const before = new Set(flow.steps.filter((one): one is StepOf<'read'> => one.kind === 'read' && canFollow(one, step)).map(one => one.variable.id));
    const late = flow.steps.filter((one): one is StepOf<'write'> => one.kind === 'write' && canFollow(step, one));
    const settled = (variable: Node) => flow.steps.some(one => one.kind === 'write' && one.variable.id === variable.id && canFollow(one, step));
    const stale = late.filter(one => before.has(one.variable.id) && !(settled(one.variable) && one.operator !== '='));
    const crossing = stale.length > 0 ? [] : late.filter(one => !settled(one.variable) && usedElsewhere(unit, flow, one.variable));
    const [first] = stale.length > 0 ? stale : crossing;
    const node = unit.ownSite(step);
    if (!first || !node) continue;
    const place = unit.project.place(first.node);
    const what = name(first.variable);
    yield {
      node,
      severity: kind === 'ether' && stale.length > 0 ? 'high' : kind === 'ether' || stale.length > 0 ? 'medium' : 'low',
      confidence: stale.length > 0 ? 'high' : 'medium',
      message: stale.length > 0
        ? `The call hands over control before \`${what}\`, which was read before it, is written (line ${place.line}): the receiver can come back in and act on the old value.`
        : `The call hands over control before \`${what}\` is written (line ${place.line}), and another function uses \`${what}\`: the receiver can call that one meanwhile.`,
    };
  }
}

/** Checks-effects-interactions, over internal calls and modifiers; the pattern of the DAO (2016) and of token hooks. */
export const reentrancy: Detector = {
  id: 'reentrancy', title: 'State is written after control was handed over', category: 'reentrancy', severity: 'high', confidence: 'high',
  description: 'A call to an address that others choose gives them control while this contract is in the middle of its work. They can call back in and use state that was not yet brought up to date, for example to withdraw the same balance twice.',
  fix: 'Write all state before the call (checks, effects, interactions), or put `nonReentrant` of OpenZeppelin ReentrancyGuard on every function that shares this state.',
  scwe: 'SCWE-046', owasp: 'SC08:2026', swc: 'SWC-107',
  *detect(unit) {
    for (const contract of unit.targets) for (const flow of unit.flows(contract)) yield* inspect(unit, flow);
  },
};
