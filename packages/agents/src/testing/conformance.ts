import type { ContractPackage, SourceFiles } from '@hyperlens/protocol';
import { readDeclared } from './declared.ts';
import { writeArguments } from './solidity.ts';

/** Suites the toolchain ships, by the standard they hold a contract to (hyperlens/conformance/*.sol). */
const suites: Record<string, string> = {
  'ERC-20': 'ERC20', 'ERC-165': 'ERC165', 'ERC-721': 'ERC721', 'ERC-1155': 'ERC1155', 'ERC-2612': 'ERC2612', 'ERC-2981': 'ERC2981', 'ERC-4626': 'ERC4626',
};

export interface Conformance {
  /** The generated test file; empty when no suite fits. */
  tests: SourceFiles;
  /** Name of the suite in results. */
  suite: string;
  /** What could not be tested, and why. */
  notes: string[];
}

/** A Solidity test contract that deploys the package as it will be deployed and runs the suite of each of its standards. */
export function writeConformance(given: ContractPackage): Conformance {
  const suite = `${given.contractName}Conformance`;
  const names = [...new Set(given.standards.flatMap((standard) => suites[standard] ?? []))];
  if (names.length === 0) return { tests: {}, suite, notes: [] };
  const written = writeArguments(given.constructorArguments);
  if (!written) return { tests: {}, suite, notes: [`conformance to ${given.standards.join(', ')} was not tested: the constructor arguments cannot be written in Solidity`] };
  const proxied = given.upgradeability === 'uups';
  const lines = [
    '// SPDX-License-Identifier: MIT', 'pragma solidity >=0.8.4 <0.9.0;', '',
    ...names.map((name) => `import {${name}Conformance} from "hyperlens/conformance/${name}.sol";`),
    ...(proxied ? ['import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";'] : []),
    '',
    `/// @notice Holds ${given.contractName} to ${given.standards.filter((standard) => standard in suites).join(', ')}.`,
    '/// The code under test is taken as it was compiled for deployment; importing it here would compile it anew.',
    `contract ${suite} is ${names.map((name) => `${name}Conformance`).join(', ')} {`,
    '    function deploy() internal override returns (address) {',
    ...[...assets(given), ...written.statements, ...creation(given, written.expression, proxied)].map((line) => `        ${line}`),
    '    }', '',
    '    function insiders() internal view override returns (address[] memory accounts) {',
    ...insiders(given).map((line) => `        ${line}`),
    '    }',
    ...overrides(given),
    '}', '',
  ];
  return { tests: { [`test/${suite}.t.sol`]: lines.join('\n') }, suite, notes: [] };
}

function creation(given: ContractPackage, expression: string, proxied: boolean): string[] {
  const code = `vm.getCode("${given.file}:${given.contractName}")`;
  if (!proxied) return [`return create(bytes.concat(${code}, abi.encode(${expression})));`];
  const signature = `initialize(${given.constructorArguments.map((argument) => argument.type).join(',')})`;
  return [`address implementation = create(${code});`, `return address(new ERC1967Proxy(implementation, abi.encodeWithSignature("${signature}"${expression ? `, ${expression}` : ''})));`];
}

const literal = (address: string): string => `address(bytes20(hex"${address.slice(2)}"))`;
const addresses = (given: ContractPackage): { name: string; address: string }[] => given.constructorArguments
  .flatMap(({ name, value }) => (Array.isArray(value) ? value : [value]).flatMap((item) => (typeof item === 'string' && /^0x[0-9a-fA-F]{40}$/.test(item) ? [{ name, address: item }] : [])));

/** Tokens the contract works with exist on its chain, not in the test EVM. */
function assets(given: ContractPackage): string[] {
  return addresses(given).filter(({ name }) => /asset|token|underlying|currency/i.test(name)).map(({ address }) => `provideAsset(${literal(address)});`);
}

function insiders(given: ContractPackage): string[] {
  const others = [...new Set([...(given.owner ? [given.owner] : []), ...addresses(given).map(({ address }) => address)].map((address) => address.toLowerCase()))].slice(0, 20);
  return [`accounts = new address[](${others.length + 1});`, 'accounts[0] = deployer;', ...others.map((address, index) => `accounts[${index + 1}] = ${literal(address)};`)];
}

function overrides(given: ContractPackage): string[] {
  const declared = readDeclared(given.parameters);
  const override = (name: string, type: string, value: string): string[] => ['', `    function ${name}() internal pure override returns (${type}) {`, `        return ${value};`, '    }'];
  return [
    ...(declared.feeBasisPoints > 0 ? override('declaredFee', 'uint256', String(declared.feeBasisPoints)) : []),
    ...(declared.limit === null ? [] : override('declaredLimit', 'uint256', String(declared.limit))),
    ...(declared.soulbound ? override('declaredSoulbound', 'bool', 'true') : []),
  ];
}
