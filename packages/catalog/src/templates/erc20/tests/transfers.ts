import { testOf, type TestFrame } from './frame.ts';

const text = (value: string) => (/^[\x20-\x7e]*$/.test(value) ? `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : `unicode"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);

/** What every token promises, whatever its features: identity, supply, exact transfers, allowances. */
export function transferTests({ parameters, account }: TestFrame): string[] {
  const { supply, fee } = parameters;
  const burned = fee?.recipient === 'burn';
  return [
    ...testOf('test_identity() public view'.replace(' public view', ''), [
      `assertEq(token.name(), ${text(parameters.name)});`, `assertEq(token.symbol(), ${text(parameters.symbol)});`, `assertEq(token.decimals(), ${parameters.decimals});`,
      `assertEq(token.totalSupply(), ${supply.initial});`,
      ...(BigInt(supply.initial) > 0n ? [`assertEq(token.balanceOf(${account(supply.recipient)}), ${supply.initial});`] : []),
      ...(supply.cap === null ? [] : [`assertEq(token.cap(), ${supply.cap});`]),
    ]),
    ...testOf('testFuzz_transfer_moves_exactly(uint256 value)', [
      '_fund(alice);', 'uint256 before = token.balanceOf(alice);', 'uint256 supply = token.totalSupply();', 'value = bound(value, 0, before);', 'uint256 fee = _fee(alice, bob, value);',
      ...(fee && !burned ? ['uint256 collected = token.balanceOf(token.feeRecipient());'] : []),
      'vm.prank(alice);', 'assertTrue(token.transfer(bob, value));',
      'assertEq(token.balanceOf(alice), before - value);', 'assertEq(token.balanceOf(bob), value - fee);',
      ...(fee && !burned ? ['assertEq(token.balanceOf(token.feeRecipient()), collected + fee);'] : []),
      `assertEq(token.totalSupply(), supply${burned ? ' - fee' : ''});`,
    ]),
    ...testOf('testFuzz_transfer_above_the_balance_is_refused(uint256 excess)', ['_fund(alice);', 'excess = bound(excess, 1, type(uint256).max - token.balanceOf(alice));', 'uint256 value = token.balanceOf(alice) + excess;', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(bob, value);']),
    ...testOf('test_transfer_to_nobody_is_refused()', ['_fund(alice);', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(address(0), 1);']),
    ...testOf('testFuzz_allowance_is_used_up(uint256 allowed, uint256 value)', [
      '_fund(alice);', 'allowed = bound(allowed, 0, token.balanceOf(alice));', 'value = bound(value, 0, allowed);', 'vm.prank(alice);', 'assertTrue(token.approve(bob, allowed));', 'assertEq(token.allowance(alice, bob), allowed);',
      'vm.prank(bob);', 'assertTrue(token.transferFrom(alice, bob, value));', 'assertEq(token.allowance(alice, bob), allowed - value);',
    ]),
    ...testOf('test_transferFrom_without_allowance_is_refused()', ['_fund(alice);', 'vm.prank(bob);', 'vm.expectRevert();', 'token.transferFrom(alice, bob, 1);']),
  ];
}
