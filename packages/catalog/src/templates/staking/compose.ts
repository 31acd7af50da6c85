import type { Composition } from '@hyperlens/protocol';
import { addAccess, durationLiteral, makeContract } from '../builder/index.ts';
import type { ContractBuilder } from '../builder/index.ts';
import { addDeposits } from './deposits.ts';
import type { StakingParameters } from './schema.ts';

/**
 * The Solidity of a staking contract: a reward budget is shared by stake and time with one running sum per staked token (the method of
 * Synthetix' StakingRewards, written anew). What was promised to stakers is subtracted from the budget as it is promised, so rewards
 * can never be paid from deposits, and seconds in which nobody stakes stay in the budget.
 */
export function composeStaking(contractName: string, parameters: StakingParameters): Composition {
  const contract = makeContract({
    name: contractName, title: contractName, notice: 'Pays reward tokens to those who stake, by amount and time.',
    dev: 'Tokens that charge a fee on transfer are refused when they are paid in; tokens that change balances on their own are not supported.',
  });
  contract.importOpenZeppelin('token/ERC20/IERC20.sol', 'IERC20').importOpenZeppelin('token/ERC20/utils/SafeERC20.sol', 'SafeERC20').importOpenZeppelin('utils/math/Math.sol', 'Math')
    .using('SafeERC20 for IERC20').inherit('ReentrancyGuard');
  addSetup(contract, parameters);
  addRewards(contract, parameters);
  addDeposits(contract, parameters);
  if (parameters.pausable) {
    contract.inherit('Pausable')
      .function({ name: 'pause', visibility: 'external', modifiers: ['onlyOwner'], notice: 'Stops new deposits; leaving and claiming stay open.', body: ['_pause();'] })
      .function({ name: 'unpause', visibility: 'external', modifiers: ['onlyOwner'], notice: 'Ends the pause.', body: ['_unpause();'] });
  }
  addAccounting(contract);
  const file = `contracts/${contractName}.sol`;
  return {
    sources: { [file]: contract.print() }, file, standards: [], upgradeability: 'none',
    constructorArguments: [
      { name: 'stakingToken_', type: 'address', value: parameters.stakingToken }, { name: 'rewardToken_', type: 'address', value: parameters.rewardToken }, { name: 'initialOwner', type: 'address', value: parameters.owner },
      ...(penaltyAccount(parameters) ? [{ name: 'penaltyRecipient_', type: 'address', value: penaltyAccount(parameters) }] : []),
    ],
  };
}

/** The account that gets penalties; null when there are none or the stakers get them. */
export function penaltyAccount({ exit }: StakingParameters): string | null {
  return exit.mode === 'lock' && exit.penalty && exit.penalty.to !== 'stakers' ? exit.penalty.to : null;
}

