import { name, typeOf } from '../../model/ast.ts';
import { rootsOf, stateIds } from '../../model/roots.ts';
import { listsOf } from './blacklist.ts';
import { hitAt, isCondition, keyChosen, nameOf, power, setterOf } from './power.ts';

/** GoPlus `is_whitelisted`: accounts that get through where others do not, or pay less. */
export const tokenWhitelist = power('whitelist', 'informational', 'Owner can except accounts from the rules', 'A privileged account chooses who is free of limits, fees or closed trading.', 'Say who is excepted.', function* (unit, token) {
  const lists = listsOf(unit, token);
  const allowing = new Set(lists.filter(one => !one.denies).map(one => one.variable));
  const denying = new Set(lists.filter(one => one.denies).map(one => one.variable));
  // A list that only steers a branch says by its name whether it excepts; which arm is the better one cannot be seen from the branch.
  for (const step of token.transfers.flatMap(flow => flow.steps.filter(isCondition))) {
    for (const id of stateIds(rootsOf(unit.project, step.condition, step.frame, false))) {
      if (typeOf(unit.project.node(id)) === 'mapping(address => bool)' && !denying.has(id) && /exclu|exempt|white|allow|free/i.test(nameOf(unit, id))) allowing.add(id);
    }
  }
  for (const variable of allowing) {
    const setter = setterOf(token, variable, step => keyChosen(unit, step));
    if (setter) yield* hitAt(unit, token, setter.flow, setter.step, { message: `\`${name(setter.flow.entry)}\` fills \`${nameOf(unit, variable)}\`.`, details: { decides: nameOf(unit, variable) } });
  }
});
