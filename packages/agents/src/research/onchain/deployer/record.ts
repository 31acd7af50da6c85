import type { Json } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import type { OnchainInput } from '../input.ts';
import { makeNotes } from '../writing.ts';
import type { Sibling } from './siblings.ts';

/** Whether another token of the same account is a honeypot; null when that cannot be told. */
export type JudgeToken = (token: Hex) => Promise<boolean | null>;

/** Other tokens that are tried out, the newest ones. */
export const mostJudged = 3;

/** The deployer's record: flag honeypot_with_same_creator and fact `deployer.honeypots`. */
export async function examineRecord({ ledger, reader, context }: OnchainInput, siblings: readonly Sibling[], judge: JudgeToken): Promise<void> {
  const notes = makeNotes(ledger, `simulation:${reader.network.id}`, context.signal);
  const [name, title] = ['deployer.honeypots', 'Honeypots of the same account'];
  const tokens = siblings.filter(({ token }) => token);
  const tried = tokens.slice(0, mostJudged);
  await notes.guard({ [name]: title }, 'other tokens of the account, tried out in a fork', async () => {
    if (ledger.valueOf('onchain.deployer.contracts') === undefined) { notes.missing(name, title, 'the other contracts of the account are not known', 'nonces of the account'); return; }
    const verdicts: { token: Hex; honeypot: boolean | null }[] = [];
    for (const { address } of tried) verdicts.push({ token: address, honeypot: await judge(address) });
    const bad = verdicts.filter(({ honeypot }) => honeypot === true);
    const method = `${tokens.length} other tokens at the addresses that its nonces give; ${tried.length} of them, the newest, tried out in a fork`;
    if (bad.length === 0 && (tokens.length > tried.length || verdicts.some(({ honeypot }) => honeypot === null))) {
      notes.missing(name, title, tokens.length > tried.length ? `${tokens.length - tried.length} older tokens of the account were not tried out; the ${tried.length} newest are no honeypots as far as that can be told` : 'not all of its other tokens could be tried out', method);
    } else notes.fact(name, title, bad.map(({ token }): Json => token), method);
  });
  const found = ledger.valueOf(`onchain.${name}`);
  ledger.flag('honeypot_with_same_creator', [`onchain.${name}`, 'onchain.deployer.contracts'].filter((id, index) => index === 0 || ledger.valueOf(id) !== undefined), Array.isArray(found) ? found.length > 0 : 'unknown');
}
