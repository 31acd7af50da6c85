import type { ForkReceipt } from '@hyperlens/protocol';
import { encode, selectors, words } from './encode.ts';
import type { Admin } from './input.ts';
import { close, share, tokenEvents, type Market } from './market.ts';
import { plain, type Notes } from './notes.ts';
import { readWord, type Stage } from './stage.ts';
import { balance, lost } from './trial.ts';

type Hex = `0x${string}`;

/** What moving the token between wallets showed. */
export interface Transfers {
  evidence: string;
  /** Whether a fresh wallet can send; null when no tokens could be had. */
  works: boolean | null;
  tax: number | null;
  receipts: ForkReceipt[];
  /** Of a transfer to a wallet that holds the token already; null when there was none. */
  repeatedGas: bigint | null;
  /** Admins who can take anybody's tokens without having been allowed to, and evidence. */
  takers: { roles: string[]; evidence: string } | null;
}

const move = (to: Hex, amount: bigint): Hex => encode(selectors.transfer, ['address', 'uint256'], [to, amount]);
const take = (from: Hex, to: Hex, amount: bigint): Hex => encode(selectors.transferFrom, ['address', 'address', 'uint256'], [from, to, amount]);

/** Gives a wallet tokens: bought, or else from a wallet that holds them. False when neither can be done. */
export async function supply(stage: Stage, market: Market | null, wallet: Hex, money: bigint, holders: readonly Hex[]): Promise<boolean> {
  if (market && money > 0n && await market.fund(wallet, money) && (await market.buy(wallet, money)).ok && await balance(stage, wallet) > 0n) return true;
  for (const holder of holders.slice(0, 5)) {
    const held = await balance(stage, holder);
    for (const part of [20n, 1_000n]) {
      if (held / part === 0n) continue;
      await stage.send(holder, stage.token, move(wallet, held / part));
      if (await balance(stage, wallet) > 0n) return true;
    }
  }
  return false;
}

