import { z } from 'zod';
import { json, type Json } from './common.ts';
import { sourceFiles } from './spec.ts';

export const compileRequest = z.object({
  /** Sources by path. Imports are looked up here first, then in the project `root`, then in the packages the product ships. */
  sources: sourceFiles,
  /** Absolute folder that imports resolve from (its remappings.txt, foundry.toml, node_modules). */
  root: z.string().optional(),
  /** solc remappings, `prefix=target`, for imports that `sources` holds under another path. */
  remappings: z.array(z.string()).optional(),
  /** Exact version such as 0.8.30; otherwise chosen from the pragmas of all sources reached. */
  solcVersion: z.string().optional(),
  /** Hard fork name in solc's spelling (`cancun`); per chain, see Network.evmVersion. */
  evmVersion: z.string().optional(),
  optimizer: z.object({ enabled: z.boolean(), runs: z.number().int() }).default({ enabled: true, runs: 200 }),
  viaIR: z.boolean().default(false),
  /** `artifacts`: abi, bytecode, metadata of `targets`; `ast`: + syntax trees of every source; `analysis`: everything Slither's build-info needs. */
  outputs: z.enum(['artifacts', 'ast', 'analysis']).default('artifacts'),
  /** Files whose contracts are wanted; default: every key of `sources`. A smaller selection compiles 2 to 3 times faster. */
  targets: z.array(z.string()).optional(),
  /** Extra solc settings, for example modelChecker. */
  settings: z.record(z.string(), json).optional(),
  /** The compiler is stopped after this. */
  timeoutMilliseconds: z.number().int().positive().default(120_000),
  /** Accept another bundled version of the same minor series when an exactly pinned one is not bundled (audits); it is said in `notes`. */
  allowVersionSubstitution: z.boolean().default(false),
});
export type CompileRequest = z.input<typeof compileRequest>;

export const diagnostic = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string().optional(),
  message: z.string(),
  file: z.string().optional(),
  /** 1-based. */
  line: z.number().int().optional(),
  endLine: z.number().int().optional(),
  formatted: z.string().optional(),
});
export type Diagnostic = z.infer<typeof diagnostic>;

/** One entry of a contract's ABI (Solidity contract ABI specification). */
export type AbiEntry = { type: string; name?: string; inputs?: AbiParameter[]; outputs?: AbiParameter[]; stateMutability?: string; anonymous?: boolean };
export type AbiParameter = { name: string; type: string; internalType?: string; components?: AbiParameter[]; indexed?: boolean };

export interface CompiledContract {
  file: string;
  name: string;
  abi: AbiEntry[];
  /** Creation code without 0x; empty for interfaces and abstract contracts. */
  bytecode: string;
  deployedBytecode: string;
  /** Byte ranges of the runtime code that hold immutables, and differ from the compiled code on chain. */
  immutableReferences: Record<string, { start: number; length: number }[]>;
  linkReferences: Json;
  /** Places of library addresses in the runtime code. */
  deployedLinkReferences?: Json;
  methodIdentifiers: Record<string, string>;
  metadata: string;
  sourceMap?: string;
  deployedSourceMap?: string;
  storageLayout?: Json;
}

export interface CompileResult {
  /** False when there was any error diagnostic. */
  ok: boolean;
  /** 0.8.30 */
  solcVersion: string;
  /** 0.8.30+commit.73712a01 */
  longVersion: string;
  evmVersion: string;
  diagnostics: Diagnostic[];
  contracts: CompiledContract[];
  /** Every source reached, imports included, with its text and (when asked for) its solc AST. */
  sources: Record<string, { id: number; content: string; ast?: Json; isDependency: boolean }>;
  /** The exact standard JSON input, which source verification and the offline verifier need. */
  standardInput: Json;
  /** The raw standard JSON output when `outputs` is `analysis` (build-info for Slither). */
  rawOutput?: Json;
  /** Things a reader must know, for example a substituted compiler version. */
  notes: string[];
  milliseconds: number;
}
