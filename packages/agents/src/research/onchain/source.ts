import { oneLine, type ResearchTask, type SourceArchive, type VerifiedSource } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { reasonOf } from './text.ts';
import type { Proxy } from './identity/proxy.ts';
import type { OnchainInput } from './input.ts';

/** Code of the subject whose source is asked for: its own, and what a proxy runs. */
const mostAsked = 4;

/** Where sources are asked for: what this product deployed, and what people published. */
export interface Archives { own: SourceArchive | null; published: SourceArchive | null }

/**
 * Asks for sources of the contract and the code it runs, and writes what is known: facts `source.*`, flag is_open_source. The product's own
 * deployments come first; that we have the source does not make it public. A task that brings its own source says so; it is not proof that it
 * is the source of what is on the chain.
 */
export async function examineSource(input: OnchainInput & { task: ResearchTask }, proxy: Proxy | null, { own, published }: Archives): Promise<VerifiedSource[]> {
  const deployed = own ? await examineOwn(input, proxy, own) : [];
  return [...deployed, ...await examinePublished(input, proxy, published)];
}

async function examineOwn({ reader, ledger, address, context }: OnchainInput, proxy: Proxy | null, own: SourceArchive): Promise<VerifiedSource[]> {
  const origin = { title: 'Source it was compiled from', source: own.id, method: 'the record of the deployment whose transaction made this contract on this chain' };
  try {
    const subjects: Hex[] = [address, ...(proxy?.implementations ?? [])].slice(0, mostAsked);
    const answers = await Promise.all(subjects.map((one) => own.contract(reader.network.chainId, one, context, reader.network.id)));
    const details = answers.flatMap((one, index) => (one ? [{ address: subjects[index] ?? address, name: oneLine(one.name), files: Object.keys(one.files).length }] : []));
    if (details.length > 0) ledger.fact('source.own', ledger.known('source.own', details, origin));
    ledger.source({ id: own.id, title: own.title, status: details.length > 0 ? 'ok' : 'not_applicable', ...(details.length > 0 ? {} : { reason: 'this product did not deploy it here' }) });
    return answers.filter((one) => one !== null);
  } catch (error) {
    context.signal?.throwIfAborted();
    ledger.fact('source.own', ledger.unknown('source.own', reasonOf(error), origin));
    ledger.source({ id: own.id, title: own.title, status: 'unreachable', reason: reasonOf(error) });
    return [];
  }
}

async function examinePublished({ task, reader, ledger, address, context }: OnchainInput & { task: ResearchTask }, proxy: Proxy | null, archive: SourceArchive | null): Promise<VerifiedSource[]> {
  const subjects: Hex[] = [address, ...(proxy?.implementations ?? [])].slice(0, mostAsked);
  const origin = (title: string, method: string) => ({ title, source: archive?.id ?? 'sourcify', method });
  const supplied = task.sources && Object.keys(task.sources).length > 0
    ? ledger.known('source.supplied', Object.keys(task.sources).length, { title: 'Source files handed in', unit: 'files', source: 'supplied', method: 'given with the request; not compared with the code on the chain', confidence: 'low' })
    : null;
  if (supplied) ledger.fact('source.supplied', supplied);
  const title = 'Source is published';
  if (!archive) {
    const id = ledger.unknown('source.published', 'no archive of sources is asked', origin(title, 'an archive of published sources'));
    ledger.fact('source.published', id);
    ledger.flag('is_open_source', supplied ? [id, supplied] : id);
    ledger.source({ id: 'sourcify', title: 'Sourcify', status: 'switched_off' });
    return [];
  }
  const method = `${archive.title}, for ${subjects.length === 1 ? 'the contract' : 'the contract and the code it runs'}`;
  if (reader.network.kind === 'local') {
    // A chain of one machine has a chain id that others have as well: what an archive says of it is about another chain.
    const id = ledger.unknown('source.published', 'the local chain is known to no archive', origin(title, method));
    ledger.fact('source.published', id);
    ledger.flag('is_open_source', supplied ? [id, supplied] : id);
    ledger.source({ id: archive.id, title: archive.title, status: 'not_applicable', reason: 'the local chain is known to no archive' });
    return [];
  }
  try {
    const answers = await Promise.all(subjects.map((one) => archive.contract(reader.network.chainId, one, context)));
    const found = answers.filter((one) => one !== null);
    // Behind a proxy the published code that matters is the one that runs.
    const open = proxy && proxy.implementations.length > 0 ? answers.slice(1).every((one) => one !== null) : answers[0] !== null;
    const id = ledger.known('source.published', open, origin(title, method));
    ledger.fact('source.published', id);
    ledger.flag('is_open_source', id);
    const details = answers.flatMap((one, index) => (one ? [{ address: subjects[index] ?? address, name: oneLine(one.name), match: one.match, compiler: oneLine(one.compiler), files: Object.keys(one.files).length, verifiedAt: one.verifiedAt }] : []));
    if (details.length > 0) ledger.fact('source.contracts', ledger.known('source.contracts', details, origin('Published sources', method)));
    ledger.source({ id: archive.id, title: archive.title, status: 'ok' });
    return found;
  } catch (error) {
    context.signal?.throwIfAborted();
    const id = ledger.unknown('source.published', reasonOf(error), origin(title, method));
    ledger.fact('source.published', id);
    ledger.flag('is_open_source', id);
    ledger.source({ id: archive.id, title: archive.title, status: 'unreachable', reason: reasonOf(error) });
    return [];
  }
}
