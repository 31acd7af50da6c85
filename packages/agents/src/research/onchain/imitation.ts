import type { KnownContractsOf } from '@hyperlens/protocol';
import type { Examined } from './input.ts';
import { makeNotes } from './writing.ts';

/**
 * Whether the token is one of the well-known ones of the chain, or carries the symbol of one at another address: flags trust_list and fake_token.
 * The list is short (wrapped currency and tokens that pools are quoted in), so a token that is on neither side of it is only not on it.
 */
export function examineImitation({ ledger, reader, address, token, context }: Examined, knownOf: KnownContractsOf): void {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const { quotes } = knownOf(reader.network.chainId);
  const [title, method] = ['Among the well-known tokens of the chain', `list of ${quotes.length} well-known tokens of ${reader.network.name}, by address and symbol`];
  if (quotes.length === 0) {
    notes.missing('token.known', title, 'no well-known tokens of this chain are listed', method);
    notes.missing('token.imitates', 'Carries the symbol of a well-known token', 'no well-known tokens of this chain are listed', method);
  } else {
    const listed = quotes.some((one) => one.address.toLowerCase() === address.toLowerCase());
    const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
    const same = listed || !token?.symbol ? undefined : quotes.find((one) => plain(one.symbol) === plain(token.symbol ?? ''));
    notes.fact('token.known', title, listed, method);
    notes.fact('token.imitates', 'Carries the symbol of a well-known token', same ? same.address : false, method, { confidence: 'medium' });
  }
  ledger.flag('trust_list', 'onchain.token.known');
  const imitates = ledger.valueOf('onchain.token.imitates');
  ledger.flag('fake_token', 'onchain.token.imitates', imitates === undefined ? 'unknown' : imitates !== false);
}
