import { suite } from '../suite.ts';
import type { StakingParameters } from './schema.ts';
import { makeStaking, sameToken } from './test-words.ts';

/** Invariant campaign: three accounts stake, leave and claim while budgets come in; deposits and promised rewards are always there. */
export function stakingHandler(contractName: string, parameters: StakingParameters): string[] {
  const unbonding = parameters.exit.mode === 'unbonding';
  const same = sameToken(parameters);
  const handler = `${contractName} public immutable staking;
TokenForTest public immutable stakingToken;
TokenForTest public immutable rewardToken;
address public immutable owner;
address[3] public actors;

constructor(${contractName} staking_, TokenForTest stakingToken_, TokenForTest rewardToken_, address owner_) {
    staking = staking_;
    stakingToken = stakingToken_;
    rewardToken = rewardToken_;
    owner = owner_;
    actors = [address(0xA1), address(0xA2), address(0xA3)];
    for (uint256 i = 0; i < 3; ++i) _approve(stakingToken_, actors[i]);
    _approve(rewardToken_, owner_);
}

function _approve(TokenForTest token, address account) private {
    token.mint(account, 1e36);
    vm.prank(account);
    token.approve(address(staking), type(uint256).max);
}

function stake(uint256 who, uint256 amount) external {
    amount = bound(amount, 1, 1e27);
    vm.prank(actors[who % 3]);
    staking.stake(amount);
}

function leave(uint256 who, uint256 amount) external {
    address account = actors[who % 3];
    amount = bound(amount, 0, staking.balanceOf(account));
    vm.prank(account);
    staking.${unbonding ? 'requestWithdrawal' : 'withdraw'}(amount);
}
${unbonding ? `
function collect(uint256 who) external {
    vm.prank(actors[who % 3]);
    staking.withdraw();
}
` : ''}
function claim(uint256 who) external {
    vm.prank(actors[who % 3]);
    staking.getReward();
}

function notify(uint256 amount) external {
    amount = bound(amount, ${parameters.rewardDurationSeconds}, 1e27);
    vm.prank(owner);
    staking.notifyRewardAmount(amount);
}

function wait(uint256 time) external {
    vm.warp(block.timestamp + bound(time, 1, ${Math.max(2, Math.floor(parameters.rewardDurationSeconds / 3))}));
}`;
  const invariants = `${contractName} internal staking;
TokenForTest internal stakingToken;
TokenForTest internal rewardToken;
HandlerForTest internal handler;
address internal owner = address(0x0123);
address internal penaltyRecipient = address(0x0456);

function setUp() public {
    vm.warp(1_800_000_000);
    stakingToken = new TokenForTest();
    rewardToken = ${same ? 'stakingToken' : 'new TokenForTest()'};
    staking = new ${contractName}(${makeStaking(parameters)});
    handler = new HandlerForTest(staking, stakingToken, rewardToken, owner);
    targetContract(address(handler));
}

/// @dev Every deposit can be paid back, and every reward earned so far can be paid from what was paid in for rewards.
function invariant_CoversDepositsAndRewards() public view {
    uint256 deposits = 0;
    uint256 staked = 0;
    uint256 earned = 0;
    for (uint256 i = 0; i < 3; ++i) {
        address account = handler.actors(i);
        staked += staking.balanceOf(account);
        earned += staking.earned(account);
${unbonding ? '        (uint256 leaving,) = staking.unbonding(account);\n        deposits += leaving;\n' : ''}    }
    assertEq(staked, staking.totalSupply());
    deposits += staked;
${same ? '    assertGe(stakingToken.balanceOf(address(staking)), deposits + earned);' : '    assertEq(stakingToken.balanceOf(address(staking)), deposits);\n    assertGe(rewardToken.balanceOf(address(staking)), earned);'}
}`;
  return [suite('contract HandlerForTest is Test', 'Calls of the invariant campaign', handler), suite(`contract ${contractName}InvariantTest is Test`, `Invariants of ${contractName}`, invariants)];
}
