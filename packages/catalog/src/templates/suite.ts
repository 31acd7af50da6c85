/** One Solidity test: the function's head after `function `, for example `test_Pause() public`, and its lines. */
export interface SuiteTest { head: string; body: string[] }

/** A Solidity test file as data. */
export interface Suite {
  contractName: string;
  /** Whole import lines besides the contract under test and the test base. */
  imports: string[];
  /** State of the test contract, without semicolons. */
  state: string[];
  setUp: string[];
  tests: (SuiteTest | null)[];
  /** Lines of helper functions inside the test contract. */
  functions?: string[];
  /** Other contracts of the file: handlers, borrowers, receivers. */
  contracts?: string[][];
}

/** The file: pragma as in the sources, suite `<Name>Test`, helpers first. Null tests are left out. */
export function printSuite(suite: Suite): string {
  const tests = suite.tests.filter((test) => test !== null);
  return [
    '// SPDX-License-Identifier: MIT', 'pragma solidity ^0.8.24;', '',
    'import {Test} from "hyperlens/Test.sol";', `import {${suite.contractName}} from "../contracts/${suite.contractName}.sol";`, ...suite.imports, '',
    ...(suite.contracts ?? []).flatMap((lines) => [...lines, '']),
    `contract ${suite.contractName}Test is Test {`,
    ...suite.state.map((line) => `    ${line};`), '',
    '    function setUp() public {', ...suite.setUp.map((line) => `        ${line}`), '    }',
    ...(suite.functions ?? []).map((line, index) => `${index === 0 ? '\n' : ''}    ${line}`),
    ...tests.flatMap((test) => ['', `    function ${test.head} {`, ...test.body.map((line) => `        ${line}`), '    }']),
    '}', '',
  ].join('\n');
}

/** A test when the condition holds. */
export function when(condition: boolean, head: string, ...body: string[]): SuiteTest | null {
  return condition ? { head, body } : null;
}

/** A test that a call by a stranger, whoever that is, reverts. `excluded` are the accounts that may call. */
export function refused(name: string, call: string, excluded: string[] = ['owner']): SuiteTest {
  return { head: `testFuzz_StrangerCannot${name}(address caller) public`, body: [`vm.assume(${[...excluded, 'address(0)'].map((account) => `caller != ${account}`).join(' && ')});`, 'vm.prank(caller);', 'vm.expectRevert();', `${call};`] };
}
