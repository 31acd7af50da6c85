import { durationLiteral, groupedDigits } from '../builder/index.ts';
import type { ContractBuilder } from '../builder/index.ts';
import type { StakingParameters } from './schema.ts';

const amount = { type: 'uint256', name: 'amount', doc: 'How many staked tokens.' };
const account = { type: 'address', name: 'account', indexed: true, doc: 'Who.' };

/** Paying in and leaving, in the three ways there are to leave. */
export function addDeposits(contract: ContractBuilder, { exit, pausable }: StakingParameters): void {
  contract.event({ name: 'Staked', notice: 'An account staked.', parameters: [account, amount] }).event({ name: 'Withdrawn', notice: 'An account got staked tokens back.', parameters: [account, amount] })
    .error({ name: 'InsufficientStake', notice: 'The account has staked less.', parameters: [{ type: 'uint256', name: 'staked', doc: 'What it has staked.' }, { type: 'uint256', name: 'amount', doc: 'What was asked for.' }] })
    .function({
      name: 'stake', visibility: 'external', modifiers: ['nonReentrant', ...(pausable ? ['whenNotPaused'] : [])], parameters: [{ ...amount, doc: 'Approved tokens to stake.' }], notice: 'Stakes tokens of the caller.',
      body: [
        'if (amount == 0) revert ZeroAmount();', '_updateReward(msg.sender);', 'totalSupply += amount;', 'balanceOf[msg.sender] += amount;',
        ...(exit.mode === 'lock' ? ['unlockTime[msg.sender] = block.timestamp + LOCK_PERIOD;'] : []), 'emit Staked(msg.sender, amount);', '_pull(stakingToken, amount);',
      ],
    });
  const take = [
    'uint256 staked = balanceOf[msg.sender];', 'if (amount > staked) revert InsufficientStake(staked, amount);', '_updateReward(msg.sender);', 'totalSupply -= amount;', 'balanceOf[msg.sender] = staked - amount;',
  ];
  if (exit.mode === 'unbonding') return addUnbonding(contract, exit.seconds, take);
  if (exit.mode === 'lock') addLock(contract, exit);
  const penalty = exit.mode === 'lock' ? exit.penalty : null;
  const whenLocked = exit.mode === 'lock' && !penalty ? ['if (block.timestamp < unlockTime[msg.sender]) revert StillLocked(unlockTime[msg.sender]);'] : [];
  contract.function({
    name: 'withdraw', visibility: 'external', modifiers: ['nonReentrant'], parameters: [amount],
    notice: `Gives staked tokens back to the caller${penalty ? '; before the unlock time a penalty is kept' : whenLocked.length ? ', from the unlock time on' : ''}. Rewards stay claimable.`, body: ['_withdraw(amount);'],
  }).function({
    name: 'exit', visibility: 'external', modifiers: ['nonReentrant'], notice: 'Gives the caller everything it staked and its rewards.', body: ['_withdraw(balanceOf[msg.sender]);', '_payReward(msg.sender);'],
  }).function({
    name: '_withdraw', visibility: 'private', parameters: [amount], notice: 'Takes tokens out of the stake of the caller and sends them.',
    body: [
      'if (amount == 0) revert ZeroAmount();', ...whenLocked, ...take,
      ...(penalty ? [
        'uint256 penalty = 0;', 'if (block.timestamp < unlockTime[msg.sender]) {', '    penalty = Math.mulDiv(amount, PENALTY_BASIS_POINTS, BASIS_POINTS, Math.Rounding.Ceil);',
        ...(penalty.to === 'stakers' ? ['    unallocatedRewards += penalty;'] : []), '    emit PenaltyTaken(msg.sender, penalty);', '}',
      ] : []),
      'emit Withdrawn(msg.sender, amount);',
      ...(penalty && penalty.to !== 'stakers' ? ['if (penalty > 0) stakingToken.safeTransfer(penaltyRecipient, penalty);'] : []), `stakingToken.safeTransfer(msg.sender, ${penalty ? 'amount - penalty' : 'amount'});`,
    ],
  });
}

function addLock(contract: ContractBuilder, exit: Extract<StakingParameters['exit'], { mode: 'lock' }>): void {
  contract.constant(`uint256 public constant LOCK_PERIOD = ${durationLiteral(exit.seconds)}`, 'Time for which every deposit locks the whole stake of its account again.')
    .state('mapping(address account => uint256) public unlockTime', `When an account can leave${exit.penalty ? ' without a penalty' : ''}, in seconds since 1970.`);
  if (!exit.penalty) {
    contract.error({ name: 'StillLocked', notice: 'The stake is locked.', parameters: [{ type: 'uint256', name: 'unlockTime', doc: 'Until when, in seconds since 1970.' }] });
    return;
  }
  contract.constant(`uint256 public constant PENALTY_BASIS_POINTS = ${groupedDigits(String(exit.penalty.basisPoints))}`, 'Share of a stake that leaving early costs, in basis points; cannot be changed.')
    .constant('uint256 private constant BASIS_POINTS = 10_000', 'Basis points in a whole.')
    .event({ name: 'PenaltyTaken', notice: `An account left early; the penalty goes ${exit.penalty.to === 'stakers' ? 'into the next reward budget' : 'to its recipient'}.`, parameters: [account, { ...amount, doc: 'The penalty.' }] });
}

function addUnbonding(contract: ContractBuilder, seconds: number, take: string[]): void {
  contract.type({ notice: 'Stake that is leaving: it earns nothing, and is paid from `readyAt` on (seconds since 1970).', lines: ['struct Unbonding {', '    uint256 amount;', '    uint256 readyAt;', '}'] })
    .constant(`uint256 public constant UNBONDING_PERIOD = ${durationLiteral(seconds)}`, 'Time between asking for a withdrawal and getting it.')
    .state('mapping(address account => Unbonding) public unbonding', 'What each account is withdrawing.')
    .error({ name: 'StillUnbonding', notice: 'The withdrawal is not ready.', parameters: [{ type: 'uint256', name: 'readyAt', doc: 'When it is, in seconds since 1970.' }] })
    .event({ name: 'WithdrawalRequested', notice: 'An account asked for staked tokens back.', parameters: [account, amount, { type: 'uint256', name: 'readyAt', doc: 'When they can be had.' }] })
    .function({
      name: 'requestWithdrawal', visibility: 'external', modifiers: ['nonReentrant'], parameters: [amount], notice: 'Starts a withdrawal. A second request waits the whole time again, with everything that is leaving.',
      body: [
        'if (amount == 0) revert ZeroAmount();', ...take, 'Unbonding storage leaving = unbonding[msg.sender];', 'leaving.amount += amount;', 'leaving.readyAt = block.timestamp + UNBONDING_PERIOD;', 'emit WithdrawalRequested(msg.sender, amount, leaving.readyAt);',
      ],
    })
    .function({
      name: 'withdraw', visibility: 'external', modifiers: ['nonReentrant'], notice: 'Pays the caller what it withdrew, once the time is over.',
      body: [
        'Unbonding memory leaving = unbonding[msg.sender];', 'if (leaving.amount == 0) revert ZeroAmount();', 'if (block.timestamp < leaving.readyAt) revert StillUnbonding(leaving.readyAt);', 'delete unbonding[msg.sender];',
        'emit Withdrawn(msg.sender, leaving.amount);', 'stakingToken.safeTransfer(msg.sender, leaving.amount);',
      ],
    });
}
