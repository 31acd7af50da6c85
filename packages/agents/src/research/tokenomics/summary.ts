import type { Ledger } from '../evidence/index.ts';

/** One or two sentences about what stands out, from what the ledger holds. */
export function summarize(ledger: Ledger): string {
  const value = (name: string): unknown => ledger.valueOf(`tokenomics.${name}`);
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  const parts: string[] = [];
  const share = value('supply.circulatingShare');
  if (typeof share === 'number') parts.push(`${percent(share)} of the supply circulates`);
  const inflation = value('inflation.annual');
  if (typeof inflation === 'number') parts.push(`the supply ${inflation < 0 ? 'falls' : 'grows'} by ${percent(Math.abs(inflation))} a year`);
  const soon = value('unlocks.days90');
  if (typeof soon === 'object' && soon !== null && 'shareOfCirculating' in soon && typeof soon.shareOfCirculating === 'number' && soon.shareOfCirculating > 0) parts.push(`${percent(soon.shareOfCirculating)} of what circulates comes free within 90 days`);
  const [spot, quote, usd] = [value('price.spot'), value('price.quote'), value('price.usd')];
  if (typeof spot === 'string' && typeof quote === 'object' && quote !== null && 'symbol' in quote) parts.push(`it costs ${spot} ${String(quote.symbol)} in its main pool`);
  else if (typeof usd === 'number') parts.push(`it costs ${usd} US dollars`);
  if (value('price.disagreement') === true) parts.push('sources do not agree on its price');
  const text = parts.join('; ');
  return text === '' ? 'Little is known about its supply and price.' : `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
