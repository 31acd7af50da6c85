import { feeSides } from './fees.ts';
import type { VaultParameters } from './schema.ts';

/** Tests of the cap and the pause; empty when there are none. */
export function limitTests({ depositCap, pause }: VaultParameters): string {
  const cap = depositCap && `function test_CapHolds() public {
    assertEq(vault.depositCap(), ${depositCap.tokens} * 1e18);
    uint256 most = vault.maxDeposit(alice);
    _deposit(alice, most);
    assertLe(vault.totalAssets(), vault.depositCap());
    assertGe(vault.totalAssets() + 1, vault.depositCap());
    uint256 more = vault.maxDeposit(alice) + 1;
    vm.prank(alice);
    vm.expectRevert();
    vault.deposit(more, alice);
    uint256 moreShares = vault.maxMint(alice) + 1;
    vm.prank(alice);
    vm.expectRevert();
    vault.mint(moreShares, alice);
}

function test_MostSharesCanBeMinted() public {
    uint256 most = vault.maxMint(alice);
    vm.prank(alice);
    vault.mint(most, alice);
    assertLe(vault.totalAssets(), vault.depositCap());
}`;
  const change = depositCap?.changeable && `function test_OwnerChangesCap() public {
    _deposit(alice, _amount(1e18));
    vm.prank(bob);
    vm.expectRevert();
    vault.setDepositCap(1);
    vm.prank(owner);
    vault.setDepositCap(1);
    assertEq(vault.depositCap(), 1);
    assertEq(vault.maxDeposit(alice), 0);
    assertEq(vault.maxMint(alice), 0);
    uint256 all = vault.balanceOf(alice);
    vm.prank(alice);
    vault.redeem(all, alice, alice);
}`;
  const paused = pause !== 'none' && `function test_StrangersCannotPause() public {
    vm.prank(bob);
    vm.expectRevert();
    vault.pause();
    vm.prank(owner);
    vault.pause();
    vm.prank(bob);
    vm.expectRevert();
    vault.unpause();
}

function test_PauseStopsDeposits() public {
    uint256 amount = _amount(1e18) / 2;
    uint256 shares = _deposit(alice, amount);
    vm.prank(owner);
    vault.pause();
    assertEq(vault.maxDeposit(alice), 0);
    assertEq(vault.maxMint(alice), 0);
    vm.prank(alice);
    vm.expectRevert();
    vault.deposit(amount, alice);
    vm.prank(alice);
    vm.expectRevert();
    vault.mint(shares, alice);
    vm.prank(owner);
    vault.unpause();
    _deposit(alice, amount);
}

function test_PauseAndWithdrawals() public {
    uint256 shares = _deposit(alice, _amount(1e18));
    vm.prank(owner);
    vault.pause();
${pause === 'all' ? `    assertEq(vault.maxRedeem(alice), 0);
    assertEq(vault.maxWithdraw(alice), 0);
    vm.prank(alice);
    vm.expectRevert();
    vault.redeem(shares, alice, alice);
    vm.prank(owner);
    vault.unpause();
` : ''}    vm.prank(alice);
    vault.redeem(shares, alice, alice);
    assertEq(vault.balanceOf(alice), 0);
}`;
  return [cap, change, paused].filter(Boolean).join('\n\n');
}

/** Tests of the fees: exact amounts, computed here a second time, and the hard limit. */
export function feeTests({ fees }: VaultParameters): string {
  if (!fees) return '';
  const sides = feeSides(fees);
  const deposit = sides.find((side) => side.id === 'deposit');
  const withdraw = sides.find((side) => side.id === 'withdraw');
  const rates = fees.changeable ? sides.map((side) => `assertEq(vault.${side.state}(), ${side.basisPoints});`) : sides.map((side) => `assertEq(vault.${side.rate}(), ${side.basisPoints});`);
  const parts = [
    `function test_FeesAreAsAgreed() public view {
    ${rates.join('\n    ')}
    assertEq(vault.feeRecipient(), feeRecipient);
}`,
    `/// @dev Rounded up.
function _part(uint256 amount, uint256 numerator, uint256 denominator) internal pure returns (uint256) {
    return (amount * numerator + denominator - 1) / denominator;
}`,
    deposit && `function testFuzz_DepositFeeIsExact(uint256 seed) public {
    uint256 amount = _amount(seed);
    _deposit(alice, amount);
    uint256 fee = _part(amount, ${deposit.basisPoints}, 10_000);
    assertEq(asset.balanceOf(feeRecipient), fee);
    assertEq(vault.totalAssets(), amount - fee);
}`,
    withdraw && `function testFuzz_WithdrawFeeIsExact(uint256 seed) public {
    _deposit(alice, _amount(seed));
    uint256 assets = bound(seed, 1, vault.maxWithdraw(alice));
    uint256 held = vault.totalAssets();
    uint256 before = asset.balanceOf(feeRecipient);
    vm.prank(alice);
    vault.withdraw(assets, alice, alice);
    uint256 fee = _part(assets, ${withdraw.basisPoints}, 10_000 - ${withdraw.basisPoints});
    assertEq(asset.balanceOf(feeRecipient) - before, fee);
    assertEq(vault.totalAssets(), held - assets - fee);
}`,
    withdraw && `function testFuzz_RedeemFeeIsTaken(uint256 seed) public {
    _deposit(alice, _amount(seed));
    uint256 shares = vault.balanceOf(alice);
    uint256 gross = vault.convertToAssets(shares);
    uint256 before = asset.balanceOf(feeRecipient);
    vm.prank(alice);
    uint256 paid = vault.redeem(shares, alice, alice);
    assertEq(paid, gross - _part(gross, ${withdraw.basisPoints}, 10_000));
    assertApproxEqAbs(asset.balanceOf(feeRecipient) - before, gross - paid, 1);
}`,
    ...(fees.changeable ? sides.map((side) => {
      const setter = `set${side.id === 'deposit' ? 'Deposit' : 'Withdraw'}Fee`;
      return `function test_OwnerChanges${setter.slice(3)}WithinTheLimit() public {
    assertEq(vault.MAX_FEE_BASIS_POINTS(), ${fees.limitBasisPoints});
    vm.prank(bob);
    vm.expectRevert();
    vault.${setter}(0);
    vm.prank(owner);
    vm.expectRevert();
    vault.${setter}(${fees.limitBasisPoints} + 1);
    vm.prank(owner);
    vault.${setter}(${fees.limitBasisPoints});
    assertEq(vault.${side.state}(), ${fees.limitBasisPoints});
}`;
    }) : []),
  ];
  return parts.filter(Boolean).join('\n\n');
}
