import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeCompiler } from '../compiler/compiler.ts';
import { collectProject } from '../project/project.ts';
import { makeTestRunner } from './runner.ts';

const compiler = makeCompiler();
const runner = makeTestRunner({ compiler });
afterAll(async () => { await runner.close(); await compiler.close(); });

const bank = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

contract Bank {
    mapping(address => uint256) public balances;
    uint256 public total;
    bool public closed;

    modifier open() {
        require(!closed, "closed");
        _;
    }

    function deposit() external payable open {
        balances[msg.sender] += msg.value;
        total += msg.value;
    }

    function withdraw(uint256 amount) external open {
        if (amount > balances[msg.sender]) revert("too much");
        balances[msg.sender] -= amount;
        total -= amount;
        (bool sent,) = msg.sender.call{value: amount}("");
        require(sent, "not sent");
    }

    function rank(uint256 amount) external pure returns (uint256) {
        if (amount == 0) return 0;
        else if (amount < 10) return 1;
        for (uint256 i = 0; i < 3; i++) if (amount == i) break;
        return amount > 100 ? 3 : 2;
    }

    uint256 public reached;

    function reach(uint256 amount) external {
        reached = amount;
    }

    function never() external pure returns (uint256) {
        uint256 x = 1; /* a; comment */
        return x;
    }
}
`;
const head = '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\nimport {Test, console} from "hyperlens/Test.sol";\nimport {Bank} from "../contracts/Bank.sol";\n';
const suite = `${head}
contract BankTest is Test {
    Bank bank;
    address ana = makeAddr("ana");
    event Unused(uint256 indexed value);

    function setUp() public {
        bank = new Bank();
        targetContract(address(bank));
        vm.deal(ana, 10 ether);
    }

    function test_deposit() public {
        vm.prank(ana);
        bank.deposit{value: 3}();
        assertEq(bank.balances(ana), 3);
        assertEq(bank.total(), address(bank).balance, "total");
    }

    function test_withdrawTooMuch() public {
        vm.expectRevert(bytes("too much"));
        bank.withdraw(1);
    }

    function test_rank() public view {
        assertEq(bank.rank(0), 0);
        assertEq(bank.rank(5), 1);
        assertEq(bank.rank(50), 2);
    }

    function testFuzz_deposit(uint96 amount) public {
        hoax(ana);
        bank.deposit{value: amount}();
        assertEq(bank.total(), amount);
    }

    function testFuzz_bound(uint256 value, int256 signed) public pure {
        value = bound(value, 5, 8);
        assertTrue(value >= 5 && value <= 8);
        signed = bound(signed, -3, 4);
        assertTrue(signed >= -3 && signed <= 4);
    }

    function test_skipped() public {
        vm.skip(true);
    }

    function invariant_solvent() public view {
        assertEq(bank.total(), address(bank).balance);
    }
}
`;

describe('running Solidity tests', () => {
  it('runs unit, fuzz and invariant tests with coverage and gas', async () => {
    const report = await runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Bank.t.sol': suite }, coverage: true, gas: true });
    expect(report.cases.filter((one) => one.status === 'failed')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'pass', passed: 6, failed: 0, skipped: 1 });
    expect(report.cases.find((one) => one.name === 'testFuzz_deposit')).toMatchObject({ suite: 'BankTest', kind: 'fuzz', runs: 256 });
    expect(report.cases.find((one) => one.name === 'invariant_solvent')).toMatchObject({ kind: 'invariant', runs: 64 * 32 });
    expect(report.gas.find((one) => one.function === 'deposit()')).toMatchObject({ contract: 'Bank' });
    // `never` has the statements of lines 41 and 42; what random calls of the campaign reach differs from run to run.
    expect(report.coverage.files[0]?.missedLines).toEqual(expect.arrayContaining([41, 42]));
    expect(report.coverage.files[0]?.missedLines).not.toEqual(expect.arrayContaining([14]));
    expect(report.coverage.lines).toBeGreaterThan(50);
    expect(report.coverage.lines).toBeLessThan(100);
    expect(report.coverage.branches).toBeGreaterThan(20);
    expect(report.coverage.branches).toBeLessThan(100);
  });

  it('says in words what broke', async () => {
    const tests = `${head}
