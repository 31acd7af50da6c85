import type { Ledger } from '../evidence/index.ts';
import { shareOf } from '../onchain/transfers/index.ts';
import { windows } from './emission.ts';

/** One or two sentences about what stands out, from what the ledger holds. */
export function summarize(ledger: Ledger): string {
  const value = (name: string): unknown => ledger.valueOf(`tokenomics.${name}`);
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  const parts: string[] = [];
  const share = value('supply.circulatingShare');
  const open = value('supply.undecided');
  const undecided = typeof open === 'object' && open !== null && 'share' in open && typeof open.share === 'number' ? open.share : 0;
  if (typeof share === 'number') {
    if (undecided > 0) parts.push(`between ${percent(Math.max(0, share - undecided))} and ${percent(share)} of the supply circulates, because ${percent(undecided)} lies in shared wallets and contracts of which nobody stated what they are`);
    else if (share === 1) parts.push('nothing was found that keeps part of the supply from circulating');
    else parts.push(`${share > 0 && ledger.confidenceOf('tokenomics.supply.circulatingShare') === 'low' ? 'at most ' : ''}${percent(share)} of the supply circulates`);
  }
  const releasable = value('vesting.releasable');
  const total = value('supply.total');
  if (typeof releasable === 'string' && typeof total === 'string' && BigInt(releasable) > 0n && BigInt(total) > 0n) parts.push(`${percent(shareOf(BigInt(releasable), BigInt(total)))} of it has vested and can be taken at any moment`);
  const inflation = value('inflation.annual');
  if (inflation === 0) parts.push(`the supply did not change in the last ${windows.findLast((days) => value(`emission.days${days}`) === '0') ?? windows[0]} days`);
  else if (typeof inflation === 'number') parts.push(`by its past the supply ${inflation < 0 ? 'falls' : 'grows'} by ${percent(Math.abs(inflation)) === '0 %' ? 'less than 0.1 %' : percent(Math.abs(inflation))} a year`);
  const soon = value('unlocks.days90');
  if (typeof soon === 'object' && soon !== null && 'shareOfCirculating' in soon && typeof soon.shareOfCirculating === 'number' && soon.shareOfCirculating > 0) parts.push(`${percent(soon.shareOfCirculating)} of what circulates comes free within 90 days`);
  const [spot, quote, usd] = [value('price.spot'), value('price.quote'), value('price.usd')];
  if (typeof spot === 'string' && typeof quote === 'object' && quote !== null && 'symbol' in quote) parts.push(`it costs ${spot} ${String(quote.symbol)} in its main pool`);
  else if (typeof usd === 'number') parts.push(`it costs ${usd} US dollars`);
  if (value('price.disagreement') === true) parts.push('sources do not agree on its price');
  const text = parts.join('; ');
  return text === '' ? 'Little is known about its supply and price.' : `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
