import { bare, child, children, number, referenced, type Node } from './ast.ts';
import { parameters, returns, type Contract, type Project } from './project.ts';

/** One activation of a function or modifier inside a flow: what its parameters stand for. */
export interface Frame {
  definition: Node;
  contract: Contract;
  bindings: Map<number, { expression: Node; frame: Frame }>;
  parent?: Frame;
  /** The call, or the use of the modifier, that this is the activation of. */
  site?: Node;
  depth: number;
}

const keys = new WeakMap<Frame, string>();

/** Names an activation by the chain of places it was called from: two activations of one function are told apart. */
export function frameKey(frame: Frame | undefined): string {
  if (!frame) return '';
  const known = keys.get(frame);
  if (known !== undefined) return known;
  const key = `${frame.definition.id}@${frame.site?.id ?? 0};${frameKey(frame.parent)}`;
  keys.set(frame, key);
  return key;
}

/** The state variable an assignable expression ends in (`a[k].b` -> a), through local storage references and parameters; undefined for locals. */
export function baseVariable(project: Project, expression: Node | undefined, frame: Frame | undefined, depth = 0): Node | undefined {
  let current = bare(expression);
  let member: Node | undefined;
  while (current && ['IndexAccess', 'MemberAccess', 'IndexRangeAccess'].includes(current.nodeType)) {
    const declaration = project.node(referenced(current));
    if (declaration?.nodeType === 'VariableDeclaration' && declaration.stateVariable === true) return declaration;
    if (current.nodeType === 'MemberAccess' && declaration?.nodeType === 'VariableDeclaration') member = declaration;
    current = bare(child(current, current.nodeType === 'MemberAccess' ? 'expression' : 'baseExpression'));
  }
  if (depth > 8) return undefined;
  if (current?.nodeType === 'FunctionCall') {
    // A function that hands out a storage reference (ERC-7201 namespaces): the member of the struct stands for the variable.
    const callee = project.node(referenced(child(current, 'expression')));
    const result = returns(callee).find(one => one.storageLocation === 'storage');
    return result ? baseVariable(project, assignedTo(project, result)[0], undefined, depth + 1) ?? member ?? result : undefined;
  }
  const declaration = project.node(referenced(current));
  if (declaration?.nodeType !== 'VariableDeclaration') return undefined;
  if (declaration.stateVariable === true) return declaration;
  if (declaration.storageLocation !== 'storage') return undefined;
  const bound = frame?.bindings.get(declaration.id);
  if (bound) return baseVariable(project, bound.expression, bound.frame, depth + 1);
  for (const value of assignedTo(project, declaration)) {
    const found = baseVariable(project, value, frame, depth + 1);
    if (found) return found.stateVariable === true ? found : member ?? found;
  }
  return undefined;
}

const assigned = new WeakMap<Project, Map<number, Node[]>>();

/** Every expression that is assigned to a local variable anywhere in its function (flow-insensitive). */
export function assignedTo(project: Project, declaration: Node): Node[] {
  let table = assigned.get(project);
  if (!table) assigned.set(project, table = collect(project));
  return table.get(declaration.id) ?? [];
}

function collect(project: Project): Map<number, Node[]> {
  const table = new Map<number, Node[]>();
  const add = (id: number | undefined, value: Node | undefined) => {
    if (id === undefined || !value) return;
    const list = table.get(id);
    if (list) list.push(value); else table.set(id, [value]);
  };
  const visit = (node: Node) => {
    if (node.nodeType === 'VariableDeclarationStatement') {
      const initial = bare(child(node, 'initialValue'));
      const declarations = node.declarations as (Node | null)[];
      const parts = initial?.nodeType === 'TupleExpression' ? initial.components as (Node | null)[] : [];
      declarations.forEach((declaration, at) => add(declaration?.id, declarations.length === parts.length ? parts[at] ?? initial : initial));
    }
    if (node.nodeType === 'Assignment') {
      const left = bare(child(node, 'leftHandSide'));
      const right = bare(child(node, 'rightHandSide'));
      const targets = left?.nodeType === 'TupleExpression' ? left.components as (Node | null)[] : [left ?? null];
      const parts = right?.nodeType === 'TupleExpression' ? right.components as (Node | null)[] : [];
      targets.forEach((target, at) => {
        const value = targets.length > 1 && parts.length === targets.length ? parts[at] ?? right : right;
        // Writing a member or element of a local changes the local as a whole.
        let base = bare(target ?? undefined);
        while (base && (base.nodeType === 'IndexAccess' || base.nodeType === 'MemberAccess')) base = bare(child(base, base.nodeType === 'IndexAccess' ? 'baseExpression' : 'expression'));
        add(referenced(base), value);
      });
    }
    for (const [field, value] of Object.entries(node)) {
      if (field === 'typeDescriptions') continue;
      for (const part of Array.isArray(value) ? value : [value]) if (typeof part === 'object' && part !== null && typeof (part as Node).nodeType === 'string') visit(part as Node);
    }
  };
  for (const file of project.files) visit(file.unit);
  return table;
}

/** What an expression stands for: arguments for parameters, and the one value of a local that is assigned once. */
export function origin(project: Project, expression: Node | undefined, frame: Frame | undefined): Node | undefined {
  let [current, at] = [bare(expression), frame];
  for (let step = 0; step < 12 && current?.nodeType === 'Identifier'; step++) {
    const declaration = project.node(referenced(current));
    if (!declaration || declaration.stateVariable === true) break;
    const bound = at?.bindings.get(declaration.id);
    const values = assignedTo(project, declaration);
    if (bound && values.length === 0) [current, at] = [bare(bound.expression), bound.frame];
    else if (!bound && values.length === 1) current = bare(values[0]);
    else break;
  }
  return current;
}

/** Enters a function from a call: binds parameters to the arguments, the first to the bound object for `using for`. */
export function enter(definition: Node, contract: Contract, args: Node[], target: Node | undefined, parent: Frame | undefined, site?: Node): Frame {
  const names = site?.names as string[] | undefined;
  const bindings: Frame['bindings'] = new Map();
  const formal = parameters(definition);
  const actual = formal.length === args.length + 1 && target ? [target, ...args] : args;
  if (parent) {
    formal.forEach((parameter, at) => {
      const expression = names && names.length === args.length && names.length > 0 ? args[names.indexOf(String(parameter.name))] : actual[at];
      if (expression) bindings.set(parameter.id, { expression, frame: parent });
    });
  }
  return { definition, contract, bindings, depth: (parent?.depth ?? -1) + 1, ...(parent ? { parent } : {}), ...(site ? { site } : {}) };
}

/** The definition an internal call reaches on this contract, virtual functions and super resolved. */
export function callee(project: Project, expression: Node, contract: Contract): Node | undefined {
  const definition = project.node(referenced(expression) ?? number(expression, 'referencedDeclaration'));
  if (definition?.nodeType !== 'FunctionDefinition') return undefined;
  const base = bare(child(expression, 'expression'));
  if (expression.nodeType === 'MemberAccess' && base?.nodeType === 'Identifier') {
    if (base.name === 'super') {
      const from = project.contractOf(expression);
      return project.resolve(definition, contract, from);
    }
    const named = project.node(referenced(base));
    if (named?.nodeType === 'ContractDefinition') return definition;
  }
  return project.resolve(definition, contract);
}
export const modifierUses = (definition: Node): Node[] => children(definition, 'modifiers');
