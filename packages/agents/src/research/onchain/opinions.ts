import { oneLine, type TokenArchive } from '@hyperlens/protocol';
import type { OnchainInput } from './input.ts';
import { reasonOf } from './text.ts';

/** Asks keyed services what they say of a token's name and supply, and whether they think it is spam: facts `opinion.<service>.*`. */
export async function askOpinions({ ledger, reader, address, context }: OnchainInput, archives: readonly TokenArchive[], withoutKey: readonly { id: string; title: string; setting: string }[] = []): Promise<void> {
  for (const { id, title, setting } of withoutKey) ledger.source({ id, title, status: 'not_configured', reason: `no key is configured (${setting})` });
  await Promise.all(archives.map(async (archive) => {
    const source = { id: archive.id, title: archive.title };
    if (!archive.covers(reader.network.chainId)) { ledger.source({ ...source, status: 'not_applicable', reason: 'it does not have this chain' }); return; }
    const origin = { title: `${archive.title}: the token`, source: archive.id, method: `${archive.title} API`, confidence: 'medium' as const };
    try {
      const record = await archive.token(reader.network.chainId, address, context);
      const value = record ? { ...record, name: record.name === null ? null : oneLine(record.name), symbol: record.symbol === null ? null : oneLine(record.symbol) } : null;
      const id = ledger.known(`opinion.${archive.id}.token`, value, origin);
      ledger.fact(`opinion.${archive.id}.token`, id);
      ledger.source({ ...source, status: 'ok' });
    } catch (error) {
      context.signal?.throwIfAborted();
      ledger.fact(`opinion.${archive.id}.token`, ledger.unknown(`opinion.${archive.id}.token`, reasonOf(error), origin));
      ledger.source({ ...source, status: 'unreachable', reason: reasonOf(error) });
    }
  }));
}
