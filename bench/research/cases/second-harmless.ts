import { burned, call, clean, fee, later, part, pool, sale, second, tax, trades, type Case } from './case.ts';

const owned = { owner_address: { address: '$owner' } };
const renounce = call('owner', 'renounceOwnership');
const usual = (...more: Case['steps']) => [...pool(), ...trades, later, ...sale, ...burned, ...more];

/** Second set: looks like one of its traps, and is none. */
export const secondHarmless: Case[] = second([
  clean({
    id: 'second-dead-owner', file: 'second/TaxLaunch', contract: 'DeadOwner', arguments: ['$router'], trick: 'Fees, bots and a switch for its owner, which is the burn address.',
    steps: [...pool(80), call('owner', 'openTrading'), ...trades, call('owner', 'removeLimits'), later, ...sale, ...burned, call('owner', 'transferOwnership', ['$dead'])],
    flags: {
      buy_tax: tax(0.04), sell_tax: tax(0.04), external_call: true, owner_address: 'any', slippage_modifiable: 'any', is_blacklisted: 'any', transfer_pausable: 'any', is_anti_whale: 'any', anti_whale_modifiable: 'any',
      is_whitelisted: 'any',
    },
  }),
  clean({ id: 'second-sunset-mint', shows: [{ flag: 'is_mintable', steps: [call('owner', 'mint', ['$owner', '1'], { refused: true })] }], file: 'second/OldMath', contract: 'SunsetMint', trick: 'The owner could mint for three blocks, long ago.', flags: owned }),
  clean({
    id: 'second-pause-never', shows: [{ flag: 'transfer_pausable', steps: [call('owner', 'pause', [], { refused: true })] }], file: 'second/OldMath', contract: 'PauseNever', trick: 'A pause, and a switch after which nobody can ever pause: it was thrown.',
    steps: usual(call('owner', 'notPausable')), flags: { ...owned, is_whitelisted: 'any' },
  }),
  clean({ id: 'second-preset-allowance', file: 'second/Slots', contract: 'PresetAllowance', arguments: ['$router'], trick: 'The router has an endless allowance from everybody, which only who trades can use.' }),
  clean({
    id: 'second-clear-shield', trick: 'Asks an "anti-bot" contract that nobody can change and that refuses nothing.', parts: [part('second/Guards', 'ClearShield'), part('second/Guards', 'ClearToken', ['$ClearShield'])],
    flags: { external_call: true },
  }),
  clean({
    id: 'second-two-steps-done', shows: [{ flag: 'can_take_back_ownership', steps: [call('secret', 'acceptOwnership', [], { refused: true })] }], file: 'second/Modern', contract: 'TwoStepDone', trick: 'Ownership in two steps; an offer was made, then ownership given up, which ends the offer.',
    steps: usual(call('owner', 'transferOwnership', ['$secret']), renounce), flags: { is_blacklisted: 'any' },
  }),
  clean({ id: 'second-closed-list', file: 'second/Modern', contract: 'ClosedList', arguments: [['$five', '$six', '$secret']], trick: 'A list of three that cannot move, made at creation; nobody can add to it.' }),
  clean({
    id: 'second-first-mint', shows: [{ flag: 'is_mintable', steps: [call('owner', 'mint', ['$owner', '1'], { refused: true })] }], file: 'second/Modern', contract: 'FirstMint', trick: 'mint works while there are no tokens at all.',
    steps: [call('owner', 'mint', ['$owner', '1000000000000000000000000']), ...usual()], flags: owned,
  }),
  fee({
    id: 'second-bounded-fee', shows: [{ flag: 'slippage_modifiable', steps: [call('owner', 'setFeePercent', [6], { refused: true }), call('owner', 'setFeePercent', [5])] }], file: 'second/Modern', contract: 'BoundedFee', trick: 'A fee of two percent the owner may move, five at the most.',
    flags: { buy_tax: tax(0.02), sell_tax: tax(0.02), transfer_tax: tax(0.02), slippage_modifiable: true, is_whitelisted: 'any', ...owned },
  }),
  clean({ id: 'second-guarded-sweep', shows: [{ flag: 'owner_change_balance', steps: [call('owner', 'rescueTokens', ['$token', '1'], { refused: true })] }], file: 'second/Modern', contract: 'GuardedSweep', trick: 'The owner takes out other tokens and ether sent here by mistake, and burns its own.', flags: owned }),
  clean({ id: 'second-self-calls', file: 'second/Modern', contract: 'SelfCalls', trick: 'Several calls in one by delegatecall to itself; signed approvals.' }),
  clean({
    id: 'second-frozen-proxy', trick: 'Behind a standard proxy that nobody can upgrade.',
    parts: [part('second/Modern', 'FrozenLogic'), part('second/Modern', 'FrozenProxy', ['$FrozenLogic', { encode: 'initialize', on: 'FrozenLogic', arguments: ['$owner'] }])],
    flags: { is_proxy: true, external_call: 'any' },
  }),
  clean({
    id: 'second-bot-trap-ended', file: 'second/Modern', contract: 'BotTrapEnded', trick: 'Buyers of two blocks after the launch were listed for good; that is over, and one was caught.',
    steps: [...pool(), call('owner', 'launch', ['$pair']), { do: 'buy', as: 'five', ether: '0.1' }, ...trades, later, ...sale, { do: 'sell', as: 'five', percent: 50, refused: true }, ...burned], flags: { is_blacklisted: 'any' },
  }),
  clean({ id: 'second-careful-gas', file: 'second/Modern', contract: 'CarefulGas', trick: 'Transfers ask for forty thousand gas left and a price below ten thousand gwei.' }),
  clean({
    id: 'second-new-series', trick: 'Old tokens of one fixed kind, of which there are no more, become new ones.', parts: [part('second/Modern', 'OldSeries'), part('second/Modern', 'NewSeries', ['$OldSeries'])],
    flags: { is_mintable: 'any' },
  }),
  clean({
    id: 'second-idle-guardian', trick: 'A guardian may stop transfers for a day; the guardian is a contract that cannot call anything.',
    parts: [part('second/Modern', 'NoGuardian'), part('second/Modern', 'IdleGuardian', ['$NoGuardian'])], flags: { transfer_pausable: 'any', hidden_owner: 'any' },
  }),
  clean({
    id: 'second-dividend-list', file: 'second/Doors', contract: 'DividendList', trick: 'The owner "blacklists" accounts, which get no dividends; their tokens move as everybody\'s.',
    shows: [{ flag: 'is_blacklisted', steps: [call('owner', 'blacklist', ['$three', true]), { do: 'sell', as: 'three', percent: 50 }] }], flags: owned,
  }),
  clean({
    id: 'second-cap-reached', file: 'second/Doors', contract: 'CapReached', trick: 'A minter with a cap that has been reached, and nothing is ever burned.',
    shows: [{ flag: 'is_mintable', steps: [call('owner', 'mint', ['$owner', '1'], { refused: true })] }], flags: owned,
  }),
  clean({ id: 'second-polite-burn', file: 'second/Doors', contract: 'PoliteBurn', trick: 'Burning the tokens of others takes their allowance.' }),
  clean({ id: 'second-greeting', file: 'second/Doors', contract: 'Greeting', trick: 'Data that reads like instructions, and a pause that stops a greeting.', flags: owned }),
  clean({
    id: 'second-quote-plain', trick: 'A plain token traded against another plain token.', quote: 'QuoteCoin', parts: [part('second/Modern', 'QuoteCoin'), part('second/Modern', 'LockedInName')],
    steps: [{ do: 'liquidity', percent: 40, ether: '10', of: 'QuoteCoin' }, { do: 'liquidityQuote', percent: 60, quotePercent: 50 }, ...trades, later, ...sale, ...burned],
  }),
]);
