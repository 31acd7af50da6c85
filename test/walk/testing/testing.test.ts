import { makeTesting } from '@hyperlens/agents/testing';
import { makeCompiler, makeTestRunner } from '@hyperlens/catalog/toolchains';
import type { ContractPackage } from '@hyperlens/protocol';
import { afterAll, describe, expect, it } from 'vitest';

// The testing agent with the real compiler and the real EVM: what a build does in its test step.
const compiler = makeCompiler();
const runner = makeTestRunner({ compiler });
const agent = makeTesting({ runner });
afterAll(async () => { await runner.close(); await compiler.close(); });

const oz = '@openzeppelin/contracts';
const head = '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.24;\n';
const token = (body = ''): string => `${head}import {ERC20} from "${oz}/token/ERC20/ERC20.sol";
import {ERC20Permit} from "${oz}/token/ERC20/extensions/ERC20Permit.sol";
import {Ownable} from "${oz}/access/Ownable.sol";
contract Acorn is ERC20, ERC20Permit, Ownable {
    constructor(address initialOwner) ERC20("Acorn", "ACRN") ERC20Permit("Acorn") Ownable(initialOwner) { _mint(initialOwner, 1e24); }
    function mint(address to, uint256 amount) external onlyOwner { require(amount < 1e30, "too much"); _mint(to, amount); }
    ${body}
}`;
const ownTest = `${head}import {Test} from "hyperlens/Test.sol";
import {Acorn} from "../contracts/Acorn.sol";
contract AcornTest is Test {
    Acorn acorn;
    function setUp() public { acorn = new Acorn(address(this)); }
    function test_supply() public view { assertEq(acorn.totalSupply(), 1e24); }
    function test_strangerCannotMint() public { vm.prank(address(1)); vm.expectRevert(); acorn.mint(address(1), 1); }
    function testFuzz_mint(uint96 amount) public { acorn.mint(address(2), amount); assertEq(acorn.balanceOf(address(2)), amount); }
    function invariant_supply() public view { assertEq(acorn.totalSupply(), 1e24); }
}`;
const given = (source: string, change: Partial<ContractPackage> = {}): ContractPackage => ({
  contractName: 'Acorn', file: 'contracts/Acorn.sol', sources: { 'contracts/Acorn.sol': source }, tests: { 'test/Acorn.t.sol': ownTest },
  constructorArguments: [{ name: 'initialOwner', type: 'address', value: '$deployer' }], standards: ['ERC-20', 'ERC-2612'], upgradeability: 'none', ...change,
});
const failed = (report: Awaited<ReturnType<typeof agent.test>>): string[] => report.cases.filter((one) => one.status === 'failed').map((one) => `${one.suite}.${one.name}: ${one.reason}`);

describe('testing a package', () => {
  it('passes an honest token with coverage and gas', async () => {
    const report = await agent.test({ package: given(token()), evmVersion: 'cancun' });
    expect(failed(report)).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.cases.filter((one) => one.kind === 'conformance').length).toBeGreaterThan(15);
    expect(report.cases.filter((one) => one.status === 'skipped')).toEqual([]);
    expect(report.coverage).toMatchObject({ lines: 100, branches: 50 });
    expect(report.gas.find((one) => one.function === 'mint(address,uint256)' || one.function === 'transfer(address,uint256)')?.contract).toBe('Acorn');
    process.stdout.write(`testing a package: ${report.cases.length} tests in ${report.milliseconds} ms\n`);
    const again = await agent.test({ package: given(token('// again')), evmVersion: 'cancun' });
    process.stdout.write(`the second time: ${again.milliseconds} ms\n`);
  });

  const taking = 'function _update(address from, address to, uint256 value) internal override { if (from == address(0)) return super._update(from, to, value); super._update(from, address(0xFEE), value / 50); super._update(from, to, value - value / 50); }';
  it('fails a silent fee and passes a declared one', async () => {
    const silent = await agent.test({ package: given(token(taking)) });
    expect(silent.verdict).toBe('fail');
    expect(failed(silent).join()).toContain('AcornConformance.test_ERC20_transfer');
    const declared = await agent.test({ package: given(token(taking), { parameters: { fee: { basisPoints: 200, limitBasisPoints: 200 } } }) });
    expect(failed(declared)).toEqual([]);
    expect(declared.verdict).toBe('pass');
  });

  it('tests an upgradeable token behind its proxy', async () => {
    const source = `${head}import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
contract Acorn is ERC20Upgradeable, OwnableUpgradeable, UUPSUpgradeable {
    constructor() { _disableInitializers(); }
    function initialize(address owner, string calldata name) external initializer { __ERC20_init(name, "ACRN"); __Ownable_init(owner); _mint(owner, 1e24); }
    function _authorizeUpgrade(address) internal override onlyOwner {}
}`;
    const report = await agent.test({
      package: given(source, { upgradeability: 'uups', tests: {}, standards: ['ERC-20'], constructorArguments: [{ name: 'owner', type: 'address', value: '0x00000000000000000000000000000000000000AA' }, { name: 'name', type: 'string', value: 'A "b"' }] }),
    });
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'pass' });
    expect(report.passed).toBeGreaterThan(10);
  });

  it('tests a vault over an asset that lives on another chain', async () => {
    const source = `${head}import {ERC20} from "${oz}/token/ERC20/ERC20.sol";
import {IERC20} from "${oz}/token/ERC20/IERC20.sol";
import {ERC4626} from "${oz}/token/ERC20/extensions/ERC4626.sol";
contract Acorn is ERC4626 { constructor(IERC20 asset_) ERC20("Vault", "V") ERC4626(asset_) {} }`;
    const report = await agent.test({
      package: given(source, { tests: {}, standards: ['ERC-20', 'ERC-4626'], constructorArguments: [{ name: 'asset_', type: 'address', value: '0x1234567890123456789012345678901234567890' }] }),
    });
    expect(failed(report)).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.cases.filter((one) => one.status === 'skipped')).toEqual([]);
  });
});
