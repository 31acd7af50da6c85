import type { SourceFiles } from '@hyperlens/protocol';
import { honestToken, suite, suiteHead, taxedToken, testFile, tokenImports } from '../suite.ts';
import { exitTests } from './exit-tests.ts';
import { stakingHandler } from './handler.ts';
import type { StakingParameters } from './schema.ts';
import { makeStaking, sameToken } from './test-words.ts';

/** Solidity tests that hold for every staking contract composed from these parameters: shares, exits, and that rewards never come from deposits. */
export function testStaking(contractName: string, parameters: StakingParameters): SourceFiles {
  const make = makeStaking(parameters);
  const same = sameToken(parameters);
  const duration = parameters.rewardDurationSeconds;
  // As a whole number: Solidity keeps 61 / 2 of two literals as a fraction.
  const half = Math.floor(duration / 2);
  const setUp = `${contractName} internal staking;
TokenForTest internal stakingToken;
TokenForTest internal rewardToken;
address internal owner;
address internal penaltyRecipient;
address internal alice;
address internal bob;

function setUp() public {
    vm.warp(1_800_000_000);
    owner = makeAddr("owner");
    penaltyRecipient = makeAddr("penalty recipient");
    alice = makeAddr("alice");
    bob = makeAddr("bob");
    stakingToken = new TokenForTest();
    rewardToken = ${same ? 'stakingToken' : 'new TokenForTest()'};
    staking = new ${contractName}(${make});
    _supply(stakingToken, alice);
    _supply(stakingToken, bob);
    _supply(rewardToken, owner);
}

function _supply(TokenForTest token, address account) internal {
    token.mint(account, 1e30);
    vm.prank(account);
    token.approve(address(staking), type(uint256).max);
}

function _stake(address account, uint256 amount) internal {
    vm.prank(account);
    staking.stake(amount);
}

function _notify(uint256 amount) internal {
    vm.prank(owner);
    staking.notifyRewardAmount(amount);
}

/// @dev What an account claims now, measured in its balance.
function _claim(address account) internal returns (uint256) {
    uint256 before = rewardToken.balanceOf(account);
    vm.prank(account);
    staking.getReward();
    return rewardToken.balanceOf(account) - before;
}`;
  const base = `function test_StartsAsAgreed() public view {
    assertEq(address(staking.stakingToken()), address(stakingToken));
    assertEq(address(staking.rewardToken()), address(rewardToken));
    assertEq(staking.owner(), owner);
    assertEq(staking.${parameters.durationChangeable ? 'rewardDuration' : 'REWARD_DURATION'}(), ${duration});
    assertEq(staking.totalSupply(), 0);
    assertEq(staking.rewardPerToken(), 0);
}

function test_RefusesZeroAddresses() public {
${make.split(', ').map((name, index, all) => `    vm.expectRevert();\n    new ${contractName}(${all.map((entry, other) => (other === index ? (name.endsWith('Token') ? 'IERC20(address(0))' : 'address(0)') : entry)).join(', ')});`).join('\n')}
}

function testFuzz_StakeIsCounted(uint256 amount) public {
    amount = bound(amount, 1, 1e27);
    _stake(alice, amount);
    assertEq(staking.balanceOf(alice), amount);
    assertEq(staking.totalSupply(), amount);
    assertEq(stakingToken.balanceOf(address(staking)), amount);
    vm.prank(alice);
    vm.expectRevert();
    staking.stake(0);
}

function testFuzz_OneStakerEarnsTheBudget(uint256 amount, uint256 budget) public {
    amount = bound(amount, 1, 1e27);
    budget = bound(budget, ${duration}, 1e27);
    _stake(alice, amount);
    _notify(budget);
    vm.warp(block.timestamp + ${half});
    assertApproxEqAbs(staking.earned(alice), (budget / ${duration}) * ${half}, 1);
    vm.warp(block.timestamp + ${duration});
    uint256 claimed = _claim(alice);
    assertLe(claimed, budget);
    assertGe(claimed + ${duration} + 1, budget);
    assertEq(_claim(alice), 0);
}

function test_SharesByAmount() public {
    _stake(alice, 3e18);
    _stake(bob, 1e18);
    _notify(4e24);
    vm.warp(block.timestamp + ${duration});
    assertApproxEqAbs(staking.earned(alice), 3e24, ${duration});
    assertApproxEqAbs(staking.earned(bob), 1e24, ${duration});
}

function test_SharesByTime() public {
    _stake(alice, 1e18);
    _notify(4e24);
    vm.warp(block.timestamp + ${half});
    _stake(bob, 1e18);
    vm.warp(block.timestamp + ${duration});
    assertApproxEqRel(staking.earned(alice), 3e24, 0.05e18);
    assertApproxEqRel(staking.earned(bob), 1e24, 0.05e18);
    assertLe(staking.earned(alice) + staking.earned(bob), 4e24);
}

function test_IdleTimeStaysInTheBudget() public {
    _notify(4e24);
    vm.warp(block.timestamp + ${half});
    _stake(alice, 1e18);
    vm.warp(block.timestamp + ${duration});
    assertApproxEqRel(_claim(alice), 2e24, 0.05e18);
    assertApproxEqRel(staking.unallocatedRewards(), 2e24, 0.05e18);
    _notify(${duration});
    vm.warp(block.timestamp + ${duration});
    assertApproxEqRel(_claim(alice), 2e24, 0.05e18);
}

function test_BudgetsAddUp() public {
    _stake(alice, 1e18);
    _notify(4e24);
    vm.warp(block.timestamp + ${half});
    _notify(4e24);
    assertEq(staking.periodFinish(), block.timestamp + ${duration});
    vm.warp(block.timestamp + ${duration});
    assertApproxEqAbs(staking.earned(alice), 8e24, 2 * ${duration});
    assertLe(staking.earned(alice), 8e24);
}

function test_OnlyTheOwnerPaysRewards() public {
    _supply(rewardToken, bob);
    vm.prank(bob);
    vm.expectRevert();
    staking.notifyRewardAmount(1e24);
    vm.startPrank(owner);
    vm.expectRevert();
    staking.notifyRewardAmount(0);
    vm.expectRevert();
    staking.notifyRewardAmount(${duration} - 1);
    vm.stopPrank();
}

function test_OthersCannotTakeAStake() public {
    _stake(alice, 1e18);
    vm.startPrank(bob);
    vm.expectRevert();
    staking.${parameters.exit.mode === 'unbonding' ? 'requestWithdrawal' : 'withdraw'}(1);
    vm.stopPrank();
    assertEq(_claim(bob), 0);
}

function test_RefusesTaxedTokens() public {
    TaxedTokenForTest taxed = new TaxedTokenForTest();
    staking = new ${contractName}(${make.replace('stakingToken', 'IERC20(address(taxed))')});
    taxed.mint(alice, 1e18);
    vm.startPrank(alice);
    taxed.approve(address(staking), 1e18);
    vm.expectRevert();
    staking.stake(1e18);
    vm.stopPrank();
    staking = new ${contractName}(${make.replace('rewardToken', 'IERC20(address(taxed))')});
    taxed.mint(owner, 1e24);
    vm.startPrank(owner);
    taxed.approve(address(staking), 1e24);
    vm.expectRevert();
    staking.notifyRewardAmount(1e24);
    vm.stopPrank();
}`;
  const pause = parameters.pausable && `function test_PauseStopsNewDepositsOnly() public {
    _stake(alice, 1e18);
    vm.prank(bob);
    vm.expectRevert();
    staking.pause();
    vm.prank(owner);
    staking.pause();
    vm.prank(alice);
    vm.expectRevert();
    staking.stake(1);
    vm.prank(bob);
    vm.expectRevert();
    staking.unpause();
    _leave(alice, 1e18);
    vm.prank(owner);
    staking.unpause();
    _stake(bob, 1);
}`;
  const length = parameters.durationChangeable && `function test_DurationChangesBetweenBudgets() public {
    vm.prank(bob);
    vm.expectRevert();
    staking.setRewardDuration(1 days);
    _notify(1e24);
    vm.startPrank(owner);
    vm.expectRevert();
    staking.setRewardDuration(1 days);
    vm.warp(block.timestamp + ${duration});
    vm.expectRevert();
    staking.setRewardDuration(0);
    staking.setRewardDuration(1 days);
    vm.stopPrank();
    _notify(1e24);
    assertEq(staking.periodFinish(), block.timestamp + 1 days);
}`;
  return {
    [`test/${contractName}.t.sol`]: testFile(suiteHead(contractName, tokenImports), honestToken, taxedToken,
      suite(`contract ${contractName}Test is Test`, `Tests of ${contractName}`, setUp, base, exitTests(parameters, duration), pause, length),
      ...stakingHandler(contractName, parameters)),
  };
}
