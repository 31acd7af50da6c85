import { registerReadCases } from '../reading.kit.ts';
import { staking } from './index.ts';

const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const reward = '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512';

registerReadCases(staking, {
  reads: [
    [`staking contract for ${token}, rewards in ${reward}`, { stakingToken: token, rewardToken: reward, rewardDurationSeconds: 604_800, exit: { mode: 'free' }, pausable: false }],
    [`Users stake ${token} and earn ${reward}. Reward period of 90 days. Pausable.`, { rewardDurationSeconds: 7_776_000, pausable: true }],
    [`stake ${token} to earn the same token, locked for 2 weeks`, { stakingToken: token, rewardToken: token, exit: { mode: 'lock', seconds: 1_209_600, penalty: null } }],
    [`staking of ${token} with rewards in ${reward}, cooldown of 3 days`, { exit: { mode: 'unbonding', seconds: 259_200 } }],
  ],
  refuses: [
    ['A staking contract with weekly rewards', /Which token is staked/],
    [`stake ${token} and get 12% APY`, /fixed rate/],
    [`stake ${token}, rewards in ${reward}, boosted rewards for tier 3`, /Tiers/],
    [`stake ${token}, rewards in ${reward}, auto-compounding`, /Compounding/],
    [`stake ${token}, rewards in ${reward}, 20% penalty for leaving early`, /needs a lock/],
  ],
  throws: [],
});
