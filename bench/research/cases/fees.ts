import { burned, call, fee, later, pool, sale, tax, trades, type Case } from './case.ts';

const setPair = call('owner', 'setPair', ['$pair']);
const setPairOn = call('owner', 'setPair', ['$pair', true]);
/** Calling an address a pair makes its transfers pay, so a fee for one person can be had that way too: left open where `setPair` can be repeated. */
const owned = { owner_address: { address: '$owner' } };
const withPair = (step = setPair) => [...pool(), step, ...trades, later, ...sale, ...burned];

/** Tokens that take something of a trade, or limit it, and say so. */
export const feeCases: Case[] = [
  fee({
    id: 'fee-fixed', file: 'fees/FixedFee', trick: 'Three percent of every transfer, fixed.', flags: { buy_tax: tax(0.03), sell_tax: tax(0.03), transfer_tax: tax(0.03), is_whitelisted: 'any' },
  }),
  fee({ id: 'fee-burn', file: 'fees/BurnFee', trick: 'One percent of every transfer is burned.', flags: { buy_tax: tax(0.01), sell_tax: tax(0.01), transfer_tax: tax(0.01) } }),
  fee({
    id: 'fee-changeable-limited', file: 'fees/ChangeableFee', arguments: ['Willow', 'WILW', 10], trick: 'Two percent on buys, four on sales; the owner may go up to ten.',
    steps: withPair(setPairOn), flags: { buy_tax: tax(0.02), sell_tax: tax(0.04), slippage_modifiable: true, personal_slippage_modifiable: 'any', is_whitelisted: 'any', ...owned },
  }),
  fee({
    id: 'fee-changeable-unlimited', file: 'fees/ChangeableFee', arguments: ['Thistle', 'THSL', 100], trick: 'The same, but the owner may take everything.',
    steps: withPair(setPairOn), flags: { buy_tax: tax(0.02), sell_tax: tax(0.04), slippage_modifiable: true, personal_slippage_modifiable: 'any', is_whitelisted: 'any', ...owned },
    levels: ['moderate', 'high', 'critical'],
  }),
  fee({
    id: 'fee-changed', file: 'fees/ChangeableFee', arguments: ['Bramble', 'BRMB', 10], trick: 'Fees were changed after the launch to six and nine percent.',
    steps: [...pool(), setPairOn, ...trades, later, call('owner', 'setFees', [6, 9]), ...sale, ...burned],
    flags: { buy_tax: tax(0.06), sell_tax: tax(0.09), slippage_modifiable: true, personal_slippage_modifiable: 'any', is_whitelisted: 'any', ...owned },
  }),
  fee({
    id: 'fee-by-time', file: 'fees/DecayingFee', trick: 'A launch fee that has fallen to three percent by now and stays there.',
    flags: { buy_tax: tax(0.03), sell_tax: tax(0.03), transfer_tax: tax(0.03), slippage_modifiable: 'any', is_whitelisted: 'any' },
  }),
  fee({
    id: 'fee-by-amount', file: 'fees/AmountFee', trick: 'Two percent on small amounts, fifteen above two hundredths of the supply.',
    flags: { buy_tax: { between: [0.015, 0.155] }, sell_tax: { between: [0.015, 0.155] }, transfer_tax: { between: [0.015, 0.155] }, is_anti_whale: 'any', is_whitelisted: 'any' },
  }),
  fee({ id: 'fee-sell-only', file: 'fees/SellOnlyFee', arguments: ['$factory', '$weth'], trick: 'Eight percent on sales only.', flags: { sell_tax: tax(0.08), is_whitelisted: 'any' } }),
  fee({
    id: 'fee-limits-fixed', file: 'fees/Limits', contract: 'FixedLimits', arguments: ['$factory', '$weth'], trick: 'Most a transaction and most a wallet, fixed.',
    flags: { is_anti_whale: true, cannot_sell_all: 'any', is_whitelisted: 'any' },
  }),
  fee({
    id: 'fee-limits-changeable', file: 'fees/Limits', contract: 'ChangeableLimits', trick: 'The same limits, which the owner may move within bounds.',
    steps: withPair(), flags: { is_anti_whale: true, anti_whale_modifiable: true, cannot_sell_all: 'any', is_whitelisted: 'any', ...owned },
  }),
  fee({
    id: 'fee-limits-lifted', file: 'fees/Limits', contract: 'ChangeableLimits', trick: 'Limits that the owner has lifted.',
    steps: [...pool(), setPair, ...trades, later, call('owner', 'removeLimits'), ...sale, ...burned],
    flags: { is_anti_whale: 'any', anti_whale_modifiable: true, cannot_sell_all: 'any', is_whitelisted: 'any', ...owned },
  }),
  fee({
    id: 'fee-cooldown', file: 'fees/Limits', contract: 'Cooldown', trick: 'One trade a wallet a minute.',
    steps: [...pool(), setPair, ...trades.slice(0, 3), later, ...sale, ...burned],
    flags: { trading_cooldown: true, is_whitelisted: 'any', transfer_tax: 'any', ...owned },
  }),
  fee({
    id: 'fee-cooldown-fixed', file: 'fees/BlockCooldown', trick: 'Two minutes between a buy and a sale, once a block.',
    steps: [...pool(), setPair, ...trades, later, ...sale, ...burned], flags: { trading_cooldown: true, is_whitelisted: 'any', hidden_owner: 'any' },
  }),
  fee({
    id: 'fee-gate-open', file: 'fees/TradingGate', arguments: ['Lantern', 'LNTN'], trick: 'A gate that was opened once and cannot be shut.',
    steps: [...pool(), call('owner', 'openTrading'), ...trades, later, ...sale, ...burned], flags: { transfer_pausable: 'any', ...owned },
  }),
  fee({
    id: 'fee-gate-shut', file: 'fees/TradingGate', arguments: ['Early Bird', 'EARL'], trick: 'The same gate, not opened yet: nobody can buy.', steps: [...pool(), later], market: 'closed',
    flags: { cannot_buy: true, buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', is_honeypot: 'any', transfer_pausable: 'any', cannot_sell_all: 'any', is_whitelisted: 'any', ...owned },
    levels: ['moderate', 'high', 'critical', 'unknown'],
  }),
  fee({
    id: 'fee-personal', file: 'fees/PersonalFee', trick: 'Two percent, but the owner may give any address a fee of its own, up to everything.',
    flags: { buy_tax: tax(0.02), sell_tax: tax(0.02), transfer_tax: tax(0.02), slippage_modifiable: 'any', personal_slippage_modifiable: true, is_blacklisted: 'any', is_whitelisted: 'any', ...owned },
    levels: ['moderate', 'high', 'critical'],
  }),
  fee({
    id: 'fee-swap-back', file: 'fees/SwapBack', arguments: ['$router'], trick: 'Five percent each way, collected and sold for ether by the token itself; limits lifted, ownership given up.',
    steps: [...pool(80), call('owner', 'openTrading'), ...trades, call('owner', 'removeLimits'), later, ...sale, ...burned, call('owner', 'renounceOwnership')],
    flags: { buy_tax: tax(0.05), sell_tax: tax(0.05), external_call: true, transfer_pausable: 'any', is_anti_whale: 'any', anti_whale_modifiable: 'any', is_whitelisted: 'any', hidden_owner: 'any' },
  }),
  fee({
    id: 'fee-heavy', file: 'fees/HeavyFee', trick: 'Thirty percent on each trade, fixed.', steps: [...pool(), call('owner', 'attach', ['$pair']), ...trades, later, ...sale, ...burned],
    flags: { buy_tax: tax(0.3), sell_tax: tax(0.3), is_whitelisted: 'any', hidden_owner: 'any', is_honeypot: 'any' }, levels: ['moderate', 'high', 'critical'],
  }),
  fee({
    id: 'fee-limit-percent', file: 'fees/PercentLimit', trick: 'A limit on each transfer that the owner sets, one percent at the least.',
    flags: { is_anti_whale: true, anti_whale_modifiable: true, cannot_sell_all: 'any', is_whitelisted: 'any', ...owned },
  }),
  fee({
    id: 'fee-wallet-cap', file: 'fees/WalletCap', arguments: ['$factory', '$weth'], trick: 'No wallet may hold more than three percent, for ever.',
    flags: { is_anti_whale: true, is_whitelisted: 'any' },
  }),
  fee({
    id: 'fee-snipers', file: 'fees/SniperFee', trick: 'One percent, and ninety for whoever the owner calls a sniper.',
    flags: { buy_tax: tax(0.01), sell_tax: tax(0.01), transfer_tax: tax(0.01), personal_slippage_modifiable: true, slippage_modifiable: 'any', is_blacklisted: 'any', is_whitelisted: 'any', ...owned },
    levels: ['moderate', 'high', 'critical'],
  }),
  fee({
    id: 'fee-friends-sale', file: 'fees/FriendsSale', trick: 'Only listed friends may buy until the owner ends it.', steps: [...pool(), call('owner', 'setPair', ['$pair']), later], market: 'closed',
    flags: { is_whitelisted: true, cannot_buy: true, buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', is_honeypot: 'any', transfer_pausable: 'any', cannot_sell_all: 'any', ...owned },
    levels: ['moderate', 'high', 'critical', 'unknown'],
  }),
];
