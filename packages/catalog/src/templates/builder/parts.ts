/** One parameter of a function, event or error: type with data location (`uint256[] calldata`), name, and what it means (NatSpec). */
export interface Parameter { type: string; name: string; doc?: string; indexed?: boolean }

/** A function as data. `body` lines carry their own relative indentation (four spaces). */
export interface FunctionPart {
  name: string;
  parameters?: Parameter[];
  visibility: 'public' | 'external' | 'internal' | 'private';
  mutability?: 'view' | 'pure' | 'payable';
  /** Modifiers with their arguments, for example `onlyRole(MINTER_ROLE)`. */
  modifiers?: string[];
  /** `true` prints `override`; a list prints `override(A, B)`. */
  overrides?: true | string[];
  virtual?: boolean;
  returns?: { type: string; name?: string; doc?: string }[];
  body: string[];
  /** One sentence for people (`@notice`); every function needs it. */
  notice: string;
  /** Remarks for developers (`@dev`). */
  dev?: string;
  /** Further tags, whole, for example `@custom:oz-upgrades-unsafe-allow constructor`. */
  tags?: string[];
}

/** A state variable or constant, printed as `declaration;` under its `@notice` (public) or `@dev` (otherwise) line. */
export interface VariablePart { declaration: string; notice: string }
export interface EventPart { name: string; parameters: Parameter[]; notice: string }
export interface ErrorPart { name: string; parameters?: Parameter[]; notice: string }
/** A struct, enum or modifier: its text, one line per entry, without outer indentation. */
export interface RawPart { lines: string[]; notice: string }

/** A base contract. `arguments` go to its constructor (or to `__Name_init` when upgradeable). */
export interface ParentPart {
  name: string;
  path: string;
  arguments?: string[];
  /** The base whose constructor takes `arguments` when it is not this one but one it extends (Ownable2Step: Ownable). */
  argumentsOf?: { name: string; path: string; initializer?: string };
  /** Functions of `hooks.ts` that it implements, so that overrides can be merged. */
  hooks?: HookId[];
  /** Bases come before what derives from them: lower is printed first. */
  order: number;
  /** Name of its initializer when upgradeable; absent for bases that have none. */
  initializer?: string;
}

/** Functions of OpenZeppelin bases that several bases implement, or that we extend. */
export type HookId =
  | 'erc20Update' | 'erc721Update' | 'erc1155Update' | 'increaseBalance' | 'tokenUri' | 'supportsInterface' | 'nonces'
  | 'clock' | 'clockMode' | 'maxFlashLoan' | 'decimals' | 'baseUri' | 'authorizeUpgrade';
