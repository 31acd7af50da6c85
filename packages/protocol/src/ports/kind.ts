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

/** What can be seen of a request before its kind is known. */
export interface RequestSurvey {
  /** The request without control characters and with one space between words. */
  text: string;
  /** Name of the language it seems to be written in, in English; `English` when nothing speaks against it. */
  language: string;
  /** Words that address the machine ("ignore the audit"): to be reported, never obeyed. */
  instructions: string[];
  /** Networks it names, as written: `mantle sepolia`. */
  networks: { words: string; quote: string }[];
  /** Behaviour it asks for that no kind builds. */
  wishes: { quote: string; reason: string }[];
  /** Whether anything but instructions and filler words is in it. */
  meaningful: boolean;
}

/** All kinds, and the choice between them. */
export interface KindLibrary {
  readonly kinds: readonly ContractKind[];
  find(id: string): ContractKind | undefined;
  survey(request: string): RequestSurvey;
  /** The kind a request names best, with its score from 0 to 1; `hits` of the template search sway close calls. Null when none fits. */
  choose(request: string, hits?: readonly { kind: string; score: number }[]): { kind: ContractKind; score: number } | null;
}
