import type { Json, SourceArchive } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { findSiblings, mostNonces } from '../deployer/siblings.ts';
import type { OnchainInput } from '../input.ts';
import { question } from '../questions.ts';
import { readText, reasonOf } from '../text.ts';
import { makeNotes } from '../writing.ts';
import { confirmApprovals, readTrail } from './approvals.ts';

const titles = { 'wallet.tokens': 'Tokens', 'wallet.approvals': 'Approvals that stand', 'wallet.dangerousApprovals': 'Dangerous approvals', 'wallet.counterparties': 'Most frequent counterparties', 'wallet.firstSeen': 'First transfer seen', 'wallet.lastSeen': 'Last transfer seen', 'wallet.contracts': 'Contracts it made' };
const shown = 25;

/**
 * What a wallet has, gave and did: facts `wallet.*`. Only what leaves logs of tokens is seen, so payments of the native currency are not among the
 * counterparties. Never throws for what the chain did wrong.
 */
export async function examineWallet({ reader, ledger, address, context }: OnchainInput, { nonce, code }: { nonce: number; code: Hex }, sources: SourceArchive | null): Promise<void> {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  await notes.guard(titles, 'Transfer and Approval logs of the wallet, confirmed by calls', async () => {
    const trail = await readTrail(reader, address, context.signal);
    const weak = trail.incomplete ? { confidence: 'medium' as const } : {};
    const partly = trail.incomplete ? `; not all logs could be read: ${trail.incomplete}` : '';
    const answers = await reader.calls(trail.tokens.flatMap((token) => [question(token, 'balanceOf', [address]).call, { to: token, data: '0x95d89b41' as const }, question(token, 'decimals').call]));
    const tokens = trail.tokens.flatMap((token, index): Json[] => {
      const [balance, symbol, decimals] = answers.slice(3 * index, 3 * index + 3);
      const amount = balance ? question(token, 'balanceOf', [address]).read(balance) : null;
      const digits = decimals ? question(token, 'decimals').read(decimals) : null;
      return amount === null || amount === 0n ? [] : [{ token, symbol: readText(symbol), decimals: digits === null || digits > 255n ? null : Number(digits), balance: amount.toString() }];
    });
    notes.fact('wallet.tokens', titles['wallet.tokens'], tokens, `balanceOf() of the ${trail.tokens.length} contracts in its Transfer logs${partly}`, { unit: 'smallest unit', ...weak });
    notes.fact('wallet.counterparties', titles['wallet.counterparties'], trail.counterparties.slice(0, shown).map((one) => ({ ...one })), `Transfer logs from and to it${partly}`, weak);
    for (const [name, block] of [['wallet.firstSeen', trail.first], ['wallet.lastSeen', trail.last]] as const) {
      if (trail.incomplete) { notes.missing(name, titles[name], trail.incomplete, 'logs'); continue; }
      const at = block === null ? null : await reader.blockAt(block);
      notes.fact(name, titles[name], at ? { block: at.number, time: at.time } : null, 'first and last of its Transfer and Approval logs');
    }
    let reason: string | null = sources ? null : 'no archive of sources is asked';
    const published = async (spender: Hex): Promise<boolean | null> => {
      if (!sources || reason !== null) return null;
      try { return await sources.contract(reader.network.chainId, spender, context) !== null; } catch (error) { context.signal?.throwIfAborted(); reason = reasonOf(error); return null; }
    };
    const approvals = await confirmApprovals(reader, address, trail.approvals, published);
    const list = (some: typeof approvals): Json[] => some.map(({ amount, ...one }) => ({ ...one, amount: amount === null ? 'all' : amount.toString() }));
    const method = `allowance() and isApprovedForAll() for each of ${trail.approvals.length} approvals in logs${partly}`;
    notes.fact('wallet.approvals', titles['wallet.approvals'], list(approvals.slice(0, 200)), method, weak);
    notes.fact('wallet.dangerousApprovals', titles['wallet.dangerousApprovals'], list(approvals.filter((one) => one.dangerous).slice(0, 200)), `${method}; to a wallet, or without limit to a contract without published source${reason ? ` (${reason})` : ''}`, reason ? { confidence: 'medium' } : weak);
    const made = await findSiblings(reader, address, nonce, address);
    notes.fact('wallet.contracts', titles['wallet.contracts'], made.map(({ address: one, token }) => ({ address: one, token })), 'addresses that its nonces give, and whether there is code', nonce > mostNonces ? { confidence: 'medium' } : {});
  });
  if (code === '0x') notes.fact('wallet.transactions', 'Transactions sent', nonce, 'eth_getTransactionCount');
}

