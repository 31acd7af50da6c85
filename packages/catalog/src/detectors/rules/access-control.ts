import type { Detector, Hit } from '../detector.ts';
import { bare, children, isZero, name, typeOf, type Node } from '../model/ast.ts';
import { baseVariable } from '../model/frame.ts';
import type { Flow, Step } from '../model/flow.ts';
import { callerAt, senderCheck } from '../model/guard.ts';
import { isView, type Contract } from '../model/project.ts';
import { callerChosen, hasParameter, rootsOf } from '../model/roots.ts';
import type { Unit } from '../model/unit.ts';
import { isInitializer, keysOf, latched, ownBusiness } from '../model/judge.ts';

/** Variables that decide who is an owner, a minter ...: those a check of the caller compares with. */
function authorities(unit: Unit, contract: Contract): Map<number, Node> {
  const found = new Map<number, Node>();
  const modifiers = contract.bases.flatMap(base => children(base.node, 'nodes').filter(node => node.nodeType === 'ModifierDefinition'));
  for (const flow of [...unit.flows(contract), ...modifiers.map(one => unit.flow(contract, one))]) {
    for (const step of flow.steps) {
      if (step.kind !== 'condition') continue;
      const check = senderCheck(unit.project, step.condition, step.frame, step.holds ?? true);
      if (check?.level !== 'authority') continue;
      for (const id of check.variables) {
        const variable = unit.project.node(id);
        // Nested mappings are permissions between users (operators, allowances): the first key protects them.
        if (variable && /^address|^contract|=> bool\)$|struct .*Role|^bytes32/.test(typeOf(variable)) && !/^mapping\(\w+ => mapping/.test(typeOf(variable)) && !typeOf(variable).startsWith('mapping(uint256 => address')) found.set(id, variable);
      }
    }
  }
  return found;
}

function* ownership(unit: Unit, contract: Contract): Generator<Hit> {
  const guards = authorities(unit, contract);
  for (const flow of unit.entries(contract)) {
    if (isView(flow.entry)) continue;
    for (const step of flow.steps) {
      if (step.kind !== 'write' || !guards.has(step.variable.id) || isInitializer(unit.project, flow.entry)) continue;
      if (callerAt(unit.project, flow, step) || latched(unit, flow, step)) continue;
      const chosen = step.value ? callerChosen(rootsOf(unit.project, step.value, step.frame)) : false;
      const keys = keysOf(step.target).map(key => rootsOf(unit.project, key, step.frame));
      if (step.value && isZero(step.value)) continue;
      if (!chosen && !keys.some(callerChosen)) continue;
      const node = placeOf(unit, flow, step);
      if (node) yield { node, severity: 'critical', confidence: 'high', message: `Anyone can call \`${name(flow.entry) || 'the fallback'}\` and so set \`${name(step.variable)}\`, which decides who has special rights.` };
    }
  }
}

/** Settings: plain values that other functions calculate with, which any caller can overwrite. */
function* settings(unit: Unit, contract: Contract): Generator<Hit> {
  const entries = unit.entries(contract);
  for (const flow of entries) {
    if (isView(flow.entry) || flow.steps.some(step => step.kind === 'condition' && senderCheck(unit.project, step.condition, step.frame, step.holds ?? true))) continue;
    if (isInitializer(unit.project, flow.entry)) continue;
    for (const step of flow.steps) {
      if (step.kind !== 'write' || step.operator !== '=' || !step.value || step.target.nodeType !== 'Identifier') continue;
      const value = bare(step.value);
      const type = typeOf(step.variable);
      if (!/^(address|contract|bool|u?int)/.test(type) || latched(unit, flow, step)) continue;
      const roots = rootsOf(unit.project, value, step.frame);
      if (!hasParameter(roots) || [...roots].some(root => /^(call:|state:|msg\.|builtin:)/.test(root))) continue;
      // The setting matters when money or rights depend on it elsewhere.
      const guarded = entries.some(other => other.entry !== flow.entry && other.steps.some(one => one.kind === 'write' && one.variable.id === step.variable.id && callerAt(unit.project, other, one)?.level === 'authority'));
      const target = entries.some(other => other.steps.some(one => one.kind === 'call' && !isView(one.declaration) && ['high', 'bare', 'delegate', 'send', 'transfer'].includes(one.call.kind)
        && (baseVariable(unit.project, one.call.target, one.frame)?.id === step.variable.id || rootsOf(unit.project, one.call.value ?? (one.call.kind === 'high' ? undefined : one.call.arguments[0]), one.frame).has(`state:${step.variable.id}`))));
      const node = placeOf(unit, flow, step);
      if (node && (guarded || target)) yield { node, severity: 'high', confidence: guarded ? 'high' : 'medium', message: `Anyone can set \`${name(step.variable)}\` through \`${name(flow.entry)}\`, and ${guarded ? 'elsewhere only a privileged account may' : 'transfers and calls of this contract depend on it'}.` };
    }
  }
}

