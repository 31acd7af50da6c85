import type { CallResult, ChainReader } from '@hyperlens/protocol';
import { callOf, readAddress, readNumber, shareOf, shown } from '../onchain/transfers/index.ts';
import { ratio } from './decimal.ts';
import { isoOf, yearSeconds, type Hex, type TokenInput } from './input.ts';

/**
 * A contract that people put the token into. `rewards`: by stake and time (Synthetix StakingRewards and what answers like it). `vault`: ERC-4626.
 * `farm`: pools by number, paid by weight (MasterChef); it does not say how much of what it holds is stakes and how much rewards.
 * `escrow`: locked for votes (Curve's VotingEscrow).
 */
export interface Stakes { address: Hex; kind: 'rewards' | 'vault' | 'farm' | 'escrow'; staked: bigint; held: bigint; rewardPerSecond: bigint | null; until: number | null; rewardsInKind: boolean }

/** Answers that are asked of each contract. */
const each = 14;
/** Pools of one farm that are looked at. */
const mostPools = 300;

/** Which of these contracts have a pool for the token: the first word of poolInfo(i) is what is staked in it. */
async function farmsAmong(reader: ChainReader, own: string, farms: readonly Hex[], contracts: readonly Hex[], answers: readonly CallResult[]): Promise<Set<Hex>> {
  const asked = farms.flatMap((farm) => Array.from({ length: Math.min(mostPools, Number(readNumber(answers[contracts.indexOf(farm) * each + 12]) ?? 0n)) }, (_, at) => ({ farm, call: callOf(farm, 'poolInfo(uint256)', at) })));
  const pools = asked.length === 0 ? [] : await reader.calls(asked.map(({ call }) => call));
  return new Set(asked.flatMap(({ farm }, at) => (readAddress(pools[at]) === own ? [farm] : [])));
}

/**
 * What is staked: in contracts among `candidates` that call this token the one to stake (stakingToken() with totalSupply()) or their asset
 * (ERC-4626 asset() with totalAssets()), give it a pool of their farm (poolLength() and poolInfo()), or lock it for votes (token(), supply() and locked(address)). `candidates` null: the holders are not known. Staked tokens circulate: their owners can take them back. Throws what the reader throws.
 */
export async function examineStaking({ reader, notes, address, clock, task: { project } }: TokenInput, candidates: readonly Hex[] | null, circulating: bigint | null): Promise<Stakes[] | null> {
  const own = address.toLowerCase();
  if (candidates === null && project.notCirculating.length === 0) {
    for (const [name, title] of Object.entries({ 'staking.contracts': 'Where it is staked', 'staking.staked': 'Staked', 'staking.share': 'Share of the circulating supply that is staked' })) notes.missing(name, title, 'its holders could not all be read, so staking contracts among them could not be looked for', 'getters of staking contracts');
    return null;
  }
  const complete = candidates !== null;
  const contracts = [...new Set([...(candidates ?? []), ...project.notCirculating].map((one) => one.toLowerCase() as Hex))].filter((one) => one !== own).toSorted();
  const answers = await reader.calls(contracts.flatMap((one) => [callOf(one, 'stakingToken()'), callOf(one, 'totalSupply()'), callOf(one, 'rewardRate()'), callOf(one, 'periodFinish()'), callOf(one, 'rewardToken()'), callOf(one, 'rewardsToken()'), callOf(one, 'asset()'), callOf(one, 'totalAssets()'), callOf(address, 'balanceOf(address)', one), callOf(one, 'token()'), callOf(one, 'supply()'), callOf(one, 'locked(address)', one), callOf(one, 'poolLength()'), callOf(one, 'stakedToken()')]));
  const farms = await farmsAmong(reader, own, contracts.filter((_, at) => readNumber(answers[at * each + 12]) !== null), contracts, answers);
  const found = contracts.flatMap((one, at): Stakes[] => {
    const [staking, supply, rate, finish, reward, rewards, asset, assets, balance, named, locked, lock, , other] = answers.slice(at * each, (at + 1) * each);
    const held = readNumber(balance) ?? 0n;
    const staked = readNumber(supply);
    const until = readNumber(finish);
    if ((readAddress(staking) ?? readAddress(other)) === own && staked !== null) return [{ address: one, kind: 'rewards', staked, held, rewardPerSecond: readNumber(rate), until: until !== null && until < 10_000_000_000n ? Number(until) : null, rewardsInKind: (readAddress(reward) ?? readAddress(rewards)) === own }];
    const managed = readNumber(assets);
    const plain = { address: one, held, rewardPerSecond: null, until: null, rewardsInKind: false };
    if (readAddress(asset) === own && managed !== null) return [{ ...plain, kind: 'vault', staked: managed }];
    const escrowed = readNumber(locked);
    if (readAddress(named) === own && escrowed !== null && readNumber(lock, 1) !== null) return [{ ...plain, kind: 'escrow', staked: escrowed }];
    return farms.has(one) ? [{ ...plain, kind: 'farm', staked: held }] : [];
  });
  const method = `stakingToken(), totalSupply(), rewardRate() and periodFinish(), or asset() and totalAssets(), or token(), supply() and locked(address), or poolLength() and poolInfo(), of ${contracts.length} contracts among its largest holders${complete ? '' : '; holders could not all be read'}`;
  const confidence = complete ? 'medium' as const : 'low' as const;
  notes.fact('staking.contracts', 'Where it is staked', found.map((one) => {
    const running = one.rewardPerSecond !== null && one.until !== null && one.until > clock.now;
    return {
      address: shown(one.address), kind: one.kind, staked: one.staked.toString(), held: one.held.toString(), backed: one.held >= one.staked, rewardPerSecond: one.rewardPerSecond?.toString() ?? null, until: one.until === null ? null : isoOf(one.until),
      yearlyRate: running && one.rewardsInKind && one.staked > 0n ? ratio(one.rewardPerSecond! * BigInt(yearSeconds), one.staked) : null,
    };
  }), `${method}; the yearly rate is rewardRate x 365 days / staked while a budget runs and is paid in the token itself; of a farm everything it holds counts, stakes and rewards`, { unit: 'smallest unit, share a year', confidence });
  const staked = found.reduce((sum, one) => sum + one.staked, 0n);
  notes.fact('staking.staked', 'Staked', staked.toString(), method, { unit: 'smallest unit', confidence });
  if (circulating === null) notes.missing('staking.share', 'Share of the circulating supply that is staked', 'the circulating supply is not known', method);
  else if (circulating === 0n) notes.fact('staking.share', 'Share of the circulating supply that is staked', null, `${method}; nothing circulates`, { unit: 'share of circulating supply', confidence });
  else notes.fact('staking.share', 'Share of the circulating supply that is staked', shareOf(staked, circulating), method, { unit: 'share of circulating supply', confidence });
  return found;
}
