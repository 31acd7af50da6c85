import type { Json, RiskLevel } from '../../../packages/protocol/src/index.ts';

/**
 * An argument as a case writes it down. Text that starts with `$` stands for something of the stage: `$owner`, `$secret`, `$one` ... `$six`
 * (accounts), `$token`, `$pair`, `$poolV3`, `$router`, `$factory`, `$weth`, `$locker`, `$dead`, `$<Part>` (addresses), `$made:<Part>` (the first
 * contract a part made), `$now+60` (seconds),
 * `$mark:secret` (keccak-256 of the packed address), `$keccak:word`. `encode` is the call data of a function of a part.
 */
export type Value = string | number | boolean | Value[] | { encode: string; on: string; arguments: Value[] };

/** One thing done after the contracts are created; amounts of ether in whole ether, shares in percent. */
export type Step =
  | { do: 'call'; as: string; function: string; arguments: Value[]; on?: string; ether?: string; refused?: boolean; /** The compiled contract whose function it is, where no part has it. */ like?: string }
  | { do: 'transfer'; as: string; to: string; percent: number }
  /** `of` names a part other than the subject, to give a token that others are traded against a market of its own. */
  | { do: 'liquidity'; percent: number; ether: string; of?: string; as?: string }
  /** A pool against the part `quote` names; percent of what the owner holds of either. */
  | { do: 'liquidityQuote'; percent: number; quotePercent: number }
  /** A V2 pool beside the main one, against another token of the case; `amount` of it in its smallest unit. */
  | { do: 'liquidityWith'; other: string; percent: number; amount: string }
  /** `fee` in millionths; 3000 unless told. */
  | { do: 'liquidityV3'; percent: number; ether: string; fee?: number }
  | { do: 'buy'; as: string; ether: string }
  | { do: 'buyV3'; as: string; ether: string; fee?: number }
  /** Lets the code of a contract run for an account (EIP-7702). */
  | { do: 'delegate'; as: string; to: string }
  | { do: 'sell'; as: string; percent: number; refused?: boolean }
  | { do: 'burnPool' | 'pullPool'; percent: number }
  | { do: 'lockPool'; percent: number; days: number }
  /** Gives the pool's shares to an address. */
  | { do: 'givePool'; percent: number; to: string }
  /** Everything after it happens an hour and thirty blocks later, after every case got this far. */
  | { do: 'later' };

/** A contract that is created; `file` is `<folder>/<name>` below tokens/, `contract` is its name there. */
export interface Part { name: string; file: string; contract: string; arguments: Value[]; as: string }

/** What a flag must say. `any`: the truth is not defined, or two readings are defensible. Taxes have a tolerance in absolute terms. */
export type Expected = boolean | 'any' | { near: number; within: number } | { between: [number, number] } | { address: string | null } | { oneOf: Json[] };

/** The first set is what the product was built against; the second was written later, by somebody who had not seen how it decides. */
export const sets = ['first', 'second', 'ordinary'] as const;
export type CaseSet = (typeof sets)[number];

export const families = ['clean', 'fees', 'honeypot', 'trap', 'subject'] as const;
export type Family = (typeof families)[number];

export interface Case {
  id: string;
  family: Family;
  set: CaseSet;
  /** `any`: a collection may be called a token or a contract. */
  kind: 'token' | 'contract' | 'wallet' | 'any';
  /** What is special about it, in a sentence. */
  trick: string;
  parts: Part[];
  /** Name of the part that is looked at, or how its address is found: the answer of a function of a part, an account, the pool of a part, or an address (`$router` too). */
  subject: string | { read: string; on: string } | { account: string } | { pairOf: string } | { at: string };
  steps: Step[];
  flags: Record<string, Expected>;
  /** Verdict levels that are right. */
  levels: RiskLevel[];
  /**
   * What an ordinary wallet meets at the pool: `free` gets out again, `stuck` does not (a honeypot), `closed` cannot even buy, `none`
   * has no pool to go to.
   */
  market: 'free' | 'stuck' | 'closed' | 'none';
  /** Name of the part the subject is traded against, where that is not wrapped ether. */
  quote?: string;
  /** Steps that use a power a flag speaks of, or that are refused because nobody has it: how a label about powers is shown to be true. */
  shows?: { flag: string; steps: Step[] }[];
  /** Deployed by the owner of another case. */
  sameOwnerAs?: string;
}

