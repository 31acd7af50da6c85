import type { CallResult, ChainReader, ReadCall } from '@hyperlens/protocol';
import { decodeFunctionResult, encodeFunctionData, parseAbi, type Abi, type AbiStateMutability, type ContractFunctionArgs, type ContractFunctionName, type ContractFunctionReturnType, type Hex } from 'viem';

/** Everything the on-chain parts ask of contracts. One function a name. */
export const abi = parseAbi([
  'function totalSupply() view returns (uint256)', 'function balanceOf(address account) view returns (uint256)', 'function allowance(address owner, address spender) view returns (uint256)', 'function decimals() view returns (uint256)',
  'function transfer(address to, uint256 amount) returns (bool)', 'function nonces(address owner) view returns (uint256)', 'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function supportsInterface(bytes4 id) view returns (bool)', 'function ownerOf(uint256 id) view returns (address)', 'function royaltyInfo(uint256 id, uint256 price) view returns (address receiver, uint256 amount)', 'function isApprovedForAll(address owner, address operator) view returns (bool)',
  'function asset() view returns (address)', 'function totalAssets() view returns (uint256)', 'function convertToShares(uint256 assets) view returns (uint256)', 'function convertToAssets(uint256 shares) view returns (uint256)', 'function maxDeposit(address receiver) view returns (uint256)', 'function previewDeposit(uint256 assets) view returns (uint256)',
  'function maxFlashLoan(address token) view returns (uint256)', 'function flashFee(address token, uint256 amount) view returns (uint256)', 'function clock() view returns (uint48)', 'function CLOCK_MODE() view returns (string)', 'function getVotes(address account) view returns (uint256)', 'function granularity() view returns (uint256)',
  'function owner() view returns (address)', 'function getOwner() view returns (address)', 'function admin() view returns (address)', 'function pendingOwner() view returns (address)', 'function defaultAdmin() view returns (address)', 'function pendingAdmin() view returns (address)',
  'function governance() view returns (address)', 'function governor() view returns (address)', 'function authority() view returns (address)', 'function controller() view returns (address)',
  'function hasRole(bytes32 role, address account) view returns (bool)', 'function wards(address account) view returns (uint256)', 'function getOwners() view returns (address[])', 'function getThreshold() view returns (uint256)', 'function getMinDelay() view returns (uint256)', 'function delay() view returns (uint256)', 'function required() view returns (uint256)',
  'function implementation() view returns (address)', 'function masterCopy() view returns (address)', 'function proxiableUUID() view returns (bytes32)', 'function facets() view returns ((address facet, bytes4[] selectors)[])', 'function entryPoint() view returns (address)',
]);

type Name = ContractFunctionName<typeof abi>;
/** What a function returns: its only value, or the list of them. */
export type Returned<Wanted extends Name> = ContractFunctionReturnType<typeof abi, AbiStateMutability, Wanted>;
type Arguments<Wanted extends Name> = ContractFunctionArgs<typeof abi, AbiStateMutability, Wanted>;

/** A call and how its answer is read. */
export interface Question<Value> { call: ReadCall; read: (result: CallResult) => Value | null }

/** A question to a contract; what it refuses or answers in another shape is null. */
export function question<Wanted extends Name>(to: Hex, name: Wanted, ...given: Arguments<Wanted> extends readonly [] ? [] : [args: Arguments<Wanted>]): Question<Returned<Wanted>> {
  const entry = abi.find((one) => one.name === name);
  const functionName: string = name;
  const [args = []] = given as readonly (readonly unknown[])[];
  return {
    call: { to, data: encodeFunctionData({ abi: abi as Abi, functionName, args }) },
    read(result) {
      if (!result.ok) return null;
      // An address in a word with something above its twenty bytes is not an address, though a lenient reader would take it.
      if (entry?.outputs.length === 1 && entry.outputs[0]?.type === 'address' && !/^0x0{24}[0-9a-f]{40}$/.test(result.returned)) return null;
      try { return decodeFunctionResult({ abi: abi as Abi, functionName, data: result.returned }) as Returned<Wanted>; } catch { return null; /* Another shape: it does not have this function. */ }
    },
  };
}

/** Asks several questions with few round trips. Throws what the reader throws when the node fails. */
export async function askAll<const Asked extends readonly Question<unknown>[]>(reader: ChainReader, questions: Asked): Promise<{ -readonly [Index in keyof Asked]: Asked[Index] extends Question<infer Value> ? Value | null : never }> {
  const results = await reader.calls(questions.map((one) => one.call));
  return questions.map((one, index) => { const result = results[index]; return result ? one.read(result) : null; }) as never;
}

/** Asks one. */
export async function ask<Value>(reader: ChainReader, one: Question<Value>): Promise<Value | null> { return one.read(await reader.call(one.call)); }
