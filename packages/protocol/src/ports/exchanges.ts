type Hex = `0x${string}`;

/** A factory of pools of one kind of exchange. `v2`: constant product, getPair. `v3`: concentrated liquidity, getPool with a fee. */
export interface ExchangeFactory { name: string; kind: 'v2' | 'v3'; address: Hex; router: Hex | null }

/** Contracts everybody knows on one chain. All addresses in lower case. */
export interface KnownContracts {
  factories: readonly ExchangeFactory[];
  /** The wrapped native currency first, then stable coins and others that pools are quoted in. */
  quotes: readonly { symbol: string; address: Hex }[];
  /** Contracts that hold other people's tokens until a time. */
  lockers: readonly { name: string; address: Hex }[];
  /** Addresses nobody has a key for: what is there is gone. */
  burns: readonly Hex[];
  /** Exchanges, bridges and the like, for labels only. */
  labels: readonly { name: string; address: Hex }[];
}

/** Known contracts of a chain by its id; a chain nobody described has the burn addresses only. */
export type KnownContractsOf = (chainId: number) => KnownContracts;
