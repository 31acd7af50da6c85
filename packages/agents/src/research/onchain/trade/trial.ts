import type { Json } from '@hyperlens/protocol';
import type { Market, Trade } from './market.ts';
import { plain } from './notes.ts';
import type { Sending, Stage } from './stage.ts';

type Hex = `0x${string}`;

/** Time that passes: blocks, and seconds between them. */
export interface Wait { blocks: number; seconds: number }
export interface Trial {
  /** Null when the wallet could not be given money. */
  buy: Trade | null;
  /** Balance after buying. */
  held: bigint;
  /** What the balance was right before selling, which should be what was held. */
  kept: bigint;
  /** The wallet has less than it should without having done anything. */
  lost: boolean;
  /** Allowing the router to take the tokens took some of them. */
  allowanceTook: boolean;
  allowed: boolean;
  /** The sales, in order. */
  sales: Trade[];
  wallet: Hex;
}

export interface Plan {
  label: string;
  money: bigint;
  /** Passes between buying and selling. */
  wait?: Wait;
  /** Parts to sell, in percent of what is held then; default all at once. */
  parts?: readonly number[];
  /** Passes before each part but the first. */
  between?: Wait;
  buying?: Sending;
  selling?: Sending;
  wallet?: Hex;
}

/** Buys as a fresh wallet, holds and sells. Leaves everything as it is afterwards: wrap it in `stage.apart` to take it back. */
export async function tryOut(stage: Stage, market: Market, { label, money, wait, parts = [100], between, buying, selling, wallet: given }: Plan): Promise<Trial> {
  const wallet = given ?? await stage.wallet(label);
  const none: Trial = { buy: null, held: 0n, kept: 0n, lost: false, allowanceTook: false, allowed: false, sales: [], wallet };
  if (!await market.fund(wallet, money)) return none;
  const buy = await market.buy(wallet, money, buying);
  if (!buy.ok) return { ...none, buy };
  const start = await stage.look([wallet]);
  const held = start.of(wallet) ?? 0n;
  const allowed = (await market.allow(wallet)).status === 'success';
  const afterAllowing = await balance(stage, wallet);
  if (wait) await stage.mine(wait.blocks, wait.seconds);
  const end = await stage.look([wallet]);
  const kept = end.of(wallet) ?? 0n;
  const sales: Trade[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0 && between) await stage.mine(between.blocks, between.seconds);
    const amount = ((await balance(stage, wallet)) * BigInt(part)) / 100n;
    if (amount === 0n) break;
    sales.push(await market.sell(wallet, amount, selling));
  }
  return { buy, held, kept, lost: lost(held, start.supply, kept, end.supply), allowed, allowanceTook: afterAllowing * 100n < held * 98n, sales, wallet };
}

export async function balance(stage: Stage, wallet: Hex): Promise<bigint> { return (await stage.look([wallet])).of(wallet) ?? 0n; }

/** Less than before by more than a hair, and not because the supply shrank for everybody (a rebase). */
export function lost(before: bigint, supplyBefore: bigint | null, after: bigint, supplyAfter: bigint | null): boolean {
  const due = supplyBefore && supplyAfter && supplyAfter < supplyBefore ? (before * supplyAfter) / supplyBefore : before;
  return after * 100n < due * 98n;
}

/** Bought, and every part of it sold. */
export function worked(trial: Trial): boolean { return trial.buy?.ok === true && trial.sales.length > 0 && trial.sales.every((sale) => sale.ok); }

/** A trial as evidence. */
export function told(trial: Trial): Json {
  const { buy, sales } = trial;
  return {
    bought: buy?.ok ?? null, ...(buy?.ok ? { buyTax: buy.tax, received: trial.held.toString() } : { reason: plain(buy?.reason ?? null) }),
    ...(buy?.ok ? { kept: trial.kept.toString(), sales: sales.map(toldTrade) } : {}),
  };
}

export function toldTrade(trade: Trade): Json {
  return trade.ok ? { ok: true, tax: trade.tax, ...(trade.loss === null ? {} : { loss: trade.loss }), gas: trade.gasUsed.toString() } : { ok: false, reason: plain(trade.reason) };
}
