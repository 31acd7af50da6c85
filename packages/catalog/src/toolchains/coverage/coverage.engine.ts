import { afterAll, describe, expect, it } from 'vitest';
import type { Coverage } from '@hyperlens/protocol';
import { makeCompiler } from '../compiler/compiler.ts';
import { makeTestRunner } from '../testing/runner.ts';

const compiler = makeCompiler();
const runner = makeTestRunner({ compiler });
afterAll(async () => { await runner.close(); await compiler.close(); });

/** Coverage of the body of a contract `Subject` by calls a test makes on `subject`. The contract starts at line 2. */
async function cover(body: string, calls: string, before = ''): Promise<Coverage> {
  const sources = { 'src/Subject.sol': `pragma solidity ^0.8.20;${before}\ncontract Subject {\n${body}\n}` };
  const tests = { 'test/Subject.t.sol': `pragma solidity ^0.8.20; import "hyperlens/Test.sol"; import "../src/Subject.sol"; contract SubjectTest is Test { Subject subject; function setUp() public { subject = new Subject(); } function test_calls() public { ${calls} } }` };
  const report = await runner.run({ sources, tests, coverage: true });
  expect(report.cases.map((one) => [one.status, one.reason])).toEqual([['passed', undefined]]);
  return report.coverage;
}

describe('coverage', () => {
  it('counts both ways of every condition', async () => {
    const coverage = await cover('function f(uint256 a) external pure returns (uint256) {\nif (a > 3) {\nreturn 1;\n}\nreturn 2;\n}', 'subject.f(5);');
    expect(coverage).toMatchObject({ lines: 66.7, branches: 50, files: [{ file: 'src/Subject.sol', missedLines: [7] }] });
    expect(await cover('function f(uint256 a) external pure returns (uint256) {\nif (a > 3) {\nreturn 1;\n}\nreturn 2;\n}', 'subject.f(5); subject.f(1);')).toMatchObject({ lines: 100, branches: 100 });
  });

  it('knows require, ternaries, loops and modifiers', async () => {
    const body = 'bool open;\nmodifier whenOpen() {\nrequire(open, "closed");\n_;\n}\nfunction f(uint256 a) external whenOpen returns (uint256) {\nreturn a > 1 ? a > 2 ? 3 : 2 : 1;\n}\nfunction unlock() external { open = true; }\nfunction g(uint256 n) external pure returns (uint256 s) {\nfor (uint256 i = 0; i < n; i++) s += i;\nwhile (s > 100) s -= 10;\ndo { s++; } while (s < 5);\n}';
    // require: 2 ways, ternaries 4, for 2, while 2, do-while 2.
    expect(await cover(body, 'vm.expectRevert(); subject.f(1); subject.unlock(); subject.f(1); subject.f(2); subject.f(3); subject.g(0); subject.g(20);')).toMatchObject({ lines: 100, branches: 100 });
    expect(await cover(body, 'subject.unlock(); subject.f(1); subject.g(0);')).toMatchObject({ branches: 50 });
  });

  it('keeps the meaning of statements without braces, of else-if and of comments before semicolons', async () => {
    const body = [
      'uint256 public x;', 'function f(uint256 a) external {', 'if (a == 0) x = 1; else if (a == 1) x = 2 /* ; */ ; else if (a == 2) { x = 3; } else x = 4;',
      'if (a > 10) if (a > 20) x = 20; else x = 10;', 'for (uint256 i; i < 2; i++) for (uint256 j; j < 2; j++) if (i == j) x += 100;', 'unchecked { x += 1; }', '}',
      'function g() external view returns (uint256 y) {', 'try this.h(1) returns (uint256 v) {', 'y = v;', '} catch {', 'y = 9;', '}', 'assembly { y := add(y, 1) }', '}',
      'function h(uint256 a) external pure returns (uint256) { if (a > 5) revert(unicode"ünïcödé 🦉"); return a; }',
    ].join('\n');
    const calls = [[0, 202], [1, 203], [2, 204], [3, 205], [15, 211], [25, 221]].map(([input, result]) => `subject.f(${input}); assertEq(subject.x(), ${result});`).join(' ');
    const coverage = await cover(body, `${calls} assertEq(subject.g(), 2);`);
    expect(coverage.files[0]?.missedLines).toEqual([14]);
    // All but `a > 5` being true.
    expect(coverage.branches).toBeGreaterThan(90);
    expect(coverage.branches).toBeLessThan(100);
  });

  it('takes constants, free functions, libraries, constructors, literal conditions and custom errors', async () => {
    const before = ' uint256 constant K = 1 > 0 ? 7 : 8; function free(uint256 a) pure returns (uint256) { return a > 1 ? a : K; } library L { function l(uint256 a) internal pure returns (bool) { return a == 7; } } error Bad(uint256 a); interface I { function i() external; } abstract contract B { function b() public virtual returns (uint256); }';
    const body = 'uint256 immutable m;\nuint256 v = 1 > 2 ? 1 : 2;\nconstructor() { m = free(1); }\nfunction f(uint256 a) external view returns (bool) {\nwhile (true) { if (a > 1) break; a++; }\nif (a == 99) revert Bad(a);\nreturn L.l(m);\n}\nreceive() external payable {}\nfallback() external payable {}';
    expect(await cover(body, 'assertTrue(subject.f(0)); payable(address(subject)).transfer(1);', before)).toMatchObject({ lines: 100 });
  });

  it('is null with the reason when nothing can be measured', async () => {
    expect(await cover('uint256 public x;', 'subject.x();')).toMatchObject({ lines: null, branches: null, reason: 'the own contracts have no statements of their own' });
  });
});
