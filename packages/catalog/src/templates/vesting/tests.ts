import type { SourceFiles } from '@hyperlens/protocol';
import { honestToken, suite, suiteHead, taxedToken, testFile, tokenImports } from '../suite.ts';
import { vestingHandler } from './handler.ts';
import { grantTests } from './grant-tests.ts';
import type { VestingParameters } from './schema.ts';
import { vestingSetUp, vestingWords } from './test-words.ts';

/** Solidity tests that hold for every vesting contract composed from these parameters: the schedule is computed here a second time. */
export function testVesting(contractName: string, parameters: VestingParameters): SourceFiles {
  const words = vestingWords(parameters);
  const { native, balance, first } = words;
  const { cliffSeconds, durationSeconds, stepSeconds, upfrontBasisPoints } = parameters.schedule;
  const state = `${contractName} internal vesting;
${native ? '' : 'TokenForTest internal token;\n'}address[] internal people;
${words.fixed ? 'uint256[] internal amounts;\n' : ''}address internal owner;
address internal stranger;

function setUp() public {
    ${vestingSetUp(contractName, parameters, words)}
}

/// @dev The schedule, written a second time.
function _expected(uint256 amount, uint256 elapsed) internal pure returns (uint256) {
    if (elapsed >= ${durationSeconds}) return amount;
    uint256 upfront = (amount * ${upfrontBasisPoints}) / 10_000;
    if (elapsed < ${cliffSeconds}) return upfront;
    return upfront + ((amount - upfront) * ${stepSeconds > 0 ? `(elapsed / ${stepSeconds})` : 'elapsed'}) / ${stepSeconds > 0 ? durationSeconds / stepSeconds : durationSeconds};
}

function _start() internal view returns (uint256) {
    return vesting.getGrant(people[0]).start;
}`;
  const tests = `function test_StartsAsAgreed() public view {
    assertEq(vesting.DURATION(), ${durationSeconds});
    assertEq(vesting.getGrant(people[0]).amount, ${first});
    assertEq(vesting.getGrant(people[0]).start, ${parameters.grants.length && parameters.schedule.start !== 'deployment' ? '1_800_000_000 + 10 days' : '1_800_000_000'});
    assertEq(vesting.getGrant(stranger).amount, 0);
    assertEq(vesting.outstanding(), ${words.fixed ? words.total : first});
    assertEq(${balance('address(vesting)')}, vesting.outstanding());
}

function testFuzz_FollowsTheSchedule(uint256 elapsed) public view {
    elapsed = bound(elapsed, 0, ${durationSeconds} + 365 days);
    assertEq(vesting.vestedAmount(people[0], uint64(_start() + elapsed)), _expected(${first}, elapsed));
}

function test_NothingBeforeTheStart() public view {
    assertEq(vesting.vestedAmount(people[0], uint64(_start() - 1)), 0);
    assertEq(vesting.vestedAmount(people[0], uint64(_start())), _expected(${first}, 0));
}
${cliffSeconds > 0 ? `
function test_CliffHolds() public view {
    assertEq(vesting.vestedAmount(people[0], uint64(_start() + ${cliffSeconds} - 1)), _expected(${first}, 0));
    assertEq(vesting.vestedAmount(people[0], uint64(_start() + ${cliffSeconds})), _expected(${first}, ${cliffSeconds}));
}
` : ''}
function testFuzz_NeverFalls(uint64 earlier, uint64 later) public view {
    if (earlier > later) (earlier, later) = (later, earlier);
    assertLe(vesting.vestedAmount(people[0], earlier), vesting.vestedAmount(people[0], later));
    assertLe(vesting.vestedAmount(people[0], later), ${first});
}

function testFuzz_ReleasesWhatHasVested(uint256 elapsed) public {
    elapsed = bound(elapsed, 0, ${durationSeconds} * 2);
    vm.warp(_start() + elapsed);
    uint256 expected = _expected(${first}, elapsed);
    assertEq(vesting.releasable(people[0]), expected);
    vm.prank(stranger);
    if (expected == 0) vm.expectRevert();
    vesting.release(people[0]);
    assertEq(${balance('people[0]')}, expected);
    assertEq(${balance('stranger')}, 0);
    assertEq(vesting.releasable(people[0]), 0);
    vm.expectRevert();
    vesting.release(people[0]);
    vm.warp(_start() + ${durationSeconds});
    if (expected < ${first}) vesting.release(people[0]);
    assertEq(${balance('people[0]')}, ${first});
    assertEq(vesting.getGrant(people[0]).released, ${first});
}

function test_StrangersGetNothing() public {
    vm.warp(_start() + ${durationSeconds});
    vm.expectRevert();
    vesting.release(stranger);
}`;
  return {
    [`test/${contractName}.t.sol`]: testFile(suiteHead(contractName, native ? [] : tokenImports), !native && honestToken, !native && taxedToken,
      suite(`contract ${contractName}Test is Test`, `Tests of ${contractName}`, state, tests, grantTests(contractName, parameters, words)),
      ...vestingHandler(contractName, parameters, words)),
  };
}
