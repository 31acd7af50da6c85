import { hooks } from './hooks.ts';
import { openZeppelinParent, openZeppelinPath } from './parents.ts';
import type { ParentName } from './parents.ts';
import type { ErrorPart, EventPart, FunctionPart, HookId, Parameter, ParentPart, RawPart, VariablePart } from './parts.ts';
import { printContract } from './print.ts';

/** What a merged override does besides calling `super`. */
export interface HookCode {
  before?: string[];
  after?: string[];
  /** The whole body, instead of calling `super`. */
  replace?: string[];
  modifiers?: string[];
  mutability?: 'view' | 'pure';
  notice?: string;
  dev?: string;
}

/** Everything printed into one contract; made by `makeContract`. */
export interface ContractDraft {
  name: string;
  title: string;
  notice: string;
  dev?: string;
  upgradeable: boolean;
  imports: Map<string, Set<string>>;
  parents: ParentPart[];
  usings: string[];
  types: RawPart[];
  constants: VariablePart[];
  state: VariablePart[];
  events: EventPart[];
  errors: ErrorPart[];
  modifiers: RawPart[];
  constructorParameters: Parameter[];
  constructorBody: string[];
  constructorPayable: boolean;
  functions: FunctionPart[];
  hooks: Map<HookId, HookCode>;
}

/** Collects the parts of one contract, in any order, and prints them in a fixed one: equal parts give equal text. */
export interface ContractBuilder {
  readonly draft: ContractDraft;
  /** An import by path. Bases import themselves. */
  import(path: string, ...symbols: string[]): ContractBuilder;
  /** An import from OpenZeppelin Contracts, `utils/Strings.sol`. */
  importOpenZeppelin(path: string, ...symbols: string[]): ContractBuilder;
  /** A base of OpenZeppelin by plain name (its upgradeable twin when the contract is upgradeable); adding it again changes nothing. */
  inherit(name: ParentName, args?: string[]): ContractBuilder;
  /** A base of another file. */
  inheritFrom(parent: ParentPart): ContractBuilder;
  using(text: string): ContractBuilder;
  type(part: RawPart): ContractBuilder;
  constant(declaration: string, notice: string): ContractBuilder;
  state(declaration: string, notice: string): ContractBuilder;
  event(part: EventPart): ContractBuilder;
  error(part: ErrorPart): ContractBuilder;
  modifier(part: RawPart): ContractBuilder;
  /** A parameter of the constructor, or of `initialize` when the contract is upgradeable. */
  parameter(part: Parameter): ContractBuilder;
  /** Lines of the constructor (or of `initialize`). */
  construct(...lines: string[]): ContractBuilder;
  function(part: FunctionPart): ContractBuilder;
  /** Adds code to a function that bases implement; several calls add up, `before` lines in the order of the calls. */
  hook(id: HookId, code: HookCode): ContractBuilder;
  /** The whole file: SPDX MIT, pragma, imports sorted by path, contract. Ends with a line break. */
  print(): string;
}

/** Starts a contract. `title` and `notice` are NatSpec of the contract; line breaks in them become spaces. */
export function makeContract(input: { name: string; title: string; notice: string; dev?: string; upgradeable?: boolean }): ContractBuilder {
  const draft: ContractDraft = {
    name: input.name, title: input.title, notice: input.notice, ...(input.dev ? { dev: input.dev } : {}), upgradeable: input.upgradeable ?? false,
    imports: new Map(), parents: [], usings: [], types: [], constants: [], state: [], events: [], errors: [], modifiers: [],
    constructorParameters: [], constructorBody: [], constructorPayable: false, functions: [], hooks: new Map(),
  };
  const builder: ContractBuilder = {
    draft,
    import(path, ...symbols) {
      const known = draft.imports.get(path) ?? new Set<string>();
      for (const symbol of symbols) known.add(symbol);
      draft.imports.set(path, known);
      return builder;
    },
    importOpenZeppelin: (path, ...symbols) => builder.import(openZeppelinPath(path), ...symbols),
    inherit: (name, args) => builder.inheritFrom(openZeppelinParent(name, draft.upgradeable, args)),
    inheritFrom(parent) {
      if (draft.parents.some((known) => known.name === parent.name)) return builder;
      draft.parents.push(parent);
      if (parent.argumentsOf) builder.import(parent.argumentsOf.path, parent.argumentsOf.name);
      return builder.import(parent.path, parent.name);
    },
    using: (text) => add(draft.usings, text),
    type: (part) => add(draft.types, part),
    constant: (declaration, notice) => add(draft.constants, { declaration, notice }),
    state: (declaration, notice) => add(draft.state, { declaration, notice }),
    event: (part) => add(draft.events, part),
    error: (part) => add(draft.errors, part),
    modifier: (part) => add(draft.modifiers, part),
    parameter: (part) => add(draft.constructorParameters, part),
    construct(...lines) {
      draft.constructorBody.push(...lines);
      return builder;
    },
    function: (part) => add(draft.functions, part),
    hook(id, code) {
      const known = draft.hooks.get(id) ?? {};
      const dev = [known.dev, code.dev].filter(Boolean).join(' ');
      const notice = code.notice ?? known.notice;
      const replace = code.replace ?? known.replace;
      const mutability = code.mutability ?? known.mutability ?? hooks[id].mutability;
      draft.hooks.set(id, {
        before: [...(known.before ?? []), ...(code.before ?? [])],
        after: [...(known.after ?? []), ...(code.after ?? [])],
        modifiers: [...(known.modifiers ?? []), ...(code.modifiers ?? [])],
        ...(replace ? { replace } : {}), ...(notice ? { notice } : {}), ...(dev ? { dev } : {}),
        ...(mutability === 'view' || mutability === 'pure' ? { mutability } : {}),
      });
      return builder;
    },
    print: () => printContract(draft),
  };
  return builder;

  function add<Part>(list: Part[], part: Part): ContractBuilder {
    list.push(part);
    return builder;
  }
}
