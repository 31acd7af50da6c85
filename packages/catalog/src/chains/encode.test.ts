import type { CompiledContract, ConstructorArgument } from '@hyperlens/protocol';
import { decodeAbiParameters, keccak256, parseAbiParameters } from 'viem';
import { describe, expect, it } from 'vitest';
import { encodeDeployment, encodeProxied } from './encode.ts';

const deployer = `0x${'ab'.repeat(20)}` as const;
const contract = (types: string[], change: Partial<CompiledContract> = {}): CompiledContract => ({
  file: 'A.sol', name: 'A', abi: [{ type: 'constructor', inputs: types.map((type, index) => ({ name: `a${index}`, type })) }], bytecode: '6001', deployedBytecode: '', immutableReferences: {}, linkReferences: {}, methodIdentifiers: {}, metadata: '', ...change,
});
const values = (...list: ConstructorArgument['value'][]): ConstructorArgument[] => list.map((value, index) => ({ name: `a${index}`, type: '', value }));

describe('constructor arguments', () => {
  it('are taken from JSON, integers of any size, the deployer where he is named', () => {
    const { data, hash } = encodeDeployment(contract(['address', 'uint256', 'int8', 'bool', 'string', 'address[]', 'uint8[2]', 'bytes32']),
      values('$deployer', '115792089237316195423570985008687907853269984665640564039457584007913129639935', -3, true, 'Acorn "é"', ['$deployer', `0x${'CD'.repeat(20)}`], [1, '2'], `0x${'11'.repeat(32)}`), deployer);
    expect(data.startsWith('0x6001')).toBe(true);
    expect(hash).toBe(keccak256(data));
    const decoded = decodeAbiParameters(parseAbiParameters('address, uint256, int8, bool, string, address[], uint8[2], bytes32'), `0x${data.slice(6)}`);
    expect(decoded.map((value) => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)).toLowerCase())).toEqual([
      `"${deployer}"`, '"115792089237316195423570985008687907853269984665640564039457584007913129639935"', '-3', 'true', '"acorn \\"é\\""', `["${deployer}","0x${'cd'.repeat(20)}"]`, '[1,2]', `"0x${'11'.repeat(32)}"`,
    ]);
  });

  it.each<[string, string[], ConstructorArgument['value'][]]>([
    ['too few', ['uint256'], []], ['too many', [], [1]], ['no address', ['address'], ['0x12']], ['a fraction', ['uint256'], [1.5]], ['an unsafe number', ['uint256'], [1e20]], ['a text for a number', ['uint256'], ['1e18']],
    ['a number out of range', ['uint8'], [256]], ['a text for a bool', ['bool'], ['true']], ['no list', ['uint256[]'], [1]], ['a list of another length', ['uint256[2]'], [[1]]], ['bytes of another length', ['bytes32'], ['0x11']], ['a number for text', ['string'], [3]],
  ])('are refused when there is %s', (_, types, given) => {
    expect(() => encodeDeployment(contract(types), values(...given), deployer)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }) as Error);
  });

  it('need code: not an interface, not unlinked libraries', () => {
    expect(() => encodeDeployment(contract([], { bytecode: '' }), [], deployer)).toThrow(/abstract/);
    expect(() => encodeDeployment(contract([], { bytecode: '60__$abc$__' }), [], deployer)).toThrow(/libraries/);
    expect(() => encodeProxied(contract([]), contract([]), values(1), deployer)).toThrow(/no initialize/);
  });
});
