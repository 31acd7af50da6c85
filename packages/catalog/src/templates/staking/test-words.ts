import { penaltyAccount } from './compose.ts';
import type { StakingParameters } from './schema.ts';

/** Whether deposits and rewards are the same token. */
export function sameToken({ stakingToken, rewardToken }: StakingParameters): boolean {
  return stakingToken.toLowerCase() === rewardToken.toLowerCase();
}

/** Arguments of the constructor in tests. */
export function makeStaking(parameters: StakingParameters): string {
  return ['stakingToken', 'rewardToken', 'owner', ...(penaltyAccount(parameters) ? ['penaltyRecipient'] : [])].join(', ');
}
