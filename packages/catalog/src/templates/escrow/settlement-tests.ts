import type { EscrowParameters } from './schema.ts';
import type { EscrowWords } from './test-words.ts';

/** Tests of every way a deal ends, and of who may not end it. */
export function settlementTests(contractName: string, { arbiter, deadline, fee }: EscrowParameters, { native, balance, net, fees }: EscrowWords): string {
  const disputed = arbiter?.acts === 'disputed';
  const parts = [
    `function testFuzz_BuyerReleases(uint256 amount) public {
    amount = bound(amount, 1, 1e27);
    uint256 dealId = _funded(amount);
    vm.prank(buyer);
    escrow.release(dealId);
    assertEq(${balance('seller')}, ${net('amount')});
    assertEq(${balance('address(escrow)')}, ${fee ? `amount - (${net('amount')})` : '0'});
${fee ? `    assertEq(${fees}, amount - (${net('amount')}));\n` : ''}    assertTrue(escrow.getDeal(dealId).status == ${contractName}.Status.Released);
}`,
    `function testFuzz_SellerRefunds(uint256 amount) public {
    amount = bound(amount, 1, 1e27);
    uint256 dealId = _funded(amount);
    vm.prank(seller);
    escrow.refund(dealId);
    assertEq(${balance('buyer')}, 1e30);
    assertEq(${balance('address(escrow)')}, 0);
    assertTrue(escrow.getDeal(dealId).status == ${contractName}.Status.Refunded);
}`,
    `function test_DealsEndOnce() public {
    uint256 first = _funded(3 ether);
    uint256 second = _funded(3 ether);
    _funded(3 ether);
    vm.prank(buyer);
    escrow.release(first);
    vm.prank(seller);
    escrow.refund(second);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.release(first);
    vm.prank(seller);
    vm.expectRevert();
    escrow.refund(first);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.release(second);
    vm.prank(seller);
    vm.expectRevert();
    escrow.refund(second);
}`,
    `function test_OthersDecideNothing() public {
    uint256 dealId = _funded(3 ether);
    vm.prank(stranger);
    vm.expectRevert();
    escrow.release(dealId);
    vm.prank(stranger);
    vm.expectRevert();
    escrow.refund(dealId);
    vm.prank(seller);
    vm.expectRevert();
    escrow.release(dealId);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.refund(dealId);
}`,
    deadline.mode === 'none' ? `function test_BuyerNeverRefundsAlone() public {
    uint256 dealId = _funded(3 ether);
    vm.warp(block.timestamp + 36_500 days);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.refund(dealId);
}` : `function test_BuyerRefundsFromTheDeadline() public {
    uint256 dealId = _funded(3 ether);
    uint256 deadline = ${deadline.mode === 'fixed' ? `block.timestamp + ${deadline.seconds}` : 'block.timestamp + 30 days'};
    assertEq(escrow.getDeal(dealId).deadline, deadline);
    vm.warp(deadline - 1);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.refund(dealId);
    vm.warp(deadline);
    vm.prank(buyer);
    escrow.refund(dealId);
    assertEq(${balance('buyer')}, 1e30);
}`,
    deadline.mode === 'per-deal' && `function test_LateFundingIsRefused() public {
    uint256 dealId = _create(1 ether);
    vm.warp(block.timestamp + 30 days);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.fund${native ? '{value: 1 ether}' : ''}(dealId);
}`,
    arbiter && !disputed && `function test_ArbiterDecides() public {
    uint256 first = _funded(3 ether);
    uint256 second = _funded(4 ether);
    vm.prank(arbiter);
    escrow.release(first);
    assertEq(${balance('seller')}, ${net('uint256(3 ether)')});
    vm.prank(arbiter);
    escrow.refund(second);
    assertEq(${balance('buyer')}, 1e30 - 3 ether);
}`,
    disputed && `function _disputed(uint256 amount) internal returns (uint256 dealId) {
    dealId = _funded(amount);
    vm.prank(buyer);
    escrow.dispute(dealId);
}`,
    disputed && `function test_ArbiterDecidesDisputesOnly() public {
    uint256 first = _funded(3 ether);
    vm.prank(arbiter);
    vm.expectRevert();
    escrow.release(first);
    vm.prank(arbiter);
    vm.expectRevert();
    escrow.refund(first);
    vm.prank(seller);
    escrow.dispute(first);
    vm.prank(arbiter);
    escrow.release(first);
    assertEq(${balance('seller')}, ${net('uint256(3 ether)')});
    uint256 second = _disputed(4 ether);
    vm.prank(arbiter);
    escrow.refund(second);
    assertEq(${balance('buyer')}, 1e30 - 3 ether);
}`,
    disputed && `function test_DisputesBindThePartiesOnly() public {
    uint256 dealId = _funded(3 ether);
    vm.prank(stranger);
    vm.expectRevert();
    escrow.dispute(dealId);
    vm.prank(buyer);
    escrow.dispute(dealId);
    vm.prank(seller);
    vm.expectRevert();
    escrow.dispute(dealId);
    vm.warp(block.timestamp + 36_500 days);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.refund(dealId);
    vm.prank(seller);
    escrow.refund(dealId);
    assertEq(${balance('buyer')}, 1e30);
}`,
    arbiter?.splits && `function testFuzz_ArbiterSplits(uint256 amount, uint256 share) public {
    amount = bound(amount, 1, 1e27);
    share = bound(share, 0, amount);
    uint256 dealId = ${disputed ? '_disputed' : '_funded'}(amount);
    vm.prank(stranger);
    vm.expectRevert();
    escrow.split(dealId, share);
    vm.prank(arbiter);
    vm.expectRevert();
    escrow.split(dealId, amount + 1);
    vm.prank(arbiter);
    escrow.split(dealId, share);
    assertEq(${balance('seller')}, ${net('share')});
    assertEq(${balance('buyer')}, 1e30 - share);
    vm.prank(arbiter);
    vm.expectRevert();
    escrow.split(dealId, share);
}`,
  ];
  return parts.filter(Boolean).join('\n\n');
}