contract Broken is Test {
    Bank bank;
    function setUp() public { bank = new Bank(); targetContract(address(bank)); }
    function test_equal() public view { console.log("value", uint256(7)); assertEq(bank.total(), 5, "the total"); }
    function test_plain() public view { assertEq(bank.total(), 5); }
    function testFuzz_small(uint256 amount) public pure { assertLt(amount, 1000, "small"); }
    function invariant_empty() public view { assertEq(bank.reached(), 0); }
    function invariant_open() public view { assertFalse(bank.closed()); }
}`;
    const report = await runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Broken.t.sol': tests }, seed: '7' });
    expect(report).toMatchObject({ verdict: 'fail', passed: 1, failed: 4, coverage: { lines: null } });
    const find = (name: string): unknown => report.cases.find((one) => one.name === name);
    expect(find('test_equal')).toMatchObject({ reason: 'the total: 0 != 5 (printed: value 7)' });
    expect(find('test_plain')).toMatchObject({ reason: '0 != 5' });
    expect(find('testFuzz_small')).toMatchObject({ counterexample: expect.stringMatching(/^testFuzz_small\(\d{4,}\)$/) as string });
    expect(find('invariant_empty')).toMatchObject({ counterexample: expect.stringMatching(/^1\. Bank\.reach\(\d+\) from 0x/) as string });
    expect(report.seed).toBe(`0x${'7'.padStart(64, '0')}`);
  });

  it('gives the same fuzz inputs for the same seed', async () => {
    const tests = `${head}contract Same is Test { function testFuzz_a(uint256 a) public pure { assertLt(a, 1 << 100); } }`;
    const runs = await Promise.all(['1', '1'].map((seed) => runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Same.t.sol': tests }, seed })));
    expect(runs[0]?.cases[0]?.counterexample).toBe(runs[1]?.cases[0]?.counterexample);
  });

  it('runs long campaigns in parts: every run once, the same failure each time', async () => {
    const tests = `${head}
