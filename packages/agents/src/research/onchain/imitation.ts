import type { KnownContractsOf } from '@hyperlens/protocol';
import type { Examined } from './input.ts';
import { makeNotes } from './writing.ts';

/** Letters that look like Latin ones in most typefaces: Cyrillic, then Greek. */
const alike = new Map(Array.from('аàвсеһіјкмнорѕтухԁԛԝαβγεικνορτυχ', (letter, at) => [letter, 'aabcehijkmhopstyxdqwabyeiknoptux'.charAt(at)]));

/** A symbol without decoration, so that those that look the same are the same. */
const plain = (text: string): string => Array.from(text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase(), (letter) => alike.get(letter) ?? letter).join('');

/**
 * Whether the token is one of the well-known ones of the chain, or carries the symbol of one at another address: flags trust_list, is_true_token and
 * fake_token. The list is short (wrapped currency and tokens that pools are quoted in), so a token that is on neither side of it is only not on it.
 * A chain without a list has nothing to imitate as far as is known here, which is null and not a question left open.
 */
export function examineImitation({ ledger, reader, address, token, context }: Examined, knownOf: KnownContractsOf): void {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const { quotes } = knownOf(reader.network.chainId);
  const [title, method] = ['Among the well-known tokens of the chain', `list of ${quotes.length} well-known tokens of ${reader.network.name}, by address and symbol`];
  if (quotes.length === 0) {
    notes.missing('token.known', title, 'no well-known tokens of this chain are listed', method);
    notes.fact('token.imitates', 'Carries the symbol of a well-known token', null, 'no well-known tokens of this chain are listed, so that there is nothing to compare with');
  } else {
    const listed = quotes.some((one) => one.address.toLowerCase() === address.toLowerCase());
    const same = listed || !token?.symbol ? undefined : quotes.find((one) => plain(one.symbol) === plain(token.symbol ?? ''));
    notes.fact('token.known', title, listed, method);
    notes.fact('token.imitates', 'Carries the symbol of a well-known token', same ? same.address : false, method, { confidence: 'medium' });
  }
  ledger.flag('trust_list', 'onchain.token.known');
  const imitates = ledger.valueOf('onchain.token.imitates');
  ledger.flag('fake_token', 'onchain.token.imitates', typeof imitates === 'string' ? true : imitates === false ? false : 'unknown');
  // Not being on a short list says nothing against a token.
  ledger.flag('is_true_token', ['onchain.token.known', 'onchain.token.imitates'], ledger.valueOf('onchain.token.known') === true ? true : typeof imitates === 'string' ? false : 'unknown');
}
