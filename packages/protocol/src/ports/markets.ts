import type { SourceAnswer } from './team.ts';

/**
 * What a market source says of a token at the moment it is asked. Prices and capitalisations in US dollars, supplies in whole tokens, all as the
 * source gives them; null where it says nothing. `id` is the source's own name for the token.
 */
export interface MarketQuote {
  listed: true; id: string; name: string | null; symbol: string | null;
  price: number | null; marketCap: number | null; fullyDiluted: number | null; volume24Hours: number | null;
  circulatingSupply: number | null; totalSupply: number | null; maxSupply: number | null;
  /** When the source last changed it, ISO 8601. */
  updatedAt: string | null;
}
/** It was asked and does not have the token. */
export interface Unlisted { listed: false }

/** A price of the past: US dollars, and the volume of the 24 hours before it. */
export interface MarketPoint { time: string; price: number; volume24Hours: number | null }

/** A service with prices of many markets. What it does wrong is in the answer; it throws only the reason of the caller's signal. */
export interface MarketSource {
  readonly id: string;
  readonly title: string;
  /** The token at an address; not applicable on a chain the source does not have. */
  byContract(chainId: number, address: string, signal?: AbortSignal): Promise<SourceAnswer<MarketQuote | Unlisted>>;
  /** The token by the source's own id. */
  byId(id: string, signal?: AbortSignal): Promise<SourceAnswer<MarketQuote | Unlisted>>;
  /** Daily prices of the last so many days, oldest first. */
  history(id: string, days: number, signal?: AbortSignal): Promise<SourceAnswer<MarketPoint[]>>;
  /** Tokens it lists on a chain under exactly this name and symbol, the largest five; absent where the source cannot be asked. */
  named?(chainId: number, name: string, symbol: string, signal?: AbortSignal): Promise<SourceAnswer<{ id: string; address: string }[]>>;
}
