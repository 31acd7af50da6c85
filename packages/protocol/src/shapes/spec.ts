import { z } from 'zod';
import { address, json } from './common.ts';

/** What the reader took from the request, in words a person can check. */
export const understanding = z.object({
  /** The parameter of the spec this is about, as a path such as `supply.initial`. */
  field: z.string(),
  /** One sentence: "initial supply 1,000,000 ACRN". */
  statement: z.string(),
  /** The words of the request this was read from; absent for an assumption. */
  quote: z.string().optional(),
});
export type Understanding = z.infer<typeof understanding>;

/** Something asked for that will not be built. `essential` stops the run instead of building something else. */
export const unsupported = z.object({
  quote: z.string(),
  reason: z.string(),
  essential: z.boolean(),
});
export type Unsupported = z.infer<typeof unsupported>;

/** One argument of the constructor, in the order of the ABI. `$deployer` stands for the signing account until it is known. */
export const constructorArgument = z.object({ name: z.string(), type: z.string(), value: json });
export type ConstructorArgument = z.infer<typeof constructorArgument>;

/**
 * The specification of one contract: what will be built, agreed before any code is written. `parameters` is checked by the schema of
 * the kind (catalog/templates/<kind>/schema.ts). `hash` is the SHA-256 (hex) of the canonical JSON (RFC 8785) of everything but
 * understood, assumed, unsupported, request and hash itself: two requests that mean the same contract have the same hash.
 */
export const spec = z.object({
  schemaVersion: z.literal(1),
  kind: z.string(),
  /** Name of the Solidity contract. */
  contractName: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/),
  /** Network id the contract is meant for. */
  network: z.string(),
  parameters: z.record(z.string(), json),
  constructorArguments: z.array(constructorArgument),
  /** ERC numbers the contract promises, for example ["ERC-20","ERC-2612"]. */
  standards: z.array(z.string()),
  /** Proxy pattern of the deployment. */
  upgradeability: z.enum(['none', 'uups']).default('none'),
  understood: z.array(understanding),
  assumed: z.array(understanding),
  unsupported: z.array(unsupported),
  /** Template versions (id@version) that shaped the result, best first. */
  templates: z.array(z.string()).default([]),
  /** `rules` for the built-in reader, else the model id. */
  author: z.string().default('rules'),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Spec = z.infer<typeof spec>;
/** A spec before it is hashed. */
export type SpecDraft = Omit<Spec, 'hash'>;

/** Solidity sources by their path (import path), as the compiler sees them. */
export const sourceFiles = z.record(z.string(), z.string());
export type SourceFiles = z.infer<typeof sourceFiles>;

/** Sources somebody sends for an audit, a test or research: at most 5000 files; the gateway bounds the bytes. Paths are relative, without `..`. */
export const sentSources = sourceFiles.refine((files) => Object.keys(files).length > 0, 'at least one file is needed').refine((files) => Object.keys(files).length <= 5_000, 'at most 5000 files are read')
  .refine((files) => Object.keys(files).every((file) => file.length <= 500 && !file.includes('\0') && !/^([/\\]|[A-Za-z]:)/.test(file) && !file.split(/[/\\]/).includes('..')), 'paths must be relative and may not contain ".."');
/** A file among sent sources. */
export const sentPath = z.string().min(1).max(500);
export const sentRemappings = z.array(z.string().max(500)).max(500).optional();
export const sentVersion = z.string().regex(/^\d+\.\d+\.\d+$/, 'must be an exact version such as 0.8.30').optional();

/** What generation hands on: the person's own sources, which contract to deploy, and the tests made for it. */
export const contractPackage = z.object({
  contractName: z.string(),
  /** Path of the file that holds the contract, a key of `sources`. */
  file: z.string(),
  sources: sourceFiles,
  /** Generated Solidity tests (`*.t.sol`), unit, fuzz and invariant. */
  tests: sourceFiles,
  constructorArguments: z.array(constructorArgument),
  standards: z.array(z.string()),
  upgradeability: z.enum(['none', 'uups']).default('none'),
  owner: address.optional(),
  /** The spec's parameters: what the contract declares to do beyond its standards (a transfer fee, limits), which conformance tests allow for. */
  parameters: z.record(z.string(), json).optional(),
});
export type ContractPackage = z.infer<typeof contractPackage>;
