import { afterAll, describe, expect, it } from 'vitest';
import { makeCompiler } from '../compiler/compiler.ts';
import { compileTests } from './build.ts';
import { makeTestRunner } from './runner.ts';

const compiler = makeCompiler();
const runner = makeTestRunner({ compiler });
afterAll(async () => { await runner.close(); await compiler.close(); });

const own = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
interface Named { function name() external view returns (string memory); }
struct Limits { uint256 low; uint256 high; }
contract Box {
    address public immutable maker = msg.sender;
    uint256 public value;
    string public label;
    error Zero();
    constructor(uint256 value_, string memory label_, Named other, uint8[] memory list, Limits memory limits) {
        if (value_ == 0) revert Zero();
        require(address(other) == address(0) && list.length < 3 && limits.low <= limits.high);
        (value, label) = (value_, label_);
    }
}
contract Plain { function f() external pure returns (uint256) { return 1; } receive() external payable {} }
`;
const test = (body: string, before = ''): string => `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
import {Test} from "hyperlens/Test.sol";
import {Box, Plain, Named, Limits} from "../src/Box.sol";
${before}
contract BoxTest is Test {
    ${body}
    function make(uint256 value) internal returns (Box) { return new Box(value, "a // not a comment", Named(address(0)), new uint8[](2), Limits(1, 2)); }
}`;
const compile = (tests: Record<string, string>): ReturnType<typeof compileTests> => compileTests(compiler, { sources: { 'src/Box.sol': own }, tests }, 60_000, {});

describe('tests compiled apart from the contracts they deploy', () => {
  it('deploy the same code, as the same caller, with the same errors', async () => {
    const tests = { 'test/Box.t.sol': test(`
    function test_values() public { Box box = make(5); assertEq(box.value(), 5); assertEq(box.label(), "a // not a comment"); assertEq(box.maker(), address(this)); }
    function test_prank() public { vm.prank(address(7)); Box box = make(5); assertEq(box.maker(), address(7)); assertEq(make(1).maker(), address(this)); }
    function test_error() public { vm.expectRevert(Box.Zero.selector); make(0); }
    function test_plain() public { Plain plain = new /* here */ Plain(); assertEq(plain.f(), 1); string memory text = "new Plain()"; assertEq(bytes(text).length, 11); }
    function test_code() public { assertEq(keccak256(vm.getCode("src/Box.sol:Plain")), keccak256(vm.getCode("src/Box.sol:Plain"))); }`) };
    const build = await compile(tests);
    expect(build.detached.map((contract) => contract.name)).toContain('BoxTest');
    expect(build.request.targets).toEqual(['src/Box.sol']);
    const report = await runner.run({ sources: { 'src/Box.sol': own }, tests, coverage: true, gas: true });
    expect(report.cases.map((one) => [one.name, one.status, one.reason])).toEqual(report.cases.map((one) => [one.name, 'passed', undefined]));
    expect(report).toMatchObject({ passed: 5, coverage: { lines: 100 } });
  });

  it.each([
    ['a salt', 'function test_a() public { new Plain{salt: bytes32(uint256(1))}(); }', ''],
    ['the code of a contract', 'function test_a() public { assertGt(type(Plain).creationCode.length, 0); }', ''],
    ['an own contract as base', 'function test_a() public { assertEq(new More().f(), 1); }', 'contract More is Plain {}'],
    ['a renamed import', 'function test_a() public { assertEq(new Other().f(), 1); }', 'import {Plain as Other} from "../src/Box.sol";'],
    ['an import of a whole file under a name', 'function test_a() public { assertEq(new All.Plain().f(), 1); }', 'import "../src/Box.sol" as All;'],
    ['a try', 'function test_a() public { try new Plain() returns (Plain p) { assertEq(p.f(), 1); } catch { fail("no"); } }', ''],
  ])('stay together with them because of %s, and pass', async (_title, body, before) => {
    const tests = { 'test/Box.t.sol': test(body, before) };
    const build = await compile(tests);
    expect(build.request.targets).toEqual(['src/Box.sol', 'test/Box.t.sol']);
    expect(await runner.run({ sources: { 'src/Box.sol': own }, tests })).toMatchObject({ verdict: 'pass', passed: 1 });
  });
});
