import { z } from 'zod';

/** What the parent tells the database process. */
export const order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    /** Folder of the data files, made when it does not exist. */
    directory: z.string(),
    lockFile: z.string(),
    socketPath: z.string(),
    idleMilliseconds: z.number(),
    holdMilliseconds: z.number(),
  }),
  z.object({ kind: z.literal('ping'), number: z.number() }),
  z.object({ kind: z.literal('close') }),
]);
export type Order = z.infer<typeof order>;

/** What the database process answers. */
export const report = z.discriminatedUnion('kind', [
  /** Another process has the data open; this one keeps waiting for it. */
  z.object({ kind: z.literal('waiting'), holder: z.number().nullable() }),
  z.object({ kind: z.literal('ready'), version: z.string() }),
  z.object({ kind: z.literal('pong'), number: z.number() }),
  z.object({ kind: z.literal('failed'), full: z.boolean(), reason: z.string() }),
]);
export type Report = z.infer<typeof report>;
