import type { Detector, Hit } from '../../detector.ts';
import { name, text, typeOf, type Node } from '../../model/ast.ts';
import type { Flow, Step, StepOf } from '../../model/flow.ts';
import { callerAt } from '../../model/guard.ts';
import { keysThrough } from '../../model/keys.ts';
import { hasParameter, rootsOf } from '../../model/roots.ts';
import { tokensOf, type Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';

const shared = { category: 'token-power', confidence: 'medium', scwe: 'SCWE-017', owasp: 'SC01:2026' } as const;
export { direction } from '../../model/change.ts';
export const isWrite = (step: Step): step is StepOf<'write'> => step.kind === 'write';
export const isCondition = (step: Step): step is StepOf<'condition'> => step.kind === 'condition';

/** One detector from a search over each token. A right is not a weakness: none of these is more than low. */
export function power(id: string, severity: Detector['severity'], title: string, description: string, fix: string, search: (unit: Unit, token: Token) => Iterable<Hit>): Detector {
  return { id: `token/${id}`, title, severity, description, fix, ...shared, *detect(unit) { for (const token of tokensOf(unit)) yield* search(unit, token); } };
}

/**
 * Who gets to a step: `owner` (the account `owner()` names), `role` (access control by role), `list` (accounts on a list), `account` (some other
 * account the state names, or one written into the code), and the state that says so.
 */
export function accessOf(unit: Unit, token: Token, flow: Flow, step: Step): { who: string; by: string } {
  const variables = [...new Set(callerAt(unit.project, flow, step)?.variables)].map(id => unit.project.node(id)).filter(one => one !== undefined);
  const owner = ownerOf(unit, token);
  const types = variables.map(typeOf);
  const who = variables.some(one => one === owner) ? 'owner' : types.some(type => /^mapping\(bytes32 =>|RoleData/.test(type)) ? 'role' : types.some(type => type.startsWith('mapping(address => bool') || type.startsWith('struct ')) ? 'list' : 'account';
  return { who, by: variables.map(name).join(', ') };
}

/** The state `owner()` answers with, where there is one. */
export function ownerOf(unit: Unit, token: Token): Node | undefined {
  const shown = token.contract.variables.find(one => name(one) === 'owner' && text(one, 'visibility') === 'public');
  const flow = unit.entries(token.contract).find(one => /^(owner|getOwner)$/.test(name(one.entry)) && one.steps.every(step => step.kind !== 'write'));
  return shown ?? flow?.steps.flatMap(step => (step.kind === 'read' && typeOf(step.variable).startsWith('address') ? [step.variable] : []))[0];
}

/** A hit at a step of a power, with who may do it. */
export function hitAt(unit: Unit, token: Token, flow: Flow, step: Step, more: Omit<Hit, 'node'> = {}): Hit[] {
  // A right that is only inherited is shown at the contract that has it.
  const node = placed(unit, flow, step) ?? (unit.project.isOwn(token.contract.node) ? token.contract.node : undefined);
  return node ? [{ ...more, node, details: { token: token.contract.name, function: name(flow.entry), ...accessOf(unit, token, flow, step), ...more.details } }] : [];
}

/** Where to point: the function a person calls when it is in their own files, else the place in them that led to the step. */
export const placed = (unit: Unit, flow: Flow, step: Step): Node | undefined => (unit.project.isOwn(flow.entry) ? flow.entry : unit.ownSite(step));

/** The power that writes a variable to something its caller chooses or to what `accept` says, if any. */
export function setterOf(token: Token, variable: number, accept: (step: StepOf<'write'>, flow: Flow) => boolean = () => true): { flow: Flow; step: StepOf<'write'> } | undefined {
  for (const flow of token.powers) {
    const step = flow.steps.find((one): one is StepOf<'write'> => isWrite(one) && one.variable.id === variable && accept(one, flow));
    if (step) return { flow, step };
  }
  return undefined;
}

/** Is the entry of a mapping chosen by the one who calls? */
export const keyChosen = (unit: Unit, step: StepOf<'write'>): boolean => keysThrough(unit.project, step.target, step.frame).some(key => hasParameter(rootsOf(unit.project, key.node, key.frame)));
export const nameOf = (unit: Unit, id: number): string => name(unit.project.node(id));
