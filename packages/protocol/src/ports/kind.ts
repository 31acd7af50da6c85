import type { z } from 'zod';
import type { Json } from '../shapes/common.ts';
import type { ConstructorArgument, SourceFiles, Understanding, Unsupported } from '../shapes/spec.ts';

/** What a kind's reader found in a request. `parameters` still has to pass the kind's schema. */
export interface Reading {
  contractName: string;
  parameters: Record<string, Json>;
  understood: Understanding[];
  assumed: Understanding[];
  unsupported: Unsupported[];
}

/** What a kind writes from parameters that fit its schema. */
export interface Composition {
  /** Sources by path; the main file is `contracts/<ContractName>.sol`. Pragma `^0.8.24`-style ranges, SPDX MIT, NatSpec on everything. */
  sources: SourceFiles;
  file: string;
  constructorArguments: ConstructorArgument[];
  standards: string[];
  upgradeability: 'none' | 'uups';
}

/**
 * One kind of contract. Lives in catalog/templates/<id>/: schema.ts, read.ts, compose.ts, tests.ts, index.ts (this object).
 * Adding a kind is one folder and one line in catalog/templates/registry.ts.
 */
export interface ContractKind<Parameters = Record<string, Json>> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly standards: string[];
  readonly tags: string[];
  /** Requests it answers, as people write them: retrieval, documentation and tests use them. */
  readonly prompts: string[];
  /** What can go wrong with contracts of this kind, one sentence each. */
  readonly risks: string[];
  readonly schema: z.ZodType<Parameters>;
  /** How well the words of a request fit this kind, 0 to 1; 0 when it certainly is something else. */
  matches(request: string): number;
  read(request: string): Reading;
  compose(contractName: string, parameters: Parameters): Composition;
  /** Solidity tests (unit, fuzz, invariant) that hold for every contract composed from these parameters. Path `test/<Name>.t.sol`. */
  tests(contractName: string, parameters: Parameters): SourceFiles;
}
