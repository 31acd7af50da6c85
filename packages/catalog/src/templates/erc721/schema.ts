import { z } from 'zod';
import { access, account, metadataUri, royalty, tokenName, tokenSymbol, uint256 } from '../parameters.ts';

const count = z.number().int().min(1).max(1_000_000_000);

/** Parameters of an ERC-721 collection. Prices in wei. */
export const erc721Parameters = z.strictObject({
  name: tokenName,
  symbol: tokenSymbol,
  /** Who names the id of a new token: the caller of the mint function, or a counter. */
  ids: z.enum(['chosen', 'automatic']),
  firstId: z.number().int().min(0).max(1),
  /** Minting by the owner or a role; null when only the public mints. */
  ownerMint: z.strictObject({ functionName: z.enum(['safeMint', 'mint']) }).nullable(),
  /** Minting by anyone; needs automatic ids. */
  publicMint: z.strictObject({ price: uint256, perWallet: count.nullable(), perCall: z.number().int().min(1).max(100) }).nullable(),
  maxSupply: count.nullable(),
  baseUri: metadataUri,
  /** Printed after the id in the metadata address, for example `.json`. */
  uriSuffix: metadataUri,
  /** The metadata address of each token is given when it is minted. */
  uriStorage: z.boolean(),
  baseUriChangeable: z.boolean(),
  enumerable: z.boolean(),
  burnable: z.boolean(),
  pausable: z.boolean(),
  soulbound: z.boolean(),
  votes: z.boolean(),
  royalty,
  access,
  owner: account,
}).superRefine((value, context) => {
  const problem = (message: string, ...path: string[]): void => context.addIssue({ code: 'custom', message, path });
  if (!value.ownerMint && !value.publicMint) problem('nobody could ever mint a token', 'ownerMint');
  if (value.publicMint && value.ids === 'chosen') problem('a public mint needs automatic ids', 'ids');
  if (value.publicMint && value.uriStorage) problem('with a public mint the metadata address of a token cannot be given by its minter', 'uriStorage');
  if (value.access === 'none' && needsOwner(value)) problem('something in it needs an owner', 'access');
  if (value.publicMint?.perWallet && value.maxSupply && value.publicMint.perWallet > value.maxSupply) problem('one wallet may mint more than there can be', 'publicMint', 'perWallet');
  if (value.publicMint?.perWallet && value.publicMint.perCall > value.publicMint.perWallet) problem('one call may mint more than one wallet', 'publicMint', 'perCall');
  if (value.uriSuffix !== '' && (value.baseUri === '' || value.uriStorage)) problem('a suffix needs a base address and no address per token', 'uriSuffix');
  if (value.soulbound && value.royalty) problem('a token that cannot be sold earns no royalties', 'royalty');
  if (value.baseUriChangeable && value.uriStorage) problem('the address of each token is stored, so there is no base address to change', 'baseUriChangeable');
});
export type Erc721Parameters = z.infer<typeof erc721Parameters>;

/** Whether some function is reserved to an owner or role. */
export function needsOwner(value: Pick<Erc721Parameters, 'ownerMint' | 'pausable' | 'baseUriChangeable' | 'royalty' | 'publicMint'>): boolean {
  return value.ownerMint !== null || value.pausable || value.baseUriChangeable || value.royalty?.changeable === true || (value.publicMint !== null && value.publicMint.price !== '0');
}
