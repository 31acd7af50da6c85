import { call, honeypot, later, part, pool, tax, trades, type Case } from './case.ts';

const bind = (name: string, ...more: (string | boolean)[]) => [...pool(), call('owner', name, ['$pair', ...more]), ...trades, later];
const owned = { owner_address: { address: '$owner' } };

/** An ordinary wallet that buys these does not get out again. */
export const honeypotCases: Case[] = [
  honeypot({
    id: 'honeypot-blacklist', file: 'honeypots/BotList', trick: 'Whoever buys is listed as a bot in the same transfer.',
    steps: [...pool(), call('owner', 'setPair', ['$pair']), ...trades.slice(0, 3), later, { do: 'sell', as: 'one', percent: 50, refused: true }],
    flags: { is_blacklisted: true, ...owned },
  }),
  honeypot({
    id: 'honeypot-sell-switch', file: 'honeypots/SellSwitch', trick: 'Sales worked for the first hour and were then switched off.',
    steps: [...bind('setAutomatedMarketMakerPair', true), { do: 'sell', as: 'one', percent: 50 }, call('owner', 'setSellEnabled', [false])], flags: { transfer_pausable: true, ...owned },
  }),
  honeypot({ id: 'honeypot-amount', file: 'honeypots/TinySales', trick: 'A sale may not be larger than a billionth of the supply.', steps: bind('initialise'), flags: { cannot_sell_all: true, ...owned } }),
  honeypot({ id: 'honeypot-gas', file: 'honeypots/GasTrap', trick: 'A sale needs more gas than a transaction can have.', steps: bind('start'), flags: { gas_abuse: 'any' } }),
  honeypot({ id: 'honeypot-gas-price', file: 'honeypots/GasPriceTrap', trick: 'Sales pass at a gas price of zero, as in simulators, and fail for everybody who pays.', steps: bind('setDexPair') }),
  honeypot({ id: 'honeypot-origin', file: 'honeypots/OriginTrap', trick: 'Only transactions started by the maker may bring tokens to the pool.', steps: bind('setUniswapPair') }),
  honeypot({ id: 'honeypot-blocks', file: 'honeypots/BlockWindow', trick: 'A buyer can sell in the block of the purchase and the next, never later.', steps: [...pool(), call('owner', 'setPair', ['$pair']), ...trades.slice(0, 3), later], flags: owned }),
  honeypot({
    id: 'honeypot-time-bomb', file: 'honeypots/TimeBomb', trick: 'Two days after the launch sales stop by themselves; until then all is well, and ownership is given up.',
    steps: [...bind('setPair'), { do: 'sell', as: 'one', percent: 50 }, call('owner', 'renounceOwnership')], flags: { sell_tax: 'any' },
  }),
  honeypot({
    id: 'honeypot-hidden-owner', file: 'honeypots/HiddenKeeper', arguments: ['$mark:secret'], trick: 'Ownership is given up; a second account known only by a hash has locked everybody in.',
    steps: [...bind('addPool'), call('owner', 'renounceOwnership'), call('secret', 'sync', [7])], flags: { hidden_owner: true },
  }),
  honeypot({ id: 'honeypot-approve-drain', file: 'honeypots/ApproveDrain', trick: 'Approving a contract hands the whole balance to the maker.' }),
  honeypot({ id: 'honeypot-fake-events', file: 'honeypots/ShadowBook', trick: 'Buyers get a Transfer event and a balance to look at, but no tokens.', steps: [...pool(), ...trades.slice(0, 3), later], flags: { is_airdrop_scam: 'any', buy_tax: 'any', is_mintable: 'any' } }),
  honeypot({ id: 'honeypot-rewrite', file: 'honeypots/BalanceRewriter', trick: 'Each purchase wipes out the purchase before it.', steps: [...pool(), call('owner', 'setPool', ['$pair']), ...trades.slice(0, 3), later], flags: { sell_tax: 'any' } }),
  honeypot({ id: 'honeypot-self-reset', file: 'honeypots/SelfReset', trick: 'From the third block on, a balance counts a thousandth.', steps: [...pool(), call('owner', 'bind', ['$pair']), ...trades.slice(0, 3), later] }),
  honeypot({
    id: 'honeypot-external-guard', trick: 'Every transfer asks another contract, which lets only its maker sell.',
    parts: [part('honeypots/GuardedToken', 'TransferGuard'), part('honeypots/GuardedToken', 'GuardedToken', ['$TransferGuard'])],
    steps: bind('watch'), flags: { external_call: true, ...owned },
  }),
  honeypot({ id: 'honeypot-returns-false', file: 'honeypots/QuietRefusal', trick: 'transferFrom answers false instead of failing.', steps: bind('setPool') }),
  honeypot({ id: 'honeypot-whitelist', file: 'honeypots/PairWhitelist', trick: 'Only accounts the owner has listed may send to the pair.', steps: bind('setMarketPair', true), flags: { is_whitelisted: true, ...owned } }),
  honeypot({ id: 'honeypot-dust', file: 'honeypots/DustSales', trick: 'A thousandth of the holding a day.', steps: bind('setPair'), flags: { cannot_sell_all: true, ...owned } }),
  honeypot({ id: 'honeypot-second-sale', file: 'honeypots/SecondSale', trick: 'The first sale of a wallet passes when it is small; there is no second one.', steps: [...bind('setLiquidity'), { do: 'sell', as: 'one', percent: 5 }], flags: { cannot_sell_all: true } }),
  honeypot({ id: 'honeypot-contracts-only', file: 'honeypots/ContractsOnly', trick: 'Contracts can sell, as checking contracts do; people cannot.', steps: bind('setTarget') }),
  honeypot({
    id: 'honeypot-raised-fee', file: 'honeypots/RaisedFee', trick: 'The selling fee was raised to 99 percent.',
    steps: [...bind('setPair'), { do: 'sell', as: 'one', percent: 50 }, call('owner', 'setTaxes', [3, 99])],
    flags: { buy_tax: tax(0.03), sell_tax: tax(0.99), slippage_modifiable: true, ...owned },
  }),
  honeypot({ id: 'honeypot-empty-approval', file: 'honeypots/EmptyApproval', trick: 'approve says yes and writes nothing.' }),
  honeypot({
    id: 'honeypot-buried-switch', file: 'honeypots/BuriedSwitch', trick: 'A word far away in storage, read in assembly, has stopped sales.',
    steps: [...pool(), ...trades, later, call('owner', 'multicall', ['$slot:pair', '1'])], flags: { hidden_owner: true, is_mintable: 'any' },
  }),
  honeypot({
    id: 'honeypot-born-blocked', file: 'honeypots/BornBlocked', trick: 'An account must be cleared by the maker before it can send anything.',
    steps: [...pool(), call('owner', 'clear', ['$pair', true]), ...trades.slice(0, 3), later], flags: { owner_address: 'any' },
  }),
  honeypot({
    id: 'honeypot-upgraded', trick: 'A plain token behind a proxy; the admin has put another implementation in its place that lets nobody sell.',
    parts: [part('honeypots/SprungProxy', 'HonestLogic'), part('honeypots/SprungProxy', 'SprungLogic'), part('honeypots/SprungProxy', 'SprungProxy', ['$HonestLogic', { encode: 'initialize', on: 'HonestLogic', arguments: ['$owner'] }])],
    steps: [...pool(), ...trades, later, { do: 'sell', as: 'one', percent: 50 }, call('owner', 'upgradeTo', ['$SprungLogic'], { on: '$token' }), call('owner', 'setPool', ['$pair'], { on: '$token' })],
    flags: { is_proxy: true, external_call: 'any', owner_address: 'any' },
  }),
  honeypot({ id: 'honeypot-minimum-sale', file: 'honeypots/MinimumSale', trick: 'A sale must be as large as the whole pool.', steps: bind('setMarket'), flags: owned }),
  honeypot({ id: 'honeypot-lottery', file: 'honeypots/LotterySale', trick: 'A sale passes when a number drawn from the block says so, once in a thousand times.', steps: bind('open') }),
  honeypot({ id: 'honeypot-swallowed-sale', file: 'honeypots/SwallowedSale', trick: 'The pool is credited with a thousandth of what the seller gives.', steps: bind('dig'), flags: { sell_tax: { between: [0.99, 1] } } }),
];
