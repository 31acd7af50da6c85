import { burned, call, fee, later, part, pool, sale, second, tax, trades, type Case } from './case.ts';

const places = ['$factory', '$weth'];
const owned = { owner_address: { address: '$owner' } };
/** Its maker is spared what others pay and gets the fees: that is no list, and no power over holders. */
const levy = { is_whitelisted: 'any' } as const;

/** Second set: takes something of a trade, or limits it. */
export const secondFees: Case[] = second([
  fee({
    id: 'second-buy-count', shows: [{ flag: 'is_blacklisted', steps: [call('owner', 'addBots', [['$three']]), { do: 'sell', as: 'three', percent: 50, refused: true }] }], file: 'second/TaxLaunch', contract: 'BuyCountTax', arguments: ['$router'], trick: 'Fifteen and twenty percent until twenty purchases were made, nothing afterwards; the owner lists bots.',
    steps: [...pool(80), call('owner', 'openTrading'), ...trades, later, ...sale, ...burned],
    flags: { buy_tax: tax(0.15), sell_tax: tax(0.2), external_call: true, is_blacklisted: true, is_anti_whale: true, anti_whale_modifiable: 'any', transfer_pausable: 'any', slippage_modifiable: 'any', is_whitelisted: 'any', ...owned },
    levels: ['moderate', 'high', 'critical'],
  }),
  fee({
    id: 'second-swap-liquify', shows: [{ flag: 'slippage_modifiable', steps: [call('owner', 'setTaxFeePercent', [5])] }], file: 'second/MoonFork', contract: 'MoonLiquify', arguments: ['$router'], trick: 'Three percent to holders, three into liquidity by the router; the owner moves either up to five.',
    steps: [...pool(80), ...trades, later, ...sale, ...burned],
    flags: {
      buy_tax: tax(0.06, 0.01), sell_tax: { between: [0.03, 0.065] }, transfer_tax: tax(0.06, 0.01), external_call: true, slippage_modifiable: true, personal_slippage_modifiable: 'any', is_whitelisted: 'any',
      is_anti_whale: 'any', owner_change_balance: 'any', ...owned,
    },
  }),
  fee({
    id: 'second-weekend', file: 'second/Gons', contract: 'WeekendFee', trick: 'One percent on working days, five on Saturdays and Sundays.',
    flags: { ...levy, buy_tax: { between: [0.005, 0.055] }, sell_tax: { between: [0.005, 0.055] }, transfer_tax: { between: [0.005, 0.055] } },
  }),
  fee({
    id: 'second-splitter', trick: 'Three percent to a splitter, which is told about it.', parts: [part('second/Guards', 'Splitter', ['$five', '$six']), part('second/Guards', 'SplitterToken', ['$Splitter'])],
    flags: { ...levy, buy_tax: tax(0.03), sell_tax: tax(0.03), transfer_tax: tax(0.03), external_call: true },
  }),
  fee({
    id: 'second-impact', file: 'second/Lean', contract: 'ImpactFee', arguments: places, trick: 'A sale pays five times its share of the pool, a quarter at most.',
    flags: { ...levy, sell_tax: { between: [0.01, 0.06] }, is_anti_whale: 'any' },
  }),
  fee({ id: 'second-tier', file: 'second/Levy', contract: 'LoyaltyTier', arguments: places, trick: 'Four percent on a sale, one for large holders.', flags: { ...levy, sell_tax: tax(0.04) } }),
  fee({ id: 'second-buy-only', file: 'second/Levy', contract: 'BuyOnlyFee', arguments: places, trick: 'Four percent on purchases only.', flags: { ...levy, buy_tax: tax(0.04) } }),
  fee({ id: 'second-wallet-transfer', file: 'second/Levy', contract: 'WalletTransferFee', arguments: places, trick: 'Ten percent from wallet to wallet; trades are free.', flags: { ...levy, transfer_tax: tax(0.1) } }),
  fee({
    id: 'second-repeat-sale', file: 'second/Levy', contract: 'RepeatSellFee', arguments: places, trick: 'Two percent on the first sale of a day, and one more for each that follows.', flags: { ...levy, sell_tax: tax(0.02) },
  }),
  fee({
    id: 'second-on-top', file: 'second/Levy', contract: 'OnTopFee', arguments: places, trick: 'Four percent on top of what a seller sends: nobody can send everything.',
    // What the pool gives for what it got is whole; the fee leaves the seller's wallet besides.
    flags: { ...levy, sell_tax: 'any', cannot_sell_all: true },
  }),
  fee({
    id: 'second-pool-cap', file: 'second/Levy', contract: 'PoolCap', arguments: places, trick: 'A purchase takes at most a fiftieth of the pool.', flags: { ...levy, is_anti_whale: true },
  }),
  fee({
    id: 'second-flat', file: 'second/Levy', contract: 'FlatFee', arguments: places, trick: 'A hundred tokens a transfer, whatever the amount.',
    flags: { ...levy, buy_tax: { between: [0.001, 0.06] }, sell_tax: { between: [0.001, 0.06] }, transfer_tax: 'any' },
  }),
  fee({
    id: 'second-quote-fee', trick: 'Traded against another token, two percent each way.', quote: 'QuoteCoin', parts: [part('second/Modern', 'QuoteCoin'), part('second/Modern', 'QuoteFee')],
    steps: [{ do: 'liquidity', percent: 40, ether: '10', of: 'QuoteCoin' }, { do: 'liquidityQuote', percent: 60, quotePercent: 50 }, ...trades, later, ...sale, ...burned],
    flags: { ...levy, buy_tax: tax(0.02), sell_tax: tax(0.02), transfer_tax: tax(0.02) },
  }),
  fee({
    id: 'second-block-rest', file: 'second/Doors', contract: 'BlockRest', trick: 'Three blocks between two movements of a wallet.',
    steps: [...pool(), ...trades.slice(0, 3), later, ...sale, ...burned], flags: { trading_cooldown: true, is_whitelisted: 'any' },
  }),
  fee({ id: 'second-four-minutes', file: 'second/Clever', contract: 'FourMinutes', arguments: places, trick: 'Four minutes between a purchase and a sale, for ever.', flags: { ...levy, trading_cooldown: true } }),
]);
