import { callOf, readAddress, readNumber, shareOf, shown } from '../onchain/transfers/index.ts';
import { ratio } from './decimal.ts';
import { isoOf, yearSeconds, type Hex, type TokenInput } from './input.ts';

/** A contract that people put the token into. `rewards`: by stake and time (Synthetix StakingRewards and what answers like it). `vault`: ERC-4626. */
interface Stakes { address: Hex; kind: 'rewards' | 'vault'; staked: bigint; held: bigint; rewardPerSecond: bigint | null; until: number | null; rewardsInKind: boolean }

/**
 * What is staked: in contracts among `candidates` that call this token the one to stake (stakingToken() with totalSupply()) or their asset
 * (ERC-4626 asset() with totalAssets()). `candidates` null: the holders are not known. Staked tokens circulate: their owners can take them back. Throws what the reader throws.
 */
export async function examineStaking({ reader, notes, address, clock, task: { project } }: TokenInput, candidates: readonly Hex[] | null, circulating: bigint | null): Promise<void> {
  const own = address.toLowerCase();
  if (candidates === null && project.notCirculating.length === 0) {
    for (const [name, title] of Object.entries({ 'staking.contracts': 'Where it is staked', 'staking.staked': 'Staked', 'staking.share': 'Share of the circulating supply that is staked' })) notes.missing(name, title, 'its holders could not all be read, so staking contracts among them could not be looked for', 'getters of staking contracts');
    return;
  }
  const complete = candidates !== null;
  const contracts = [...new Set([...(candidates ?? []), ...project.notCirculating].map((one) => one.toLowerCase() as Hex))].filter((one) => one !== own).toSorted();
  const answers = await reader.calls(contracts.flatMap((one) => [callOf(one, 'stakingToken()'), callOf(one, 'totalSupply()'), callOf(one, 'rewardRate()'), callOf(one, 'periodFinish()'), callOf(one, 'rewardToken()'), callOf(one, 'rewardsToken()'), callOf(one, 'asset()'), callOf(one, 'totalAssets()'), callOf(address, 'balanceOf(address)', one)]));
  const found = contracts.flatMap((one, at): Stakes[] => {
    const [staking, supply, rate, finish, reward, rewards, asset, assets, balance] = answers.slice(at * 9, at * 9 + 9);
    const held = readNumber(balance) ?? 0n;
    const staked = readNumber(supply);
    const until = readNumber(finish);
    if (readAddress(staking) === own && staked !== null) return [{ address: one, kind: 'rewards', staked, held, rewardPerSecond: readNumber(rate), until: until !== null && until < 10_000_000_000n ? Number(until) : null, rewardsInKind: (readAddress(reward) ?? readAddress(rewards)) === own }];
    const managed = readNumber(assets);
    return readAddress(asset) === own && managed !== null ? [{ address: one, kind: 'vault', staked: managed, held, rewardPerSecond: null, until: null, rewardsInKind: false }] : [];
  });
  const method = `stakingToken(), totalSupply(), rewardRate() and periodFinish(), or asset() and totalAssets(), of ${contracts.length} contracts among its largest holders${complete ? '' : '; holders could not all be read'}`;
  const confidence = complete ? 'medium' as const : 'low' as const;
  notes.fact('staking.contracts', 'Where it is staked', found.map((one) => {
    const running = one.rewardPerSecond !== null && one.until !== null && one.until > clock.now;
    return {
      address: shown(one.address), kind: one.kind, staked: one.staked.toString(), held: one.held.toString(), backed: one.held >= one.staked, rewardPerSecond: one.rewardPerSecond?.toString() ?? null, until: one.until === null ? null : isoOf(one.until),
      yearlyRate: running && one.rewardsInKind && one.staked > 0n ? ratio(one.rewardPerSecond! * BigInt(yearSeconds), one.staked) : null,
    };
  }), `${method}; the yearly rate is rewardRate x 365 days / staked while a budget runs and is paid in the token itself`, { unit: 'smallest unit, share a year', confidence });
  const staked = found.reduce((sum, one) => sum + one.staked, 0n);
  notes.fact('staking.staked', 'Staked', staked.toString(), method, { unit: 'smallest unit', confidence });
  if (circulating === null || circulating === 0n) notes.missing('staking.share', 'Share of the circulating supply that is staked', 'the circulating supply is not known', method);
  else notes.fact('staking.share', 'Share of the circulating supply that is staked', shareOf(staked, circulating), method, { unit: 'share of circulating supply', confidence });
}
