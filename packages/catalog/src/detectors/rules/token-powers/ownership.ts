import { isZero, name, text, typeOf, type Node } from '../../model/ast.ts';
import { atomsOf } from '../../model/bounds.ts';
import { asksCaller, callerAt, senderCheck } from '../../model/guard.ts';
import { knownAt, type Flow, type Step } from '../../model/flow.ts';
import { isInitializer, latched } from '../../model/judge.ts';
import { isView } from '../../model/project.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { skipsAllowance } from './confiscate.ts';
import { hitAt, isWrite, ownerOf, power } from './power.ts';

/** Can people read the state from outside, by its own getter or a function that looks at it? */
function isShown(unit: Unit, token: Token, variable: Node): boolean {
  if (text(variable, 'visibility') === 'public') return true;
  return unit.entries(token.contract).some(flow => isView(flow.entry) && flow.steps.some(step => step.kind === 'read' && step.variable.id === variable.id));
}

/** Kinds of state that can stand for an account: addresses, lists of them, hashes of them. */
const naming = /^(address|bytes32|mapping\(address => (bool|uint))/;

/** Accounts outside `owner()` that a power accepts, by the state that names them: alone, or beside the owner. */
function otherRulers(unit: Unit, flow: Flow, step: Step, owner: Node | undefined): Node[] {
  const found = new Set<number>();
  for (const known of knownAt(flow, step)) {
    const atoms = atomsOf(unit.project, known.condition, known.frame, known.holds).flatMap(atom => {
      const check = senderCheck(unit.project, atom.node, atom.frame, atom.holds);
      return check?.level === 'authority' ? [{ ...check, alone: atom.alone }] : [];
    });
    if (owner && atoms.some(atom => atom.alone && atom.variables.includes(owner.id))) return [];
    for (const atom of atoms) for (const id of atom.variables) if (id !== owner?.id) found.add(id);
  }
  return [...found].map(id => unit.project.node(id)).filter(one => one !== undefined && one.stateVariable === true && naming.test(typeOf(one))) as Node[];
}

/** GoPlus `hidden_owner`: powers of an account that `owner()` does not name and that nobody can look up. */
export const tokenHiddenOwner = power('hidden-owner', 'low', 'An account that cannot be looked up has powers', 'Functions are reserved for an account that `owner()` does not name; giving up ownership leaves it in power.', 'Use one owner that everybody can see.', function* (unit, token) {
  const owner = ownerOf(unit, token);
  for (const flow of token.powers) {
    const step = flow.steps.findLast(one => one.kind === 'write' || one.kind === 'call');
    const hidden = step ? otherRulers(unit, flow, step, owner).filter(one => !isShown(unit, token, one)) : [];
    if (step && hidden.length > 0) yield* hitAt(unit, token, flow, step, { message: `\`${name(flow.entry)}\` asks \`${hidden.map(name).join(', ')}\`.`, details: { by: hidden.map(name).join(', ') } });
  }
  for (const flow of token.transfers) {
    const free = skipsAllowance(unit, token, flow);
    const hidden = free?.variables.map(id => unit.project.node(id)).filter(one => one !== undefined && one !== owner && !isShown(unit, token, one)) ?? [];
    if (free && hidden.length > 0) yield* hitAt(unit, token, flow, free.step, { message: `\`${hidden.map(name).join(', ')}\` needs no allowance.`, details: { by: hidden.map(name).join(', ') } });
  }
  // Assembly that compares the caller with a place in storage and then writes storage: neither has a name.
  for (const flow of unit.entries(token.contract)) {
    const step = flow.steps.find(one => one.kind === 'assembly' && asksCaller(one.operations, 'sstore'));
    if (step) yield* hitAt(unit, token, flow, step, { message: `\`${name(flow.entry)}\` asks for its caller in assembly.` });
  }
});

/** GoPlus `can_take_back_ownership`: ownership that was given up comes back without the owner. */
export const tokenTakeBack = power('take-back-ownership', 'low', 'Ownership can be taken back', 'After ownership was given up, another account can make somebody the owner again.', 'Let only the owner hand over, and clear everything else when ownership is given up.', function* (unit, token) {
  const owner = ownerOf(unit, token);
  if (!owner) return;
  const flows = unit.entries(token.contract);
  const setsOwner = (flow: Flow) => flow.steps.filter(isWrite).filter(step => step.variable === owner);
  const ruledBy = (flow: Flow, step: Flow['steps'][number]) => callerAt(unit.project, flow, step)?.variables ?? [];
  const leaving = flows.filter(flow => setsOwner(flow).some(step => isZero(step.value) || /renounce/i.test(name(flow.entry))) && setsOwner(flow).every(step => ruledBy(flow, step).includes(owner.id)));
  const cleared = (id: number) => leaving.length > 0 && leaving.every(flow => flow.steps.some(step => isWrite(step) && step.variable.id === id && (step.operator === 'delete' || isZero(step.value))));
  for (const flow of flows) {
    if (isInitializer(unit.project, flow.entry)) continue;
    for (const step of setsOwner(flow)) {
      const variables = ruledBy(flow, step);
      if (isZero(step.value) || variables.includes(owner.id) || latched(unit, flow, step)) continue;
      if (variables.length > 0 && variables.every(cleared)) continue;
      yield* hitAt(unit, token, flow, step);
      break;
    }
  }
});
