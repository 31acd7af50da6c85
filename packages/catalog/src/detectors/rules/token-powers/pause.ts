import { child, find, isLiteral, isZero, name, text, typeOf, type Node } from '../../model/ast.ts';
import { atomsOf, hasFloor, type Atom } from '../../model/bounds.ts';
import { knownAt, type Flow, type StepOf } from '../../model/flow.ts';
import { latched } from '../../model/judge.ts';
import { parameters } from '../../model/project.ts';
import { hasParameter, rootsOf, stateIds } from '../../model/roots.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { hitAt, isCondition, isWrite, nameOf, power } from './power.ts';

/** GoPlus `transfer_pausable`: a switch, a start, a limit on amounts or a waiting time that a privileged account moves. */
export const tokenPause = power('pause', 'informational', 'Owner can stop or limit transfers', 'A privileged account can keep holders from moving or selling their tokens.', 'Say so to holders, or make it impossible after launch.', function* (unit, token) {
  for (const flow of token.transfers) {
    for (const step of flow.steps.filter(isCondition)) {
      if (step.holds === undefined || (step.ending !== 'reverts' && step.ending !== 'returns')) continue;
      if (unit.project.contractOf(step.frame.definition)?.kind === 'library') continue;
      if (step.ending === 'returns' && !emptyHanded(unit, flow, step.node)) continue;
      for (const atom of [...atomsOf(unit.project, step.condition, step.frame, step.holds), ...gatesOf(unit, token, flow, step)]) {
        for (const id of deciding(unit, token, flow, atom)) {
          const setter = stopper(unit, token, id, atom);
          if (setter) yield* hitAt(unit, token, setter.flow, setter.step, { message: `\`${nameOf(unit, id)}\` decides whether or how much can be transferred, and \`${name(setter.flow.entry)}\` changes it.`, details: { decides: nameOf(unit, id) } });
        }
      }
    }
  }
});

/** `if (!started) require(listed[from])`: where only some accounts get through, what opens the branch decides for the others. */
function gatesOf(unit: Unit, token: Token, flow: Flow, step: StepOf<'condition'>): Atom[] {
  const roots = rootsOf(unit.project, step.condition, step.frame);
  const amount = `parameter:${parameters(flow.entry).at(-1)?.id ?? -1}`;
  const figures = [...token.balances, ...token.allowances, ...token.supplies].some(one => roots.has(`state:${one.id}`));
  const nobody = atomsOf(unit.project, step.condition, step.frame, step.holds ?? true).every(atom => isZero(child(atom.node, 'rightExpression')) || isZero(child(atom.node, 'leftExpression')));
  if (roots.has(amount) || figures || nobody) return [];
  return step.arms.flatMap(({ branch, side }) => (branch.condition ? atomsOf(unit.project, branch.condition, branch.frame, side === 'false') : []));
}

/** An early return stops a transfer when nothing was moved before it and it answers false. */
function emptyHanded(unit: Unit, flow: Flow, branch: Node): boolean {
  const answer = find(child(branch, 'trueBody'), one => one.nodeType === 'Return');
  return answer !== undefined && /^return\s+false\b/.test(unit.project.source(answer)) && flow.steps.some(step => step.node === branch && !flow.steps.some(one => isWrite(one) && one.at < step.at));
}

