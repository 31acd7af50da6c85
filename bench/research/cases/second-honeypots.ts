import { call, honeypot, later, part, pool, second, tax, trades, type Case } from './case.ts';

const places = ['$factory', '$weth'];
const buys = trades.slice(0, 3);
const owned = { owner_address: { address: '$owner' } };
/** Powers that come with code anybody can put in place of this one. */
const anyCode = { external_call: 'any', is_mintable: 'any', selfdestruct: 'any', gas_abuse: 'any' } as const;
const launch = [...pool(80), call('owner', 'openTrading')];
const soldByOne = { do: 'sell', as: 'one', percent: 50 } as const;

/** Second set: an ordinary wallet that buys these does not get out again. */
export const secondHoneypots: Case[] = second([
  honeypot({
    id: 'second-dead-blocks', file: 'second/TaxLaunch', contract: 'DeadBlocks', arguments: ['$router'], trick: 'Buyers of the first blocks are listed as bots, and the first blocks never end; ownership is given up.',
    steps: [...launch, call('owner', 'launch', [1_000_000_000]), ...buys, later, { do: 'sell', as: 'one', percent: 50, refused: true }, call('owner', 'renounceOwnership')],
    flags: { external_call: 'any' },
  }),
  honeypot({
    id: 'second-armed-later', file: 'second/TaxLaunch', contract: 'ArmedLater', arguments: ['$router'], trick: 'Sales end with the thirteenth purchase; there were three.',
    steps: [...launch, ...trades, later, soldByOne, call('owner', 'renounceOwnership')], flags: { external_call: 'any', buy_tax: tax(0.01) },
  }),
  honeypot({
    id: 'second-shut-vault', trick: 'Every sale sends fees to a vault, and the vault was shut: the sale fails with it.',
    parts: [part('second/TaxLaunch', 'ShutVault'), part('second/TaxLaunch', 'VaultFees', ['$router', '$ShutVault'])],
    steps: [...launch, ...trades, later, soldByOne, call('owner', 'renounceOwnership'), call('owner', 'turn', [false])], flags: { external_call: true, buy_tax: tax(0.02) },
  }),
  honeypot({
    id: 'second-reflection-limit', file: 'second/MoonFork', contract: 'MoonStuck', arguments: ['$router'], trick: 'A reflecting token whose limit of a transaction was set to nothing; purchases are spared.',
    steps: [...pool(80), ...trades, later, soldByOne, call('owner', 'setMaxTxPercent', [0])], flags: { external_call: 'any', buy_tax: tax(0.06, 0.01), ...owned },
  }),
  honeypot({
    id: 'second-wrong-allowance', file: 'second/OldMath', contract: 'WrongAllowance', trick: 'transferFrom looks at what was allowed to the receiver, so no router can sell; the founder is asked the usual way.',
    steps: [...pool(), ...trades, later, { do: 'sell', as: 'one', percent: 50, refused: true }],
  }),
  honeypot({
    id: 'second-vesting-purchases', file: 'second/OldMath', contract: 'PurchaseVesting', trick: 'What is bought vests over ten years.',
    steps: [...pool(), call('owner', 'setMarket', ['$pair']), ...buys, later], flags: owned,
  }),
  honeypot({
    id: 'second-packed-flag', file: 'second/Slots', contract: 'PackedFlag', trick: 'Balances that come from the pool carry a bit that makes them immovable; balanceOf hides it.',
    steps: [...pool(), call('owner', 'bind', ['$pair']), ...buys, later],
  }),
  honeypot({
    id: 'second-facet-swapped', trick: 'A diamond: the facet behind transferFrom was exchanged for one that moves the owner\'s tokens only.',
    parts: [part('second/Facets', 'Ledger'), part('second/Facets', 'StrictLedger'), part('second/Facets', 'Pier', ['$Ledger', '100000000000000000000000000'])],
    steps: [...pool(), ...trades, later, soldByOne, call('owner', 'diamondCut', [['0x23b872dd'], '$StrictLedger'], { on: '$token' })],
    flags: { is_proxy: true, ...anyCode, ...owned },
  }),
  honeypot({
    id: 'second-shield-swapped', trick: 'The "anti-bot service" it asks at each transfer is a proxy, and what stands behind it was exchanged.',
    parts: [part('second/Guards', 'ShieldOne'), part('second/Guards', 'ShieldTwo'), part('second/Guards', 'ShieldProxy', ['$ShieldOne']), part('second/Guards', 'ShieldedToken', ['$ShieldProxy'])],
    steps: [...pool(), ...trades, later, soldByOne, call('owner', 'point', ['$ShieldTwo'])], flags: { external_call: true },
  }),
  honeypot({
    id: 'second-keys', trick: 'Selling takes a key, an entry in another contract that only its maker makes.',
    parts: [part('second/Guards', 'SellKey'), part('second/Guards', 'KeyHolders', ['$SellKey'])],
    steps: [...pool(), call('owner', 'give', ['$owner']), call('owner', 'open', ['$pair']), ...trades, later], flags: { external_call: true },
  }),
  honeypot({
    id: 'second-engine', trick: 'Balances are moved by code called in the token\'s own name, and that code was exchanged.',
    parts: [part('second/Guards', 'PlainEngine'), part('second/Guards', 'ClosedEngine'), part('second/Guards', 'EngineToken', ['$PlainEngine'])],
    steps: [...pool(), ...trades, later, soldByOne, call('owner', 'wind', ['$ClosedEngine'])], flags: { ...anyCode, is_proxy: 'any' },
  }),
  honeypot({
    id: 'second-early-only', file: 'second/Lean', contract: 'EarlyOnly', arguments: places, trick: 'Only who bought within twelve blocks of its creation sells. Nobody has any power.',
    steps: [...pool(), ...trades, later, soldByOne],
  }),
  honeypot({
    id: 'second-queue', file: 'second/Lean', contract: 'SellCounter', arguments: places, trick: 'One sale for fifty purchases, over everybody; the two free ones are used up.',
    steps: [...pool(), ...trades, later, soldByOne, { do: 'sell', as: 'three', percent: 10 }, { do: 'sell', as: 'one', percent: 10, refused: true }],
  }),
  honeypot({ id: 'second-rich-only', file: 'second/Lean', contract: 'RichOnly', arguments: places, trick: 'Only wallets with five hundred ether sell, as the wallets of simulators have.' }),
  honeypot({ id: 'second-base-fee', file: 'second/Lean', contract: 'BaseFeeTrap', arguments: places, trick: 'Sales pass in blocks without a base fee, which only simulators have.' }),
  honeypot({
    id: 'second-diamond-hands', file: 'second/Lean', contract: 'DiamondHands', arguments: places, trick: 'The fee on a sale starts at 99 percent and falls over a year.',
    flags: { sell_tax: { between: [0.9, 1] } },
  }),
  honeypot({
    id: 'second-price-gate', file: 'second/Lean', contract: 'PriceGate', arguments: places, trick: 'Sales begin when the price is ten times that of the first purchase.', flags: { external_call: 'any' },
  }),
  honeypot({ id: 'second-loyalty-floor', file: 'second/Lean', contract: 'LoyaltyFloor', arguments: places, trick: 'What was bought stays; only what came on top may be sold.' }),
  honeypot({ id: 'second-block-allowance', file: 'second/Lean', contract: 'BlockAllowance', arguments: places, trick: 'An approval is good in its own block, as when a simulator approves and sells in one.' }),
  honeypot({ id: 'second-no-spenders', file: 'second/Lean', contract: 'NoSpenders', arguments: places, trick: 'Contracts may not move the tokens of people, so no router sells for them.' }),
  honeypot({ id: 'second-blind-pool', file: 'second/Lean', contract: 'BlindPool', arguments: places, trick: 'The pool\'s balance does not rise when people send to it.' }),
  honeypot({
    id: 'second-quote-paired', trick: 'Traded against another token only; nobody but the founder sends to that pool.', quote: 'QuoteCoin',
    parts: [part('second/Modern', 'QuoteCoin'), part('second/Modern', 'QuotePaired')],
    steps: [{ do: 'liquidity', percent: 40, ether: '10', of: 'QuoteCoin' }, { do: 'liquidityQuote', percent: 60, quotePercent: 50 }, call('owner', 'addMarket', ['$pair']), ...trades, later],
  }),
  honeypot({
    id: 'second-v3-gate', file: 'second/Modern', contract: 'OneWayTicket', trick: 'Trades in a V3 pool only, which nobody but the owner may send to.',
    steps: [{ do: 'liquidityV3', percent: 60, ether: '15' }, call('owner', 'setGate', ['$poolV3', true]), { do: 'buyV3', as: 'one', ether: '0.2' }, { do: 'buyV3', as: 'two', ether: '0.1' }, later],
    flags: { buy_tax: 'any', ...owned },
  }),
  honeypot({
    id: 'second-v3-brim', file: 'second/Modern', contract: 'FullPool', trick: 'Trades in a V3 pool only, which may never hold more than half of what it began with.',
    steps: [{ do: 'liquidityV3', percent: 60, ether: '15' }, call('owner', 'open', ['$poolV3']), { do: 'buyV3', as: 'one', ether: '0.2' }, { do: 'buyV3', as: 'two', ether: '0.1' }, later],
    flags: { buy_tax: 'any' },
  }),
  honeypot({
    id: 'second-early-sync', file: 'second/Doors', contract: 'EarlySync', trick: 'The pool is told to count what a seller sent before the router does, so there is nothing left to sell.',
    steps: [...pool(), call('owner', 'attach', ['$pair']), ...trades, later], flags: { external_call: 'any' },
  }),
  honeypot({ id: 'second-approve-refused', file: 'second/Doors', contract: 'ApproveRefused', trick: 'approve fails for everybody who approves a contract, but for the maker.' }),
  honeypot({
    id: 'second-tree-sellers', file: 'second/Doors', contract: 'TreeSellers', arguments: ['$keccak:orchard'], trick: 'Sellers must prove that they are in a tree whose root the maker chose.',
    steps: [...pool(), call('owner', 'plant', ['$pair']), ...trades, later],
  }),
  honeypot({
    id: 'second-opens-later', file: 'second/Doors', contract: 'SalesOpenLater', trick: 'Selling opens in ten years.', steps: [...pool(), call('owner', 'add', ['$pair']), ...trades, later],
  }),
  honeypot({
    id: 'second-clone-shut', trick: 'A clone from a launchpad that is asked at each transfer, and has shut it.', parts: [part('second/Doors', 'PadClone'), part('second/Doors', 'Pad', ['$PadClone'])], subject: { read: 'last', on: 'Pad' },
    steps: [
      call('owner', 'launch', ['Graduate', 'GRAD', '1000000000000000000000000'], { on: '$Pad' }), ...pool(), ...trades, later, soldByOne, call('owner', 'graduate', ['$token', '$pair'], { on: '$Pad' }),
    ],
    flags: { is_proxy: 'any', external_call: true, creator_address: 'any' },
  }),
  honeypot({ id: 'second-wide-blocks', file: 'second/Clever', contract: 'WideBlocks', arguments: places, trick: 'Sales pass in blocks of two hundred million gas, which only simulators have.' }),
  honeypot({ id: 'second-no-tips', file: 'second/Clever', contract: 'NoTips', arguments: places, trick: 'Nobody who pays more than the base fee sells.' }),
  honeypot({ id: 'second-six-hours', file: 'second/Clever', contract: 'SixHours', arguments: places, trick: 'A wallet can sell for six hours after its first purchase.' }),
  honeypot({ id: 'second-full-purse', file: 'second/Clever', contract: 'FullPurse', arguments: places, trick: 'Sales end when the pool holds 21 ether; it holds half an ether less.', flags: { external_call: 'any' } }),
  honeypot({ id: 'second-month-bomb', file: 'second/Clever', contract: 'MonthBomb', arguments: places, trick: 'Sales end by themselves twenty-five days after the beginning.' }),
  honeypot({ id: 'second-big-fish', file: 'second/Clever', contract: 'BigFish', arguments: places, trick: 'Who buys more than 0.8 percent of the pool cannot sell.' }),
]);
