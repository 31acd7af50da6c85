import type { ConstructorArgument, Json } from '@hyperlens/protocol';

/** A value written in Solidity: statements that must stand before, and the expression. */
export interface Written { statements: string[]; expression: string }

/** Text as a hexadecimal literal, so that no character in it can end the literal. */
const hexText = (text: string): string => `hex"${[...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`;

/**
 * The constructor arguments as typed Solidity expressions for `abi.encode`. `$deployer` becomes the variable `deployer`. Null when a
 * type cannot be written (tuples) or a value does not fit its type.
 */
export function writeArguments(given: readonly ConstructorArgument[]): Written | null {
  const statements: string[] = [];
  const expressions: string[] = [];
  for (const [index, argument] of given.entries()) {
    const written = writeValue(argument.type, argument.value, `argument${index}`);
    if (!written) return null;
    statements.push(...written.statements);
    expressions.push(written.expression);
  }
  return { statements, expression: expressions.join(', ') };
}

function writeValue(type: string, value: Json, name: string): Written | null {
  const list = /^(.*)\[(\d*)\]$/.exec(type);
  if (list) return writeList(list[1] ?? '', list[2] ?? '', value, name);
  const expression = writePlain(type, value);
  return expression === null ? null : { statements: [], expression };
}

function writePlain(type: string, value: Json): string | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : null;
  if (type === 'bool') return typeof value === 'boolean' ? String(value) : value === 'true' || value === 'false' ? value : null;
  if (text === null) return null;
  if (type === 'address') {
    if (text === '$deployer') return 'deployer';
    return /^0x[0-9a-fA-F]{40}$/.test(text) ? `address(bytes20(hex"${text.slice(2)}"))` : null;
  }
  if (/^uint\d*$/.test(type)) return /^\d{1,78}$/.test(text) ? `${type}(${text})` : null;
  if (/^int\d*$/.test(type)) return /^-?\d{1,78}$/.test(text) ? `${type}(${text})` : null;
  if (type === 'string') return `string(bytes(${hexText(text)}))`;
  if (type === 'bytes') return /^0x([0-9a-fA-F]{2})*$/.test(text) ? `bytes(hex"${text.slice(2)}")` : null;
  const fixed = /^bytes(\d+)$/.exec(type);
  if (fixed) return new RegExp(`^0x[0-9a-fA-F]{${Number(fixed[1]) * 2}}$`).test(text) ? `${type}(hex"${text.slice(2)}")` : null;
  return null;
}

function writeList(type: string, length: string, value: Json, name: string): Written | null {
  if (!Array.isArray(value) || type.includes('[') || value.length > 200 || (length !== '' && Number(length) !== value.length)) return null;
  const items = value.map((item) => writePlain(type, item));
  if (items.includes(null)) return null;
  const declared = length === '' ? `${type}[] memory ${name} = new ${type}[](${value.length});` : `${type}[${length}] memory ${name};`;
  return { statements: [declared, ...items.map((item, index) => `${name}[${index}] = ${item ?? ''};`)], expression: name };
}