/** Minting and burning of others' tokens through functions nobody guards. */
function* supply(unit: Unit, contract: Contract): Generator<Hit> {
  for (const flow of unit.entries(contract)) {
    if (isView(flow.entry) || children(flow.entry, 'modifiers').length > 0 && isInitializer(unit.project, flow.entry)) continue;
    if (!/^_?(mint|burn|issue|create)|mint$|airdrop/i.test(name(flow.entry)) || /^public(Mint|Sale)/i.test(name(flow.entry))) continue;
    for (const step of flow.steps) {
      if (step.kind !== 'write' || !/balance/i.test(name(step.variable)) || !typeOf(step.variable).startsWith('mapping(address')) continue;
      const keys = keysOf(step.target).map(key => rootsOf(unit.project, key, step.frame));
      const amount = step.value ? rootsOf(unit.project, step.value, step.frame) : new Set<string>();
      if (!keys.some(hasParameter) || !hasParameter(amount)) continue;
      if (callerAt(unit.project, flow, step) || ownBusiness(unit, flow, step) || latched(unit, flow, step)) continue;
      const pays = flow.steps.some(one => one.kind === 'call' || (one.kind === 'condition' && rootsOf(unit.project, one.condition, one.frame).has('msg.value')));
      const node = placeOf(unit, flow, step);
      if (node && !pays) { yield { node, severity: 'critical', confidence: 'high', message: `Anyone can call \`${name(flow.entry)}\` and change the balance of an account they name by an amount they choose.` }; break; }
    }
  }
}

/** Balances taken from an account the caller names, with neither allowance nor ownership asked for. */
function* movement(unit: Unit, contract: Contract): Generator<Hit> {
  for (const flow of unit.entries(contract)) {
    if (isView(flow.entry) || isInitializer(unit.project, flow.entry)) continue;
    for (const step of flow.steps) {
      if (step.kind !== 'write' || step.operator !== '-=' || !/balance/i.test(name(step.variable)) || !typeOf(step.variable).startsWith('mapping(address => uint')) continue;
      const keys = keysOf(step.target).map(key => rootsOf(unit.project, key, step.frame));
      if (!keys.some(key => hasParameter(key) && key.size === 1) || callerAt(unit.project, flow, step) || ownBusiness(unit, flow, step)) continue;
      // A check of the caller anywhere, in whatever branch, is given the benefit of the doubt.
      if (flow.steps.some(one => one.kind === 'condition' && rootsOf(unit.project, one.condition, one.frame).has('msg.sender'))) continue;
      const node = placeOf(unit, flow, step);
      if (node) { yield { node, severity: 'high', confidence: 'high', message: `\`${name(flow.entry)}\` takes from an account the caller names, without that account's consent.` }; break; }
    }
  }
}

/** The whole function, because that is where the check is missing, unless it is long. */
function placeOf(unit: Unit, flow: Flow, step: Step): Node | undefined {
  const place = unit.project.isOwn(flow.entry) ? unit.project.place(flow.entry) : undefined;
  return place && place.endLine - place.line <= 25 ? flow.entry : unit.ownSite(step);
}

/** SCWE-016: functions that change who has rights, settings, or supply, without asking who calls. */
export const accessControl: Detector = {
  id: 'missing-access-control', title: 'A privileged action is open to everyone', category: 'access-control', severity: 'high', confidence: 'medium',
  description: 'A public function changes ownership, roles, supply or a setting others depend on, and nothing checks who calls it.',
  fix: 'Restrict the function, for example with `onlyOwner` or `onlyRole`, or make it internal.',
  scwe: 'SCWE-016', owasp: 'SC01:2026', swc: 'SWC-105',
  *detect(unit) {
    for (const contract of unit.targets) {
      if (contract.kind === 'library') continue;
      yield* ownership(unit, contract);
      yield* settings(unit, contract);
      yield* supply(unit, contract);
      yield* movement(unit, contract);
    }
  },
};
