import type { Detector, Hit } from '../detector.ts';
import { bare, child, children, find, name, text, typeOf, type Node } from '../model/ast.ts';
import { baseVariable } from '../model/frame.ts';
import { knownAt, type Flow, type StepOf } from '../model/flow.ts';
import { callerAt } from '../model/guard.ts';
import { isView } from '../model/project.ts';
import { rootsOf, stateIds } from '../model/roots.ts';
import type { Unit } from '../model/unit.ts';

/** Does a failure of this payment stop everything: transfer, or a send/call whose result is required? */
function mustSucceed(unit: Unit, flow: Flow, step: StepOf<'call'>): boolean {
  if (step.call.kind === 'transfer') return true;
  if (step.call.kind !== 'send' && step.call.kind !== 'bare') return false;
  const source = unit.project.source(step.call.node);
  return flow.steps.some(one => one.kind === 'condition' && one.holds !== undefined && one.ending === 'reverts' && one.at >= step.at - 1 && one.at <= step.at + 3 && (unit.project.source(one.condition).includes(source) || rootsOf(unit.project, one.condition, one.frame).has(`call:${step.call.method}`)));
}

function* pushed(unit: Unit, flow: Flow): Generator<Hit> {
  for (const step of flow.steps) {
    if (step.kind !== 'call' || !['transfer', 'send', 'bare'].includes(step.call.kind)) continue;
    const node = unit.ownSite(step);
    if (!node || !mustSucceed(unit, flow, step)) continue;
    if (step.loops.length > 0) {
      const list = stateIds(rootsOf(unit.project, step.call.target, step.frame)).some(id => /\[\]/.test(typeOf(unit.project.node(id))) || typeOf(unit.project.node(id)).startsWith('mapping'));
      if (list) yield { node, severity: 'medium', confidence: 'high', message: 'One receiver in the list that refuses ether stops the payment of all others.' };
      continue;
    }
    // The earlier leader is paid out before a new one takes over: a leader that refuses ether stays for ever.
    const target = bare(step.call.target);
    const variable = target && baseVariable(unit.project, target, step.frame);
    if (!variable || typeOf(variable).startsWith('mapping')) continue;
    const replaced = flow.steps.some(one => one.kind === 'write' && one.variable.id === variable.id && one.at > step.at && one.value && rootsOf(unit.project, one.value, one.frame).has('msg.sender'));
    if (replaced && !callerAt(unit.project, flow, step)) yield { node, severity: 'medium', confidence: 'high', message: `Whoever is \`${name(variable)}\` can refuse the payment, and then nobody can take its place.` };
  }
}

function* loops(unit: Unit, flow: Flow): Generator<Hit> {
  const seen = new Set<Node>();
  for (const step of flow.steps) {
    const loop = step.loops.at(-1);
    if (!loop || seen.has(loop) || !unit.project.isOwn(loop)) continue;
    seen.add(loop);
    const condition = child(loop, 'condition');
    const length = condition && find(condition, one => one.nodeType === 'MemberAccess' && text(one, 'memberName') === 'length');
    const list = length && baseVariable(unit.project, child(length, 'expression'), step.frame);
    const steps = flow.steps.filter(one => one.loops.includes(loop));
    if (list && typeOf(list).endsWith('[]')) {
      const grown = unit.entries(flow.contract).find(other => other.steps.some(one => one.kind === 'write' && one.variable.id === list.id && one.operator === 'push' && callerAt(unit.project, other, one)?.level !== 'authority'));
      const shrinks = unit.entries(flow.contract).some(other => other.steps.some(one => one.kind === 'write' && one.variable.id === list.id && (one.operator === 'pop' || one.operator === 'delete')));
      const works = steps.some(one => one.kind === 'write' || one.kind === 'call');
      if (grown && works && !shrinks && !isView(flow.entry)) {
        yield { node: loop, severity: 'medium', confidence: 'medium', message: `The loop runs over \`${name(list)}\`, which anyone can make longer through \`${name(grown.entry)}\`, until it needs more gas than a block has.` };
        continue;
      }
    }
    // A list filled in a loop with a constant number of turns so large that no block has the gas.
    const bound = condition && [child(condition, 'leftExpression'), child(condition, 'rightExpression')].map(bare).find(side => side?.nodeType === 'Literal');
    if (bound && Number(text(bound, 'value')) >= 300 && steps.some(one => one.kind === 'write')) {
      yield { node: loop, severity: 'medium', confidence: 'medium', message: `The loop writes to storage ${text(bound, 'value')} times in one transaction.` };
    }
    const outside = steps.find((one): one is StepOf<'call'> => one.kind === 'call' && one.call.kind === 'high' && !isView(one.declaration));
    if (outside && condition && !isView(flow.entry)) {
      const site = unit.ownSite(outside);
      if (site) yield { node: site, severity: 'low', confidence: 'low', message: 'A call to another contract inside a loop: one that fails stops all of them.' };
    }
  }
}

/** Old code: a list cleared or filled as a whole when a condition on its length is met. */
function* clearing(unit: Unit, flow: Flow): Generator<Hit> {
  for (const step of flow.steps) {
    if (step.kind !== 'write' || step.operator !== '=' || !/\[\] storage/.test(typeOf(step.target)) || !step.value) continue;
    const fresh = bare(step.value);
    const emptied = fresh?.nodeType === 'FunctionCall' && unit.project.source(fresh).startsWith('new ') && text(children(fresh, 'arguments')[0], 'value') === '0';
    const limit = [...knownAt(flow, step)].map(one => find(one.condition, part => part.nodeType === 'Literal' && Number(text(part, 'value')) > 1_000)).find(Boolean);
    const node = unit.ownSite(step);
    if (emptied && limit && node) yield { node, severity: 'medium', confidence: 'medium', message: `\`${name(step.variable)}\` is emptied in one go after it grew past ${text(limit, 'value')} entries, which needs more gas than a block has.` };
  }
}

/** SCWE-058, SWC-113 and SWC-128. */
export const denialOfService: Detector = {
  id: 'denial-of-service', title: 'Others can block this function', category: 'denial-of-service', severity: 'medium', confidence: 'medium',
  description: 'The function depends on every receiver accepting a payment, or on a list others make longer. One of them can make it fail for everybody.',
  fix: 'Let each receiver withdraw for itself (pull payments), and walk long lists in parts.',
  scwe: 'SCWE-058', owasp: 'SC02:2026', swc: 'SWC-128',
  *detect(unit) {
    for (const contract of unit.targets) {
      if (contract.kind === 'library') continue;
      for (const flow of unit.entries(contract)) { yield* pushed(unit, flow); yield* loops(unit, flow); yield* clearing(unit, flow); }
    }
  },
};
