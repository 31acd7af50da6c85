import { isZero, name, text, typeOf, type Node } from '../../model/ast.ts';
import { callerAt } from '../../model/guard.ts';
import type { Flow } from '../../model/flow.ts';
import { isInitializer, latched } from '../../model/judge.ts';
import { isView } from '../../model/project.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { hitAt, isWrite, ownerOf, power } from './power.ts';

/** Can people read the state from outside, by its own getter or a function that looks at it? */
function isShown(unit: Unit, token: Token, variable: Node): boolean {
  if (text(variable, 'visibility') === 'public') return true;
  return unit.entries(token.contract).some(flow => isView(flow.entry) && flow.steps.some(step => step.kind === 'read' && step.variable.id === variable.id));
}

/** What decides who may use each power. */
function rulers(unit: Unit, flow: Flow): { variables: Node[]; step: Flow['steps'][number] } | undefined {
  const step = flow.steps.findLast(one => one.kind === 'write' || one.kind === 'call');
  const check = step && callerAt(unit.project, flow, step);
  return check ? { step, variables: check.variables.map(id => unit.project.node(id)).filter(one => one !== undefined) } : undefined;
}

/** GoPlus `hidden_owner`: powers of an account that `owner()` does not name and that nobody can look up. */
export const tokenHiddenOwner = power('hidden-owner', 'low', 'An account that cannot be looked up has powers', 'Functions are reserved for an account that `owner()` does not name; giving up ownership leaves it in power.', 'Use one owner that everybody can see.', function* (unit, token) {
  const owner = ownerOf(unit, token);
  for (const flow of token.powers) {
    const found = rulers(unit, flow);
    if (!found || found.variables.includes(owner as Node)) continue;
    // A caller compared with an address written into the code, or with state nobody can read.
    const hidden = found.variables.filter(one => /^(address|mapping\(address => (bool|uint))/.test(typeOf(one)) && one.stateVariable === true && !isShown(unit, token, one));
    if (hidden.length > 0) yield* hitAt(unit, token, flow, found.step, { message: `\`${name(flow.entry)}\` asks \`${hidden.map(name).join(', ')}\`.` });
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
