import type { SourceFiles } from '@hyperlens/protocol';
import type { Erc721Parameters } from './schema.ts';

/** Solidity tests that hold for every collection composed from these parameters. */
export function testErc721(contractName: string, parameters: Erc721Parameters): SourceFiles {
  return parameters.name ? { [`test/${contractName}.t.sol`]: '' } : {};
}