contract Long is Test {
    Bank bank;
    function setUp() public { bank = new Bank(); targetContract(address(bank)); }
    function test_unit() public view { assertEq(bank.total(), 0); }
    function testFuzz_reach(uint256 a) public { bank.reach(a); assertEq(bank.reached(), a); }
    function testFuzz_even(uint256 a) public { vm.assume(a % 2 == 0); bank.reach(a); }
    function testFuzz_rare(uint256 a) public pure { assertTrue(uint256(keccak256(abi.encode(a))) % 2_300 != 7, "rare"); }
    function testFuzz_skipped(uint256) public { vm.skip(true); }
    function invariant_open() public view { assertFalse(bank.closed()); }
}
contract Unready is Test { function setUp() public { revert("no"); } function testFuzz_a(uint256) public {} }`;
    const request = { sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Long.t.sol': tests }, seed: '5', fuzzRuns: 8_193, invariantRuns: 65, invariantDepth: 256 };
    const [whole, part] = [await runner.run(request), await runner.run({ ...request, match: 'Long.testFuzz_rare' })];
    const find = (name: string): unknown => whole.cases.find((one) => one.name === name);
    expect(whole).toMatchObject({ verdict: 'fail', passed: 4, failed: 2, skipped: 1 });
    for (const name of ['testFuzz_reach', 'testFuzz_even']) expect(find(name)).toMatchObject({ status: 'passed', runs: 8_193 });
    expect(find('invariant_open')).toMatchObject({ status: 'passed', runs: 65 * 256 });
    expect(find('testFuzz_rare')).toMatchObject({ status: 'failed', counterexample: expect.stringMatching(/^testFuzz_rare\(\d+\)$/) as string });
    const told = (report: typeof whole): unknown[] => report.cases.filter((one) => one.name === 'testFuzz_rare').map((one) => [one.status, one.runs, one.gas, one.reason, one.counterexample]);
    expect(told(part)).toEqual(told(whole));
  });

  it('runs only what matches', async () => {
    const report = await runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Bank.t.sol': suite }, match: 'BankTest.test_*t' });
    expect(report.cases.map((one) => one.name).toSorted()).toEqual(['test_deposit', 'test_withdrawTooMuch']);
    await expect(runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Bank.t.sol': suite }, match: 'Nothing' })).rejects.toMatchObject({ code: 'NO_TESTS_FOUND' });
  });

  it('runs a project that brings its own forge-std', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'forge-'));
    const files: Record<string, string> = {
      'foundry.toml': '[profile.default]\nsrc = "src"', 'src/Bank.sol': bank,
      'lib/forge-std/src/Test.sol': '// SPDX-License-Identifier: MIT\npragma solidity >=0.6.2;\nimport {Base} from "./Base.sol";\nabstract contract Test is Base { bool public IS_TEST = true; }',
      'lib/forge-std/src/Base.sol': '// SPDX-License-Identifier: MIT\npragma solidity >=0.6.2;\nabstract contract Base { function assertEq(uint256 a, uint256 b) internal pure { require(a == b, "not equal"); } }',
      'test/Bank.t.sol': '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\nimport {Test} from "forge-std/Test.sol";\nimport {Bank} from "src/Bank.sol";\ncontract BankTest is Test { function test_rank() public { assertEq(new Bank().rank(0), 0); } }',
    };
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), content);
    }
    const project = collectProject(root);
    rmSync(root, { recursive: true, force: true });
    // The folder is gone: what was collected is enough to run it, here or on another machine.
    const report = await runner.run({ sources: project.sources, tests: project.tests, remappings: project.remappings, coverage: true });
    expect(report).toMatchObject({ verdict: 'pass', passed: 1, coverage: { files: [{ file: 'src/Bank.sol' }] } });
  });

  it('refuses tests that do not compile, with file and line', async () => {
    await expect(runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Bad.t.sol': `${head}contract Bad is Test { function test_a() public { nonsense; } }` } }))
      .rejects.toMatchObject({ code: 'COMPILATION_FAILED', message: expect.stringContaining('test/Bad.t.sol:5') as string });
  });

  it('reports a failing setUp as a failure', async () => {
    const report = await runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Set.t.sol': `${head}contract Set is Test { function setUp() public { revert("no"); } function test_a() public {} }` } });
    expect(report).toMatchObject({ verdict: 'fail', failed: 1 });
  });

  it('gives contracts under test nothing of this machine', async () => {
    let asked = 0;
    const server = createServer((_request, response) => { asked += 1; response.end('{}'); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env.HYPERLENS_SECRET_FOR_TEST = 'secret';
    const tests = `${head}
interface Dangerous {
    function envString(string calldata name) external view returns (string memory);
    function createFork(string calldata url) external returns (uint256);
    function rpc(string calldata url, string calldata method, string calldata parameters) external returns (bytes memory);
    function readFile(string calldata path) external view returns (string memory);
    function writeFile(string calldata path, string calldata data) external;
    function ffi(string[] calldata command) external returns (bytes memory);
}
contract Escape is Test {
    Dangerous cheats = Dangerous(address(vm));
    function test_environment() public { vm.expectRevert(); cheats.envString("HYPERLENS_SECRET_FOR_TEST"); }
    function test_fork() public { vm.expectRevert(); cheats.createFork("${url}"); }
    function test_rpc() public { vm.expectRevert(); cheats.rpc("${url}", "eth_chainId", "[]"); }
    function test_read() public { vm.expectRevert(); cheats.readFile("/etc/hostname"); }
    function test_write() public { vm.expectRevert(); cheats.writeFile("./x", "y"); }
    function test_command() public { string[] memory command = new string[](1); command[0] = "id"; vm.expectRevert(); cheats.ffi(command); }
}`;
    const report = await runner.run({ sources: { 'contracts/Bank.sol': bank }, tests: { 'test/Escape.t.sol': tests }, timeoutMilliseconds: 60_000 });
    server.close();
    expect(asked).toBe(0);
    expect(report.cases.map((one) => [one.name, one.status, one.reason])).toEqual(report.cases.map((one) => [one.name, 'passed', undefined]));
    expect(report.passed).toBe(6);
  });
});
