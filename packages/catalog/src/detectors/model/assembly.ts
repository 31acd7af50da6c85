import { child, name, nodesOf, walk, type Node } from './ast.ts';
import type { Project } from './project.ts';

/** A block of assembly: what it does, and the variables of the code around it that it mentions. */
export interface Assembled { node: Node; operations: ReadonlySet<string>; mentioned: Node[] }

const remembered = new WeakMap<Project, Map<number, Assembled[]>>();

/** The blocks of assembly that set a local variable (Solidity 0.6 and later, where the syntax tree tells). */
export function assembledIn(project: Project, declaration: Node): readonly Assembled[] {
  let table = remembered.get(project);
  if (!table) {
    remembered.set(project, table = new Map());
    for (const file of project.files) for (const node of nodesOf(file.unit, 'InlineAssembly')) note(project, table, node);
  }
  return table.get(declaration.id) ?? [];
}

function note(project: Project, table: Map<number, Assembled[]>, node: Node): void {
  const operations = new Set<string>();
  const set = new Set<string>();
  for (const part of walk(child(node, 'AST'))) {
    if (part.nodeType === 'YulFunctionCall') operations.add(name(child(part, 'functionName')));
    if (part.nodeType === 'YulAssignment') for (const target of part.variableNames as Node[]) set.add(target.src);
  }
  const references = (Array.isArray(node.externalReferences) ? node.externalReferences : []) as { declaration?: number; src?: string }[];
  const mentioned = [...new Set(references.map(one => project.node(one.declaration)))].filter(one => one?.nodeType === 'VariableDeclaration') as Node[];
  const block = { node, operations, mentioned };
  for (const reference of references) {
    const target = project.node(reference.declaration);
    if (!target || !reference.src || !set.has(reference.src)) continue;
    const list = table.get(target.id);
    if (list) list.push(block); else table.set(target.id, [block]);
  }
}
