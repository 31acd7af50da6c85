import { call, clean, later, ordinarySet, part, sale, type Case, type Step, type Value } from './case.ts';
import { delay, lived, locked, noPool, openSafe, safe, spread, trade } from './ordinary.ts';

const calm: Case['levels'] = ['low', 'moderate'];
const plain = (name: string, symbol: string, supply = '1000000000000000000000000') => ({ file: 'ordinary/Modern', contract: 'PlainAsset', arguments: [name, symbol, supply] as Value[] });
const roles = (name: string): Value => `$keccak:${name}`;
const admin = `0x${'0'.repeat(64)}`;
/** A transparent proxy makes its admin itself. */
const byAdmin = { on: '$made:TransparentProxy', like: 'ordinary/Upgradeable:Admin' };
const noTrial = { buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any' } as const;

/** How serious teams deploy today, with the usual library, and the pools they use. */
export const ordinaryModernCases: Case[] = ordinarySet([
  clean({ id: 'ordinary-transient', file: 'ordinary/Modern', contract: 'TransientToken', trick: 'Permit, ERC-1363 and a guard in transient storage; nobody has power over it.', steps: lived, levels: ['low'] }),
  clean({
    id: 'ordinary-council', trick: 'Votes by time, capped supply; the owner is a timelock of two days under a multisig account.',
    parts: [...safe, delay, part('ordinary/Modern', 'CouncilToken', ['$owner'])], steps: [openSafe, ...lived, call('owner', 'transferOwnership', ['$Delay'], { on: '$CouncilToken' })],
    // Two steps: until the timelock accepts, the deployer owns it, and can mint the other half.
    flags: { is_mintable: true, owner_address: { address: '$owner' } }, levels: ['low', 'moderate', 'high'],
  }),
  clean({
    id: 'ordinary-timelocked', trick: 'The same token made for the timelock from the start; supply handed out by a multisig account\'s member.',
    parts: [...safe, delay, part('ordinary/Modern', 'CouncilToken', ['$Delay'])], market: 'none', steps: [openSafe, later],
    flags: { ...noPool, is_mintable: true, owner_address: { address: '$Delay' } }, levels: ['low', 'moderate', 'unknown'],
  }),
  clean({ id: 'ordinary-tidy', file: 'ordinary/Modern', contract: 'TidyToken', trick: 'The owner sets a link and gets back what was sent here by mistake; nothing that is a holder\'s.', steps: locked, flags: { owner_address: { address: '$owner' } }, levels: calm }),
  clean({
    id: 'ordinary-emission', trick: 'Roles: the admin is a multisig account, the minter a contract with a fixed rate; the deployer gave its role up.',
    parts: [...safe, part('ordinary/Modern', 'RoleToken', ['$VaultWalletProxy']), part('ordinary/Modern', 'Emitter', ['$RoleToken', '$VaultWalletProxy'])], subject: 'RoleToken',
    steps: [openSafe, ...lived, call('owner', 'grantRole', [roles('MINTER_ROLE'), '$Emitter'], { on: '$RoleToken' }), call('owner', 'renounceRole', [admin, '$owner'], { on: '$RoleToken' }), call('five', 'emission')],
    flags: { is_mintable: true, hidden_owner: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-managed', trick: 'An access manager decides who mints; its admin is a multisig account.',
    parts: [...safe, part('ordinary/Modern', 'Manager', ['$VaultWalletProxy']), part('ordinary/Modern', 'ManagedToken', ['$Manager'])], steps: [openSafe, ...lived],
    flags: { is_mintable: true, hidden_owner: 'any', owner_change_balance: 'any', owner_address: 'any' }, levels: calm,
  }),
  clean({ id: 'ordinary-flash', file: 'ordinary/Modern', contract: 'FlashToken', trick: 'Flash loans of the token itself (ERC-3156).', steps: lived, flags: { is_mintable: 'any' }, levels: ['low'] }),
  clean({
    id: 'ordinary-vault', trick: 'Shares of an ERC-4626 vault over a plain token, with a pool of their own.',
    parts: [part('ordinary/Modern', 'PlainAsset', ['Under', 'UNDR', '1000000000000000000000000']), part('ordinary/Modern', 'ShareVault', ['$PlainAsset'])],
    steps: [call('owner', 'approve', ['$ShareVault', '900000000000000000000000'], { on: '$PlainAsset' }), call('owner', 'deposit', ['900000000000000000000000', '$owner']), ...lived],
    flags: { is_mintable: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-wrapped-votes', trick: 'Wraps a plain token one to one for voting.',
    parts: [part('ordinary/Modern', 'PlainAsset', ['Under', 'UNDR', '1000000000000000000000000']), part('ordinary/Modern', 'WrappedVotes', ['$PlainAsset'])],
    steps: [call('owner', 'approve', ['$WrappedVotes', '900000000000000000000000'], { on: '$PlainAsset' }), call('owner', 'depositFor', ['$owner', '900000000000000000000000']), ...lived],
    flags: { is_mintable: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-spender', trick: 'Trusts one shared contract without an allowance, which moves tokens only with their owner\'s signature.',
    parts: [part('ordinary/PermitSpender', 'PermitSpender'), part('ordinary/PermitSpender', 'SpenderToken', ['$PermitSpender'])], steps: lived,
    flags: { owner_change_balance: 'any', hidden_owner: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-bridged', trick: 'Minted and burned by a bridge that its messenger alone can move; the messenger is one account.',
    parts: [part('ordinary/Bridged', 'StandardBridge', ['$owner', '$owner']), part('ordinary/Bridged', 'BridgedToken', ['$StandardBridge', '0x1111111111111111111111111111111111111111'])],
    // Whoever relays can mint.
    steps: [call('owner', 'finalizeDeposit', ['$token', '$owner', '1000000000000000000000000']), ...lived], flags: { is_mintable: true, owner_change_balance: 'any', hidden_owner: 'any' },
    // Nothing says who stands behind the bridge.
    levels: ['low', 'moderate', 'high', 'unknown'],
  }),
  clean({
    id: 'ordinary-omni', trick: 'A token of several chains: its endpoint mints what peers send; owner and verifier are a multisig account.',
    parts: [...safe, part('ordinary/Bridged', 'MessageEndpoint', ['$VaultWalletProxy']), part('ordinary/Bridged', 'OmniToken', ['$MessageEndpoint', '$owner'])],
    steps: [openSafe, call('owner', 'setPeer', [30_101, '$keccak:peer']), ...lived, call('owner', 'transferOwnership', ['$VaultWalletProxy'])],
    flags: { is_mintable: true, hidden_owner: 'any', owner_address: { address: '$VaultWalletProxy' } }, levels: calm,
  }),
  clean({
    id: 'ordinary-uups', trick: 'UUPS; the owner is a timelock of two days under a multisig account.',
    parts: [...safe, delay, part('ordinary/Upgradeable', 'CedarToken'), part('ordinary/Upgradeable', 'StandardProxy', ['$CedarToken', { encode: 'initialize', on: 'CedarToken', arguments: ['$owner', '$Delay'] }])],
    steps: [openSafe, ...lived], flags: { is_proxy: true, is_mintable: 'any', owner_change_balance: 'any', owner_address: { address: '$Delay' } }, levels: calm,
  }),
  clean({
    id: 'ordinary-uups-frozen', trick: 'UUPS whose owner gave ownership up: the code can never change again.',
    parts: [part('ordinary/Upgradeable', 'CedarToken'), part('ordinary/Upgradeable', 'StandardProxy', ['$CedarToken', { encode: 'initialize', on: 'CedarToken', arguments: ['$owner', '$owner'] }])],
    steps: [...lived, call('owner', 'renounceOwnership', [], { on: '$token' })], flags: { is_proxy: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-transparent', trick: 'A transparent proxy that was upgraded once; its admin belongs to a multisig account now.',
    parts: [
      ...safe, part('ordinary/Upgradeable', 'PlainCedar'), part('ordinary/Upgradeable', 'PlainCedarTwo'),
      part('ordinary/Upgradeable', 'TransparentProxy', ['$PlainCedar', '$owner', { encode: 'initialize', on: 'PlainCedar', arguments: ['$owner'] }]),
    ],
    subject: 'TransparentProxy',
    steps: [openSafe, ...lived, call('owner', 'upgradeAndCall', ['$TransparentProxy', '$PlainCedarTwo', '0x'], byAdmin), call('owner', 'transferOwnership', ['$VaultWalletProxy'], byAdmin)],
    flags: { is_proxy: true, is_mintable: 'any', owner_change_balance: 'any', hidden_owner: 'any', owner_address: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-beacon', trick: 'Behind a beacon that a timelock owns.',
    parts: [...safe, delay, part('ordinary/Upgradeable', 'PlainCedar'), part('ordinary/Upgradeable', 'TokenBeacon', ['$PlainCedar', '$Delay']), part('ordinary/Upgradeable', 'TokenBeaconProxy', ['$TokenBeacon', { encode: 'initialize', on: 'PlainCedar', arguments: ['$owner'] }])],
    steps: [openSafe, ...lived], flags: { is_proxy: true, is_mintable: 'any', owner_change_balance: 'any', hidden_owner: 'any', owner_address: 'any', external_call: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-clone', trick: 'An ERC-1167 clone with arguments in its code, made by a factory with CREATE2.',
    parts: [part('ordinary/Upgradeable', 'PlainCedar'), part('ordinary/Upgradeable', 'CloneFactory', ['$PlainCedar'])], subject: { read: 'last', on: 'CloneFactory' },
    steps: [call('owner', 'create', ['$owner', roles('salt')], { on: '$CloneFactory' }), ...lived], flags: { is_proxy: 'any' }, levels: calm,
  }),
  clean({
    id: 'ordinary-diamond', trick: 'A diamond of three facets whose cuts need a multisig account.',
    parts: [
      ...safe, part('ordinary/FacetedToken', 'TokenFacet'), part('ordinary/FacetedToken', 'LoupeFacet'), part('ordinary/FacetedToken', 'CutFacet'),
      part('ordinary/FacetedToken', 'FacetedToken', ['$VaultWalletProxy', '$TokenFacet', '$LoupeFacet', '$CutFacet']),
    ],
    steps: [openSafe, ...lived], flags: { is_proxy: true, is_mintable: 'any', owner_change_balance: 'any', external_call: 'any', owner_address: { address: '$VaultWalletProxy' } }, levels: calm,
  }),
  clean({ id: 'ordinary-no-pool', ...plain('Ledger Point', 'LPNT'), trick: 'Held by several people and traded nowhere.', market: 'none', steps: [...['one', 'two', 'three', 'four'].map((name): Step => ({ do: 'transfer', as: 'owner', to: `$${name}`, percent: 25 })), later, { do: 'transfer', as: 'one', to: '$five', percent: 20 }], flags: noPool, levels: ['low', 'moderate', 'unknown'] }),
  clean({
    id: 'ordinary-two-pools', trick: 'Pools against wrapped ether and against a dollar.',
    parts: [part('ordinary/Modern', 'StableCents'), part('ordinary/Modern', 'PlainAsset', ['Two Waters', 'TWTR', '1000000000000000000000000'])],
    steps: [{ do: 'liquidityWith', other: '$StableCents', percent: 20, amount: '10000000000' }, ...lived], levels: ['low', 'moderate'],
  }),
  clean({
    id: 'ordinary-dollar-pool', trick: 'Its only pool is against a dollar.', market: 'none',
    parts: [part('ordinary/Modern', 'StableCents'), part('ordinary/Modern', 'PlainAsset', ['Dollar Priced', 'DPRC', '1000000000000000000000000'])],
    steps: [{ do: 'liquidityWith', other: '$StableCents', percent: 60, amount: '20000000000' }, { do: 'transfer', as: 'owner', to: '$one', percent: 50 }, later, { do: 'transfer', as: 'one', to: '$two', percent: 50 }],
    // The deployer owns the whole pool, which is worth telling.
    levels: ['low', 'moderate', 'high'],
  }),
  clean({
    id: 'ordinary-v3-low', ...plain('Narrow Strait', 'NSTR'), trick: 'Trades only in a Uniswap V3 pool of 0.05 percent.', market: 'none',
    steps: [{ do: 'liquidityV3', percent: 60, ether: '9', fee: 500 }, { do: 'buyV3', as: 'one', ether: '0.2', fee: 500 }, { do: 'buyV3', as: 'two', ether: '0.1', fee: 500 }, { do: 'transfer', as: 'one', to: '$three', percent: 50 }, later],
    levels: ['low', 'moderate', 'high'],
  }),
  clean({
    id: 'ordinary-v3-tiers', ...plain('Three Tiers', 'TIER'), trick: 'Uniswap V3 pools of 0.3 and 1 percent and a V2 pool that many own.',
    steps: [{ do: 'liquidityV3', percent: 10, ether: '2' }, { do: 'liquidityV3', percent: 10, ether: '2', fee: 10_000 }, ...spread, ...trade, { do: 'buyV3', as: 'three', ether: '0.05', fee: 10_000 }, later, ...sale], levels: calm,
  }),
  clean({
    id: 'ordinary-airdropped', trick: 'Given out to many in one transaction, all of whom really hold it.',
    parts: [part('ordinary/Modern', 'PlainAsset', ['Given Away', 'GIVE', '1000000000000000000000000']), part('ordinary/Modern', 'Disperser')], subject: 'PlainAsset',
    steps: [
      call('owner', 'approve', ['$Disperser', '100000000000000000000000']), call('owner', 'disperseToken', ['$PlainAsset', ['$one', '$two', '$three', '$four', '$five', '$six', '$secret'], '10000000000000000000000']),
      ...lived,
    ],
    levels: ['low', 'moderate'],
  }),
  clean({
    id: 'ordinary-pool-shares', trick: 'The shares of a pool are a token themselves.', parts: [part('ordinary/Modern', 'PlainAsset', ['Under', 'UNDR', '1000000000000000000000000'])], subject: { pairOf: 'PlainAsset' }, market: 'none', steps: lived,
    flags: { ...noPool, ...noTrial, is_mintable: 'any', is_in_dex: 'any', creator_address: 'any', external_call: 'any' }, levels: ['low', 'moderate', 'unknown'],
  }),
]);