function addSetup(contract: ContractBuilder, parameters: StakingParameters): void {
  const duration = durationLiteral(parameters.rewardDurationSeconds);
  if (!parameters.durationChangeable) contract.constant(`uint256 public constant REWARD_DURATION = ${duration}`, 'Time over which each reward budget is paid out.');
  contract.constant('uint256 private constant PRECISION = 1e36', 'Scale of the reward for one staked token, so that small rates are not rounded away.')
    .state('IERC20 public immutable stakingToken', 'Token that is staked.').state('IERC20 public immutable rewardToken', 'Token that rewards are paid in.');
  if (penaltyAccount(parameters)) contract.state('address public immutable penaltyRecipient', 'Account that receives the penalties of early exits.');
  if (parameters.durationChangeable) contract.state(`uint256 public rewardDuration = ${duration}`, 'Time over which the next reward budget is paid out.');
  contract.state('uint256 public totalSupply', 'Everything that is staked and earns rewards.')
    .state('mapping(address account => uint256) public balanceOf', 'What each account has staked.')
    .state('uint256 public rewardRate', 'Reward paid to all stakers together for each second.')
    .state('uint256 public periodFinish', 'When the present budget is used up, in seconds since 1970.')
    .state('uint256 public lastUpdateTime', 'Until when rewards are counted, in seconds since 1970.')
    .state('uint256 public rewardPerTokenStored', 'Reward for one staked token up to `lastUpdateTime`, times PRECISION.')
    .state('uint256 public unallocatedRewards', 'Reward tokens that were paid in and are not yet promised to anybody.')
    .state('mapping(address account => uint256) public rewardPerTokenPaid', 'Value of `rewardPerTokenStored` an account was last settled at.')
    .state('mapping(address account => uint256) private _rewards', 'Settled rewards that an account has not claimed.')
    .error({ name: 'ZeroAddress', notice: 'An address that must be set is zero.' }).error({ name: 'ZeroAmount', notice: 'An amount must be above zero.' })
    .error({ name: 'RewardTooSmall', notice: 'The budget is less than one unit a second.', parameters: [{ type: 'uint256', name: 'budget', doc: 'What there is to pay out.' }] })
    .error({ name: 'TransferTaxed', notice: 'The token delivered less than was sent.', parameters: [{ type: 'uint256', name: 'expected', doc: 'What was sent.' }, { type: 'uint256', name: 'received', doc: 'What arrived.' }] })
    .parameter({ type: 'IERC20', name: 'stakingToken_', doc: 'Token that is staked; cannot be changed.' }).parameter({ type: 'IERC20', name: 'rewardToken_', doc: 'Token that rewards are paid in; may be the same.' })
    .construct('if (address(stakingToken_) == address(0) || address(rewardToken_) == address(0)) revert ZeroAddress();', 'stakingToken = stakingToken_;', 'rewardToken = rewardToken_;');
  addAccess(contract, parameters.access);
  if (penaltyAccount(parameters)) {
    contract.parameter({ type: 'address', name: 'penaltyRecipient_', doc: 'Account that receives penalties; cannot be changed.' })
      .construct('if (penaltyRecipient_ == address(0)) revert ZeroAddress();', 'penaltyRecipient = penaltyRecipient_;');
  }
}

