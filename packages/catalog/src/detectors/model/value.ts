import { bare, child, children, name, nodesOf, referenced, text, typeOf, walk, type Node } from './ast.ts';
import { readCall } from './calls.ts';
import { assignedTo, callee, enter, type Frame } from './frame.ts';
import { functionKind, type Contract, type Project } from './project.ts';

/** What may be assigned to a state variable: in its declaration, in constructors, and in functions (undefined: changed in a way that has no one value, such as `+=`). */
export interface Assignments { initial: Node[]; later: number }

const remembered = new WeakMap<Contract, Map<number, Assignments>>();

/** Who assigns each state variable of a contract, inherited code included. Writes through storage references and assembly count for the names they mention. */
export function assignmentsOf(project: Project, contract: Contract): Map<number, Assignments> {
  const known = remembered.get(contract);
  if (known) return known;
  const table = new Map<number, Assignments>();
  for (const variable of contract.variables) {
    const value = child(variable, 'value');
    table.set(variable.id, { initial: value ? [value] : [], later: 0 });
  }
  const definitions = contract.bases.flatMap(base => children(base.node, 'nodes').filter(node => node.nodeType === 'FunctionDefinition' || node.nodeType === 'ModifierDefinition'));
  for (const definition of definitions) {
    const building = definition.nodeType === 'FunctionDefinition' && functionKind(definition) === 'constructor';
    for (const part of walk(child(definition, 'body'))) {
      const [target, value] = written(part);
      for (let node = bare(target); node;) {
        const entry = table.get(referenced(node) ?? -1);
        if (entry) {
          if (building && value) entry.initial = [value]; else entry.later += 1;
          break;
        }
        if (node.nodeType !== 'IndexAccess' && node.nodeType !== 'MemberAccess') break;
        node = bare(child(node, node.nodeType === 'IndexAccess' ? 'baseExpression' : 'expression'));
      }
      if (part.nodeType === 'TupleExpression' && project.parent(part)?.nodeType === 'Assignment' && child(project.parent(part), 'leftHandSide') === part) {
        for (const component of children(part, 'components')) { const entry = table.get(referenced(component) ?? -1); if (entry) entry.later += 1; }
      }
    }
  }
  remembered.set(contract, table);
  return table;
}

/** Target and plain new value of an assignment, increment or deletion. */
function written(node: Node): [Node | undefined, Node | undefined] {
  if (node.nodeType === 'Assignment') return [child(node, 'leftHandSide'), text(node, 'operator') === '=' ? child(node, 'rightHandSide') : undefined];
  if (node.nodeType === 'UnaryOperation' && ['++', '--', 'delete'].includes(text(node, 'operator'))) return [child(node, 'subExpression'), undefined];
  return [undefined, undefined];
}

/** True for a state variable no function can change once the contract stands. */
export function isSettled(project: Project, contract: Contract, variable: Node | undefined): boolean {
  if (variable?.stateVariable !== true) return false;
  return variable.constant === true || text(variable, 'mutability') === 'immutable' || assignmentsOf(project, contract).get(variable.id)?.later === 0;
}

const units: Record<string, bigint> = { wei: 1n, gwei: 10n ** 9n, szabo: 10n ** 12n, finney: 10n ** 15n, ether: 10n ** 18n, seconds: 1n, minutes: 60n, hours: 3_600n, days: 86_400n, weeks: 604_800n, years: 31_536_000n };
const largestExponent = 300n;

function literal(node: Node): bigint | null {
  const found = /^(\d+)(?:\.(\d+))?(?:e(\d+))?$/i.exec(text(node, 'value').replaceAll('_', ''));
  if (!found) return /^0x[0-9a-f]+$/i.test(text(node, 'value')) ? BigInt(text(node, 'value')) : null;
  const [, whole = '0', fraction = '', exponent = '0'] = found;
  if (BigInt(exponent) > largestExponent || fraction.length > Number(largestExponent)) return null;
  const scaled = BigInt(whole + fraction) * 10n ** BigInt(exponent) * (units[text(node, 'subdenomination')] ?? 1n);
  const divisor = 10n ** BigInt(fraction.length);
  return scaled % divisor === 0n ? scaled / divisor : null;
}

function calculate(operator: string, left: bigint | null, right: bigint | null): bigint | null {
  if (left === null || right === null) return null;
  switch (operator) {
    case '+': case 'add': return left + right;
    case '-': case 'sub': return left - right;
    case '*': case 'mul': return left * right;
    case '/': case 'div': return right === 0n ? null : left / right;
    case '**': return right < 0n || right > largestExponent ? null : left ** right;
    default: return null;
  }
}

/** The number an expression always has on this contract: literals, constants, and variables nothing changes after construction. Null when it is not known from the code. */
export function numberOf(project: Project, expression: Node | undefined, frame: Frame, depth = 0): bigint | null {
  const node = bare(expression);
  if (!node || depth > 12) return null;
  const recurse = (part: Node | undefined, at = frame) => numberOf(project, part, at, depth + 1);
  switch (node.nodeType) {
    case 'Literal': return literal(node);
    case 'BinaryOperation': return calculate(text(node, 'operator'), recurse(child(node, 'leftExpression')), recurse(child(node, 'rightExpression')));
    case 'FunctionCall': {
      if (text(node, 'kind') === 'typeConversion') return recurse(children(node, 'arguments')[0]);
      const call = readCall(node);
      if (call.kind !== 'internal') return null;
      const [first, second] = call.arguments.length === 1 && call.target ? [call.target, call.arguments[0]] : call.arguments;
      if (/^(add|sub|mul|div)$/.test(call.method) && first && second) return calculate(call.method, recurse(first), recurse(second));
      const definition = callee(project, call.callee, frame.contract);
      const results = nodesOf(child(definition, 'body'), 'Return');
      return definition && results.length === 1 ? recurse(child(results[0], 'expression'), enter(definition, frame.contract, call.arguments, call.target, frame, node)) : null;
    }
    case 'MemberAccess': {
      const bits = /^type\(uint(\d+)\)$/.exec(typeOf(child(node, 'expression')));
      if (bits && text(node, 'memberName') === 'max') return 2n ** BigInt(bits[1] ?? 256) - 1n;
      return ofVariable(project, project.node(referenced(node)), frame, recurse);
    }
    case 'Identifier': return ofVariable(project, project.node(referenced(node)), frame, recurse);
    default: return null;
  }
}

function ofVariable(project: Project, declaration: Node | undefined, frame: Frame, recurse: (part: Node | undefined, at?: Frame) => bigint | null): bigint | null {
  if (declaration?.nodeType !== 'VariableDeclaration' || name(declaration) === '') return null;
  if (declaration.constant === true) return recurse(child(declaration, 'value'));
  if (declaration.stateVariable === true) {
    const { initial = [], later = 1 } = assignmentsOf(project, frame.contract).get(declaration.id) ?? {};
    return later === 0 && initial.length === 1 ? recurse(initial[0]) : null;
  }
  const bound = frame.bindings.get(declaration.id);
  const values = assignedTo(project, declaration);
  if (bound) return values.length === 0 ? recurse(bound.expression, bound.frame) : null;
  return values.length === 1 ? recurse(values[0]) : null;
}
