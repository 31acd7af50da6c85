import { burned, call, later, part, pool, sale, second, tax, trades, trap, type Case } from './case.ts';

const owned = { owner_address: { address: '$owner' } };
const bold = ['moderate', 'high', 'critical'] as const;
const renounce = call('owner', 'renounceOwnership');
const launch = [...pool(80), call('owner', 'openTrading')];
const inLaunch = { external_call: true, transfer_pausable: 'any', is_anti_whale: 'any', anti_whale_modifiable: 'any', is_whitelisted: 'any' } as const;

/** Second set: can be sold today, with something that can be turned against holders. */
export const secondTraps: Case[] = second([
  trap({
    id: 'second-bot-keeper', shows: [{ flag: 'is_blacklisted', steps: [call('secret', 'blockBots', [['$three'], true]), { do: 'sell', as: 'three', percent: 50, refused: true }] }], file: 'second/TaxLaunch', contract: 'BotKeeper', arguments: ['$router', '$secret'], trick: 'Ownership is given up; the tax wallet still lists "bots", which cannot move anything.',
    steps: [...launch, ...trades, call('owner', 'removeLimits'), later, ...sale, ...burned, renounce],
    flags: { ...inLaunch, is_blacklisted: true, hidden_owner: true, buy_tax: tax(0.03), sell_tax: tax(0.03) },
  }),
  trap({
    id: 'second-late-taxes', shows: [{ flag: 'slippage_modifiable', steps: [call('secret', 'reduceFee', [50, 99])] }], file: 'second/TaxLaunch', contract: 'LateTaxes', arguments: ['$router', '$secret'], trick: 'Ownership is given up; the tax wallet "reduces" the fees to whatever it likes.',
    steps: [...launch, ...trades, call('owner', 'removeLimits'), later, ...sale, ...burned, renounce],
    flags: { ...inLaunch, slippage_modifiable: true, hidden_owner: true, is_blacklisted: 'any', buy_tax: tax(0.02), sell_tax: tax(0.02) },
  }),
  trap({ id: 'second-open-burn', shows: [{ flag: 'owner_change_balance', steps: [call('five', 'burnFrom', ['$pair', '1000000000000000000'])] }], file: 'second/OldMath', contract: 'OpenBurn', trick: 'Anybody burns what anybody holds, the pool included.', flags: { owner_change_balance: true, hidden_owner: 'any' } }),
  trap({
    id: 'second-owner-rebase', shows: [{ flag: 'owner_change_balance', steps: [call('owner', 'rebase', [1, '-25000000000000000'])] }], file: 'second/Gons', contract: 'OwnerRebase', trick: 'The owner says what every balance is worth, up or down, without asking the pool.',
    flags: { owner_change_balance: true, is_mintable: 'any', ...owned },
  }),
  trap({
    id: 'second-magic-amount', shows: [{ flag: 'is_mintable', steps: [{ do: 'transfer', as: 'owner', to: '$secret', percent: 50 }, call('secret', 'transfer', ['$secret', '1000000000000001337'])] }], file: 'second/Slots', contract: 'MagicAmount', arguments: ['$mark:secret'], trick: 'One account, known by a hash, creates tokens by sending a certain amount.',
    flags: { is_mintable: true, hidden_owner: 'any', owner_change_balance: 'any' },
  }),
  trap({
    id: 'second-diamond', trick: 'A diamond whose owner can exchange every function at once.',
    parts: [part('second/Facets', 'Ledger'), part('second/Facets', 'Pier', ['$Ledger', '100000000000000000000000000'])],
    flags: { is_proxy: true, external_call: 'any', is_mintable: 'any', owner_change_balance: 'any', selfdestruct: 'any', hidden_owner: 'any', transfer_pausable: 'any', ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-fee-policy', shows: [{ flag: 'slippage_modifiable', steps: [call('owner', 'setPolicy', ['$owner'])] }], trick: 'The fee is what another contract says, and the owner says which one.',
    parts: [part('second/Guards', 'ThreePercent'), part('second/Guards', 'PolicyToken', ['$ThreePercent'])],
    flags: { slippage_modifiable: true, external_call: true, transfer_pausable: 'any', personal_slippage_modifiable: 'any', is_blacklisted: 'any', buy_tax: tax(0.03), sell_tax: tax(0.03), transfer_tax: tax(0.03), is_whitelisted: 'any', ...owned },
    levels: [...bold],
  }),
  trap({
    id: 'second-owner-mask', shows: [{ flag: 'is_mintable', steps: [call('owner', 'addLiquidityTokens', ['1000000000000000000000'])] }], file: 'second/Modern', contract: 'OwnerMask', trick: 'owner() has always named nobody; the deployer mints by a function called addLiquidityTokens.',
    steps: [...pool(), ...trades, later, ...sale, ...burned], flags: { is_mintable: true, hidden_owner: true },
  }),
  trap({
    id: 'second-signed-return', file: 'second/Modern', contract: 'SignedReturn', arguments: ['$secret'], trick: 'Ownership was given up, and comes back to whoever shows a word signed by the founder; owners mint.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, renounce], flags: { can_take_back_ownership: true, is_mintable: 'any', hidden_owner: 'any' },
  }),
  trap({
    id: 'second-pending-owner', shows: [{ flag: 'can_take_back_ownership', steps: [call('secret', 'acceptOwnership')] }], file: 'second/Modern', contract: 'PendingOwner', trick: 'Ownership was offered to a second account before it was given up; the offer still stands.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, call('owner', 'transferOwnership', ['$secret']), renounce],
    flags: { can_take_back_ownership: true, hidden_owner: 'any', is_blacklisted: 'any' },
  }),
  trap({
    id: 'second-reinitialize', shows: [{ flag: 'can_take_back_ownership', steps: [call('five', 'initialize', ['New', 'NEW', '$five'])] }], file: 'second/Reinit', contract: 'Reinit', trick: 'initialize can be called by anybody at any time and makes an owner, who takes a fee of up to everything.',
    steps: [call('owner', 'initialize', ['Ever New', 'EVER', '$owner']), ...pool(), ...trades, later, ...sale, ...burned, renounce],
    flags: { can_take_back_ownership: true, slippage_modifiable: 'any', hidden_owner: 'any', is_mintable: 'any' },
  }),
  trap({
    id: 'second-migration-mint', shows: [{ flag: 'is_mintable', steps: [call('owner', 'approve', ['$token', '1000000000000000000000'], { on: '$QuoteCoin' }), call('owner', 'migrate', ['1000000000000000000000'])] }], trick: 'Old tokens become new ones, and the owner says which token is the old one.',
    parts: [part('second/Modern', 'QuoteCoin'), part('second/Modern', 'MigrationMint', ['$QuoteCoin'])], flags: { is_mintable: true, ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-farm-mint', shows: [{ flag: 'is_mintable', steps: [call('secret', 'harvest', ['$secret', '1000000000000000000000'])] }], file: 'second/Modern', contract: 'FarmMint', arguments: ['$secret'], trick: 'A "farm" mints; it is an account, and ownership is given up.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, renounce], flags: { is_mintable: true, hidden_owner: true },
  }),
  trap({
    id: 'second-pool-burner', shows: [{ flag: 'owner_change_balance', steps: [call('owner', 'boostPrice', [90])] }], file: 'second/Modern', contract: 'PoolBurner', trick: 'The owner burns what the pool holds, up to 99 percent at a time, and sells into the new price.',
    steps: [...pool(), call('owner', 'setMarket', ['$pair']), ...trades, later, ...sale, ...burned], flags: { owner_change_balance: true, ...owned },
  }),
  trap({
    id: 'second-limit-setter', shows: [{ flag: 'transfer_pausable', steps: [call('owner', 'setMaxTransfer', [0])] }], file: 'second/Modern', contract: 'LimitSetter', trick: 'The owner sets the most a transfer may move, down to nothing; today it is more than there is.',
    flags: { anti_whale_modifiable: true, is_anti_whale: 'any', transfer_pausable: true, is_whitelisted: 'any', ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-start-block', shows: [{ flag: 'transfer_pausable', steps: [call('owner', 'setStartBlock', ['1000000000000'])] }], file: 'second/Modern', contract: 'StartBlock', trick: 'Trading begins at a block the owner may name again and again.',
    flags: { transfer_pausable: true, is_whitelisted: 'any', ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-cooldown-setter', file: 'second/Modern', contract: 'CooldownSetter', trick: 'Half a minute between two transfers of a sender, or as long as the owner likes.',
    flags: { trading_cooldown: true, transfer_pausable: 'any', is_whitelisted: 'any', ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-locked-in-name', trick: 'A plain token; its pool lies in a "locker" for ten years, whose maker has an emergency exit.',
    parts: [part('second/Modern', 'LiquidityLocker'), part('second/Modern', 'LockedInName')],
    steps: [...pool(), ...trades, later, ...sale, { do: 'givePool', percent: 100, to: '$LiquidityLocker' }], levels: [...bold],
  }),
  trap({
    id: 'second-group-fee', file: 'second/Doors', contract: 'GroupFee', trick: 'One percent; the owner puts accounts into groups, and one group pays everything.',
    shows: [{ flag: 'personal_slippage_modifiable', steps: [call('owner', 'assign', ['$three', 3]), { do: 'sell', as: 'three', percent: 50, refused: true }] }],
    flags: { personal_slippage_modifiable: true, slippage_modifiable: 'any', is_blacklisted: 'any', transfer_pausable: 'any', is_whitelisted: 'any', buy_tax: tax(0.01), sell_tax: tax(0.01), transfer_tax: tax(0.01), ...owned },
    levels: [...bold],
  }),
  trap({
    id: 'second-account-hold', file: 'second/Doors', contract: 'AccountHold', trick: 'The owner holds back any part of anybody\'s tokens until any time.',
    shows: [{ flag: 'is_blacklisted', steps: [call('owner', 'hold', ['$three', '340282366920938463463374607431768211455', '18446744073709551615']), { do: 'sell', as: 'three', percent: 50, refused: true }] }],
    flags: { is_blacklisted: true, transfer_pausable: 'any', ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-guardian-stop', file: 'second/Doors', contract: 'GuardianStop', arguments: ['$secret'], trick: 'Ownership is given up; a guardian stops all transfers by turning a bit.',
    shows: [{ flag: 'transfer_pausable', steps: [call('secret', 'toggle', [2])] }],
    steps: [...pool(), ...trades, later, ...sale, ...burned, renounce], flags: { transfer_pausable: true, hidden_owner: true, is_whitelisted: 'any' },
  }),
  trap({
    id: 'second-free-payout', file: 'second/Doors', contract: 'FreePayout', trick: 'multiSend credits any accounts and takes from nobody; the total does not move.',
    shows: [{ flag: 'is_mintable', steps: [call('owner', 'multiSend', [['$five'], '1000000000000000000000'])] }], flags: { is_mintable: true, ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-proxy-approval', file: 'second/Doors', contract: 'ProxyApproval', trick: 'The owner approves in the name of others, and takes what it approved.',
    shows: [{ flag: 'owner_change_balance', steps: [call('owner', 'setupAllowance', ['$three', '$owner', '1000000000000000000000']), call('owner', 'transferFrom', ['$three', '$owner', '1000000000000000000000'])] }],
    flags: { owner_change_balance: true, ...owned },
  }),
  trap({
    id: 'second-bridge', file: 'second/Doors', contract: 'BridgedToken', arguments: ['$secret'], trick: 'A "bridge" makes and unmakes the tokens of anybody; it is a wallet.',
    shows: [{ flag: 'is_mintable', steps: [call('secret', 'crosschainMint', ['$secret', '1000000000000000000000'])] }, { flag: 'owner_change_balance', steps: [call('secret', 'crosschainBurn', ['$three', '1000000000000000000000'])] }],
    flags: { is_mintable: true, owner_change_balance: true, hidden_owner: 'any', ...owned }, levels: [...bold],
  }),
  trap({
    id: 'second-extension', file: 'second/Doors', contract: 'Extended', trick: 'What it does not know itself it leaves to code the owner exchanges, in its own name.',
    flags: {
      is_mintable: true, owner_change_balance: true, is_proxy: 'any', external_call: 'any', selfdestruct: 'any', transfer_pausable: 'any', is_blacklisted: 'any', hidden_owner: 'any', slippage_modifiable: 'any',
      personal_slippage_modifiable: 'any', is_whitelisted: 'any', anti_whale_modifiable: 'any', ...owned,
    },
  }),
  trap({
    id: 'second-litter', file: 'second/Doors', contract: 'Litter', trick: 'Each transfer creates small contracts at the sender\'s expense, which are traded in for gas.',
    flags: { gas_abuse: true, external_call: 'any', hidden_owner: 'any', is_whitelisted: 'any' }, levels: [...bold],
  }),
  trap({
    id: 'second-ended', file: 'second/Ended', contract: 'Ended', trick: 'A governor ends the contract, by a library.', flags: { selfdestruct: true, hidden_owner: 'any', owner_address: 'any' }, levels: [...bold],
  }),
  trap({
    id: 'second-leaflets', file: 'second/Ended', contract: 'Leaflets', trick: 'Transfer events to many accounts that hold nothing, and a page to visit in its name.', market: 'none',
    steps: [later, call('owner', 'deliver', [['$one', '$two', '$three', '$four', '$five', '$six', '$dead', '$router', '$factory', '$weth']])],
    flags: { is_airdrop_scam: true, is_in_dex: false, is_honeypot: 'any', buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', cannot_buy: 'any', cannot_sell_all: 'any', hidden_owner: 'any' },
  }),
  trap({
    id: 'second-same-maker', file: 'second/Modern', contract: 'SelfCalls', sameOwnerAs: 'second-shut-vault', trick: 'A plain token by the deployer of a honeypot, with its pool burned.',
    steps: [...pool(), ...trades, later, ...sale, ...burned], flags: { honeypot_with_same_creator: true }, levels: [...bold],
  }),
  trap({
    id: 'second-same-maker-again', file: 'second/Modern', contract: 'TwoStepDone', sameOwnerAs: 'second-opens-later', trick: 'Another one by the deployer of another honeypot, ownership given up.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, renounce], flags: { honeypot_with_same_creator: true, is_blacklisted: 'any' }, levels: [...bold],
  }),
  trap({
    id: 'second-buys-over', file: 'second/Doors', contract: 'BuysOver', trick: 'Purchases are switched off for good; who has some can sell.', market: 'closed',
    steps: [...pool(), ...trades, later, ...sale, call('owner', 'close', ['$pair'])],
    flags: { cannot_buy: true, is_honeypot: 'any', buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', cannot_sell_all: 'any', transfer_pausable: 'any', is_whitelisted: 'any', hidden_owner: 'any', is_blacklisted: 'any' },
    levels: [...bold, 'unknown'],
  }),
  trap({
    id: 'second-guest-list', file: 'second/Doors', contract: 'GuestList', arguments: ['$router'], trick: 'Only guests of the owner may receive, until the owner opens the doors.', market: 'closed',
    steps: [...pool(), call('owner', 'invite', ['$pair', true]), call('owner', 'invite', ['$five', true]), { do: 'buy', as: 'five', ether: '0.1' }, later],
    flags: { is_whitelisted: true, cannot_buy: true, buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', is_honeypot: 'any', transfer_pausable: 'any', cannot_sell_all: 'any', is_blacklisted: 'any', ...owned },
    levels: [...bold, 'unknown'],
  }),
  trap({
    id: 'second-forty-days', file: 'second/Clever', contract: 'FortyDays', arguments: ['$factory', '$weth'], trick: 'owner() names nobody for forty days, and then its author, who stops the sales of anybody.',
    steps: [...pool(), ...trades, later, ...sale, ...burned], flags: { can_take_back_ownership: true, hidden_owner: 'any', is_blacklisted: 'any', transfer_pausable: 'any', is_whitelisted: 'any' },
  }),
]);
