import { unknownValue, type Claim } from '@hyperlens/protocol';
import { factRule, type Rule, type View } from './rule.ts';

/** Points for a share, from nothing at `from` to all of them at `to`. */
const between = (from: number, to: number, most: number) => (share: number): number => most * Math.min(1, Math.max(0, (share - from) / (to - from)));

/** A rule over a share that the section tokenomics tells; null is "there is none", and costs nothing. */
function shareRule(id: string, points: number, title: string, name: string, toPoints: (share: number) => number, shareOf: (claim: Claim) => number | null | undefined = ({ value }) => (typeof value === 'number' || value === null ? value : undefined)): Rule {
  return {
    id, group: 'supply', points, title,
    decide(view: View) {
      if (view.kind !== 'token') return null;
      const claim = view.fact('tokenomics', name);
      if (!claim) return { unknown: 'nobody found anything out about it', claims: [] };
      const share = claim.value === unknownValue ? undefined : shareOf(claim);
      if (share === undefined) return { unknown: 'its evidence says why', claims: [claim] };
      return { points: share === null ? 0 : toPoints(share), claims: [claim] };
    },
  };
}

/** What comes free, as a share of what circulates; not known while it is not known what circulates. */
function shareOfCirculating({ value }: Claim): number | undefined {
  const share = typeof value === 'object' && value !== null && 'shareOfCirculating' in value ? value.shareOfCirculating : undefined;
  return typeof share === 'number' ? share : undefined;
}

/** Rules about how much of a token there is, comes, and can be sold. They weigh little together: none of them takes anything by itself. */
export const supplyRules: readonly Rule[] = [
  factRule('over_max', 'supply', 10, 'There is more of it than its contract states as the most', 'tokenomics', 'supply.overMax'),
  shareRule('unlocks_soon', 8, 'Much of it comes free within 90 days', 'unlocks.days90', between(0.05, 0.5, 8), shareOfCirculating),
  shareRule('inflation', 6, 'Its supply grows fast', 'inflation.annual', between(0.1, 1, 6)),
  factRule('unexplained_supply', 'supply', 6, 'Its mints and burns do not add up to its supply', 'tokenomics', 'supply.explained', { wanted: false }),
  shareRule('thin_market', 6, 'Selling one percent of what circulates moves the price far', 'liquidity.impact', between(0.05, 0.5, 6)),
  shareRule('dilution', 5, 'Most of it does not circulate yet', 'supply.dilution', between(0.5, 0.9, 5)),
  factRule('price_disagreement', 'supply', 4, 'Sources do not agree on its price', 'tokenomics', 'price.disagreement'),
];
