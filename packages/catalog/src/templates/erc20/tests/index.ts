import type { SourceFiles } from '@hyperlens/protocol';
import type { Erc20Parameters } from '../schema.ts';
import { borrower, extensionTests } from './extensions.ts';
import { featureTests } from './features.ts';
import { makeFrame, setUp } from './frame.ts';
import { handler, invariantContract } from './invariants.ts';
import { transferTests } from './transfers.ts';

/** Solidity tests that hold for every token composed from these parameters: unit, fuzz and invariants. */
export function testErc20(contractName: string, parameters: Erc20Parameters): SourceFiles {
  const frame = makeFrame(contractName, parameters);
  const indent = (lines: string[]) => lines.map((line) => (line ? `    ${line}` : ''));
  const fixture = setUp(frame).map((line) => line.replace('function setUp() public {', 'function setUp() public virtual {'));
  const lines = [
    '// SPDX-License-Identifier: MIT', 'pragma solidity ^0.8.24;', '',
    'import {Test} from "hyperlens/Test.sol";',
    ...(parameters.upgradeable ? ['import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";'] : []),
    ...(parameters.flashMint ? ['import {IERC3156FlashBorrower} from "@openzeppelin/contracts/interfaces/IERC3156FlashBorrower.sol";'] : []),
    `import {${contractName}} from "../contracts/${contractName}.sol";`, '',
    '/// The token as it will be deployed; this contract is the deployer.', `abstract contract ${contractName}Fixture is Test {`, ...indent(fixture).slice(0, -1), '}', '',
    `contract ${contractName}Test is ${contractName}Fixture {`, ...indent([...transferTests(frame), ...featureTests(frame), ...extensionTests(frame)]).slice(0, -1), '}', '',
    ...(parameters.flashMint ? borrower(contractName) : []), ...handler(frame), ...invariantContract(frame),
  ];
  return { [`test/${contractName}.t.sol`]: lines.join('\n') };
}
