import { address } from '@hyperlens/protocol';
import { z } from 'zod';

/** Owners a wallet can have: executing counts the confirmations of all of them. */
export const mostOwners = 20;

const account = z.union([z.literal('$deployer'), address]);

/** What can be chosen about a multi-signature wallet. */
export const multisigParameters = z.strictObject({
  owners: z.array(account).min(1).max(mostOwners),
  /** Confirmations a transaction needs. */
  threshold: z.int().min(1).max(mostOwners),
  /** Time between the last needed confirmation and the earliest execution; 0 for none. */
  delaySeconds: z.int().min(0).max(31_536_000),
  /** Signatures of owners count as signature of the wallet (ERC-1271). */
  signatures: z.boolean(),
  /** Can receive NFTs by safe transfers (ERC-721 and ERC-1155). */
  receivesNfts: z.boolean(),
}).refine((value) => value.threshold <= value.owners.length, { error: 'more confirmations are needed than there are owners', path: ['threshold'] })
  .refine((value) => new Set(value.owners.map((owner) => owner.toLowerCase())).size === value.owners.length, { error: 'an owner is named twice', path: ['owners'] });

export type MultisigParameters = z.infer<typeof multisigParameters>;
