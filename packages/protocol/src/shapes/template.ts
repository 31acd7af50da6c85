import { z } from 'zod';
import { timestamp } from './common.ts';

/** A template of the library: built-in kinds and what people add. Content is addressed by the CID `ipfs add` gives (CIDv0, UnixFS). */
export const template = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  version: z.number().int().positive(),
  title: z.string(),
  description: z.string(),
  /** Contract kind it belongs to, for example erc20; `custom` for added Solidity. */
  kind: z.string(),
  standards: z.array(z.string()),
  tags: z.array(z.string()),
  /** Requests it answers, as people write them; used for retrieval. */
  prompts: z.array(z.string()),
  risks: z.array(z.string()),
  licence: z.string(),
  cid: z.string(),
  builtin: z.boolean(),
  createdAt: timestamp,
});
export type Template = z.infer<typeof template>;
export const newTemplate = template.omit({ cid: true, builtin: true, createdAt: true, version: true }).extend({ source: z.string().min(1) });
export type NewTemplate = z.infer<typeof newTemplate>;
/** A search hit; `score` from 0 to 1, by reciprocal rank fusion of vector and full-text ranks. */
export const templateHit = template.extend({ score: z.number() });
export type TemplateHit = z.infer<typeof templateHit>;
