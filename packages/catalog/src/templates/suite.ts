/** Parts of generated Solidity test files that several kinds share. Names of contracts end in `Test`, which no composed contract has. */

/** Head of a test file: licence, pragma, the test base, further imports (whole lines), the contract under test. */
export function suiteHead(contractName: string, imports: string[] = []): string {
  return ['// SPDX-License-Identifier: MIT', 'pragma solidity ^0.8.24;', '', 'import {Test} from "hyperlens/Test.sol";', ...imports, `import {${contractName}} from "../contracts/${contractName}.sol";`].join('\n');
}

/** Imports for the tokens below. */
export const tokenImports = ['import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";', 'import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";'];

/** An honest token that anybody can mint, for tests only. */
export const honestToken = `/// @dev An honest token for these tests.
contract TokenForTest is ERC20("Token for tests", "TEST") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}`;

/** A token that keeps 1 % of every transfer, for tests only. */
export const taxedToken = `/// @dev A token that keeps a part of every transfer.
contract TaxedTokenForTest is ERC20("Taxed token for tests", "TAX") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || to == address(0)) return super._update(from, to, value);
        super._update(from, to, value - value / 100);
        super._update(from, address(this), value / 100);
    }
}`;

/** Joins the sections that are there with an empty line between, inside a contract body (indented by four spaces). */
export function body(...sections: (string | false | null | undefined)[]): string {
  return sections.filter((section) => typeof section === 'string' && section !== '').map((section) => String(section).split('\n').map((line) => (line ? `    ${line}` : '')).join('\n')).join('\n\n');
}

/** A test contract from its sections. */
export function suite(declaration: string, notice: string, ...sections: (string | false | null | undefined)[]): string {
  return `/// @title ${notice}\n${declaration} {\n${body(...sections)}\n}`;
}

/** The whole file from head and contracts. */
export function testFile(head: string, ...contracts: (string | false)[]): string {
  return `${[head, ...contracts.filter((part) => part !== false)].join('\n\n')}\n`;
}

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
