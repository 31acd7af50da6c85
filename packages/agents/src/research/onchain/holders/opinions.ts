import type { TokenArchive } from '@hyperlens/protocol';
import type { Examined } from '../input.ts';
import { reasonOf } from '../transfers/examine.ts';

export interface OpinionsInput extends Pick<Examined, 'ledger' | 'reader' | 'address' | 'context'> {
  /** Keyed services that count holders too. */
  archives?: readonly TokenArchive[] | undefined;
}

/**
 * Writes down how many holders keyed services count, beside our own count. They count at their own moment, so up to 5 % apart counts as the same.
 * A service that gives no answer is unknown; one that does not have the chain is not asked.
 */
export async function askHolders({ ledger, reader, address, context, archives = [] }: OpinionsInput, own: number | null): Promise<void> {
  const { chainId } = reader.network;
  await Promise.all(archives.filter((archive) => archive.covers(chainId)).map(async (archive) => {
    const name = `holders.countBy.${archive.id}`;
    const origin = { title: `Holders, as ${archive.title} counts them`, unit: 'holders', source: archive.id, method: `${archive.title} API`, confidence: 'medium' as const };
    const answer = await archive.holders(chainId, address, context).catch((error: unknown) => reasonOf(error));
    context.signal?.throwIfAborted();
    const count = typeof answer === 'string' ? null : answer?.count ?? null;
    const id = count === null ? ledger.unknown(name, typeof answer === 'string' ? answer : `${archive.title} gives no count`, origin) : ledger.known(name, count, origin);
    ledger.fact(name, id);
    if (count === null || own === null) return;
    const agrees = ledger.known(`holders.agreesWith.${archive.id}`, Math.abs(count - own) <= Math.max(2, own * 0.05),
      { ...origin, title: `${archive.title} agrees with the holders found`, unit: 'boolean', method: `${count} against ${own} found in logs; up to 5 % apart counts as the same` });
    ledger.fact(`holders.agreesWith.${archive.id}`, [agrees, id]);
  }));
}
