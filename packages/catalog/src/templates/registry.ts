import { erc1155 } from './erc1155/index.ts';
import { erc20 } from './erc20/index.ts';
import { erc4626 } from './erc4626/index.ts';
import { erc721 } from './erc721/index.ts';
import { escrow } from './escrow/index.ts';
import type { AnyKind } from './kind.ts';
import { multisig } from './multisig/index.ts';
import { staking } from './staking/index.ts';
import { vesting } from './vesting/index.ts';

/** Every kind of contract that can be built. Adding one is a folder and a line here. */
export const kinds: readonly AnyKind[] = [
  erc20,
  erc721,
  erc1155,
  erc4626,
  vesting,
  staking,
  escrow,
  multisig,
];

/** The kind of this id; undefined when there is none. */
export function findKind(id: string): AnyKind | undefined {
  return kinds.find((kind) => kind.id === id);
}
