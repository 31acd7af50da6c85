import { z } from 'zod';
import { access, account, metadataUri, royalty, tokenName, tokenSymbol } from '../parameters.ts';

/** Parameters of an ERC-1155 multi-token contract. */
export const erc1155Parameters = z.strictObject({
  name: tokenName,
  /** Shown by `name()` and `symbol()`, which ERC-1155 does not have; null leaves them away. */
  shown: z.strictObject({ name: tokenName, symbol: tokenSymbol.nullable() }).nullable(),
  /** Metadata address; `{id}` stands for the id in hexadecimal (ERC-1155, metadata extension). */
  uri: metadataUri,
  mint: z.boolean(),
  mintBatch: z.boolean(),
  burnable: z.boolean(),
  /** Total supply per id is kept on chain. */
  supply: z.boolean(),
  pausable: z.boolean(),
  uriChangeable: z.boolean(),
  soulbound: z.boolean(),
  royalty,
  access,
  owner: account,
}).superRefine((value, context) => {
  const problem = (message: string, ...path: string[]): void => context.addIssue({ code: 'custom', message, path });
  if (!value.mint && !value.mintBatch) problem('nobody could ever mint a token', 'mint');
  if (value.access === 'none') problem('minting needs an owner or a role', 'access');
  if (value.soulbound && value.royalty) problem('a token that cannot be sold earns no royalties', 'royalty');
});
export type Erc1155Parameters = z.infer<typeof erc1155Parameters>;
