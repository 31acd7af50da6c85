import type { Severity } from '@hyperlens/protocol';

/** What an owner can do to holders, by the name findings carry it under. Severity is how a holder sees it; for the author it is a design. */
export const powers: Readonly<Record<string, { title: string; severity: Severity }>> = {
  mint: { title: 'New tokens can be made without limit', severity: 'high' },
  pause: { title: 'Transfers can be stopped or limited', severity: 'medium' },
  blacklist: { title: 'Single addresses can be locked out', severity: 'medium' },
  fee: { title: 'The fee can be raised above a quarter', severity: 'high' },
  liquidity: { title: 'Collected funds can be taken to a private wallet without limit', severity: 'medium' },
  drain: { title: 'Any token the contract holds can be taken out', severity: 'medium' },
  confiscate: { title: 'Tokens of others can be taken or burned', severity: 'high' },
};

/** A token flag by its GoPlus name, and the rules that show it. */
export interface SourceFlag { flag: string; title: string; rules: readonly string[] }

/** Flags the source can tell (https://docs.gopluslabs.io). A rule stands for what the code allows; whether somebody still has the right is read from the chain. */
export const sourceFlags: readonly SourceFlag[] = [
  { flag: 'is_mintable', title: 'New tokens can be made', rules: ['token/mint', 'token/mint-capped'] },
  { flag: 'transfer_pausable', title: 'Transfers can be stopped', rules: ['token/pause'] },
  { flag: 'is_blacklisted', title: 'Single addresses can be locked out', rules: ['token/blacklist'] },
  { flag: 'slippage_modifiable', title: 'The tax can be changed', rules: ['token/fee', 'token/fee-change'] },
  { flag: 'personal_slippage_modifiable', title: 'The tax of a single address can be changed', rules: ['token/personal-fee'] },
  { flag: 'owner_change_balance', title: 'Somebody can change balances of others', rules: ['token/confiscate'] },
  { flag: 'hidden_owner', title: 'Somebody who is not the shown owner has powers', rules: ['token/hidden-owner'] },
  { flag: 'can_take_back_ownership', title: 'Ownership that was given up can be taken back', rules: ['token/take-back-ownership'] },
  { flag: 'selfdestruct', title: 'The contract can be destroyed', rules: ['token/selfdestruct'] },
  { flag: 'external_call', title: 'Transfers call another contract', rules: ['token/external-call'] },
  { flag: 'is_proxy', title: 'The code can be replaced', rules: ['token/upgradeable'] },
  { flag: 'is_whitelisted', title: 'Single addresses can be excepted from the rules', rules: ['token/whitelist'] },
  { flag: 'is_anti_whale', title: 'Transfers or holdings are limited in size', rules: ['token/anti-whale'] },
  { flag: 'anti_whale', title: 'Transfers or holdings are limited in size', rules: ['token/anti-whale'] },
  { flag: 'anti_whale_modifiable', title: 'The size limits can be changed', rules: ['token/anti-whale-change'] },
  { flag: 'trading_cooldown', title: 'There is a wait between trades', rules: ['token/cooldown'] },
];

/** Rules that look at every contract; the others only at ERC-20 tokens. */
export const general: ReadonlySet<string> = new Set(['token/upgradeable', 'token/selfdestruct']);
