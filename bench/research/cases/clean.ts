import { burned, call, clean, later, ordinary, part, pool, sale, tax, trades, type Case } from './case.ts';

const fixed = (title: string, ticker: string) => [title, ticker, '1000000000000000000000000'];
const visibleOwner = { owner_address: { address: '$owner' } };

/** Tokens that mean no harm. Some give somebody power over holders, as well-known stablecoins do; none is a trap. */
export const cleanCases: Case[] = [
  clean({
    id: 'clean-wrapped', file: 'clean/WrappedCoin', trick: 'Wraps ether one to one, as WETH9 does; anybody mints by paying.',
    steps: [call('owner', 'deposit', [], { ether: '15' }), { do: 'liquidity', percent: 60, ether: '9' }, ...trades, later, ...sale, ...burned],
    flags: { is_mintable: 'any', external_call: 'any' },
  }),
  clean({
    id: 'clean-old-stable', trick: 'Old-style stablecoin without return values; the issuer (2 of 3) can issue, pause, freeze, destroy frozen funds and set a fee below 0.2 %.',
    parts: [part('shared/Multisig', 'Multisig', [['$owner', '$five', '$six'], 2]), part('clean/OldStable', 'OldStable', ['1000000000000'])],
    steps: [...pool(50), ...trades, later, ...sale, ...burned, call('owner', 'transferOwnership', ['$Multisig'])],
    flags: { is_mintable: true, transfer_pausable: true, is_blacklisted: true, owner_change_balance: true, slippage_modifiable: true, owner_address: { address: '$Multisig' } },
    // Great powers, publicly held by a multisig: neither harmless nor a trap.
    levels: ['low', 'moderate', 'high'],
  }),
  clean({
    id: 'clean-role-stable', trick: 'Stablecoin behind an admin proxy with a role for each power: mint by allowance, pause, blacklist; proxy admin and owner are multisigs.',
    parts: [
      part('shared/Multisig', 'Multisig', [['$owner', '$five', '$six'], 2]), part('clean/RoleStable', 'RoleStable'),
      part('clean/RoleStable', 'RoleStableProxy', ['$RoleStable', '$Multisig']),
    ],
    subject: 'RoleStableProxy',
    steps: [
      call('owner', 'initialize', ['$owner', '$owner', '$owner', '$owner'], { on: '$token' }), call('owner', 'initialize', ['$owner', '$owner', '$owner', '$owner'], { on: '$RoleStable' }),
      call('owner', 'configureMinter', ['$owner', '1000000000000'], { on: '$token' }), call('owner', 'mint', ['$owner', '1000000000000'], { on: '$token' }),
      ...pool(50), ...trades, later, ...sale, ...burned,
      ...['updatePauser', 'updateBlacklister', 'updateMasterMinter', 'transferOwnership'].map((name) => call('owner', name, ['$Multisig'], { on: '$token' })),
    ],
    flags: { is_proxy: true, is_mintable: true, transfer_pausable: true, is_blacklisted: true, external_call: 'any', hidden_owner: 'any', owner_address: { address: '$Multisig' } },
    levels: ['low', 'moderate', 'high'],
  }),
  clean({ id: 'clean-fixed', file: 'clean/FixedSupply', arguments: fixed('Hazel', 'HAZL'), trick: 'Fixed supply, no owner, nothing else.' }),
  clean({ id: 'clean-standard', file: 'clean/StandardToken', trick: 'A library ERC-20 of today without a fee or an owner.' }),
  clean({
    id: 'clean-reflection', file: 'clean/Reflection', trick: 'Five percent of each transfer are shared among holders; ownership is given up for good.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, call('owner', 'renounceOwnership')],
    // The pool is a holder too and gets its share of the fee back, so a seller loses less than five percent.
    flags: { buy_tax: tax(0.05), sell_tax: { between: [0.015, 0.055] }, transfer_tax: tax(0.05), slippage_modifiable: 'any', is_whitelisted: 'any', personal_slippage_modifiable: 'any' },
  }),
  clean({
    id: 'clean-rebase', trick: 'Elastic supply in shares; a policy without an owner raises it by at most one percent a day.',
    parts: [part('clean/Rebase', 'RebasePolicy'), part('clean/Rebase', 'Rebase', ['$RebasePolicy'])],
    steps: [call('owner', 'attach', ['$Rebase']), ...pool(), ...trades, later, ...sale, ...burned, call('five', 'rebase', [], { on: '$RebasePolicy' })],
    flags: { is_mintable: 'any', owner_change_balance: 'any', hidden_owner: 'any' },
  }),
  clean({ id: 'clean-votes', file: 'clean/VotesToken', trick: 'Voting power and signed approvals on a fixed supply.' }),
  clean({
    id: 'clean-capped', file: 'clean/CappedToken', trick: 'The owner may mint the last five percent up to a cap.',
    flags: { is_mintable: true, ...visibleOwner },
  }),
  clean({ id: 'clean-burnable', file: 'clean/BurnableToken', trick: 'Holders may burn what is theirs.', steps: [...pool(), ...trades, later, ...sale, call('three', 'burn', ['1000000000000000000']), ...burned] }),
  clean({
    id: 'clean-vested', trick: 'Thirty percent of the supply lie in a vesting contract that lets them out over two years.',
    parts: [part('clean/VestedToken', 'TeamVesting', ['$five', '$now+0', 63_072_000]), part('clean/VestedToken', 'VestedToken')],
    steps: [{ do: 'transfer', as: 'owner', to: '$TeamVesting', percent: 30 }, { do: 'liquidity', percent: 90, ether: '20' }, ...trades, later, ...sale, ...burned],
  }),
  clean({ id: 'clean-permit', file: 'clean/PermitToken', arguments: ['1000000000000000000000000'], trick: 'Signed approvals (ERC-2612).' }),
  clean({
    id: 'clean-timelocked', trick: 'Upgradeable, but the admin is a timelock of two days whose proposer is a multisig.',
    parts: [
      part('shared/Multisig', 'Multisig', [['$owner', '$five', '$six'], 2]), part('clean/TimelockedToken', 'HarbourTimelock', [172_800, ['$Multisig'], ['$Multisig']]),
      part('clean/TimelockedToken', 'TimelockedToken'),
      part('clean/TimelockedToken', 'HarbourProxy', ['$TimelockedToken', '$HarbourTimelock', { encode: 'initialize', on: 'TimelockedToken', arguments: ['$owner'] }]),
    ],
    flags: { is_proxy: true, external_call: 'any', hidden_owner: 'any', owner_address: 'any' },
  }),
  clean({ id: 'clean-bytes32', file: 'clean/Bytes32Token', arguments: ['1000000000000000000000000'], trick: 'Name and symbol are bytes32, as in the first years.' }),
  clean({ id: 'clean-six-decimals', file: 'clean/SmallUnits', arguments: ['Copper', 'COPR', 6, '1000000000000'], trick: 'Six decimals.' }),
  clean({ id: 'clean-no-decimals', file: 'clean/SmallUnits', arguments: ['Ticket', 'TCKT', 0, '100000000'], trick: 'No decimals.' }),
  clean({
    id: 'clean-renounced', file: 'clean/Renounced', trick: 'Minting, pausing and a fee are in the code, but ownership is given up for good, so nobody can use them.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, call('owner', 'renounceOwnership')],
    // A power that is in the code and out of everybody's reach: GoPlus shows it with a remark, others do not.
    flags: { is_mintable: 'any', transfer_pausable: 'any', slippage_modifiable: 'any' },
  }),
  clean({ id: 'clean-assembly', file: 'clean/AssemblyToken', trick: 'Balances and allowances written in assembly at places of their own.' }),
  clean({
    id: 'clean-clone', trick: 'An ERC-1167 clone from a launchpad; nothing can be changed.',
    parts: [part('clean/ClonedToken', 'ClonedToken'), part('clean/ClonedToken', 'Launchpad', ['$ClonedToken'])],
    subject: { read: 'last', on: 'Launchpad' },
    steps: [call('owner', 'launch', ['Pebble', 'PEBL', '1000000000000000000000000'], { on: '$Launchpad' }), ...ordinary],
    flags: { is_proxy: 'any', external_call: 'any', creator_address: 'any' },
  }),
  clean({ id: 'clean-hooks', file: 'clean/HookedToken', trick: 'Calls receivers that asked for it, in the spirit of ERC-777.', flags: { external_call: true } }),
  clean({
    id: 'clean-locked-pool', file: 'clean/FixedSupply', arguments: fixed('Oak Chest', 'OAK'), trick: 'The pool\'s shares lie in a locker for a year.',
    steps: [...pool(), ...trades, later, ...sale, { do: 'lockPool', percent: 100, days: 365 }],
  }),
  clean({
    id: 'clean-v3', file: 'clean/FixedSupply', arguments: fixed('Basalt', 'BSLT'), trick: 'Trades only in a Uniswap V3 pool.', market: 'none',
    steps: [{ do: 'liquidityV3', percent: 60, ether: '15' }, { do: 'buyV3', as: 'one', ether: '0.2' }, { do: 'buyV3', as: 'two', ether: '0.1' }, later],
    flags: { buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any' }, levels: ['low', 'moderate', 'high'],
  }),
  clean({
    id: 'clean-both-pools', file: 'clean/FixedSupply', arguments: fixed('Twin Falls', 'TWIN'), trick: 'A V2 and a V3 pool.',
    steps: [...pool(40, '15'), { do: 'liquidityV3', percent: 20, ether: '5' }, ...trades, { do: 'buyV3', as: 'five', ether: '0.1' }, later, ...sale, ...burned],
  }),
  clean({ id: 'clean-scary-names', file: 'clean/ScaryNames', trick: 'Functions called mint, pause, kill and setFee that do nothing of the kind.' }),
  clean({
    id: 'clean-expired-guard', file: 'clean/ExpiredGuard', trick: 'Launch limits that ended by themselves after twenty blocks.',
    flags: { is_anti_whale: 'any', trading_cooldown: 'any', is_whitelisted: 'any' },
  }),
  clean({
    id: 'clean-dividends', trick: 'Tells a dividend tracker about balances and does not care what it answers.',
    parts: [part('clean/DividendToken', 'DividendTracker'), part('clean/DividendToken', 'DividendToken', ['$DividendTracker'])], flags: { external_call: true },
  }),
];
