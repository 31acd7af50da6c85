import type { Detector } from '../detector.ts';
import { bare, child, isZero, name, text, typeOf, type Node } from '../model/ast.ts';
import { dominates, knownAt, type Flow, type StepOf } from '../model/flow.ts';
import { functionKind, isView } from '../model/project.ts';
import { rootsOf } from '../model/roots.ts';
import type { Unit } from '../model/unit.ts';

/** `x != 0` (or `x == true`) that must hold: the variable it is about. */
function needsValue(unit: Unit, condition: Node, holds: boolean): number | undefined {
  const node = bare(condition);
  if (node?.nodeType !== 'BinaryOperation' || (text(node, 'operator') === '!=') !== holds || !['==', '!='].includes(text(node, 'operator'))) return undefined;
  const [left, right] = [bare(child(node, 'leftExpression')), bare(child(node, 'rightExpression'))];
  const variable = isZero(right) ? left : isZero(left) ? right : undefined;
  const declaration = unit.project.node(variable?.nodeType === 'Identifier' ? variable.referencedDeclaration as number : undefined);
  return declaration?.stateVariable === true ? declaration.id : undefined;
}

/** A setter that asks for what only it could have set. */
export const impossibleSetter: Detector = {
  id: 'impossible-precondition-validation', title: 'Value can never be set for the first time', category: 'input-validation', severity: 'medium', confidence: 'high',
  description: 'The function that sets a value requires that the value is already set, and nothing else sets it: it can never succeed. The condition is probably the wrong way round.',
  fix: 'Turn the condition round, or give the variable a first value.',
  owasp: 'SC05:2026',
  *detect(unit) {
    for (const contract of unit.targets) {
      if (contract.abstract) continue;
      const flows = [...unit.flows(contract), ...contract.bases.flatMap(base => unit.construction(base) ?? [])];
      const writes = (id: number) => flows.flatMap(flow => flow.steps.filter((step): step is StepOf<'write'> => step.kind === 'write' && step.variable.id === id).map(step => ({ flow, step })));
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'write' || step.target.nodeType !== 'Identifier' || child(step.variable, 'value')) continue;
          const blocked = (at: Flow, one: StepOf<'write'>) => [...knownAt(at, one)].some(known => needsValue(unit, known.condition, known.holds) === step.variable.id);
          const node = unit.ownSite(step);
          if (node && blocked(flow, step) && writes(step.variable.id).every(one => blocked(one.flow, one.step))) yield { node, message: `\`${name(step.variable)}\` has to be set already.` };
        }
      }
    }
  },
};

/** The same movement done twice in one call, mostly once through `super` and once by hand. */
export const doubleEffect: Detector = {
  id: 'duplicate-effect-logic', title: 'The same movement is done twice', category: 'logic', severity: 'high', confidence: 'medium',
  description: 'One call runs the same balance-changing function twice with the same arguments, so twice the amount is moved.',
  fix: 'Remove one of the two calls.',
  owasp: 'SC02:2026',
  *detect(unit) {
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        if (isView(flow.entry)) continue;
        const entered = flow.steps.filter((step): step is StepOf<'enter'> => step.kind === 'enter' && functionKind(step.definition) === 'function' && step.loops.length === 0 && /transfer|mint|burn|move/i.test(name(step.definition)));
        const found = entered.find(second => entered.some(first => first !== second && first.definition === second.definition && dominates(first, second) && !nested(first, second) && alike(unit, first, second) && moves(flow, first)));
        const node = found && unit.ownSite(found);
        if (node) yield { node };
      }
    }
  },
};
function nested(first: StepOf<'enter'>, second: StepOf<'enter'>): boolean {
  for (let frame = second.frame; ; frame = frame.parent) { if (frame === first.inner) return true; if (!frame.parent) return false; }
}
const moves = (flow: Flow, step: StepOf<'enter'>): boolean => flow.steps.some(one => {
  if (one.kind !== 'write' || !['+=', '-='].includes(one.operator) || !typeOf(one.variable).startsWith('mapping(address')) return false;
  for (let frame = one.frame; ; frame = frame.parent) { if (frame === step.inner) return true; if (!frame.parent) return false; }
});
function alike(unit: Unit, first: StepOf<'enter'>, second: StepOf<'enter'>): boolean {
  const [a, b] = [[...first.inner.bindings.values()], [...second.inner.bindings.values()]];
  if (a.length < 2 || a.length !== b.length) return false;
  return a.every((one, at) => {
    const other = b[at];
    if (!other) return false;
    const [left, right] = [rootsOf(unit.project, one.expression, one.frame), rootsOf(unit.project, other.expression, other.frame)];
    // Sums and shares differ in value though not in origin: only plain arguments are compared.
    return left.size === 1 && right.size === 1 && [...left][0] === [...right][0] && ![...left][0]?.startsWith('literal');
  });
}
