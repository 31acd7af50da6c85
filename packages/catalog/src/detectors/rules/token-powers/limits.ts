import { child, name, text, typeOf, type Node } from '../../model/ast.ts';
import { atomsOf } from '../../model/bounds.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import type { Frame } from '../../model/frame.ts';
import { parameters } from '../../model/project.ts';
import { hasParameter, rootsOf, stateIds } from '../../model/roots.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { hitAt, isCondition, isWrite, nameOf, power, setterOf } from './power.ts';

/** A comparison a transfer insists on: `small <= large`. */
interface Demand { small: Node; large: Node; frame: Frame; step: StepOf<'condition'>; flow: Flow }

function* demands(unit: Unit, token: Token): Generator<Demand> {
  for (const flow of token.transfers) {
    for (const step of flow.steps.filter(isCondition)) {
      if (step.holds === undefined || step.ending !== 'reverts' || unit.project.contractOf(step.frame.definition)?.kind === 'library') continue;
      for (const { node, frame, holds } of atomsOf(unit.project, step.condition, step.frame, step.holds)) {
        const [left, right] = [child(node, 'leftExpression'), child(node, 'rightExpression')];
        if (node.nodeType !== 'BinaryOperation' || !left || !right || !/^[<>]=?$/.test(text(node, 'operator'))) continue;
        yield text(node, 'operator').startsWith('<') === holds ? { small: left, large: right, frame, step, flow } : { small: right, large: left, frame, step, flow };
      }
    }
  }
}

/** Limits on how much can be moved at once or held: the moved amount on one side, a number of the contract on the other. */
function whaleLimits(unit: Unit, token: Token): { demand: Demand; variables: number[] }[] {
  return [...demands(unit, token)].flatMap(demand => {
    const amount = `parameter:${parameters(demand.flow.entry).at(-1)?.id ?? -1}`;
    const [small, large] = [rootsOf(unit.project, demand.small, demand.frame, false), rootsOf(unit.project, demand.large, demand.frame, false)];
    const kept = [...token.balances, ...token.allowances].map(one => `state:${one.id}`);
    if (!small.has(amount) || large.has(amount) || large.size === 0) return [];
    // What the sender itself has is no limit; a part of what the pool has is one.
    const keyed = rootsOf(unit.project, demand.large, demand.frame);
    if (kept.some(root => large.has(root)) && (hasParameter(keyed) || keyed.has('msg.sender') || keyed.has('this'))) return [];
    return [{ demand, variables: stateIds(large).filter(id => typeOf(unit.project.node(id)).startsWith('uint')) }];
  });
}

/** GoPlus `is_anti_whale`. */
export const tokenAntiWhale = power('anti-whale', 'informational', 'Transfers or holdings are limited in size', 'Large amounts cannot be moved at once, or held.', 'Say so to holders.', function* (unit, token) {
  for (const { demand, variables } of whaleLimits(unit, token)) {
    const node = unit.ownSite(demand.step);
    if (node) yield { node, details: { token: token.contract.name, decides: variables.map(id => nameOf(unit, id)).join(', ') } };
  }
});

/** GoPlus `anti_whale_modifiable`. */
export const tokenAntiWhaleChange = power('anti-whale-change', 'informational', 'Owner can change the size limits', 'A privileged account can change how much can be moved at once or held.', 'Keep a floor in the code.', function* (unit, token) {
  for (const id of new Set(whaleLimits(unit, token).flatMap(one => one.variables))) {
    const setter = setterOf(token, id);
    if (setter) yield* hitAt(unit, token, setter.flow, setter.step, { message: `\`${name(setter.flow.entry)}\` changes \`${nameOf(unit, id)}\`.`, details: { decides: nameOf(unit, id) } });
  }
});

/** GoPlus `trading_cooldown`: a moment kept for each account, compared with the clock. */
export const tokenCooldown = power('cooldown', 'informational', 'Accounts have to wait between trades', 'After a transfer an account cannot make the next one until some time has passed.', 'Say so to holders.', function* (unit, token) {
  const kept = new Set(token.transfers.flatMap(flow => flow.steps.flatMap(step => (isWrite(step) && /^mapping\(address => (uint|struct)/.test(typeOf(step.variable)) && step.value && ['block.timestamp', 'block.number'].some(clock => rootsOf(unit.project, step.value, step.frame).has(clock)) ? [step.variable.id] : []))));
  for (const demand of demands(unit, token)) {
    const roots = new Set([...rootsOf(unit.project, demand.small, demand.frame, false), ...rootsOf(unit.project, demand.large, demand.frame, false)]);
    const node = unit.ownSite(demand.step);
    if (node && (roots.has('block.timestamp') || roots.has('block.number')) && stateIds(roots).some(id => kept.has(id))) yield { node, details: { token: token.contract.name } };
  }
});
