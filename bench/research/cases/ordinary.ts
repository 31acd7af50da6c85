import { burned, call, clean, later, ordinarySet, part, sale, type Case, type Expected, type Part, type Step } from './case.ts';

const nobody = '0x0000000000000000000000000000000000000000';
/** A multisig account of three people, two of whom have to agree. */
export const safe: Part[] = [part('ordinary/VaultWallet', 'VaultWallet'), part('ordinary/VaultWallet', 'VaultWalletProxy', ['$VaultWallet'])];
export const openSafe: Step = call('owner', 'setup', [['$four', '$five', '$six'], 2, nobody, '0x', nobody, nobody, 0, nobody], { on: '$VaultWalletProxy' });
/** A timelock of two days that the multisig proposes to. */
export const delay: Part = part('ordinary/Modern', 'Delay', [172_800, ['$VaultWalletProxy'], ['$VaultWalletProxy']]);

export const trade: Step[] = [{ do: 'buy', as: 'one', ether: '0.2' }, { do: 'buy', as: 'two', ether: '0.1' }, { do: 'transfer', as: 'two', to: '$four', percent: 50 }];
/** A pool that several people own together, nobody more than half. */
export const spread: Step[] = [
  { do: 'liquidity', percent: 30, ether: '6' }, { do: 'transfer', as: 'owner', to: '$five', percent: 30 }, { do: 'transfer', as: 'owner', to: '$six', percent: 40 },
  { do: 'liquidity', as: 'five', percent: 100, ether: '5' }, { do: 'liquidity', as: 'six', percent: 100, ether: '5' },
];
export const lived: Step[] = [...spread, ...trade, later, ...sale];
export const locked: Step[] = [{ do: 'liquidity', percent: 60, ether: '8' }, ...trade, later, ...sale, { do: 'lockPool', percent: 100, days: 365 }];
export const noPool: Record<string, Expected> = { is_in_dex: false, buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', cannot_buy: 'any', cannot_sell_all: 'any' };
/** The levels of a token that works and whose public powers lie with several people, or with rules. */
const calm: Case['levels'] = ['low', 'moderate'];

/** How well-known tokens of the first ten years were made. None is a trap, and none may be called high. */
export const ordinaryCases: Case[] = ordinarySet([
  clean({
    id: 'ordinary-issued-dollar', trick: 'A dollar of 2017 with a fee that was never switched on, issue and redeem, a freeze list and a successor pointer; the owner is a multisig account.',
    parts: [...safe, part('ordinary/IssuedDollar', 'IssuedDollar', ['1000000000000'])],
    steps: [openSafe, ...lived, call('owner', 'transferOwnership', ['$VaultWalletProxy'])],
    flags: { is_mintable: true, transfer_pausable: true, is_blacklisted: true, owner_change_balance: true, slippage_modifiable: true, external_call: 'any', is_proxy: 'any', owner_address: { address: '$VaultWalletProxy' } }, levels: calm,
  }),
  clean({
    id: 'ordinary-crowdfunded', file: 'ordinary/CrowdfundedAds', arguments: ['$owner', '$owner', '$now+600'], trick: 'Sold for ether in its own sale, which is finalized: nothing can be made any more.',
    steps: [call('three', 'createTokens', [], { ether: '1' }), ...lived, call('owner', 'finalize')], levels: ['low'],
  }),
  clean({ id: 'ordinary-fuel', file: 'ordinary/OracleFuel', contract: 'OracleFuel', trick: 'ERC-677 with a fixed supply and no owner, made without a Transfer event for the first balance.', steps: lived, levels: ['low'] }),
  clean({
    id: 'ordinary-maker-share', trick: 'ds-token: the owner is nobody, an authority lets wards mint and its root, a multisig account, do anything.',
    parts: [...safe, part('ordinary/MakerShare', 'MakerShare'), part('ordinary/MakerShare', 'ShareAuthority')], subject: 'MakerShare',
    steps: [
      openSafe, call('owner', 'mint', ['$owner', '1000000000000000000000000'], { on: '$MakerShare' }), ...lived, call('owner', 'setAuthority', ['$ShareAuthority'], { on: '$MakerShare' }),
      call('owner', 'setOwner', [nobody], { on: '$MakerShare' }), call('owner', 'setRoot', ['$VaultWalletProxy'], { on: '$ShareAuthority' }),
    ],
    flags: { is_mintable: true, transfer_pausable: true, hidden_owner: 'any', can_take_back_ownership: 'any', owner_change_balance: 'any', external_call: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-custody-coin', trick: 'Backed by custody: mintable and pausable by a controller that a multisig account owns and one factory address uses.',
    parts: [...safe, part('ordinary/CustodyCoin', 'CustodyCoin'), part('ordinary/CustodyCoin', 'CustodyController', ['$CustodyCoin'])], subject: 'CustodyCoin',
    steps: [
      openSafe, call('owner', 'mint', ['$owner', '1000000000000'], { on: '$CustodyCoin' }), ...lived,
      call('owner', 'transferOwnership', ['$CustodyController'], { on: '$CustodyCoin' }), call('owner', 'callClaimOwnership'), call('owner', 'setFactory', ['$VaultWalletProxy']),
      call('owner', 'transferOwnership', ['$VaultWalletProxy'], { on: '$CustodyController' }),
    ],
    flags: { is_mintable: true, transfer_pausable: true, owner_address: { address: '$CustodyController' }, hidden_owner: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-sale-finished', file: 'ordinary/SaleToken', trick: 'Minting was finished for good; the owner is still there and has nothing left to do.',
    steps: [call('owner', 'mint', ['$owner', '1000000000000000000000000']), call('owner', 'finishMinting'), ...lived], flags: { owner_address: { address: '$owner' } }, levels: ['low'],
  }),
  clean({
    id: 'ordinary-pooled-ether', trick: 'Staked ether in shares behind an application proxy; a committee of three reports rewards within limits, the kernel belongs to a multisig account.',
    parts: [
      ...safe, part('ordinary/PooledEther', 'PooledEther'), part('ordinary/PooledEther', 'Kernel', ['$PooledEther']), part('ordinary/PooledEther', 'OracleCommittee', [['$four', '$five', '$six'], 2]),
      part('ordinary/PooledEther', 'AppProxy', ['$Kernel']),
    ],
    subject: 'AppProxy',
    steps: [
      openSafe, call('owner', 'initialize', ['$OracleCommittee'], { on: '$token', ether: '1' }), call('owner', 'setToken', ['$token'], { on: '$OracleCommittee' }), call('owner', 'submit', [nobody], { on: '$token', ether: '10' }),
      ...lived, call('owner', 'setGovernance', ['$VaultWalletProxy'], { on: '$Kernel' }),
    ],
    flags: { is_proxy: true, is_mintable: 'any', owner_change_balance: 'any', hidden_owner: 'any', external_call: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-wrapped-pooled', trick: 'Wraps the shares of a rebasing staked ether; anybody wraps and unwraps.',
    parts: [
      part('ordinary/PooledEther', 'PooledEther'), part('ordinary/PooledEther', 'OracleCommittee', [['$four', '$five', '$six'], 2]), part('ordinary/WrappedPooled', 'WrappedPooled', ['$PooledEther']),
    ],
    steps: [
      call('owner', 'initialize', ['$OracleCommittee'], { on: '$PooledEther', ether: '1' }), call('owner', 'setToken', ['$PooledEther']), call('owner', 'submit', [nobody], { on: '$PooledEther', ether: '12' }),
      call('owner', 'approve', ['$token', '100000000000000000000'], { on: '$PooledEther' }), call('owner', 'wrap', ['11000000000000000000'], { on: '$token' }), ...lived,
    ],
    flags: { is_mintable: 'any', external_call: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-warded-dollar', trick: 'Made from collateral: the adapter is the only ward left and gives out a thousand for each ether.',
    parts: [part('ordinary/WardedDollar', 'WardedDollar', [31_337]), part('ordinary/WardedDollar', 'CollateralJoin', ['$WardedDollar'])], subject: 'WardedDollar',
    steps: [call('owner', 'rely', ['$CollateralJoin']), call('owner', 'draw', [], { ether: '10' }), ...lived, call('owner', 'deny', ['$owner'])],
    flags: { is_mintable: 'any', hidden_owner: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-synth', trick: 'Proxy, target and balances in three contracts; the proxy calls and does not delegate. All belong to a multisig account.',
    parts: [
      ...safe, part('ordinary/SynthSystem', 'SynthProxy', ['$owner']), part('ordinary/SynthSystem', 'SynthState', ['$owner']),
      part('ordinary/SynthSystem', 'SynthToken', ['$SynthProxy', '$SynthState', '$owner', '1000000000000000000000000']),
    ],
    subject: 'SynthProxy',
    steps: [
      openSafe, call('owner', 'setTarget', ['$SynthToken']), call('owner', 'setAssociatedContract', ['$SynthToken']), call('owner', 'start', [], { on: '$SynthToken' }), ...lived,
      ...['$SynthProxy', '$SynthState', '$SynthToken'].map((on) => call('owner', 'nominateNewOwner', ['$five'], { on })), ...['$SynthProxy', '$SynthState', '$SynthToken'].map((on) => call('five', 'acceptOwnership', [], { on })),
      ...['$SynthProxy', '$SynthState', '$SynthToken'].map((on) => call('five', 'nominateNewOwner', ['$VaultWalletProxy'], { on })),
    ],
    // One person holds it until the multisig accepts: a trader would be told.
    flags: { is_proxy: true, external_call: 'any', is_mintable: 'any', owner_change_balance: 'any', hidden_owner: 'any', owner_address: { address: '$five' }, transfer_pausable: 'any' }, levels: ['low', 'moderate', 'high'],
  }),
  clean({
    id: 'ordinary-governance', trick: 'Votes with checkpoints; the minter, a timelock of two days under a multisig account, may make two percent a year.',
    parts: [...safe, part('ordinary/GovernanceShare', 'GovernanceTimelock', ['$VaultWalletProxy', 172_800]), part('ordinary/GovernanceShare', 'GovernanceShare', ['$owner', '$GovernanceTimelock', '$now+300'])],
    steps: [openSafe, ...lived, call('one', 'delegate', ['$one'])], flags: { is_mintable: true, hidden_owner: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-generated', trick: 'From a token generator: fixed supply, burning of what is one\'s own.', file: 'ordinary/GeneratedToken', contract: 'GeneratedToken',
    arguments: ['Generated Hound', 'GHND', 18, '1000000000000000000000000000', '$six', '$owner'], steps: [...lived, call('one', 'burn', ['1000000000000000000'])], levels: ['low'],
  }),
  clean({
    id: 'ordinary-farm', trick: 'Minted by the farm that owns it, so much a block; the farm belongs to a timelock of two days.',
    parts: [...safe, delay, part('ordinary/FarmToken', 'FarmToken'), part('ordinary/FarmToken', 'FarmChef', ['$FarmToken', '10000000000000000'])], subject: 'FarmToken',
    steps: [
      openSafe, call('owner', 'mint', ['$owner', '1000000000000000000000000'], { on: '$FarmToken' }), ...spread, ...trade, call('owner', 'add', [100, '$pair']), call('owner', 'transferOwnership', ['$FarmChef'], { on: '$FarmToken' }),
      call('owner', 'transferOwnership', ['$Delay'], { on: '$FarmChef' }), later, ...sale, call('one', 'updatePool', [0]),
    ],
    flags: { is_mintable: true, owner_address: { address: '$FarmChef' } }, levels: calm,
  }),
  clean({
    id: 'ordinary-elastic', trick: 'Elastic supply behind a transparent proxy; a policy anybody calls once a day moves it by at most five percent.',
    parts: [
      ...safe, delay, part('ordinary/ElasticUnit', 'ElasticUnit'), part('ordinary/Upgradeable', 'TransparentProxy', ['$ElasticUnit', '$Delay', { encode: 'initialize', on: 'ElasticUnit', arguments: ['$owner'] }]),
      part('ordinary/ElasticUnit', 'ElasticPolicy', ['$TransparentProxy']),
    ],
    subject: 'TransparentProxy',
    steps: [
      openSafe, call('owner', 'setMonetaryPolicy', ['$ElasticPolicy'], { on: '$token' }), ...lived, call('owner', 'setRate', [1]), call('five', 'rebase', [], { on: '$ElasticPolicy' }),
      call('owner', 'transferOwnership', ['$VaultWalletProxy'], { on: '$token' }), call('owner', 'transferOwnership', ['$VaultWalletProxy'], { on: '$ElasticPolicy' }),
    ],
    flags: { is_proxy: true, is_mintable: 'any', owner_change_balance: 'any', hidden_owner: 'any', owner_address: { address: '$VaultWalletProxy' } }, levels: calm,
  }),
  clean({
    id: 'ordinary-flash-wrapped', file: 'ordinary/FlashWrapped', contract: 'FlashWrapped', trick: 'Wrapped ether with permit and flash loans that must be paid back in the same call.',
    steps: [call('owner', 'deposit', [], { ether: '18' }), ...lived], flags: { is_mintable: 'any', external_call: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-trust-dollar', trick: 'A trust company\'s dollar: pause, freeze and wipe, supply control, two of three roles with a multisig account; never frozen anybody.',
    parts: [...safe, part('ordinary/TrustDollar', 'TrustDollar')], subject: 'TrustDollar',
    steps: [
      openSafe, call('owner', 'increaseSupply', ['1000000000000']), ...spread, ...trade, later, ...sale, call('owner', 'setAssetProtectionRole', ['$VaultWalletProxy']), call('owner', 'setSupplyController', ['$VaultWalletProxy']),
      call('owner', 'proposeOwner', ['$four']), call('four', 'claimOwnership', [], { on: '$TrustDollar' }),
    ],
    flags: { is_mintable: true, transfer_pausable: true, is_blacklisted: true, owner_change_balance: true, hidden_owner: 'any', owner_address: { address: '$four' } },
    // One person owns it, and can take every role: wiping is then in one hand.
    levels: ['moderate', 'high', 'critical'],
  }),
  clean({
    id: 'ordinary-lending-receipt', trick: 'A receipt for what was lent: balances grow with the pool\'s index. It is traded nowhere.', market: 'none',
    parts: [part('ordinary/Lending', 'LentAsset'), part('ordinary/Lending', 'LendingPool'), part('ordinary/Lending', 'LendingReceipt', ['$LendingPool', '$LentAsset'])], subject: 'LendingReceipt',
    steps: [
      call('owner', 'init', ['$LendingReceipt', '$LentAsset']), call('owner', 'approve', ['$LendingPool', '500000000000000000000000'], { on: '$LentAsset' }), call('owner', 'supply', ['400000000000000000000000', '$owner']),
      call('owner', 'supply', ['100000000000000000000000', '$one']), later, { do: 'transfer', as: 'one', to: '$two', percent: 10 },
    ],
    // What cannot be bought anywhere was not tried.
    flags: { ...noPool, is_mintable: 'any', hidden_owner: 'any', external_call: 'any' }, levels: [...calm, 'unknown'],
  }),
  clean({
    id: 'ordinary-mirrored', file: 'ordinary/Mirrored', contract: 'Mirrored', trick: 'One percent of each transfer goes to all holders; there is no owner in the code.', steps: locked,
    flags: { buy_tax: { near: 0.01, within: 0.005 }, sell_tax: { between: [0.002, 0.015] }, transfer_tax: { near: 0.01, within: 0.005 } }, levels: calm,
  }),
  clean({
    id: 'ordinary-launched', file: 'ordinary/Launched', contract: 'Launched', arguments: ['$router'], trick: 'A joke token a day after its launch: limits removed, fees at zero, the pool burned, ownership given up.',
    steps: [{ do: 'liquidity', percent: 90, ether: '8' }, call('owner', 'openTrading'), call('owner', 'removeLimits'), ...trade, call('owner', 'reduceFee', [0, 0]), later, ...sale, ...burned, call('owner', 'renounceOwnership')],
    flags: { external_call: 'any', is_whitelisted: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-low-fee', file: 'ordinary/Launched', contract: 'Launched', arguments: ['$router'], trick: 'The same token with two percent left and an owner who can only lower them.',
    steps: [{ do: 'liquidity', percent: 60, ether: '8' }, call('owner', 'openTrading'), call('owner', 'removeLimits'), ...trade, call('owner', 'reduceFee', [2, 2]), later, ...sale, { do: 'lockPool', percent: 100, days: 180 }],
    flags: { buy_tax: { near: 0.02, within: 0.005 }, sell_tax: { near: 0.02, within: 0.005 }, slippage_modifiable: true, external_call: 'any', is_whitelisted: 'any', owner_address: { address: '$owner' } }, levels: calm,
  }),
  clean({
    id: 'ordinary-not-open', file: 'ordinary/Launched', contract: 'Launched', arguments: ['$router'], trick: 'A pool stands and trading is not open yet.', market: 'closed',
    steps: [{ do: 'liquidity', percent: 90, ether: '8' }, { do: 'transfer', as: 'owner', to: '$one', percent: 10 }, later],
    flags: { cannot_buy: true, is_honeypot: 'any', buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', cannot_sell_all: 'any', is_anti_whale: 'any', anti_whale_modifiable: 'any', slippage_modifiable: true, transfer_pausable: 'any', is_whitelisted: 'any', external_call: 'any', owner_address: { address: '$owner' } },
    levels: ['moderate', 'high', 'unknown'],
  }),
  clean({
    id: 'ordinary-permissioned', trick: 'A regulated share: verified holders only; agents freeze, pause, force transfers. The agent and owner are a multisig account; it is traded nowhere.', market: 'none',
    parts: [...safe, part('ordinary/Permissioned', 'IdentityRegistry'), part('ordinary/Permissioned', 'Permissioned', ['$IdentityRegistry'])], subject: 'Permissioned',
    steps: [
      openSafe, ...['$owner', '$one', '$two', '$three'].map((holder) => call('owner', 'registerIdentity', [holder])), call('owner', 'addAgent', ['$owner']), call('owner', 'mint', ['$owner', 100_000]), later,
      { do: 'transfer', as: 'owner', to: '$one', percent: 30 }, { do: 'transfer', as: 'one', to: '$two', percent: 30 }, call('owner', 'addAgent', ['$VaultWalletProxy']), call('owner', 'removeAgent', ['$owner']),
      call('owner', 'transferOwnership', ['$VaultWalletProxy'], { on: '$Permissioned' }), call('owner', 'transferOwnership', ['$VaultWalletProxy'], { on: '$IdentityRegistry' }),
    ],
    flags: { ...noPool, is_mintable: true, transfer_pausable: true, is_blacklisted: true, is_whitelisted: true, owner_change_balance: true, external_call: true, hidden_owner: 'any', is_honeypot: 'any', owner_address: { address: '$VaultWalletProxy' } },
    levels: ['low', 'moderate', 'high', 'unknown'],
  }),
]);
