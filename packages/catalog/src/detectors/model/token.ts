import { bare, child, isZero, name, nodesOf, text, typeOf, walk, type Node } from './ast.ts';
import { knownAt, type Flow, type Step, type StepOf } from './flow.ts';
import { origin } from './frame.ts';
import { callerAt, senderCheck } from './guard.ts';
import { signature, type Contract } from './project.ts';
import { rootsOf, stateIds } from './roots.ts';
import type { Unit } from './unit.ts';

/** A fungible token, as its code tells it. */
export interface Token {
  contract: Contract;
  /** Holder to amount. */
  balances: Node[];
  /** Where a balance is a record: the parts of it that are answered. */
  members: ReadonlySet<string>;
  supply?: Node;
  /** Everything `totalSupply()` is made of. */
  supplies: Node[];
  /** Holder to spender to amount. */
  allowances: Node[];
  /** What `balanceOf()` reads: balances, and what their unit is converted with. */
  shown: ReadonlySet<Node>;
  /** What runs when a holder moves tokens. */
  transfers: Flow[];
  /** What a privileged account can call. */
  powers: Flow[];
}

/** Tokens among the contracts: those with transfer, balanceOf and totalSupply of ERC-20. A contract that others inherit is seen in them. */
export function tokensOf(unit: Unit): Token[] {
  return unit.targets.flatMap(contract => {
    if (contract.kind === 'library' || contract.abstract || contract.inherited) return [];
    const flows = unit.entries(contract).map(flow => ({ ...flow, steps: flow.steps.filter(step => isPossible(unit, step)) }));
    const transfers = flows.filter(flow => ['function transfer(address,uint256)', 'function transferFrom(address,address,uint256)'].includes(signature(flow.entry)));
    const supplied = flows.find(flow => signature(flow.entry) === 'function totalSupply()');
    const publicSupply = contract.variables.find(one => name(one) === 'totalSupply');
    if (transfers.length === 0 || (!supplied && !publicSupply)) return [];
    const written = transfers.flatMap(flow => flow.steps.filter((step): step is StepOf<'write'> => step.kind === 'write')).map(step => step.variable);
    const plain = [...new Set(written.filter(one => typeOf(one) === 'mapping(address => uint256)'))];
    // Balances kept by block, or in a record of the holder, are what balanceOf() reads as well.
    const mapped = plain.length > 0 ? plain : [...new Set(written.filter(one => typeOf(one).startsWith('mapping(address => struct ')))];
    const asked = new Set(flows.find(flow => signature(flow.entry) === 'function balanceOf(address)')?.steps.flatMap(step => (step.kind === 'read' ? [step.variable] : [])));
    const answering = flows.find(flow => signature(flow.entry) === 'function balanceOf(address)');
    const members = new Set([answering?.entry, ...answering?.steps.flatMap(step => (step.kind === 'enter' ? [step.definition] : [])) ?? []].flatMap(one => nodesOf(child(one, 'body'), 'Return')).flatMap(one => nodesOf(one, 'MemberAccess').map(part => text(part, 'memberName'))));
    const answered = mapped.filter(one => asked.has(one) || name(one) === 'balanceOf');
    const balances = answered.length > 0 ? answered : mapped;
    const supply = publicSupply ?? supplied?.steps.find(step => step.kind === 'read' && typeOf(step.variable) === 'uint256');
    const supplyVariable = supply && 'kind' in supply ? (supply as StepOf<'read'>).variable : supply as Node | undefined;
    const returned = supplied ? [...walk(child(supplied.entry, 'body'))].filter(part => part.nodeType === 'Return').flatMap(part => stateIds(rootsOf(unit.project, child(part, 'expression'), supplied.frame))) : [];
    const supplies = [...new Set([supplyVariable, ...returned.map(id => unit.project.node(id))])].filter(one => one !== undefined && /^(uint|struct .*\[\])/.test(typeOf(one))) as Node[];
    const allowances = contract.variables.filter(one => typeOf(one) === 'mapping(address => mapping(address => uint256))');
    const powers = flows.filter(flow => !transfers.includes(flow) && flow.steps.some(step => step.kind === 'write' || step.kind === 'call') && ruled(unit, flow));
    return [{ contract, balances, members, transfers, powers, supplies, allowances, shown: asked, ...(supplyVariable ? { supply: supplyVariable } : {}) }];
  });
}

/** Does a write change what somebody has? Of a record, the part that is answered. */
export function changesBalance(token: Token, step: StepOf<'write'>): boolean {
  return token.balances.includes(step.variable) && (step.target.nodeType !== 'MemberAccess' || token.members.has(text(step.target, 'memberName')));
}

/**
 * Can a step run at all with the arguments its function was called with? One function often does several things by its arguments: tokens are
 * made when they come from address zero, and a flag says what to leave out. An account that is not written as zero is taken not to be it.
 */
function isPossible(unit: Unit, step: Step): boolean {
  return step.arms.every(({ branch, side }) => {
    const condition = bare(branch.condition);
    const operator = text(condition, 'operator');
    if (condition?.nodeType === 'BinaryOperation' && (operator === '==' || operator === '!=')) {
      const [left, right] = [child(condition, 'leftExpression'), child(condition, 'rightExpression')];
      const other = isZero(right) ? left : isZero(left) ? right : undefined;
      // In the function people call, a test of an argument is a choice it offers.
      // The contract does not call itself.
      const sides = [left, right].map(side => [...rootsOf(unit.project, side, branch.frame)].join());
      if (sides.includes('msg.sender') && sides.includes('this')) return (operator === '==') !== (side === 'true');
      if (!other || !typeOf(other).startsWith('address') || branch.frame.depth === 0) return true;
      return (isZero(origin(unit.project, other, branch.frame)) === (operator === '==')) === (side === 'true');
    }
    const value = origin(unit.project, condition, branch.frame);
    return value?.nodeType !== 'Literal' || text(value, 'kind') !== 'bool' || text(value, 'value') === side;
  });
}

/**
 * Only a privileged account gets to the last thing the function does. A holder who signs (ERC-2612) and a borrower who answers (ERC-3156)
 * are not privileged: nobody's name is kept in the state or the code.
 */
function ruled(unit: Unit, flow: Flow): boolean {
  const { project } = unit;
  const last = flow.steps.findLast(step => step.kind === 'write' || step.kind === 'call');
  if (last === undefined || callerAt(project, flow, last)?.level !== 'authority') return false;
  const checks = [...knownAt(flow, last)].flatMap(known => {
    const check = senderCheck(project, known.condition, known.frame, known.holds);
    return check?.level === 'authority' ? [{ check, roots: rootsOf(project, known.condition, known.frame) }] : [];
  });
  // A hook that derived contracts fill, or a recorded operation.
  if (checks.length === 0) return true;
  return checks.some(({ check, roots }) => {
    const signed = roots.has('ecrecover') || roots.has('builtin:ecrecover');
    const names = check.variables.map(id => typeOf(project.node(id))).filter(type => !signed || /^(address|contract |mapping\(address => bool|mapping\(bytes32)/.test(type));
    return names.length > 0 || (roots.has('storage') && roots.has('msg.sender') && !signed) || [...roots].every(root => ['msg.sender', 'tx.origin', 'literal', 'constant'].includes(root));
  });
}
