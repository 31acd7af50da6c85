import { burned, call, later, part, pool, sale, tax, trades, trap, type Case } from './case.ts';

const owned = { owner_address: { address: '$owner' } };
const bold = ['moderate', 'high', 'critical'] as const;
const renounce = call('owner', 'renounceOwnership');

/** Tokens that can be sold today, with something that can be turned against holders, or that already was. */
export const trapCases: Case[] = [
  trap({ id: 'trap-open-mint', file: 'traps/OpenMint', trick: 'The owner mints as much as it likes, in the open.', flags: { is_mintable: true, ...owned }, levels: [...bold] }),
  trap({ id: 'trap-role-mint', file: 'traps/RoleMint', trick: 'Minter and pauser roles in one hand.', flags: { is_mintable: true, transfer_pausable: true, owner_address: 'any', hidden_owner: 'any' }, levels: [...bold] }),
  trap({
    id: 'trap-assembly-mint', file: 'traps/AssemblyMint', trick: '"Router settings" write a balance through a computed slot; ownership is given up, the operator is not the owner.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, renounce], flags: { is_mintable: true, hidden_owner: true, owner_change_balance: 'any' },
  }),
  trap({ id: 'trap-burn-wrap', file: 'traps/BurnWrap', trick: 'burn lets one account burn what it does not have, which wraps around to everything.', flags: { is_mintable: true, hidden_owner: 'any', owner_change_balance: 'any' } }),
  trap({
    id: 'trap-reward-bump', file: 'traps/RewardBump', trick: 'A payout of "rewards" is new tokens for one account, and the total does not move.',
    steps: [...pool(), ...trades, later, ...sale, call('owner', 'distributeRewards', ['5000000000000000000000'])], flags: { is_mintable: true, hidden_owner: 'any', owner_change_balance: 'any' },
  }),
  trap({
    id: 'trap-fake-renounce', file: 'traps/FakeRenounce', trick: 'After giving up ownership the previous owner sets the fee to anything.',
    steps: [...pool(), call('owner', 'setPair', ['$pair']), ...trades, later, ...sale, renounce], flags: { hidden_owner: true, slippage_modifiable: true, is_whitelisted: 'any' },
  }),
  trap({
    id: 'trap-lock-and-return', file: 'traps/LockAndReturn', trick: 'Ownership is "locked": owner() is zero, and unlock brings it back to the same account.',
    steps: [...pool(), ...trades, later, ...sale, call('owner', 'lock', [0])],
    flags: { can_take_back_ownership: true, slippage_modifiable: true, buy_tax: tax(0.02), sell_tax: tax(0.02), transfer_tax: tax(0.02), hidden_owner: 'any', is_whitelisted: 'any' },
  }),
  trap({
    id: 'trap-claim-back', file: 'traps/ClaimBack', arguments: ['$keccak:open sesame'], trick: 'Whoever knows a word becomes the owner again, and owners mint.',
    steps: [...pool(), ...trades, later, ...sale, renounce], flags: { can_take_back_ownership: true, is_mintable: 'any', hidden_owner: 'any' },
  }),
  trap({ id: 'trap-destroyable', file: 'traps/Destroyable', trick: 'The owner can destroy the contract.', flags: { selfdestruct: true, ...owned }, levels: [...bold] }),
  trap({
    id: 'trap-delegate-door', file: 'traps/DelegateDoor', trick: 'An "upgrade hook" runs any code in the name of the token.',
    flags: { owner_change_balance: true, is_mintable: 'any', external_call: 'any', selfdestruct: 'any', is_proxy: 'any', ...owned },
  }),
  trap({ id: 'trap-blacklist', file: 'traps/BlacklistPower', trick: 'The owner can list any account, which then cannot send. Nobody is listed.', flags: { is_blacklisted: true, ...owned }, levels: [...bold] }),
  trap({ id: 'trap-pause', file: 'traps/PausePower', trick: 'The owner can stop all transfers, and has not.', flags: { transfer_pausable: true, ...owned }, levels: [...bold] }),
  trap({
    id: 'trap-paused', file: 'traps/PausePower', trick: 'The owner has stopped all transfers but its own.', market: 'closed',
    steps: [...pool(), ...trades, later, ...sale, call('owner', 'pause')],
    flags: { transfer_pausable: true, cannot_buy: true, is_honeypot: 'any', buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', cannot_sell_all: 'any', ...owned },
  }),
  trap({
    id: 'trap-sell-switch-armed', file: 'honeypots/SellSwitch', trick: 'Sales can be switched off by the owner, and are on.',
    steps: [...pool(), call('owner', 'setAutomatedMarketMakerPair', ['$pair', true]), ...trades, later, ...sale],
    flags: { transfer_pausable: true, is_whitelisted: 'any', ...owned }, levels: [...bold],
  }),
  trap({ id: 'trap-confiscate', file: 'traps/Confiscator', trick: 'The owner takes or wipes the tokens of anybody.', flags: { owner_change_balance: true, ...owned } }),
  trap({
    id: 'trap-secret-spender', file: 'traps/SecretSpender', arguments: ['$secret'], trick: 'One address, not the owner, needs no allowance; ownership is given up.',
    steps: [...pool(), ...trades, later, ...sale, ...burned, renounce], flags: { owner_change_balance: true, hidden_owner: true },
  }),
  trap({
    id: 'trap-fake-airdrop', file: 'traps/FakeAirdrop', trick: 'Transfer events to many accounts that hold nothing; its name is bait.', market: 'none',
    steps: [later, call('owner', 'airdrop', ['$dead', ['$one', '$two', '$three', '$four', '$five', '$six'], '50000000000000000000000'])],
    flags: { is_airdrop_scam: true, is_in_dex: false, is_honeypot: 'any', buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', cannot_buy: 'any', cannot_sell_all: 'any', hidden_owner: 'any' },
  }),
  trap({ id: 'trap-gas-hoard', file: 'traps/GasHoard', trick: 'Each transfer stores words for the maker at the expense of the sender.', flags: { gas_abuse: true, hidden_owner: 'any' }, levels: [...bold] }),
  trap({
    id: 'trap-uups', trick: 'One account can put any code behind the token, at once.',
    parts: [part('traps/UupsToken', 'UupsToken'), part('traps/UupsToken', 'UupsProxy', ['$UupsToken', { encode: 'initialize', on: 'UupsToken', arguments: ['$owner'] }])],
    flags: { is_proxy: true, external_call: 'any', is_mintable: 'any', owner_change_balance: 'any', ...owned }, levels: [...bold],
  }),
  trap({
    id: 'trap-homemade-proxy', trick: 'Upgradeable in a way of its own: implementation and the one who changes it lie in ordinary words.',
    parts: [part('traps/HomemadeProxy', 'HomemadeLogic'), part('traps/HomemadeProxy', 'HomemadeProxy', ['$HomemadeLogic', { encode: 'initialize', on: 'HomemadeLogic', arguments: ['Stepping Stone', 'STEP', '1000000000000000000000000'] }])],
    flags: { is_proxy: true, hidden_owner: true, external_call: 'any', is_mintable: 'any', owner_change_balance: 'any' },
  }),
  trap({
    id: 'trap-pool-unlocked', file: 'clean/FixedSupply', arguments: ['Loose Ends', 'LOOSE', '1000000000000000000000000'],
    trick: 'A plain token whose whole pool belongs to the deployer, who can take it out at any time.', levels: [...bold],
  }),
  trap({
    id: 'trap-pool-pulled', file: 'clean/FixedSupply', arguments: ['Gone Fishing', 'GONE', '1000000000000000000000000'], trick: 'The deployer has taken the pool out.', market: 'none',
    steps: [...pool(), ...trades, later, ...sale, { do: 'pullPool', percent: 100 }],
    flags: { is_in_dex: 'any', buy_tax: 'any', sell_tax: 'any', transfer_tax: 'any', cannot_buy: 'any', cannot_sell_all: 'any', is_honeypot: 'any' },
  }),
  trap({
    id: 'trap-same-creator', file: 'clean/FixedSupply', arguments: ['Third Time', 'THRD', '1000000000000000000000000'], sameOwnerAs: 'honeypot-sell-switch',
    trick: 'A plain token by the deployer of a honeypot, with its pool burned.', steps: [...pool(), ...trades, later, ...sale, ...burned],
    flags: { honeypot_with_same_creator: true }, levels: [...bold],
  }),
  trap({
    id: 'trap-same-creator-again', file: 'traps/OpenMint', sameOwnerAs: 'honeypot-upgraded', trick: 'A mintable token by the deployer of another honeypot.',
    flags: { is_mintable: true, honeypot_with_same_creator: true, ...owned }, levels: [...bold],
  }),
  trap({
    id: 'trap-whale', file: 'clean/FixedSupply', arguments: ['One Hand', 'HAND', '1000000000000000000000000'], trick: 'Ninety-five percent of the supply in one wallet above a thin pool.',
    steps: [{ do: 'liquidity', percent: 5, ether: '4' }, ...trades, later, ...sale, ...burned], levels: [...bold],
  }),
  trap({
    id: 'trap-beacon', trick: 'Behind a beacon that one account owns.',
    parts: [part('traps/BeaconToken', 'BeaconToken'), part('traps/BeaconToken', 'Beacon', ['$BeaconToken', '$owner']), part('traps/BeaconToken', 'BeaconTokenProxy', ['$Beacon', { encode: 'initialize', on: 'BeaconToken', arguments: ['$owner'] }])],
    flags: { is_proxy: true, external_call: 'any', is_mintable: 'any', owner_change_balance: 'any', hidden_owner: 'any', owner_address: 'any' }, levels: [...bold],
  }),
  trap({ id: 'trap-old-suicide', file: 'traps/OldSuicide', trick: 'The creator can end the contract.', flags: { selfdestruct: true, ...owned }, levels: [...bold] }),
  trap({ id: 'trap-assembly-end', file: 'traps/AssemblyEnd', trick: 'A "migration" that ends the contract in assembly.', flags: { selfdestruct: true, ...owned }, levels: [...bold] }),
  trap({
    id: 'trap-ghost-owner', file: 'traps/GhostOwner', trick: 'The deployer can make itself owner again after giving it up; an owner sets the fee.',
    steps: [...pool(), ...trades, later, ...sale, renounce],
    flags: { can_take_back_ownership: true, hidden_owner: 'any', slippage_modifiable: 'any', buy_tax: tax(0.01), sell_tax: tax(0.01), transfer_tax: tax(0.01), is_whitelisted: 'any' },
  }),
  trap({ id: 'trap-recover', file: 'traps/RecoverAny', trick: 'The administrator empties any account, and lists accounts that cannot send as "not compliant".', flags: { owner_change_balance: true, is_blacklisted: true, ...owned } }),
  trap({ id: 'trap-set-balance', file: 'traps/SetBalance', trick: 'A "correction" that writes any balance.', flags: { owner_change_balance: true, is_mintable: true, ...owned } }),
  trap({
    id: 'trap-gas-minter', trick: 'Each transfer mints gas tokens for the maker in another contract.',
    parts: [part('traps/GasMinter', 'GasToken'), part('traps/GasMinter', 'GasMinter', ['$GasToken'])], flags: { gas_abuse: true, external_call: true, is_whitelisted: 'any', hidden_owner: 'any' }, levels: [...bold],
  }),
];
