import type { StakingParameters } from './schema.ts';

/** Tests of leaving, and the helper \`_leave\`, which waits until leaving costs nothing. */
export function exitTests({ exit }: StakingParameters, duration: number): string {
  const leave = exit.mode === 'unbonding' ? `function _leave(address account, uint256 amount) internal {
    vm.prank(account);
    staking.requestWithdrawal(amount);
    vm.warp(block.timestamp + ${exit.seconds});
    vm.prank(account);
    staking.withdraw();
}` : `function _leave(address account, uint256 amount) internal {
${exit.mode === 'lock' ? `    vm.warp(block.timestamp + ${exit.seconds});\n` : ''}    vm.prank(account);
    staking.withdraw(amount);
}`;
  const principal = `function testFuzz_DepositsComeBackWhole(uint256 amount, uint256 budget, uint256 time) public {
    amount = bound(amount, 1, 1e27);
    _stake(alice, amount);
    _stake(bob, 1e18);
    _notify(bound(budget, ${duration}, 1e27));
    vm.warp(block.timestamp + bound(time, 0, 2 * ${duration}));
    _claim(bob);
    uint256 before = stakingToken.balanceOf(alice);
    _leave(alice, amount);
    assertEq(stakingToken.balanceOf(alice), before + amount);
    assertEq(staking.balanceOf(alice), 0);
    assertEq(staking.totalSupply(), 1e18);
    _leave(bob, 1e18);
}

function test_NobodyTakesMoreThanItsStake() public {
    _stake(alice, 1e18);
    _stake(bob, 1e18);
    vm.startPrank(alice);
${exit.mode === 'lock' ? `    vm.warp(block.timestamp + ${exit.seconds});\n` : ''}    vm.expectRevert();
    staking.${exit.mode === 'unbonding' ? 'requestWithdrawal' : 'withdraw'}(1e18 + 1);
    vm.expectRevert();
    staking.${exit.mode === 'unbonding' ? 'requestWithdrawal' : 'withdraw'}(0);
    vm.stopPrank();
}`;
  return [leave, principal, exit.mode === 'unbonding' ? unbonding(exit.seconds, duration) : leaving(exit, duration)].join('\n\n');
}

function leaving(exit: Exclude<StakingParameters['exit'], { mode: 'unbonding' }>, duration: number): string {
  const out = `function test_ExitPaysEverything() public {
    _stake(alice, 1e18);
    _notify(1e24);
    vm.warp(block.timestamp + ${duration}${exit.mode === 'lock' ? ` + ${exit.seconds}` : ''});
    uint256 staked = stakingToken.balanceOf(alice);
    uint256 reward = staking.earned(alice);
    vm.prank(alice);
    staking.exit();
    assertEq(staking.balanceOf(alice), 0);
    assertEq(staking.earned(alice), 0);
    if (address(stakingToken) == address(rewardToken)) {
        assertEq(stakingToken.balanceOf(alice), staked + 1e18 + reward);
    } else {
        assertEq(stakingToken.balanceOf(alice), staked + 1e18);
        assertEq(rewardToken.balanceOf(alice), reward);
    }
}`;
  if (exit.mode === 'free') return out;
  if (!exit.penalty) {
    return `${out}

function test_LockHolds() public {
    _stake(alice, 1e18);
    assertEq(staking.unlockTime(alice), block.timestamp + ${exit.seconds});
    vm.warp(block.timestamp + ${exit.seconds} - 1);
    vm.startPrank(alice);
    vm.expectRevert();
    staking.withdraw(1);
    vm.expectRevert();
    staking.exit();
    vm.warp(block.timestamp + 1);
    staking.withdraw(1);
    staking.stake(1);
    vm.expectRevert();
    staking.withdraw(1);
    vm.stopPrank();
}`;
  }
  return `${out}

function testFuzz_LeavingEarlyCosts(uint256 amount) public {
    amount = bound(amount, 1, 1e27);
    _stake(alice, amount);
    vm.warp(block.timestamp + ${exit.seconds} - 1);
    uint256 before = stakingToken.balanceOf(alice);
    uint256 budget = staking.unallocatedRewards();
    vm.prank(alice);
    staking.withdraw(amount);
    uint256 penalty = (amount * ${exit.penalty.basisPoints} + 9_999) / 10_000;
    assertEq(stakingToken.balanceOf(alice), before + amount - penalty);
    ${exit.penalty.to === 'stakers' ? 'assertEq(staking.unallocatedRewards(), budget + penalty);' : 'assertEq(stakingToken.balanceOf(penaltyRecipient), penalty);\n    assertEq(staking.unallocatedRewards(), budget);'}
}`;
}

function unbonding(seconds: number, duration: number): string {
  return `function test_UnbondingTakesItsTime() public {
    assertEq(staking.UNBONDING_PERIOD(), ${seconds});
    _stake(alice, 2e18);
    vm.startPrank(alice);
    vm.expectRevert();
    staking.withdraw();
    staking.requestWithdrawal(1e18);
    assertEq(staking.balanceOf(alice), 1e18);
    assertEq(staking.totalSupply(), 1e18);
    vm.warp(block.timestamp + ${seconds} - 1);
    vm.expectRevert();
    staking.withdraw();
    staking.requestWithdrawal(1e18);
    vm.warp(block.timestamp + 1);
    vm.expectRevert();
    staking.withdraw();
    vm.warp(block.timestamp + ${seconds});
    uint256 before = stakingToken.balanceOf(alice);
    staking.withdraw();
    assertEq(stakingToken.balanceOf(alice), before + 2e18);
    vm.expectRevert();
    staking.withdraw();
    vm.stopPrank();
}

function test_UnbondingEarnsNothing() public {
    _stake(alice, 1e18);
    _stake(bob, 1e18);
    _notify(1e24);
    vm.prank(alice);
    staking.requestWithdrawal(1e18);
    vm.warp(block.timestamp + ${duration});
    assertEq(staking.earned(alice), 0);
    assertApproxEqAbs(staking.earned(bob), 1e24, ${duration});
}`;
}
