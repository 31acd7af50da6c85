/** A node of solc's compact JSON AST (Solidity 0.4.12 and later). Fields differ by node type; read them with the functions below. */
export interface Node { readonly id: number; readonly nodeType: string; readonly src: string; readonly [field: string]: unknown }

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).nodeType === 'string';

/** The node in a field, or undefined. */
export function child(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}
/** The nodes of a list field; solc writes null for left-out tuple parts, which are skipped. */
export function children(node: Node | undefined, field: string): Node[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}
/** A text field, or ''. */
export function text(node: Node | undefined, field: string): string {
  const value = node?.[field];
  return typeof value === 'string' ? value : '';
}
/** A number field, or undefined. */
export function number(node: Node | undefined, field: string): number | undefined {
  const value = node?.[field];
  return typeof value === 'number' ? value : undefined;
}
/** Type as solc writes it, for example `mapping(address => uint256)`. */
export function typeOf(node: Node | undefined): string {
  return (node?.typeDescriptions as { typeString?: string } | undefined)?.typeString ?? '';
}
/** Machine form of the type, for example `t_function_barecall_payable$...`. */
export function typeIdentifier(node: Node | undefined): string {
  return (node?.typeDescriptions as { typeIdentifier?: string } | undefined)?.typeIdentifier ?? '';
}
export const name = (node: Node | undefined): string => text(node, 'name');
export const referenced = (node: Node | undefined): number | undefined => number(node, 'referencedDeclaration');

/** All nodes below and including this one, in source order of the fields. */
export function* walk(node: Node | undefined): Generator<Node> {
  if (!node) return;
  yield node;
  for (const [field, value] of Object.entries(node)) {
    if (field === 'typeDescriptions' || field === 'documentation') continue;
    if (isNode(value)) yield* walk(value);
    else if (Array.isArray(value)) for (const part of value) if (isNode(part)) yield* walk(part);
  }
}
const listed = new WeakMap<Node, Map<string, Node[]>>();
/** All nodes of one type below and including this one; remembered, because values are followed through the same functions again and again. */
export function nodesOf(node: Node | undefined, type: string): readonly Node[] {
  if (!node) return [];
  let table = listed.get(node);
  if (!table) {
    listed.set(node, table = new Map());
    for (const part of walk(node)) { const list = table.get(part.nodeType); if (list) list.push(part); else table.set(part.nodeType, [part]); }
  }
  return table.get(type) ?? [];
}
/** First node of the type below this one. */
export function find(node: Node | undefined, test: (node: Node) => boolean): Node | undefined {
  for (const part of walk(node)) if (test(part)) return part;
  return undefined;
}
/** Takes away parentheses: a tuple expression with one part. */
export function bare(node: Node | undefined): Node | undefined {
  let current = node;
  while (current?.nodeType === 'TupleExpression' && !current.isInlineArray && children(current, 'components').length === 1 && (current.components as unknown[]).length === 1) {
    current = children(current, 'components')[0];
  }
  return current;
}
/** Takes away parentheses and conversions such as `address(x)`, `payable(x)`, `IERC20(x)`. */
export function unconverted(node: Node | undefined): Node | undefined {
  let current = bare(node);
  while (current?.nodeType === 'FunctionCall' && text(current, 'kind') === 'typeConversion') current = bare(children(current, 'arguments')[0]);
  return current;
}
export const isLiteral = (node: Node | undefined): boolean => unconverted(node)?.nodeType === 'Literal';
/** True for 0, 0x0, address(0) and empty literals. */
export function isZero(node: Node | undefined): boolean {
  const inner = unconverted(node);
  return inner?.nodeType === 'Literal' && /^(0+|0x0*)$/.test(text(inner, 'value'));
}
const magicTypes: Record<string, string> = { t_magic_message: 'msg', t_magic_transaction: 'tx', t_magic_block: 'block' };
/** `msg.sender`, `block.timestamp`, `tx.origin` ... as text, else ''. `now` is `block.timestamp`. */
export function magic(node: Node | undefined): string {
  // `now` exists before 0.7; a variable of that name would have a declaration with a type name of its own.
  if (node?.nodeType === 'Identifier' && name(node) === 'now' && typeIdentifier(node) === 't_uint256') return 'block.timestamp';
  if (node?.nodeType !== 'MemberAccess') return '';
  const base = magicTypes[typeIdentifier(child(node, 'expression'))];
  return base ? `${base}.${text(node, 'memberName')}` : '';
}
