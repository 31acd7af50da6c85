import { AppError, type CompiledContract, type ConstructorArgument, type DeploymentCode, type DeploymentEncoder, type Json } from '@hyperlens/protocol';
import type { Abi, AbiFunction, AbiParameter, Hex } from 'viem';
import { concatHex, encodeAbiParameters, encodeFunctionData, keccak256, numberToHex, parseTransaction, size } from 'viem/utils';

/**
 * The bytes that create a contract: its creation code and ABI-encoded constructor arguments. `$deployer`, anywhere in a value, becomes the
 * deployer's address. Throws INPUT_INVALID naming the argument.
 */
export function encodeDeployment(contract: CompiledContract, values: readonly ConstructorArgument[], deployer: Hex): DeploymentCode {
  const parameters = (contract.abi.find((entry) => entry.type === 'constructor')?.inputs ?? []) as AbiParameter[];
  const data = concatHex([creationCode(contract), encode(parameters, values, deployer, 'constructor')]);
  return { data, hash: keccak256(data) };
}

/**
 * The two creations of a UUPS deployment (ERC-1967, ERC-1822). The arguments are those of the implementation's `initialize`, which the proxy
 * calls when it is made, so that nobody else can. `together` makes both in one transaction: it is never sent, and gives their gas before the
 * implementation exists.
 */
export function encodeProxied(contract: CompiledContract, proxy: CompiledContract, values: readonly ConstructorArgument[], deployer: Hex): { implementation: DeploymentCode; proxy: (implementation: Hex) => DeploymentCode; together: Hex } {
  const implementation = encodeDeployment(contract, [], deployer);
  const initializer = contract.abi.find((entry) => entry.type === 'function' && entry.name === 'initialize') as AbiFunction | undefined;
  if (!initializer && values.length > 0) throw new AppError('INPUT_INVALID', { where: contract.name, problem: 'has arguments but no initialize function to take them' });
  const call: Hex = initializer ? encodeFunctionData({ abi: [initializer] as Abi, functionName: 'initialize', args: coerceAll(initializer.inputs, values, deployer, 'initialize') }) : '0x';
  const proxyCode = (address: Hex): DeploymentCode => {
    const data = concatHex([creationCode(proxy), encodeAbiParameters([{ type: 'address' }, { type: 'bytes' }], [address, call])]);
    return { data, hash: keccak256(data) };
  };
  return { implementation, proxy: proxyCode, together: createBoth(implementation.data, proxyCode(`0x${'00'.repeat(20)}`).data, size(creationCode(proxy))) };
}

/** Reads what a signed transaction promised to pay (EIP-2718, EIP-1559); a legacy price is both fees. wei. */
export function readTransaction(rawTransaction: Hex): ReturnType<DeploymentEncoder['readTransaction']> {
  const { type, nonce = 0, gas = 0n, gasPrice, maxFeePerGas, maxPriorityFeePerGas } = parseTransaction(rawTransaction);
  const price = maxFeePerGas ?? gasPrice ?? 0n;
  return { type: type === 'legacy' ? 'legacy' : 'eip1559', nonce, gas, maxFeePerGas: price, maxPriorityFeePerGas: maxPriorityFeePerGas ?? price };
}

/** The encoder the deployment agent is given. */
export const deploymentEncoder: DeploymentEncoder = { encodeDeployment, encodeProxied, readTransaction };

function creationCode(contract: CompiledContract): Hex {
  if (!/^([0-9a-fA-F]{2})+$/.test(contract.bytecode)) {
    const problem = contract.bytecode === '' ? 'is abstract or an interface and has no code to deploy' : 'needs libraries that are not linked';
    throw new AppError('INPUT_INVALID', { where: contract.name, problem });
  }
  return `0x${contract.bytecode}`;
}

function encode(parameters: readonly AbiParameter[], values: readonly ConstructorArgument[], deployer: Hex, where: string): Hex {
  const coerced = coerceAll(parameters, values, deployer, where);
  try {
    return encodeAbiParameters(parameters, coerced);
  } catch (error) {
    throw new AppError('INPUT_INVALID', { where, problem: firstLine(error) }, error);
  }
}

function coerceAll(parameters: readonly AbiParameter[], values: readonly ConstructorArgument[], deployer: Hex, where: string): unknown[] {
  if (parameters.length !== values.length) throw new AppError('INPUT_INVALID', { where, problem: `takes ${parameters.length} arguments, ${values.length} are given` });
  return parameters.map((parameter, index) => coerce(parameter, values[index]?.value ?? null, deployer, parameter.name || `argument ${index + 1}`));
}

/** A JSON value as the ABI type wants it: integers of any size from text or numbers, tuples from objects or arrays. */
function coerce(parameter: AbiParameter, value: Json, deployer: Hex, where: string): unknown {
  const refuse = (expected: string): never => { throw new AppError('INPUT_INVALID', { where, problem: `must be ${expected} (${parameter.type})` }); };
  const array = /^(.*)\[(\d*)\]$/.exec(parameter.type);
  if (array) {
    if (!Array.isArray(value)) return refuse('a list');
    return value.map((item, index) => coerce({ ...parameter, type: array[1] ?? '' } as AbiParameter, item, deployer, `${where}[${index}]`));
  }
  const components = 'components' in parameter ? parameter.components : undefined;
  if (parameter.type === 'tuple' && components) {
    if (Array.isArray(value)) return components.map((part, index) => coerce(part, value[index] ?? null, deployer, `${where}.${part.name ?? index}`));
    if (value === null || typeof value !== 'object') return refuse('an object');
    return components.map((part) => coerce(part, value[part.name ?? ''] ?? null, deployer, `${where}.${part.name ?? ''}`));
  }
  if (parameter.type === 'address') {
    const text = value === '$deployer' ? deployer : value;
    return typeof text === 'string' && /^0x[0-9a-fA-F]{40}$/.test(text) ? text.toLowerCase() : refuse('an address');
  }
  if (/^u?int/.test(parameter.type)) {
    if (typeof value === 'number' ? !Number.isSafeInteger(value) : typeof value !== 'string' || !/^-?\d+$/.test(value)) return refuse('a whole number');
    return BigInt(value as string | number);
  }
  if (parameter.type === 'bool') return typeof value === 'boolean' ? value : refuse('true or false');
  return typeof value === 'string' ? value : refuse('text');
}

/** EVM code that creates `first`, writes its address into `second` at `hole`, creates that too, and passes on a revert of either. */
function createBoth(first: Hex, second: Hex, hole: number): Hex {
  const push = (value: number): string => `62${numberToHex(value, { size: 3 }).slice(2)}`;
  const build = (failure: number, start: number): string => {
    // CODECOPY(0, start, size); CREATE(0, 0, size); stay only when an address came back.
    const create = (length: number, offset: number, before: string): string => `${push(length)}${push(offset)}600039${before}${push(length)}60006000f0801562${numberToHex(failure, { size: 3 }).slice(2)}57`;
    const body = create(size(first), start, '') + create(size(second), start + size(first), `${push(hole)}52`);
    return `${body}005b3d600060003e3d6000fd`;
  };
  const draft = build(0, 0);
  const failure = draft.length / 2 - 11;
  return concatHex([`0x${build(failure, draft.length / 2)}`, first, second]);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? 'cannot be encoded';
}