const near = (value: number, within = 0.005): Expected => ({ near: value, within });
export const tax = near;

/** Flags of a token nobody has any power over. */
const nothingSpecial: Record<string, Expected> = {
  is_proxy: false, is_mintable: false, can_take_back_ownership: false, owner_change_balance: false, hidden_owner: false, selfdestruct: false,
  external_call: false, gas_abuse: false, buy_tax: near(0), sell_tax: near(0), transfer_tax: near(0), cannot_buy: false, cannot_sell_all: false,
  slippage_modifiable: false, personal_slippage_modifiable: false, is_honeypot: false, transfer_pausable: false, is_blacklisted: false,
  is_whitelisted: false, is_in_dex: true, is_anti_whale: false, anti_whale_modifiable: false, trading_cooldown: false,
  honeypot_with_same_creator: false, is_airdrop_scam: false, owner_address: { address: null }, creator_address: { address: '$owner' },
};
/** Whether a trap also counts as one of these is a matter of taste, so it is not asked. */
const undefinedForHoneypots = ['sell_tax', 'transfer_tax', 'cannot_sell_all', 'hidden_owner', 'transfer_pausable', 'is_blacklisted', 'is_whitelisted',
  'is_anti_whale', 'anti_whale_modifiable', 'trading_cooldown', 'owner_change_balance', 'personal_slippage_modifiable', 'slippage_modifiable', 'can_take_back_ownership'];

export const part = (file: string, contract: string, values: Value[] = [], as = 'owner'): Part => ({ name: contract, file, contract, arguments: values, as });
export const call = (as: string, name: string, values: Value[] = [], more: { on?: string; ether?: string; refused?: boolean; like?: string } = {}): Step => ({ do: 'call', as, function: name, arguments: values, ...more });
export const later: Step = { do: 'later' };

/** A pool with some ordinary trade in it. */
export const pool = (percent = 60, ether = '20'): Step[] => [{ do: 'liquidity', percent, ether }];
export const trades: Step[] = [{ do: 'buy', as: 'one', ether: '0.2' }, { do: 'buy', as: 'two', ether: '0.1' }, { do: 'buy', as: 'three', ether: '0.15' }, { do: 'transfer', as: 'two', to: '$four', percent: 50 }];
export const sale: Step[] = [{ do: 'sell', as: 'one', percent: 50 }];
export const burned: Step[] = [{ do: 'burnPool', percent: 100 }];
/** The usual life of a token that means no harm: a pool, trade both ways, the pool's shares burned. */
export const ordinary = [...pool(), ...trades, later, ...sale, ...burned];

type TokenInput = Pick<Case, 'id' | 'trick'> & Partial<Case> & { file?: string; contract?: string; arguments?: Value[] };

function token(family: Family, defaults: Pick<Case, 'levels' | 'market' | 'steps'>, flags: Record<string, Expected>, { file, contract, arguments: values = [], ...input }: TokenInput): Case {
  const parts = input.parts ?? [part(file ?? '', contract ?? file?.split('/').at(-1) ?? '', values)];
  const subject = input.subject ?? parts.at(-1)?.name ?? '';
  return { family, set: 'first', kind: 'token', ...defaults, ...input, parts, subject, flags: { ...nothingSpecial, ...flags, ...input.flags } };
}

export const clean = (input: TokenInput): Case => token('clean', { levels: ['low', 'moderate'], market: 'free', steps: ordinary }, {}, input);
export const fee = (input: TokenInput): Case => token('fees', { levels: ['low', 'moderate'], market: 'free', steps: ordinary }, {}, input);
export const honeypot = (input: TokenInput): Case => token('honeypot', { levels: ['high', 'critical'], market: 'stuck', steps: [...pool(), ...trades, later] },
  { ...Object.fromEntries(undefinedForHoneypots.map((name) => [name, 'any' as const])), is_honeypot: true }, input);
export const trap = (input: TokenInput): Case => token('trap', { levels: ['high', 'critical'], market: 'free', steps: [...pool(), ...trades, later, ...sale] }, {}, input);
/** Marks cases as those of the set of ordinary subjects. */
export const ordinarySet = (cases: Case[]): Case[] => cases.map((one) => ({ ...one, set: 'ordinary' }));
/** Marks cases as those of the second set. */
export const second = (cases: Case[]): Case[] => cases.map((one) => ({ ...one, set: 'second' }));
