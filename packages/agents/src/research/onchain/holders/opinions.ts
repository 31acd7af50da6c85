import type { Ledger } from '../../evidence/index.ts';

/** What another service says of a token's holders: its count, or why it said nothing. */
export interface HolderOpinion { source: string; title: string; count: number | null; reason: string | null }

/** Writes down what others say of the number of holders, beside our own count. They count at their own moment, so a small difference is ordinary. */
export function writeOpinions(ledger: Ledger, opinions: readonly HolderOpinion[], own: number | null): void {
  for (const { source, title, count, reason } of opinions) {
    const origin = { title: `Holders, as ${title} counts them`, unit: 'holders', source, method: `${title} API`, confidence: 'medium' } as const;
    const id = count === null
      ? ledger.unknown(`holders.opinion.${source}`, reason ?? `${title} gave no count`, origin)
      : ledger.known(`holders.opinion.${source}`, count, origin);
    ledger.fact(`holders.countBy.${source}`, id);
    if (count !== null && own !== null) {
      const agrees = Math.abs(count - own) <= Math.max(2, own * 0.05);
      const said = ledger.known(`holders.opinion.${source}.agrees`, agrees, { ...origin, title: `${title} agrees with the holders found`, unit: 'boolean', method: `${count} against ${own} found in logs; up to 5 % apart counts as the same` });
      ledger.fact(`holders.agreesWith.${source}`, [said, id]);
    }
  }
}
