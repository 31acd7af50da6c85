import { child, find, name, referenced, text, typeOf, walk, type Node } from './ast.ts';
import type { Flow, Step, StepOf } from './flow.ts';
import { callerAt } from './guard.ts';
import { signature, type Contract } from './project.ts';
import { rootsOf } from './roots.ts';
import type { Unit } from './unit.ts';

/** A fungible token, as its code tells it. */
export interface Token {
  contract: Contract;
  /** Holder to amount. */
  balances: Node[];
  supply?: Node;
  /** What runs when a holder moves tokens. */
  transfers: Flow[];
  /** What a privileged account can call. */
  powers: Flow[];
}

/** Tokens among the contracts: those with transfer, balanceOf and totalSupply of ERC-20. */
export function tokensOf(unit: Unit): Token[] {
  return unit.targets.flatMap(contract => {
    if (contract.kind === 'library' || contract.abstract) return [];
    const flows = unit.entries(contract);
    const transfers = flows.filter(flow => ['function transfer(address,uint256)', 'function transferFrom(address,address,uint256)'].includes(signature(flow.entry)));
    const supplied = flows.find(flow => signature(flow.entry) === 'function totalSupply()');
    const publicSupply = contract.variables.find(one => name(one) === 'totalSupply');
    if (transfers.length === 0 || (!supplied && !publicSupply)) return [];
    const written = transfers.flatMap(flow => flow.steps.filter((step): step is StepOf<'write'> => step.kind === 'write')).map(step => step.variable);
    const balances = [...new Set(written.filter(one => typeOf(one) === 'mapping(address => uint256)'))];
    const supply = publicSupply ?? supplied?.steps.find(step => step.kind === 'read' && typeOf(step.variable) === 'uint256');
    const supplyVariable = supply && 'kind' in supply ? (supply as StepOf<'read'>).variable : supply as Node | undefined;
    const powers = flows.filter(flow => !transfers.includes(flow) && flow.steps.some(step => step.kind === 'write' || step.kind === 'call') && ruled(unit, flow));
    return [{ contract, balances, transfers, powers, ...(supplyVariable ? { supply: supplyVariable } : {}) }];
  });
}

/** Only a privileged account gets to the last thing the function does. */
function ruled(unit: Unit, flow: Flow): boolean {
  const last = flow.steps.findLast(step => step.kind === 'write' || step.kind === 'call');
  return last !== undefined && callerAt(unit.project, flow, last)?.level === 'authority';
}

/** A comparison of a value with a limit, anywhere in a flow, that mentions the parameter or variable. */
export function limits(unit: Unit, flow: Flow, root: string): Node[] {
  return flow.steps.flatMap((step: Step) => {
    if (step.kind !== 'condition' || step.holds === undefined) return [];
    const comparison = find(step.condition, one => one.nodeType === 'BinaryOperation' && ['<', '>', '<=', '>='].includes(text(one, 'operator')));
    return comparison && rootsOf(unit.project, comparison, step.frame).has(root) ? [comparison] : [];
  });
}
/** The largest literal or constant in a comparison, as a limit in the unit the code uses; null when there is none. */
export function literalLimit(unit: Unit, comparison: Node): number | null {
  const values: number[] = [];
  for (const side of ['leftExpression', 'rightExpression']) {
    for (const part of walk(child(comparison, side))) {
      const constant = unit.project.node(referenced(part));
      const literal = part.nodeType === 'Literal' ? part : constant?.constant === true ? find(child(constant, 'value'), one => one.nodeType === 'Literal') : undefined;
      if (literal) values.push(Number(text(literal, 'value').replaceAll('_', '')));
    }
  }
  return values.length > 0 ? Math.max(...values) : null;
}
export const mentions = (node: Node | undefined, id: number): boolean => find(node, one => referenced(one) === id) !== undefined;
