import { oneLine, type ResearchTask, type WorkContext } from '@hyperlens/protocol';
import { getAddress } from 'viem/utils';
import type { Ledger } from '../evidence/index.ts';
import { makeNotes } from './input.ts';
import { safely, type Told } from './price/markets.ts';

/**
 * Whether the token is the one that its name stands for, as far as market sources tell: flag is_true_token, facts token.listed and token.namesake (a
 * token of the same name and symbol that a source lists on this chain at another address; null when there is none). A name that only one token
 * carries is nobody's but its own.
 */
export async function writeIdentity(ledger: Ledger, { subject }: ResearchTask, context: WorkContext, told: readonly Told[]): Promise<void> {
  const { chainId, address, name, symbol } = subject;
  if (subject.kind !== 'token' || chainId === null || !address) return;
  const notes = makeNotes(ledger, 'markets', context.signal);
  const [title, method] = ['Listed by its contract', 'asked market sources about the contract'];
  const silent = told.filter((one) => one.silent || (one.quote !== null && one.listsContract === null)).map(({ source }) => source.title);
  const by = told.filter(({ listsContract }) => listsContract === true).map(({ source }) => source.id);
  const asked = told.some(({ listsContract }) => listsContract !== null);
  const because = `${silent.join(', ')} did not say`;
  const listed = by.length > 0 ? notes.fact('token.listed', title, true, `${method}: ${by.join(', ')}`, { confidence: 'medium' })
    : silent.length > 0 ? notes.missing('token.listed', title, because, method) : notes.fact('token.listed', title, asked ? false : null, asked ? method : 'no market source has this chain', { confidence: 'medium' });

  const namesake = await findNamesake();
  const value = by.length > 0 ? true : namesake.found && silent.length === 0 ? false : undefined;
  ledger.flag('is_true_token', [ledger.valueOf(listed) === undefined || value !== undefined ? listed : ledger.unknown('token.true', 'no market source lists it, which says nothing against it', { title: 'It is the token its name stands for', source: 'markets', method }), namesake.evidence], value ?? 'unknown');

  async function findNamesake(): Promise<{ found: boolean; evidence: string }> {
    const [what, heading, how] = ['token.namesake', 'A listed token of the same name at another address', 'searched market sources for tokens of the same name and symbol on this chain'];
    const able = told.filter(({ source }) => source.named !== undefined);
    if (able.every((one) => !one.silent && one.listsContract === null && one.quote === null) || !name || !symbol) return { found: false, evidence: notes.fact(what, heading, null, able.length === 0 || !name || !symbol ? 'there is nothing to search for, or nobody to ask' : 'no market source has this chain') };
    for (const { source, silent: mute, listsContract } of able) {
      // One that lists the contract itself knows which is which.
      if (listsContract === true) continue;
      const answer = mute || listsContract === null ? { value: null, reason: `${source.title} did not say whether it lists the contract` } : await safely(context, () => source.named!(chainId!, name, symbol, context.signal));
      if (answer.value === null) return { found: false, evidence: notes.missing(what, heading, oneLine(answer.reason, 300), how, source.id) };
      const other = answer.value.find((one) => one.address.toLowerCase() !== address!.toLowerCase());
      if (other) return { found: true, evidence: notes.fact(what, heading, { id: oneLine(other.id), address: getAddress(other.address) }, how, { source: source.id, confidence: 'medium' }) };
    }
    return { found: false, evidence: notes.fact(what, heading, null, how, { confidence: 'medium' }) };
  }
}