/** Sends the token from wallet to wallet, and tries whether others can take what is not theirs. Wrap it in `stage.apart`. */
export async function tryTransfers({ stage, market, money, holders, admins, notes, patient }: { stage: Stage; market: Market | null; money: bigint; holders: readonly Hex[]; admins: readonly Admin[]; notes: Notes; /** Let a day pass first. */ patient: boolean }): Promise<Transfers> {
  const [sender, recipient, last, bystander, spender, stranger] = await Promise.all(['sender', 'recipient', 'last', 'bystander', 'spender', 'stranger'].map((label) => stage.wallet(label))) as [Hex, Hex, Hex, Hex, Hex, Hex];
  const how = 'in a fork, between fresh wallets';
  if (!await supply(stage, market, sender, money, holders) || !await supply(stage, market, bystander, money, holders)) {
    return { evidence: notes.unknown('transfer', 'Sending tokens from wallet to wallet', 'no wallet could be given any tokens to try with', how), works: null, tax: null, receipts: [], repeatedGas: null, takers: null };
  }
  // Tokens that make a wallet wait between trades would refuse everything now.
  if (patient) await stage.mine(7_200, 12);
  const start = await stage.look([bystander]);
  const untouched = start.of(bystander) ?? 0n;

  const before = await stage.look([sender, recipient]);
  const had = before.of(sender) ?? 0n;
  const amount = had / 4n > 0n ? had / 4n : had;
  const asked = await stage.call(sender, stage.token, move(recipient, amount));
  const sent = await stage.send(sender, stage.token, move(recipient, amount));
  const after = await stage.look([sender, recipient]);
  const received = (after.of(recipient) ?? 0n) - (before.of(recipient) ?? 0n);
  const spent = had - (after.of(sender) ?? 0n);
  const works = sent.status === 'success' && spent > 0n;
  const answered = !asked.ok ? null : asked.returned === '0x' ? 'nothing' : words(asked.returned)[0] === 1n ? 'true' : 'false';
  const tax = works ? share((close(spent, amount) ? amount : spent) - received, close(spent, amount) ? amount : spent) : null;
  const onward = works && received > 0n ? await stage.send(recipient, stage.token, move(last, received / 2n)) : null;
  const again = works ? await stage.send(sender, stage.token, move(recipient, amount / 2n)) : null;
  const evidence = notes.known('transfer', 'Sending tokens from wallet to wallet', {
    works, tax, answered, reason: plain(sent.reason), recipientCanSend: onward === null ? null : onward.status === 'success' && (await balance(stage, last)) > 0n,
  }, `sent a quarter to a fresh wallet, which sent half of it on, ${how}`);
  const events = notes.known('events', 'Transfer events tell what really moved', sent.status !== 'success' || (close(tokenEvents(sent, stage.token, recipient), received) && (spent > 0n || tokenEvents(sent, stage.token, sender) === 0n)), `events of a transfer compared with balances before and after, ${how}`);
  if (sent.status === 'success' && spent === 0n && answered !== 'false') notes.traps.push({ why: 'a transfer says it succeeded and moves nothing', evidence: events });
  if (works && received > 0n && onward !== null && (onward.status !== 'success' || await balance(stage, last) === 0n) && !market) notes.traps.push({ why: 'who received tokens cannot send them on', evidence });

  const takers = await tryAllowances();
  const end = await stage.look([bystander]);
  const rest = end.of(bystander) ?? 0n;
  const steady = !lost(untouched, start.supply, rest, end.supply);
  const calm = notes.known('bystander', 'A wallet that did nothing kept its tokens', { before: untouched.toString(), after: rest.toString() }, `balance before and after trades and transfers of others, ${how}`);
  if (!steady) notes.traps.push({ why: 'trades of others take tokens from a wallet that did nothing', evidence: calm });
  return { evidence, works, tax, receipts: [sent], repeatedGas: again?.status === 'success' ? again.gasUsed : null, takers };

  /** Approvals: what was approved may be taken, and nothing else, by nobody else. */
  async function tryAllowances(): Promise<Transfers['takers']> {
    const left = await balance(stage, sender);
    if (left < 4n) return null;
    const others: { who: Hex; role: string }[] = [{ who: stranger, role: 'a stranger' }, ...(market ? [{ who: market.pool.address, role: 'the pool' }] : []), ...admins.filter(({ only }) => only?.includes(selectors.transferFrom) ?? true).slice(0, 6).map(({ address, role }) => ({ who: address, role }))];
    const takersNow = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const { who, role } of others) {
        const granted = await readWord(stage, stage.token, selectors.allowance, ['address', 'address'], [sender, who]);
        if (await stage.apart(() => stolen(who, left / 2n)) || (granted !== null && granted > 0n)) found.push(role);
      }
      return found;
    };
    const unasked = await takersNow();
    await stage.send(sender, stage.token, encode(selectors.approve, ['address', 'uint256'], [spender, left / 4n]));
    const allowed = await stage.apart(async () => (await stage.send(spender, stage.token, take(sender, last, left / 4n))).status === 'success');
    const beyond = await stage.apart(() => stolen(spender, left));
    const kept = await balance(stage, sender);
    if (market) await market.allow(sender);
    const afterwards = (await takersNow()).filter((role) => !unasked.includes(role));
    const id = notes.known('allowance', 'Only what was approved can be taken', { spenderCanTake: allowed, spenderCanTakeMore: beyond, takersWithoutApproval: unasked, takersAfterApproval: afterwards, approvalTook: kept * 100n < left * 98n }, `tried transferFrom as a stranger, the pool and every known admin, before and after approving a quarter to one wallet and everything to the router, ${how}`);
    if (kept * 100n < left * 98n) notes.traps.push({ why: 'approving takes tokens away', evidence: id });
    if (beyond || afterwards.length > 0) notes.traps.push({ why: `approving the router lets ${afterwards[0] ?? 'others'} take the tokens`, evidence: id });
    else if (unasked.includes('a stranger')) notes.traps.push({ why: 'anybody can take the tokens of anybody', evidence: id });
    return { roles: unasked, evidence: id };
  }
  async function stolen(who: Hex, wanted: bigint): Promise<boolean> {
    const mine = await balance(stage, sender);
    await stage.send(who, stage.token, take(sender, who, wanted));
    return (await balance(stage, sender)) < mine;
  }
}

