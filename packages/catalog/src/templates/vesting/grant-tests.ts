import type { VestingParameters } from './schema.ts';
import type { VestingWords } from './test-words.ts';

/** Tests of funding, of grants made later and of revoking. */
export function grantTests(contractName: string, parameters: VestingParameters, words: VestingWords): string {
  const { native, fixed, make, balance, total, first } = words;
  const half = Math.floor(parameters.schedule.durationSeconds / 2);
  const parts = [
    fixed && `function test_UnfundedPaysNothing() public {
    vesting = new ${contractName}(${make});
    assertEq(vesting.shortfall(), ${total});
    vm.warp(_start() + ${parameters.schedule.durationSeconds});
    vm.expectRevert();
    vesting.release(people[0]);
}`,
    fixed && `function test_TakesNoMoreThanNeeded() public {
    assertEq(vesting.shortfall(), 0);
${native ? `    vm.deal(stranger, 1);
    vm.prank(stranger);
    (bool paid,) = address(vesting).call{value: 1}("");
    assertFalse(paid, "money beyond the grants was taken");` : `    token.mint(address(this), 1);
    token.approve(address(vesting), 1);
    vm.expectRevert();
    vesting.fund(1);
    vm.expectRevert();
    vesting.fund(0);`}
}`,
    fixed && `function test_RefusesSenselessGrants() public {
    uint256[] memory fewer = new uint256[](amounts.length - 1);
    vm.expectRevert();
    new ${contractName}(${make.replace('amounts', 'fewer')});
    amounts[0] = 0;
    vm.expectRevert();
    new ${contractName}(${make});
    amounts[0] = 1;
    people[0] = address(0);
    vm.expectRevert();
    new ${contractName}(${make});
    people[0] = stranger;
    people.push(stranger);
    amounts.push(1);
    vm.expectRevert();
    new ${contractName}(${make});
}`,
    !native && `function test_RefusesZeroToken() public {
    vm.expectRevert();
    new ${contractName}(${make.replace('token', 'IERC20(address(0))')});
}`,
    !native && (fixed ? `function test_RefusesTaxedTokens() public {
    TaxedTokenForTest taxed = new TaxedTokenForTest();
    vesting = new ${contractName}(${make.replace('token', 'IERC20(address(taxed))')});
    taxed.mint(address(this), ${total + 1000n});
    taxed.approve(address(vesting), type(uint256).max);
    uint256 amount = ${total} >= 100 ? 100 : ${total};
    if (amount / 100 == 0) return;
    vm.expectRevert();
    vesting.fund(amount);
}` : `function test_RefusesTaxedTokens() public {
    TaxedTokenForTest taxed = new TaxedTokenForTest();
    vesting = new ${contractName}(${make.replace('token', 'IERC20(address(taxed))')});
    taxed.mint(owner, 1000);
    vm.startPrank(owner);
    taxed.approve(address(vesting), 1000);
    vm.expectRevert();
    vesting.addGrant(stranger, 1000);
    vm.stopPrank();
}`),
    parameters.addable && addTests(contractName, words),
    parameters.revocable && `function test_OnlyTheOwnerRevokes() public {
    vm.prank(stranger);
    vm.expectRevert();
    vesting.revoke(people[0]);
    vm.prank(people[0]);
    vm.expectRevert();
    vesting.revoke(people[0]);
    vm.prank(owner);
    vm.expectRevert();
    vesting.revoke(stranger);
}`,
    parameters.revocable && `function testFuzz_RevokingKeepsWhatHasVested(uint256 elapsed) public {
    elapsed = bound(elapsed, 0, ${parameters.schedule.durationSeconds} * 2);
    vm.warp(_start() + elapsed);
    uint256 expected = _expected(${first}, elapsed);
    uint256 before = ${balance('owner')};
    vm.prank(owner);
    vesting.revoke(people[0]);
    assertEq(${balance('owner')} - before, ${first} - expected);
    vm.warp(block.timestamp + ${parameters.schedule.durationSeconds});
    assertEq(vesting.releasable(people[0]), expected);
    if (expected > 0) vesting.release(people[0]);
    assertEq(${balance('people[0]')}, expected);
    vm.prank(owner);
    vm.expectRevert();
    vesting.revoke(people[0]);
}`,
    parameters.revocable && fixed && `function test_RevokingUnfundedReturnsNothing() public {
    vesting = new ${contractName}(${make});
    vm.warp(_start() + ${half});
    uint256 vested = _expected(${first}, ${half});
    vm.prank(owner);
    vesting.revoke(people[0]);
    assertEq(${balance('owner')}, 0);
    assertEq(vesting.outstanding(), ${total} - ${first} + vested);
}`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

function addTests(contractName: string, { native, fixed, make, balance }: VestingWords): string {
  const send = (who: string, value: string): string => (native ? `vesting.addGrant{value: ${value}}(${who})` : `vesting.addGrant(${who}, ${value})`);
  const rich = native ? 'vm.deal(owner, 1e24);\n    vm.deal(stranger, 1e24);' : 'token.mint(owner, 1e24);\n    vm.prank(owner);\n    token.approve(address(vesting), type(uint256).max);';
  return `function testFuzz_OwnerAddsGrants(uint256 amount) public {
    amount = bound(amount, 1, 1e24);
    ${rich}
    uint256 before = ${balance('address(vesting)')};
    uint256 outstanding = vesting.outstanding();
    vm.prank(owner);
    ${send('stranger', 'amount')};
    assertEq(${balance('address(vesting)')}, before + amount);
    assertEq(vesting.outstanding(), outstanding + amount);
    assertEq(vesting.getGrant(stranger).amount, amount);
    assertEq(vesting.getGrant(stranger).start, block.timestamp);
    vm.warp(block.timestamp + vesting.DURATION());
    vesting.release(stranger);
    assertEq(${native ? 'stranger.balance - 1e24' : 'token.balanceOf(stranger)'}, amount);
}

function test_OthersAddNoGrants() public {
    ${rich}
    vm.prank(stranger);
    vm.expectRevert();
    ${send('stranger', '1')};
    vm.startPrank(owner);
    vm.expectRevert();
    ${send('people[0]', '1')};
    vm.expectRevert();
    ${send('address(0)', '1')};
    vm.expectRevert();
    ${send('stranger', '0')};
    vm.stopPrank();
}${fixed ? `

function test_NewGrantsDoNotPayForOldOnes() public {
    vesting = new ${contractName}(${make});
    assertGt(vesting.shortfall(), 0);
    ${rich}
    vm.prank(owner);
    vm.expectRevert();
    ${send('stranger', '1')};
}` : ''}`;
}