function addRewards(contract: ContractBuilder, { durationChangeable }: StakingParameters): void {
  const duration = durationChangeable ? 'rewardDuration' : 'REWARD_DURATION';
  contract.event({ name: 'RewardAdded', notice: 'A reward budget was paid in.', parameters: [{ type: 'uint256', name: 'amount', doc: 'What was paid in.' }, { type: 'uint256', name: 'rewardRate', doc: 'Reward for each second from now on.' }, { type: 'uint256', name: 'periodFinish', doc: 'When it is used up.' }] })
    .event({ name: 'RewardPaid', notice: 'An account claimed its rewards.', parameters: [{ type: 'address', name: 'account', indexed: true, doc: 'Who was paid.' }, { type: 'uint256', name: 'amount', doc: 'How much.' }] });
  contract.function({
    name: 'lastTimeRewardApplicable', visibility: 'public', mutability: 'view', returns: [{ type: 'uint256', doc: 'Time in seconds since 1970.' }], notice: 'Until when rewards run at present: now, or the end of the budget.',
    body: ['return Math.min(block.timestamp, periodFinish);'],
  }).function({
    name: 'rewardPerToken', visibility: 'public', mutability: 'view', returns: [{ type: 'uint256', doc: 'Reward times PRECISION, rounded down.' }], notice: 'Reward one staked token has earned since the start.',
    body: ['if (totalSupply == 0) return rewardPerTokenStored;', 'return rewardPerTokenStored + Math.mulDiv((lastTimeRewardApplicable() - lastUpdateTime) * rewardRate, PRECISION, totalSupply);'],
  }).function({
    name: 'earned', visibility: 'public', mutability: 'view', parameters: [{ type: 'address', name: 'account', doc: 'Who stakes.' }], returns: [{ type: 'uint256', doc: 'Reward tokens, rounded down.' }], notice: 'What an account can claim now.',
    body: ['return _rewards[account] + Math.mulDiv(balanceOf[account], rewardPerToken() - rewardPerTokenPaid[account], PRECISION);'],
  }).function({
    name: 'getReward', visibility: 'external', modifiers: ['nonReentrant'], notice: 'Pays the caller its rewards.', body: ['_updateReward(msg.sender);', '_payReward(msg.sender);'],
  }).function({
    name: 'notifyRewardAmount', visibility: 'external', modifiers: ['onlyOwner', 'nonReentrant'], parameters: [{ type: 'uint256', name: 'amount', doc: 'Approved reward tokens to add.' }],
    notice: 'Takes reward tokens from the owner and starts a new period with them and with what is left of earlier budgets.',
    body: [
      'if (amount == 0) revert ZeroAmount();', '_updateReward(address(0));', 'uint256 budget = unallocatedRewards + amount;', `if (budget < ${duration}) revert RewardTooSmall(budget);`, `uint256 rate = budget / ${duration};`,
      'unallocatedRewards = budget;', 'rewardRate = rate;', 'lastUpdateTime = block.timestamp;', `periodFinish = block.timestamp + ${duration};`, 'emit RewardAdded(amount, rate, periodFinish);', '_pull(rewardToken, amount);',
    ],
  });
  if (!durationChangeable) return;
  contract.error({ name: 'PeriodRunning', notice: 'The present budget is not used up yet.', parameters: [{ type: 'uint256', name: 'periodFinish', doc: 'When it is.' }] })
    .event({ name: 'RewardDurationChanged', notice: 'The time of the next budgets changed.', parameters: [{ type: 'uint256', name: 'previousDuration', doc: 'Seconds before.' }, { type: 'uint256', name: 'newDuration', doc: 'Seconds from now on.' }] })
    .function({
      name: 'setRewardDuration', visibility: 'external', modifiers: ['onlyOwner'], parameters: [{ type: 'uint256', name: 'newDuration', doc: 'Seconds over which the next budget is paid out.' }], notice: 'Changes the time of the next budget, between two of them.',
      body: ['if (block.timestamp < periodFinish) revert PeriodRunning(periodFinish);', 'if (newDuration == 0) revert ZeroAmount();', 'emit RewardDurationChanged(rewardDuration, newDuration);', 'rewardDuration = newDuration;'],
    });
}

function addAccounting(contract: ContractBuilder): void {
  const account = { type: 'address', name: 'account', doc: 'Who is settled; zero for nobody.' };
  contract.function({
    name: '_updateReward', visibility: 'private', parameters: [account], notice: 'Promises the rewards of the time since the last call to those who staked, and settles one account.',
    body: [
      'uint256 applicable = lastTimeRewardApplicable();', 'if (totalSupply > 0) {', '    rewardPerTokenStored = rewardPerToken();', '    unallocatedRewards -= (applicable - lastUpdateTime) * rewardRate;', '}', 'lastUpdateTime = applicable;',
      'if (account != address(0)) {', '    _rewards[account] = earned(account);', '    rewardPerTokenPaid[account] = rewardPerTokenStored;', '}',
    ],
  }).function({
    name: '_payReward', visibility: 'private', parameters: [{ ...account, doc: 'Who is paid; settled before.' }], notice: 'Sends an account its settled rewards.',
    body: ['uint256 reward = _rewards[account];', 'if (reward > 0) {', '    _rewards[account] = 0;', '    emit RewardPaid(account, reward);', '    rewardToken.safeTransfer(account, reward);', '}'],
  }).function({
    name: '_pull', visibility: 'private', parameters: [{ type: 'IERC20', name: 'token', doc: 'Token to take.' }, { type: 'uint256', name: 'amount', doc: 'How much.' }], notice: 'Takes tokens from the caller and checks that all of them arrived.',
    body: ['uint256 before = token.balanceOf(address(this));', 'token.safeTransferFrom(msg.sender, address(this), amount);', 'uint256 received = token.balanceOf(address(this)) - before;', 'if (received < amount) revert TransferTaxed(amount, received);'],
  });
}
