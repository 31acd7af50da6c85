import { bare, child, referenced, type Node } from './ast.ts';
import { assignedTo, type Frame } from './frame.ts';
import type { Project } from './project.ts';

/** The key of a mapping or list, and the activation it is written in. */
export interface Key { node: Node; frame: Frame }

const deepest = 8;

/** The keys of `a[k1][k2].b`, outermost first, also where `a[k1]` was handed to the function or kept in a local reference. */
export function keysThrough(project: Project, target: Node | undefined, frame: Frame, depth = 0): Key[] {
  const keys: Key[] = [];
  let node = bare(target);
  for (; node && ['IndexAccess', 'MemberAccess'].includes(node.nodeType); node = bare(child(node, node.nodeType === 'IndexAccess' ? 'baseExpression' : 'expression'))) {
    const key = child(node, 'indexExpression');
    if (key) keys.unshift({ node: key, frame });
  }
  const declaration = project.node(referenced(node));
  if (depth > deepest || node?.nodeType !== 'Identifier' || declaration?.nodeType !== 'VariableDeclaration' || declaration.stateVariable === true || declaration.storageLocation !== 'storage') return keys;
  const bound = frame.bindings.get(declaration.id);
  if (bound) return [...keysThrough(project, bound.expression, bound.frame, depth + 1), ...keys];
  const value = assignedTo(project, declaration)[0];
  return value ? [...keysThrough(project, value, frame, depth + 1), ...keys] : keys;
}
