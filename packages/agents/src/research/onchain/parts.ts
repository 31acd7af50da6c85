import type { BytecodeReader, Forks, KnownContractsOf, TokenArchive, TransferIndex } from '@hyperlens/protocol';
import type { Examined } from './input.ts';
import type { Pool } from './pool.ts';
import type { TradeInput } from './trade/input.ts';
import type { TransferHistory } from './transfers/index.ts';

/** Knowledge that grows from part to part: who holds the token, and where it is traded. `pools` null: they could not be looked for. */
export interface Market extends Examined { history: TransferHistory | null; pools: Pool[] | null }

/**
 * The parts that look at a token after it is known what it is. They write into the ledger, never throw for what a source did wrong, and are
 * exchanged in tests. Order: transfers, liquidity, then holders and flows side by side, then trade.
 */
export interface Parts {
  transfers(input: Examined, index: TransferIndex | undefined): Promise<TransferHistory | null>;
  liquidity(input: Examined & { history: TransferHistory | null; trying?: { forks: Forks; bytecode: BytecodeReader } }, known: KnownContractsOf): Promise<Pool[]>;
  holders(input: Market & { archives?: readonly TokenArchive[] }, known: KnownContractsOf): Promise<void>;
  flows(input: Market, known: KnownContractsOf): Promise<void>;
  trade(input: TradeInput): Promise<void>;
}

/** Largest holders a trade may be tried as. */
const mostHolders = 12;

/** Accounts in the token's transfers that have some of it, most first. */
export function peopleOf(history: TransferHistory | null): `0x${string}`[] {
  return [...(history?.transfers ?? new Map<string, bigint>())].filter(([holder, amount]) => amount > 0n && !/^0{36}|^dead0{20}/.test(holder))
    .toSorted(([a, left], [b, right]) => (right > left ? 1 : right < left ? -1 : a < b ? -1 : 1)).map(([holder]) => `0x${holder}` as const);
}

/** What the trade part needs, from what the others found. */
export function tradeInput(market: Market, forks: Forks, code: TradeInput['code']): TradeInput {
  const { ledger, context, reader, address, admins, functions, history } = market;
  const pools = new Set((market.pools ?? []).map((pool) => pool.address.toLowerCase()));
  const holders = peopleOf(history).filter((holder) => !pools.has(holder) && holder !== address.toLowerCase()).slice(0, mostHolders);
  return {
    ledger, context, forks, network: reader.network.id, block: reader.block.number, address, pools: market.pools ?? [], poolsKnown: ledger.valueOf('onchain.liquidity.isInDex') !== undefined, holders,
    admins: admins.map((one) => ({ address: one.address, role: one.why, ...(one.only ? { only: one.only } : {}) })),
    functions: functions.map(({ selector, name, inputs, mutability }) => ({ selector, inputs, ...(name ? { name } : {}), ...(mutability ? { mutability } : {}) })),
    ...(code ? { code } : {}),
  };
}
