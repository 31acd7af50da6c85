import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompiledContract } from '@hyperlens/protocol';

const require = createRequire(import.meta.url);

/** Compiles sources with the bundled solc, in this process: a test's shortcut. Imports come from node_modules. */
export function compile(sources: Record<string, string>): (name: string) => CompiledContract {
  const solc = require('solc') as { compile(input: string, callbacks: { import(path: string): { contents: string } }): string };
  const input = {
    language: 'Solidity', sources: Object.fromEntries(Object.entries(sources).map(([file, content]) => [file, { content }])),
    settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: 'cancun', outputSelection: { '*': { '*': ['abi', 'evm.bytecode', 'evm.deployedBytecode', 'evm.methodIdentifiers', 'metadata'] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: (path) => ({ contents: readFileSync(require.resolve(path), 'utf8') }) })) as {
    errors?: { severity: string; formattedMessage: string }[];
    contracts: Record<string, Record<string, { abi: CompiledContract['abi']; metadata: string; evm: { bytecode: { object: string; linkReferences: CompiledContract['linkReferences'] }; deployedBytecode: { object: string; immutableReferences: CompiledContract['immutableReferences'] }; methodIdentifiers: Record<string, string> } }>>;
  };
  const failures = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  if (failures.length > 0) throw new Error(failures.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return (name) => {
    for (const [file, contracts] of Object.entries(output.contracts)) {
      const found = contracts[name];
      if (found) {
        const { abi, metadata, evm } = found;
        return { file, name, abi, metadata, bytecode: evm.bytecode.object, linkReferences: evm.bytecode.linkReferences, deployedBytecode: evm.deployedBytecode.object, immutableReferences: evm.deployedBytecode.immutableReferences, methodIdentifiers: evm.methodIdentifiers };
      }
    }
    throw new Error(`no contract ${name}`);
  };
}

/** A contract with an immutable, a constructor that can revert, and arguments of several kinds. */
export const vaultSource = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
contract Vault {
  error TooSmall(uint256 given, uint256 least);
  struct Limits { uint256 least; uint128 most; }
  address public immutable owner;
  string public name;
  uint256[] public steps;
  constructor(address owner_, string memory name_, uint256[] memory steps_, Limits memory limits) {
    if (limits.least < 10) revert TooSmall(limits.least, 10);
    owner = owner_; name = name_; steps = steps_;
  }
}`;

export const vaultArguments = (least = 10) => [
  { name: 'owner_', type: 'address', value: '$deployer' }, { name: 'name_', type: 'string', value: 'Acorns' },
  { name: 'steps_', type: 'uint256[]', value: [1, '1000000000000000000000000', 3] }, { name: 'limits', type: 'tuple', value: { least, most: '7' } },
];

export const upgradeableSource = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
contract Acorn is Initializable, OwnableUpgradeable, UUPSUpgradeable {
  constructor() { _disableInitializers(); }
  function initialize(address owner_) external initializer { __Ownable_init(owner_); }
  function _authorizeUpgrade(address) internal override onlyOwner {}
}`;
