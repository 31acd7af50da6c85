import type { Json } from '@hyperlens/protocol';

/** A place in a source that a run can reach. Lines are 1-based. */
export interface Mark { id: number; file: string; kind: 'statement' | 'true' | 'false'; line: number; endLine: number }
/** A source with calls of `HyperLensCoverage` in it, and what each mark stands for. */
export interface Instrumented { source: string; marks: Mark[] }

type Node = { [key: string]: Json } & { nodeType: string; src: string };

const isNode = (value: Json | undefined): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.nodeType === 'string' && typeof value.src === 'string';

/** Statements that are marked. Blocks are not: their statements are. */
const statements = new Set([
  'ExpressionStatement', 'VariableDeclarationStatement', 'Return', 'IfStatement', 'ForStatement', 'WhileStatement', 'DoWhileStatement', 'EmitStatement',
  'RevertStatement', 'Break', 'Continue', 'TryStatement', 'InlineAssembly', 'Throw',
]);

/**
 * Marks every statement and both ways of every condition (if, loops, ternaries, require) of a source, from its solc syntax tree (which
 * may be of parsing only). Marks are numbered from `firstId`; a condition takes two numbers. Lines stay where they are.
 */
export function instrument(file: string, content: string, tree: Json, firstId: number): Instrumented {
  const bytes = Buffer.from(content, 'utf8');
  const insertions: { at: number; text: string; order: number }[] = [];
  const marks: Mark[] = [];
  let id = firstId;

  const range = (node: Node): { start: number; end: number } => {
    const [start = 0, length = 0] = node.src.split(':').map(Number);
    return { start, end: start + length };
  };
  const insert = (at: number, text: string): void => { insertions.push({ at, text, order: insertions.length }); };
  const lineOf = lineCounter(bytes);
  const place = ({ start, end }: { start: number; end: number }): { line: number; endLine: number } => ({ line: lineOf(start), endLine: lineOf(Math.max(start, end - 1)) });

  const markStatement = (node: Node): void => {
    marks.push({ id, file, kind: 'statement', ...place(range(node)) });
    insert(range(node).start, `HyperLensCoverage.hit(${id});`);
    id += 1;
  };
  const markCondition = (node: Node): void => {
    const where = place(range(node));
    marks.push({ id, file, kind: 'true', ...where }, { id: id + 1, file, kind: 'false', ...where });
    insert(range(node).start, 'HyperLensCoverage.either(');
    insert(range(node).end, `,${id})`);
    id += 2;
  };

  /** The end of a statement with its semicolon, which some nodes end before, with blanks or comments between. */
  const endOf = (node: Node): number => {
    const { end } = range(node);
    if (bytes[end - 1] === 0x7d || bytes[end - 1] === 0x3b) return end;
    const gap = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*;/.exec(bytes.subarray(end, end + 4_000).toString('latin1'));
    return end + (gap?.[0].length ?? 0);
  };

  /** A statement in a place where only one may stand (`if (a) b;`) gets braces around it and its mark. */
  const body = (node: Json | undefined): void => {
    if (!isNode(node)) return;
    if (node.nodeType === 'Block' || node.nodeType === 'UncheckedBlock') { visit(node); return; }
    insert(range(node).start, '{');
    statement(node);
    insert(closing(node), '}');
  };
  const closing = (node: Node): number => {
    const last = [node.falseBody, node.trueBody, node.body].find(isNode);
    return last && node.nodeType !== 'DoWhileStatement' ? closing(last) : endOf(node);
  };

  const statement = (node: Node): void => {
    if (statements.has(node.nodeType)) markStatement(node);
    visit(node);
  };

  const visit = (node: Json | undefined): void => {
    if (Array.isArray(node)) { for (const child of node) visit(child); return; }
    if (!isNode(node)) return;
    switch (node.nodeType) {
      case 'Block': case 'UncheckedBlock':
        for (const child of Array.isArray(node.statements) ? node.statements : []) if (isNode(child)) statement(child);
        return;
      case 'IfStatement':
        condition(node.condition); body(node.trueBody); body(node.falseBody);
        return;
      case 'WhileStatement': case 'DoWhileStatement':
        condition(node.condition); body(node.body);
        return;
      case 'ForStatement':
        visit(node.initializationExpression); condition(node.condition); visit(node.loopExpression); body(node.body);
        return;
      case 'Conditional':
        condition(node.condition); visit(node.trueExpression); visit(node.falseExpression);
        return;
      case 'FunctionCall':
        if (isRequire(node) && Array.isArray(node.arguments)) { condition(node.arguments[0]); visit(node.arguments.slice(1)); } else { visit(node.expression); visit(node.arguments); }
        return;
      case 'InlineAssembly': return;
      default:
        for (const [key, child] of Object.entries(node)) if (key !== 'typeName' && key !== 'typeDescriptions' && key !== 'documentation') visit(child);
    }
  };
  const condition = (node: Json | undefined): void => {
    if (!isNode(node)) return;
    // `while (true)` has one way only.
    if (node.nodeType !== 'Literal') markCondition(node);
    visit(node);
  };

  for (const definition of executableBodies(tree)) visit(definition);
  return { source: applyInsertions(bytes, insertions), marks };
}

const isRequire = (node: Node): boolean => isNode(node.expression) && node.expression.nodeType === 'Identifier' && node.expression.name === 'require';

/** Bodies of functions and modifiers. State variables are left out: their values may have to be constant. */
function executableBodies(tree: Json): Node[] {
  const found: Node[] = [];
  const search = (value: Json | undefined): void => {
    if (Array.isArray(value)) { for (const child of value) search(child); return; }
    if (!isNode(value)) return;
    if (value.nodeType === 'FunctionDefinition' || value.nodeType === 'ModifierDefinition') { if (isNode(value.body)) found.push(value.body); return; }
    search(value.nodes);
  };
  search(tree);
  return found;
}

/** Puts the texts in. Where several meet, what closes comes before what opens, and inner before outer when closing. */
function applyInsertions(bytes: Buffer, insertions: readonly { at: number; text: string; order: number }[]): string {
  const closes = (text: string): boolean => text.startsWith(',') || text === '}';
  // A brace is recorded after what it encloses, the end of a condition before.
  const rank = (one: { text: string; order: number }): number => (one.text.startsWith(',') ? -one.order : one.order);
  const sorted = insertions.toSorted((one, other) => one.at - other.at || Number(closes(other.text)) - Number(closes(one.text)) || rank(one) - rank(other));
  const parts: Buffer[] = [];
  let position = 0;
  for (const { at, text } of sorted) {
    parts.push(bytes.subarray(position, at), Buffer.from(text));
    position = at;
  }
  parts.push(bytes.subarray(position), Buffer.from('\nimport {HyperLensCoverage} from "hyperlens/Coverage.sol";\n'));
  return Buffer.concat(parts).toString('utf8');
}

function lineCounter(bytes: Buffer): (offset: number) => number {
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle; else high = middle - 1;
    }
    return low + 1;
  };
}