/** The switches, limits and moments a condition of a transfer rests on. */
function deciding(unit: Unit, token: Token, flow: Flow, atom: Atom): number[] {
  const { project } = unit;
  const operator = text(atom.node, 'operator');
  const [left, right] = [child(atom.node, 'leftExpression'), child(atom.node, 'rightExpression')];
  const all = stateIds(rootsOf(project, atom.node, atom.frame, false));
  const own = (id: number) => token.balances.some(one => one.id === id) || token.supplies.some(one => one.id === id) || token.allowances.some(one => one.id === id);
  if (!left || !right) return all.filter(id => typeOf(project.node(id)) === 'bool' || isSwitch(unit, atom, id));
  if (!/^([<>]=?|[=!]=)$/.test(operator)) return [];
  if (typeOf(left) === 'bool') return all.filter(id => typeOf(project.node(id)) === 'bool');
  const amount = `parameter:${parameters(flow.entry).at(-1)?.id ?? -1}`;
  return [[left, right], [right, left]].flatMap(([side, other]) => {
    const roots = rootsOf(project, side, atom.frame, false);
    const against = rootsOf(project, other, atom.frame);
    const measured = against.has(amount) || against.has('block.timestamp') || against.has('block.number') || isLiteral(other) || against.has('tx.gasprice') || against.has('builtin:gasleft');
    if (!measured || roots.has(amount)) return [];
    return stateIds(roots).filter(id => /^(uint|enum |struct |mapping\(uint)/.test(typeOf(project.node(id))) && !own(id));
  });
}

/** A place in a table that is the same for everybody, such as a role of address zero or the flag of one function. */
function isSwitch(unit: Unit, atom: Atom, id: number): boolean {
  const keyed = rootsOf(unit.project, atom.node, atom.frame);
  return typeOf(atom.node) === 'bool' && typeOf(unit.project.node(id)).startsWith('mapping(') && !hasParameter(keyed) && !keyed.has('msg.sender') && !keyed.has('tx.origin');
}

/** `started + 3 > block.number` before the start is nothing, and after it passes by itself; a start that comes once stops nobody for good. */
function passesByItself(unit: Unit, flow: Flow, step: StepOf<'write'>, atom: Atom): boolean {
  const operator = text(atom.node, 'operator');
  if (atom.node.nodeType !== 'BinaryOperation' || !/^[<>]=?$/.test(operator) || !latched(unit, flow, step)) return false;
  // `block.timestamp > until + 30 days` is no latch: the stop comes again when its time has passed.
  const again = [...knownAt(flow, step)].some(known => {
    const roots = rootsOf(unit.project, known.condition, known.frame);
    return roots.has(`state:${step.variable.id}`) && (roots.has('block.timestamp') || roots.has('block.number'));
  });
  if (again) return false;
  const small = child(atom.node, operator.startsWith('<') === atom.holds ? 'leftExpression' : 'rightExpression');
  const large = child(atom.node, operator.startsWith('<') === atom.holds ? 'rightExpression' : 'leftExpression');
  return rootsOf(unit.project, small, atom.frame, false).has(`state:${step.variable.id}`) && [...rootsOf(unit.project, large, atom.frame, false)].every(root => root.startsWith('block.'));
}

/** The power that can set the variable so that transfers stop: to a bool of its choice or `true`/`false`, or to a number without a floor. */
function stopper(unit: Unit, token: Token, id: number, atom: Atom) {
  for (const flow of token.powers) {
    for (const step of flow.steps.filter(isWrite)) {
      if (step.variable.id !== id) continue;
      const roots = step.value ? rootsOf(unit.project, step.value, step.frame) : new Set<string>();
      if (locks(flow, id, token)) continue;
      if (typeOf(step.variable) === 'bool') return { flow, step };
      const chosen = new Set([...roots].filter(root => root.startsWith('parameter:')));
      // What only starts the clock (`launchedAt = block.timestamp`) holds everybody back until it is called.
      if (chosen.size === 0 && !roots.has('block.timestamp') && !roots.has('block.number') && !isLiteral(step.value)) continue;
      if (chosen.size === 0 && passesByItself(unit, flow, step, atom)) continue;
      const clock = [...rootsOf(unit.project, atom.node, atom.frame)].some(root => root.startsWith('block.'));
      if (hasParameter(roots) && !clock && hasFloor(unit.project, flow, new Set([...chosen, `state:${id}`]), step)) continue;
      return { flow, step };
    }
  }
  return undefined;
}

/** A lock against re-entry is set and set back in one run, and transfers write it themselves. */
const locks = (flow: Flow, id: number, token: Token): boolean => flow.steps.filter(step => isWrite(step) && step.variable.id === id).length > 1 && token.transfers.some(other => other.steps.filter(step => isWrite(step) && step.variable.id === id).length > 1);
