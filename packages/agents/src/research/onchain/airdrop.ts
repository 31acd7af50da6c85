import { stranger } from './identity/standards.ts';
import type { Examined } from './input.ts';
import { askAll, question } from './questions.ts';
import type { TransferHistory } from './transfers/index.ts';
import { makeNotes } from './writing.ts';

/** Receivers of one transaction that make it a distribution, and how many of them may be looked at. */
const least = 5;
const most = 40;
/** A name that sends its readers to an address on the web to fetch something. */
const bait = /(?=.*(https?:|www\.|t\.me\/|\.\w{2,10}\b))(?=.*\b(claim|visit|reward|airdrop|bonus|gift|voucher|redeem)s?\b)/i;

/**
 * Whether the token is a bait thrown into many wallets: flag is_airdrop_scam. So are events that announce tokens to several receivers in one
 * transaction who never sent any and hold nothing, balances for everybody, and a name that sends people to a web address to fetch something.
 */
export async function examineAirdrop({ ledger, reader, address, token, context }: Examined, history: TransferHistory | null): Promise<void> {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const [name, title] = ['token.bait', 'Thrown into wallets as bait'];
  const method = 'newest Transfer logs with several receivers in one transaction, their balanceOf(), and the words of the name';
  await notes.guard({ [name]: title }, method, async () => {
    const words = [token?.name, token?.symbol].filter((text) => typeof text === 'string').join(' ');
    if (bait.test(words)) { notes.fact(name, title, true, 'the name sends its readers to a web address to fetch something', { confidence: 'medium' }); return; }
    if (!history) { notes.missing(name, title, 'the transfers of the token could not be read', method); return; }
    const recent = history.tally.recent;
    const senders = new Set(recent.map(({ from }) => from));
    const groups = Map.groupBy(recent, ({ transaction, from }) => `${transaction}${from}`);
    const announced = [...groups.values()].map((group) => [...new Set(group.map(({ to }) => to))].filter((to) => !senders.has(to))).filter((receivers) => receivers.length >= least).flat();
    const receivers = [...new Set(announced)].toSorted().slice(0, most);
    const [everybodys, ...balances] = await askAll(reader, [stranger, ...receivers].map((one) => question(address, 'balanceOf', [one])));
    // An address nobody has cannot have been given any.
    if (everybodys && everybodys > 0n) { notes.fact(name, title, true, `balanceOf() gives ${everybodys} even to an address that never appeared`); return; }
    const empty = receivers.filter((_, index) => balances[index] === 0n);
    const fake = empty.length >= least && empty.length * 2 > receivers.length;
    if (!fake && !history.complete) notes.missing(name, title, `not all transfers could be read: ${history.reason ?? 'no reason given'}`, method);
    else notes.fact(name, title, fake, fake ? `${empty.length} of ${receivers.length} accounts that events say got tokens together never sent any and hold none` : method, { confidence: 'medium' });
  });
  ledger.flag('is_airdrop_scam', `onchain.${name}`);
}
