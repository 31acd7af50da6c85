import { refusedToStrangers, testOf, type TestFrame } from './frame.ts';

/** Minting, burning, pausing, the deny list, limits and the fee: each does what was asked, for those who may, and for nobody else. */
export function featureTests({ parameters, amount }: TestFrame): string[] {
  const { supply, limits, fee } = parameters;
  const lines: string[] = [];
  const room = supply.cap === null ? null : BigInt(supply.cap) - BigInt(supply.initial);
  if (parameters.mintable) {
    const wallet = limits.wallet === null ? [] : [BigInt(limits.wallet)];
    const most = [...(room === null ? [amount * 10n] : [room]), ...wallet].reduce((a, b) => (a < b ? a : b));
    lines.push(
      ...testOf('testFuzz_owner_mints(uint256 value)', [`value = bound(value, 0, ${most});`, 'uint256 before = token.totalSupply();', 'vm.prank(owner);', 'token.mint(alice, value);', 'assertEq(token.balanceOf(alice), value);', 'assertEq(token.totalSupply(), before + value);']),
      ...refusedToStrangers('minting', 'token.mint(stranger, 1)'),
    );
    if (supply.cap !== null) lines.push(...testOf('testFuzz_minting_above_the_cap_is_refused(uint256 excess)', [`excess = bound(excess, 1, type(uint128).max);`, 'uint256 value = token.cap() - token.totalSupply() + excess;', 'vm.prank(owner);', 'vm.expectRevert();', 'token.mint(alice, value);']));
  }
  if (parameters.burn === 'holders') {
    lines.push(
      ...testOf('testFuzz_holders_burn_their_own(uint256 value)', ['_fund(alice);', 'uint256 before = token.balanceOf(alice);', 'uint256 supply = token.totalSupply();', 'value = bound(value, 0, before);', 'vm.prank(alice);', 'token.burn(value);', 'assertEq(token.balanceOf(alice), before - value);', 'assertEq(token.totalSupply(), supply - value);']),
      ...testOf('test_burning_more_than_one_has_is_refused()', ['_fund(alice);', 'uint256 value = token.balanceOf(alice) + 1;', 'vm.prank(alice);', 'vm.expectRevert();', 'token.burn(value);']),
      ...testOf('test_burning_of_others_needs_an_allowance()', ['_fund(alice);', 'vm.prank(bob);', 'vm.expectRevert();', 'token.burnFrom(alice, 1);', 'vm.prank(alice);', 'token.approve(bob, 1);', 'uint256 supply = token.totalSupply();', 'vm.prank(bob);', 'token.burnFrom(alice, 1);', 'assertEq(token.totalSupply(), supply - 1);']),
    );
  }
  if (parameters.burn === 'owner') lines.push(...refusedToStrangers('burning', 'token.burn(0)'), ...testOf('test_owner_burns_their_own()', ['_fund(owner);', 'uint256 supply = token.totalSupply();', 'vm.prank(owner);', 'token.burn(1);', 'assertEq(token.totalSupply(), supply - 1);']));
  if (parameters.pausable) {
    lines.push(
      ...testOf('test_nothing_moves_while_paused()', [
        '_fund(alice);', 'vm.prank(owner);', 'token.pause();', 'assertTrue(token.paused());', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(bob, 1);',
        ...(parameters.mintable ? ['vm.prank(owner);', 'vm.expectRevert();', 'token.mint(alice, 1);'] : []), ...(parameters.burn === 'holders' ? ['vm.prank(alice);', 'vm.expectRevert();', 'token.burn(1);'] : []),
        'vm.prank(owner);', 'token.unpause();', 'vm.prank(alice);', 'assertTrue(token.transfer(bob, 1));',
      ]),
      ...refusedToStrangers('pausing', 'token.pause()'),
      ...testOf('test_unpausing_is_refused_to_strangers()', ['vm.prank(owner);', 'token.pause();', 'vm.prank(stranger);', 'vm.expectRevert();', 'token.unpause();']),
    );
  }
  if (parameters.denyList) {
    lines.push(
      ...testOf('test_denied_accounts_neither_send_nor_receive()', [
        '_fund(alice);', 'vm.prank(owner);', 'token.deny(alice);', 'assertTrue(token.isDenied(alice));', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(bob, 1);', '_fund(bob);', 'vm.prank(bob);', 'vm.expectRevert();', 'token.transfer(alice, 1);',
        'vm.prank(owner);', 'token.undeny(alice);', 'vm.prank(alice);', 'assertTrue(token.transfer(bob, 1));',
      ]),
      ...refusedToStrangers('denying', 'token.deny(alice)'), ...refusedToStrangers('undenying', 'token.undeny(alice)'),
    );
  }
  if (limits.transfer !== null && (limits.wallet === null || BigInt(limits.wallet) > BigInt(limits.transfer))) lines.push(...limitTest('a_transfer_above_the_limit', limits.transfer, supply));
  if (limits.wallet !== null) {
    const limit = BigInt(limits.wallet);
    const sent = limit * 2n > BigInt(supply.initial) ? BigInt(supply.initial) : limit * 2n;
    // What arrives must be above the limit, or there is nothing to refuse.
    const arrives = sent - (sent * BigInt(parameters.fee?.basisPoints ?? 0)) / 10_000n;
    lines.push(...testOf('test_no_wallet_holds_more_than_its_limit()', [`assertEq(token.MAX_WALLET(), ${limit});`, ...(arrives > limit ? ['vm.prank(holder);', 'vm.expectRevert();', `token.transfer(alice, ${sent});`] : [])]));
  }
  if (fee?.changeable) {
    lines.push(
      ...testOf('testFuzz_fee_stays_within_its_limit(uint256 value)', [`if (value > ${fee.limitBasisPoints}) {`, '    vm.prank(owner);', '    vm.expectRevert();', '    token.setTransferFee(value);', '} else {', '    vm.prank(owner);', '    token.setTransferFee(value);', '    assertEq(token.transferFee(), value);', '}']),
      ...refusedToStrangers('changing_the_fee', 'token.setTransferFee(0)'),
    );
    if (fee.recipient !== 'burn') lines.push(...refusedToStrangers('changing_the_fee_recipient', 'token.setFeeRecipient(stranger)'), ...testOf('test_owner_changes_the_fee_recipient()', ['vm.prank(owner);', 'token.setFeeRecipient(bob);', 'assertEq(token.feeRecipient(), bob);', 'vm.prank(owner);', 'vm.expectRevert();', 'token.setFeeRecipient(address(0));']));
  }
  if (fee && !fee.changeable) lines.push(...testOf('test_fee_is_what_was_asked_for()', [`assertEq(token.TRANSFER_FEE(), ${fee.basisPoints});`]));
  return lines;
}

/** Alice collects more than one transfer may carry, and then cannot send it at once. Skipped where there are not that many tokens. */
function limitTest(what: string, limit: string, supply: { initial: string }): string[] {
  if (BigInt(supply.initial) <= BigInt(limit) * 2n) return [];
  return testOf(`test_${what}_is_refused()`, [`assertEq(token.MAX_TRANSFER(), ${limit});`, 'vm.prank(holder);', `require(token.transfer(alice, ${BigInt(limit) + BigInt(limit) / 2n}));`, 'if (token.balanceOf(alice) <= token.MAX_TRANSFER()) return;', 'uint256 value = token.MAX_TRANSFER() + 1;', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(bob, value);']);
}
