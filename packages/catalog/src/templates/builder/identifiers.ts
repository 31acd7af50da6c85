/** Words that may not name a contract: Solidity keywords and globals, and names our imports bring. */
const reserved = new Set([
  'abstract', 'address', 'after', 'alias', 'anonymous', 'apply', 'as', 'assembly', 'assert', 'auto', 'blockhash', 'bool', 'break', 'byte', 'bytes', 'calldata', 'case', 'catch',
  'constant', 'constructor', 'continue', 'contract', 'copyof', 'days', 'default', 'define', 'delete', 'do', 'ecrecover', 'else', 'emit', 'enum', 'error', 'ether', 'event',
  'external', 'fallback', 'false', 'final', 'fixed', 'for', 'from', 'function', 'gasleft', 'gwei', 'hex', 'hours', 'if', 'immutable', 'implements', 'import', 'in', 'indexed',
  'inline', 'int', 'interface', 'internal', 'is', 'let', 'library', 'macro', 'mapping', 'match', 'memory', 'minutes', 'modifier', 'msg', 'mutable', 'new', 'now', 'null', 'of',
  'override', 'partial', 'payable', 'pragma', 'private', 'promise', 'public', 'pure', 'receive', 'reference', 'relocatable', 'require', 'return', 'returns', 'revert', 'sealed',
  'seconds', 'sizeof', 'static', 'storage', 'string', 'struct', 'super', 'supports', 'switch', 'this', 'throw', 'transient', 'true', 'try', 'tx', 'type', 'typedef', 'typeof',
  'ufixed', 'uint', 'unchecked', 'unicode', 'using', 'var', 'view', 'virtual', 'weeks', 'wei', 'while', 'years', 'abi', 'block',
  'Test', 'Vm', 'Context', 'Nonces', 'Votes', 'EIP712', 'Strings', 'Math', 'SafeCast', 'ECDSA', 'Time', 'Arrays', 'Address', 'Checkpoints', 'Ownable', 'Ownable2Step', 'AccessControl',
  'Pausable', 'Initializable', 'ReentrancyGuard', 'SafeERC20', 'UUPSUpgradeable', 'ERC165', 'ERC20', 'ERC721', 'ERC1155', 'ERC2981', 'ERC4626', 'Handler', 'Proxy', 'ERC1967Proxy',
  'Deal', 'Grant', 'Status', 'Transaction', 'Unbonding', 'Panic', 'Errors', 'StorageSlot', 'Comparators', 'MessageHashUtils', 'ShortStrings', 'Bytes', 'SignedMath', 'LowLevelCall', 'SignatureChecker',
]);

/**
 * A contract name from words people chose: accents dropped, other signs removed, PascalCase, at most 48 characters, never a
 * reserved word or a name OpenZeppelin uses. `fallback` is taken when nothing is left.
 */
export function contractIdentifier(words: string, fallback: string): string {
  const plain = words.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/['\u2019]/g, '');
  const joined = plain.split(/[^A-Za-z0-9]+/).filter(Boolean).map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('');
  let name = joined.slice(0, 48);
  if (name === '') name = fallback;
  if (/^[0-9]/.test(name)) name = `${fallback}${name}`.slice(0, 48);
  if (isReserved(name)) name = `${name}${fallback}`;
  return name;
}

function isReserved(name: string): boolean {
  return reserved.has(name) || reserved.has(name.toLowerCase()) || /^I?(ERC\d+|IERC|Governor|draft)/.test(name) || /^(u?int|bytes)\d+$/i.test(name) || /Test$|Handler$/.test(name);
}
