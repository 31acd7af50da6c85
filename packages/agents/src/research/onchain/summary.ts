import type { Ledger } from '../evidence/index.ts';

/** One or two sentences about what stands out, from what the ledger holds. */
export function summarize(ledger: Ledger): string {
  const value = (name: string): unknown => ledger.valueOf(`onchain.${name}`);
  const found = value('account.kind');
  const kind = typeof found === 'string' ? found : undefined;
  if (kind === undefined) return 'Nothing could be read from the chain.';
  if (kind !== 'contract') {
    const dangerous = value('wallet.dangerousApprovals');
    const names: Record<string, string> = { wallet: 'A wallet', delegated: 'A wallet that lets a contract act for it', precompile: 'A precompiled contract', destroyed: 'A contract that was destroyed', empty: 'An address that never did anything on this network' };
    return `${names[kind] ?? 'An account'}${Array.isArray(dangerous) && dangerous.length > 0 ? ` with ${dangerous.length} dangerous approvals` : ''}.`;
  }
  const standards = value('standards');
  const parts = [Array.isArray(standards) && standards.length > 0 ? `A contract with the behaviour of ${standards.filter((one) => one !== 'ERC-165').join(', ') || 'ERC-165'}` : 'A contract'];
  if (typeof value('proxy.kind') === 'string') parts.push(`a proxy (${String(value('proxy.kind'))})`);
  const renounced = value('ownership.renounced');
  if (renounced === true) parts.push('its ownership given up');
  const hidden = value('ownership.hidden');
  if (Array.isArray(hidden) && hidden.length > 0) parts.push(`${hidden.length} account${hidden.length === 1 ? '' : 's'} with power that is not declared`);
  const traps = value('trade.traps');
  const trade = tradeOf(value('trade.ordinary'));
  if (Array.isArray(traps) && traps.length > 0) parts.push(`a trap: ${String(traps[0])}`);
  else if (trade) parts.push(trade);
  return `${parts.join('; ')}.`;
}

/** What buying and selling took, of the first trial of an ordinary size. */
function tradeOf(trial: unknown): string | null {
  const { bought, buyTax, sales } = (trial ?? {}) as { bought?: unknown; buyTax?: unknown; sales?: { ok?: unknown; tax?: unknown }[] };
  if (bought === false) return 'buying it failed';
  const sale = Array.isArray(sales) ? sales[0] : undefined;
  if (bought !== true || !sale) return null;
  if (sale.ok !== true) return 'it could be bought and not sold at once';
  const percent = (tax: unknown): string => (typeof tax === 'number' ? `${Math.round(tax * 10_000) / 100} %` : 'an unknown tax');
  return buyTax === 0 && sale.tax === 0 ? 'bought and sold without a tax' : `bought for a tax of ${percent(buyTax)} and sold for ${percent(sale.tax)}`;
}
