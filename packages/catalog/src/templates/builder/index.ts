export { makeContract } from './contract.ts';
export type { ContractBuilder, ContractDraft, HookCode } from './contract.ts';
export { natspec, printFunction } from './functions.ts';
export { hooks } from './hooks.ts';
export { contractIdentifier } from './identifiers.ts';
export { amountLiteral, durationLiteral, groupedDigits, stringLiteral, weiLiteral } from './literals.ts';
export { openZeppelinParent, openZeppelinPath } from './parents.ts';
export type { ParentName } from './parents.ts';
export type { ErrorPart, EventPart, FunctionPart, HookId, Parameter, ParentPart, RawPart, VariablePart } from './parts.ts';
