import type { ContractKind } from '@hyperlens/protocol';

/** A kind whose parameters are known only to its own schema: check with `schema.parse` before `compose` and `tests`. */
export type AnyKind = ContractKind;

/** Forgets the parameter type of a kind so that kinds fit into one list; `schema` guards what goes in. */
export function defineKind<Parameters>(kind: ContractKind<Parameters>): AnyKind {
  return kind as unknown as AnyKind;
}
