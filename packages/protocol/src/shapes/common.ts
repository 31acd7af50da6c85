import { z } from 'zod';

/** 20-byte account or contract address, 0x and 40 hexadecimal digits (EIP-55 checksum where we write it). */
export const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'must be 0x followed by 40 hexadecimal digits');
/** Any bytes as 0x and an even number of hexadecimal digits. */
export const hexData = z.string().regex(/^0x([0-9a-fA-F]{2})*$/, 'must be 0x followed by pairs of hexadecimal digits');
/** 32-byte hash. */
export const hash32 = z.string().regex(/^0x[0-9a-fA-F]{64}$/, 'must be 0x followed by 64 hexadecimal digits');
/** Integer of any size in decimal notation, because JSON numbers lose precision above 2^53. */
export const integerText = z.string().regex(/^(0|[1-9][0-9]*)$/, 'must be a whole number in decimal digits');
/** Moment in ISO 8601, UTC. */
export const timestamp = z.iso.datetime();
export const runId = z.string().min(1).max(100).regex(/^[A-Za-z0-9._:-]+$/);
/** Anything JSON can carry. */
export const json: z.ZodType<Json> = z.json();
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
