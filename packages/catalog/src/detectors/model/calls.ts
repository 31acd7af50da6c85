import { bare, child, children, name, text, typeIdentifier, type Node } from './ast.ts';

/**
 * What a FunctionCall is. `bare`: address.call; `high`: a method of another contract; `internal`: a function of this code, libraries
 * included; `builtin`: require, keccak256 ...; `none`: conversions, structs, events.
 */
export type CallKind = 'bare' | 'delegate' | 'static' | 'send' | 'transfer' | 'high' | 'create' | 'internal' | 'builtin' | 'selfdestruct' | 'event' | 'none';
export interface Call {
  kind: CallKind;
  node: Node;
  /** The called expression without `{value: ...}` and `.value(...)`. */
  callee: Node;
  /** What the member is called on, for member calls. */
  target?: Node;
  method: string;
  /** Ether sent along, if any. */
  value?: Node;
  /** True when an amount of gas is set. */
  gas: boolean;
  arguments: Node[];
}

const kinds: [RegExp, CallKind][] = [
  [/^t_function_bare(call)_/, 'bare'], [/^t_function_bare(delegatecall|callcode)_/, 'delegate'], [/^t_function_barestaticcall_/, 'static'],
  [/^t_function_send_/, 'send'], [/^t_function_transfer_/, 'transfer'], [/^t_function_external_/, 'high'], [/^t_function_creation_/, 'create'],
  [/^t_function_internal_/, 'internal'], [/^t_function_(event|error)_/, 'event'], [/^t_function_selfdestruct_/, 'selfdestruct'],
  // External functions of libraries run by delegatecall in the caller's own context: for our purpose they are internal code.
  [/^t_function_delegatecall_/, 'internal'],
];

/** Reads a FunctionCall node. The kind of function is taken from solc's own type identifier, which is the same in all versions. */
export function readCall(node: Node): Call {
  let callee = bare(child(node, 'expression')) ?? node;
  let value: Node | undefined;
  let gas = false;
  for (;;) {
    if (callee.nodeType === 'FunctionCallOptions') {
      const names = callee.names as string[];
      const options = children(callee, 'options');
      names.forEach((option, at) => { if (option === 'value') value = options[at]; if (option === 'gas') gas = true; });
      callee = bare(child(callee, 'expression')) ?? callee;
    } else if (callee.nodeType === 'FunctionCall' && /^t_function_set(value|gas)/.test(typeIdentifier(child(callee, 'expression')))) {
      const setter = child(callee, 'expression');
      if (text(setter, 'memberName') === 'value') value = children(callee, 'arguments')[0]; else gas = true;
      callee = bare(child(setter, 'expression')) ?? callee;
    } else break;
  }
  const method = callee.nodeType === 'MemberAccess' ? text(callee, 'memberName') : name(callee);
  const target = callee.nodeType === 'MemberAccess' ? child(callee, 'expression') : undefined;
  const call = { node, callee, method, gas, arguments: children(node, 'arguments'), ...(target ? { target } : {}), ...(value ? { value } : {}) };
  if (text(node, 'kind') !== 'functionCall' && text(node, 'kind') !== '') return { ...call, kind: 'none' };
  const identifier = typeIdentifier(callee);
  const known = kinds.find(([pattern]) => pattern.test(identifier))?.[1];
  if (known) return { ...call, kind: known };
  return { ...call, kind: identifier.startsWith('t_function_') ? 'builtin' : 'none' };
}
