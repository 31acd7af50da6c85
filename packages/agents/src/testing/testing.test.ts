import { AppError, type ContractPackage, type TestReport, type TestRequest } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { writeConformance } from './conformance.ts';
import { readDeclared } from './declared.ts';
import { writeArguments } from './solidity.ts';
import { makeTesting } from './testing.ts';

const token: ContractPackage = {
  contractName: 'Acorn', file: 'contracts/Acorn.sol', sources: { 'contracts/Acorn.sol': 'contract Acorn {}' }, tests: { 'test/Acorn.t.sol': '// own' },
  constructorArguments: [{ name: 'initialOwner', type: 'address', value: '$deployer' }, { name: 'asset_', type: 'address', value: `0x${'aB'.repeat(20)}` }],
  standards: ['ERC-20', 'ERC-2612', 'ERC-9999'], upgradeability: 'none',
};
const report = (change: Partial<TestReport> = {}): TestReport => ({
  verdict: 'pass', passed: 2, failed: 0, skipped: 0, coverage: { lines: 90, branches: 80, files: [] }, gas: [], reasons: [], seed: '0x1', milliseconds: 1,
  cases: [{ suite: 'AcornTest', name: 'test_a', kind: 'unit', status: 'passed' }, { suite: 'AcornConformance', name: 'test_b', kind: 'fuzz', status: 'passed' }], ...change,
});

describe('the generated conformance contract', () => {
  it('deploys the package with its arguments and runs the suite of each standard it knows', () => {
    const { tests, suite } = writeConformance(token);
    const text = tests['test/AcornConformance.t.sol'] ?? '';
    expect(suite).toBe('AcornConformance');
    expect(text).toContain('contract AcornConformance is ERC20Conformance, ERC2612Conformance {');
    expect(text).toContain(`provideAsset(address(bytes20(hex"${'aB'.repeat(20)}")));`);
    expect(text).toContain(`return create(bytes.concat(vm.getCode("contracts/Acorn.sol:Acorn"), abi.encode(deployer, address(bytes20(hex"${'aB'.repeat(20)}")))));`);
    expect(text).not.toContain('declaredFee');
  });

  it('allows for what the parameters declare', () => {
    const text = Object.values(writeConformance({ ...token, parameters: { fee: { basisPoints: 100, limitBasisPoints: 250 }, limits: { transfer: '1000', wallet: '900' }, soulbound: true } }).tests)[0];
    expect(text).toContain('return 250;');
    expect(text).toContain('return 900;');
    expect(text).toContain('return true;');
  });

  it('deploys behind a proxy when the package says so', () => {
    const text = Object.values(writeConformance({ ...token, upgradeability: 'uups' }).tests)[0];
    expect(text).toContain('address implementation = create(vm.getCode("contracts/Acorn.sol:Acorn"));');
    expect(text).toContain('new ERC1967Proxy(implementation, abi.encodeWithSignature("initialize(address,address)", deployer,');
  });

  it('is absent without a known standard, and says why when the arguments cannot be written', () => {
    expect(writeConformance({ ...token, standards: [] })).toMatchObject({ tests: {}, notes: [] });
    expect(writeConformance({ ...token, constructorArguments: [{ name: 'x', type: 'tuple', value: {} }] }).notes[0]).toContain('cannot be written');
  });

  it('reads only declarations that make sense', () => {
    expect(readDeclared(undefined)).toEqual({ feeBasisPoints: 0, limit: null, soulbound: false });
    expect(readDeclared({ fee: { basisPoints: 'much', limitBasisPoints: 99_999 }, limits: { transfer: null }, soulbound: 'yes' })).toEqual({ feeBasisPoints: 0, limit: null, soulbound: false });
    expect(readDeclared({ fee: null, limits: [] })).toEqual({ feeBasisPoints: 0, limit: null, soulbound: false });
  });
});

describe('writing values in Solidity', () => {
  it.each([
    ['uint256', '1000', 'uint256(1000)'], ['uint8', 18, 'uint8(18)'], ['int64', '-5', 'int64(-5)'], ['bool', true, 'true'], ['string', 'a"b', 'string(bytes(hex"612262"))'],
    ['bytes', '0x01ff', 'bytes(hex"01ff")'], ['bytes2', '0x01ff', 'bytes2(hex"01ff")'], ['string', '🦉', 'string(bytes(hex"f09fa689"))'],
  ])('%s %j', (type, value, expected) => {
    expect(writeArguments([{ name: 'x', type, value }])).toEqual({ statements: [], expression: expected });
  });

  it('declares lists beforehand', () => {
    expect(writeArguments([{ name: 'x', type: 'uint256[]', value: ['1', 2] }])).toEqual({
      statements: ['uint256[] memory argument0 = new uint256[](2);', 'argument0[0] = uint256(1);', 'argument0[1] = uint256(2);'], expression: 'argument0',
    });
  });

  it.each([['uint256', '1); selfdestruct('], ['uint256', '-1'], ['address', '0x12'], ['address', 'deployer'], ['bytes2', '0x01'], ['bool', 'maybe'], ['uint256[2]', ['1']], ['tuple', {}], ['uint256', null]])('refuses %s %j', (type, value) => {
    expect(writeArguments([{ name: 'x', type, value }])).toBeNull();
  });
});

describe('the testing agent', () => {
  const run = async (answer: TestReport | Error, given = token): Promise<TestReport> => makeTesting({ runner: { run: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)) } }).test({ package: given });

  it('runs own tests and conformance in one go and names them', async () => {
    let seen: TestRequest | undefined;
    const agent = makeTesting({ runner: { run: (request) => { seen = request; return Promise.resolve(report()); } } });
    const result = await agent.test({ package: token, evmVersion: 'cancun' });
    expect(Object.keys(seen?.tests ?? {})).toEqual(['test/Acorn.t.sol', 'test/AcornConformance.t.sol']);
    expect(seen).toMatchObject({ coverage: true, gas: true, evmVersion: 'cancun' });
    expect(result.cases.map((one) => one.kind)).toEqual(['unit', 'conformance']);
    expect(result.verdict).toBe('pass');
  });

  it('fails when anything failed, whatever the runner says', async () => {
    const failing = report({ cases: [{ suite: 'AcornTest', name: 'test_a', kind: 'unit', status: 'failed' }] });
    expect((await run(failing)).verdict).toBe('fail');
  });

  it('passes only when something ran', async () => {
    expect((await run(report({ cases: [], passed: 0 }))).verdict).toBe('inconclusive');
    expect((await run(report({ verdict: 'inconclusive', reasons: ['the process ended'] }))).verdict).toBe('inconclusive');
    expect(await run(report(), { ...token, tests: {}, standards: [] })).toMatchObject({ verdict: 'inconclusive', passed: 0 });
  });

  it('turns a broken tool into inconclusive, and hands on what is the contract\'s fault', async () => {
    expect(await run(new AppError('COMPILER_CRASHED', { reason: 'memory' }))).toMatchObject({ verdict: 'inconclusive', reasons: [expect.stringContaining('memory')] });
    expect(await run(new AppError('TEST_RUNNER_FAILED', { reason: 'x' }))).toMatchObject({ verdict: 'inconclusive' });
    await expect(run(new AppError('COMPILATION_FAILED', { problem: 'x' }))).rejects.toMatchObject({ code: 'COMPILATION_FAILED' });
    await expect(run(new AppError('INTERRUPTED', {}))).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
