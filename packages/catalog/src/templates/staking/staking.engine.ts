import { registerKindCases } from '../sampled.kit.ts';
import { staking } from './index.ts';

const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const month = 2_592_000;
const free = { stakingToken: token, rewardToken: other, rewardDurationSeconds: 604_800, durationChangeable: false, exit: { mode: 'free' }, pausable: false, access: 'ownable', owner: '$deployer' };
const same = { ...free, rewardToken: token, exit: { mode: 'lock', seconds: month, penalty: { basisPoints: 1000, to: 'stakers' } }, pausable: true };
const fined = { ...free, exit: { mode: 'lock', seconds: month, penalty: { basisPoints: 333, to: other } }, durationChangeable: true, rewardDurationSeconds: 3 * month };
const locked = { ...free, exit: { mode: 'lock', seconds: month, penalty: null }, pausable: true, access: 'ownable2step' };
const leaving = { ...free, rewardToken: token, exit: { mode: 'unbonding', seconds: 604_800 } };

registerKindCases({
  kind: staking, contractName: 'OakStaking',
  sample: (pick) => ({
    stakingToken: token, rewardToken: pick([token, other]), rewardDurationSeconds: pick([60, 61, 604_800, 315_360_000]), durationChangeable: pick([true, false]),
    exit: pick([free.exit, same.exit, fined.exit, locked.exit, leaving.exit, { mode: 'lock', seconds: 60, penalty: { basisPoints: 5000, to: '$deployer' } }]), pausable: pick([true, false]), access: pick(['ownable', 'ownable2step']), owner: pick(['$deployer', other]),
  }),
  run: [free, same, fined, locked, leaving, { ...free, rewardDurationSeconds: 61 }],
  mutants: [
    { title: 'idle time pays twice', parameters: free, from: 'unallocatedRewards -= (applicable - lastUpdateTime) * rewardRate;', to: '' },
    { title: 'rewards can be claimed again', parameters: same, from: '_rewards[account] = 0;', to: '' },
    { title: 'staking settles nothing', parameters: free, from: '_updateReward(msg.sender);\n        totalSupply += amount;', to: 'totalSupply += amount;' },
    { title: 'the lock is ignored', parameters: locked, from: /if \(block\.timestamp < unlockTime\[msg\.sender\]\) revert[^;]+;/, to: '' },
    { title: 'leaving early costs nothing', parameters: fined, from: 'stakingToken.safeTransfer(msg.sender, amount - penalty);', to: 'stakingToken.safeTransfer(msg.sender, amount);' },
    { title: 'unbonding is not waited for', parameters: leaving, from: /if \(block\.timestamp < leaving\.readyAt\) revert[^;]+;/, to: '' },
    { title: 'anybody starts a budget', parameters: free, from: 'external onlyOwner nonReentrant', to: 'external nonReentrant' },
  ],
});
