import { rounded } from '../decimal.ts';
import { yearSeconds } from '../input.ts';

/** A price at a moment in seconds. */
export interface PriceAt { time: number; price: number }
/** Annualised volatility and what it was made from. Null members: too little to say. */
export interface Volatility { annual: number; returns: number; spanSeconds: number }

/** Fewest returns, and the shortest time they may span, for saying anything about a year. */
export const fewestReturns = 10;
export const shortestSpan = 7 * 86_400;

/**
 * Volatility: sample standard deviation of logarithmic returns between consecutive prices, times the root of how many such steps a year has
 * (the mean step). Null with too few returns or too short a time. Six significant digits.
 */
export function volatilityOf(prices: readonly PriceAt[]): Volatility | null {
  const usable = prices.filter(({ price }) => price > 0 && Number.isFinite(price));
  const returns = usable.slice(1).map(({ price }, at) => Math.log(price / usable[at]!.price));
  const spanSeconds = (usable.at(-1)?.time ?? 0) - (usable[0]?.time ?? 0);
  if (returns.length < fewestReturns || spanSeconds < shortestSpan) return null;
  const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length;
  const variance = returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (returns.length - 1);
  return { annual: rounded(Math.sqrt(variance * (yearSeconds / (spanSeconds / returns.length)))), returns: returns.length, spanSeconds };
}

/** The largest fall from a high to a later low, as a share of the high; null with fewer than two prices. Six significant digits. */
export function drawdownOf(prices: readonly number[]): number | null {
  if (prices.length < 2) return null;
  let [high, worst] = [0, 0];
  for (const price of prices) {
    high = Math.max(high, price);
    if (high > 0) worst = Math.max(worst, 1 - price / high);
  }
  return rounded(worst);
}

/** Whether any two of several prices differ by more than a share of the lower one; null with fewer than two. */
export function disagree(prices: readonly number[], share = 0.05): boolean | null {
  const usable = prices.filter((price) => price > 0 && Number.isFinite(price));
  if (usable.length < 2) return null;
  const [low, high] = [Math.min(...usable), Math.max(...usable)];
  return (high - low) / low > share;
}
