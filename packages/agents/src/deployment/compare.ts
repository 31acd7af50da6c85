import type { CompiledContract } from '@hyperlens/protocol';

/**
 * Whether the code on chain is the compiled runtime code. Bytes that only the constructor knows are left out: immutables (solc's
 * `immutableReferences`) and, in a library, the address it stores in its own call guard. Everything else counts, metadata included.
 */
export function compareCode(onChain: string, contract: Pick<CompiledContract, 'deployedBytecode' | 'immutableReferences'>): 'exact' | 'mismatch' {
  const actual = onChain.replace(/^0x/, '').toLowerCase();
  const compiled = contract.deployedBytecode.toLowerCase();
  if (actual.length !== compiled.length || compiled.length === 0) return 'mismatch';
  const holes = Object.values(contract.immutableReferences).flat();
  // PUSH20 of twenty zero bytes at the very start is the call guard of a library (Solidity documentation, "Call Protection For Libraries").
  if (compiled.startsWith(`73${'0'.repeat(40)}3014`)) holes.push({ start: 1, length: 20 });
  return mask(actual, holes) === mask(compiled, holes) ? 'exact' : 'mismatch';
}

function mask(code: string, holes: readonly { start: number; length: number }[]): string {
  let masked = code;
  for (const { start, length } of holes) masked = masked.slice(0, start * 2) + '0'.repeat(length * 2) + masked.slice((start + length) * 2);
  return masked;
}
