import type { Confidence, Severity, WeaknessCategory } from '@hyperlens/protocol';
import type { Node } from './model/ast.ts';
import type { Unit } from './model/unit.ts';

/** One place where a detector sees its weakness. What is left out is taken from the detector. */
export interface Hit {
  node: Node;
  /** What exactly is wrong here, in one or two sentences. */
  message?: string;
  severity?: Severity;
  confidence?: Confidence;
  /** As `details` of a finding. */
  details?: Record<string, string | number | boolean>;
}

/** Looks for one weakness. One file each, one line in the registry. */
export interface Detector {
  /** The rule id findings carry. */
  readonly id: string;
  readonly title: string;
  readonly category: WeaknessCategory;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why it matters. */
  readonly description: string;
  readonly fix: string;
  /** OWASP Smart Contract Weakness Enumeration id. */
  readonly scwe?: string;
  /** OWASP Smart Contract Top 10, with its year. */
  readonly owasp?: string;
  /** SWC id (no longer maintained; an alias people know). */
  readonly swc?: string;
  detect(unit: Unit): Iterable<Hit>;
}
