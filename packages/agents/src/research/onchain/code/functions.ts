import type { CodeReading, VerifiedSource } from '@hyperlens/protocol';
import { toFunctionSelector, toFunctionSignature, type AbiFunction, type Hex } from 'viem';
import type { KnownFunction } from '../input.ts';

/** Functions of the subject and of the code it runs, each selector once. Published interfaces name them; else well-known selectors do. */
export function functionsOf(readings: readonly CodeReading[], sources: readonly VerifiedSource[]): KnownFunction[] {
  const named = new Map<Hex, KnownFunction>();
  for (const source of sources) {
    for (const entry of source.abi) {
      if (entry.type !== 'function' || typeof entry.name !== 'string') continue;
      const known = readEntry(entry as AbiFunction);
      if (known) named.set(known.selector, known);
    }
  }
  const found = new Map<Hex, KnownFunction>();
  for (const { selector, signature, inputs, mutability } of readings.flatMap((reading) => reading.functions)) {
    if (!found.has(selector)) found.set(selector, named.get(selector) ?? { selector, name: signature, inputs: signature ? typesOf(signature) : inputs, mutability });
  }
  // A dispatcher that could not be read leaves the published interface as the only list.
  if (readings.every((reading) => reading.functions.length === 0)) for (const [selector, known] of named) found.set(selector, known);
  return [...found.values()].toSorted((a, b) => (a.selector < b.selector ? -1 : 1));
}

function readEntry(entry: AbiFunction): KnownFunction | null {
  try {
    const signature = toFunctionSignature(entry);
    return { selector: toFunctionSelector(entry), name: signature, inputs: typesOf(signature), mutability: entry.stateMutability };
  } catch { return null; /* Not an ABI entry; the bytecode still has the function. */ }
}

/** Types between the outer brackets of a signature: `f(uint256,(address,bytes)[])` has two. */
export function typesOf(signature: string): string[] {
  const inner = signature.slice(signature.indexOf('(') + 1, signature.lastIndexOf(')'));
  const types: string[] = [];
  let [depth, type] = [0, ''];
  for (const character of inner) {
    if (character === ',' && depth === 0) { types.push(type); type = ''; continue; }
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    type += character;
  }
  return type ? [...types, type] : types;
}

/** Functions that change something. What could not be told is taken to. */
export function changing(functions: readonly KnownFunction[]): KnownFunction[] { return functions.filter(({ mutability }) => mutability !== 'view' && mutability !== 'pure'); }

const everybodys = /^(transfer|transferFrom|approve|increaseAllowance|decreaseAllowance|increaseApproval|decreaseApproval|permit|delegate|delegateBySig|burn|burnFrom|safeTransferFrom|safeBatchTransferFrom|setApprovalForAll|deposit|depositFor|withdraw|withdrawTo|redeem|claim|stake|unstake|getReward|exit|release|multicall|transferAndCall|transferFromAndCall|approveAndCall|send|operatorSend|operatorBurn|authorizeOperator|revokeOperator|transferWithAuthorization|receiveWithAuthorization|cancelAuthorization|flashLoan|flash|swap|sync|skim|renounceRole|acceptOwnership|claimOwnership|castVote|propose|vote|supply|borrow|repay)$/;

/** Whether a function is one that anybody uses for what is their own, so that being able to call it is no power. */
export function isEverybodys({ name, inputs }: KnownFunction): boolean {
  if (name === null) return false;
  const plain = name.slice(0, name.indexOf('(') === -1 ? undefined : name.indexOf('('));
  // burn(address,uint256) takes what is another's.
  return everybodys.test(plain) && !(plain === 'burn' && inputs?.[0] === 'address');
}
