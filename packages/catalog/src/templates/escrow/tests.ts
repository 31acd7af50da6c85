import type { SourceFiles } from '@hyperlens/protocol';
import { honestToken, suite, suiteHead, taxedToken, testFile, tokenImports } from '../suite.ts';
import { escrowHandler } from './handler.ts';
import type { EscrowParameters } from './schema.ts';
import { settlementTests } from './settlement-tests.ts';
import { escrowWords } from './test-words.ts';
import type { EscrowWords } from './test-words.ts';

/** Solidity tests that hold for every escrow composed from these parameters: units, fuzz, and an invariant campaign on the balance. */
export function testEscrow(contractName: string, parameters: EscrowParameters): SourceFiles {
  const words = escrowWords(parameters);
  const { native, make, open, value, balance } = words;
  const { currency, buyer, seller, arbiter, deadline, fee } = parameters;
  const setUp = `${contractName} internal escrow;
${native ? '' : 'TokenForTest internal token;\n'}address internal buyer;
address internal seller;
address internal arbiter;
address internal feeRecipient;
address internal stranger;

function setUp() public {
    vm.warp(1_800_000_000);
    buyer = makeAddr("buyer");
    seller = makeAddr("seller");
    arbiter = makeAddr("arbiter");
    feeRecipient = makeAddr("fee recipient");
    stranger = makeAddr("stranger");
${native ? '' : '    token = new TokenForTest();\n'}    escrow = new ${contractName}(${make});
${native ? '    vm.deal(buyer, 1e30);\n    vm.deal(stranger, 1e30);' : '    token.mint(buyer, 1e30);\n    vm.prank(buyer);\n    token.approve(address(escrow), type(uint256).max);'}
}

function _create(uint256 amount) internal returns (uint256 dealId) {
    vm.prank(buyer);
    dealId = escrow.createDeal(${open});
}

function _funded(uint256 amount) internal returns (uint256 dealId) {
    dealId = _create(amount);
    vm.prank(buyer);
    escrow.fund${value}(dealId);
}`;
  const opening = `function test_CreatesDeals() public {
    uint256 dealId = _create(5 ether);
    assertEq(dealId, 1);
    assertEq(_create(1), 2);
    assertEq(escrow.dealCount(), 2);
    ${contractName}.Deal memory deal = escrow.getDeal(dealId);
    assertEq(deal.buyer, buyer);
    assertEq(deal.seller, seller);
    assertEq(deal.amount, 5 ether);
    assertTrue(deal.status == ${contractName}.Status.Created);
    assertEq(${balance('address(escrow)')}, 0);
}

function test_RefusesSenselessDeals() public {
    uint256 amount = 0;
    vm.prank(buyer);
    vm.expectRevert();
    escrow.createDeal(${open});
    amount = 1;
    vm.prank(seller);
    vm.expectRevert();
    escrow.createDeal(${open});
${arbiter ? `    vm.prank(arbiter);\n    vm.expectRevert();\n    escrow.createDeal(${open});\n` : ''}${buyer === null ? '' : `    vm.prank(stranger);\n    vm.expectRevert();\n    escrow.createDeal(${open});\n`}${seller === null ? `    vm.prank(buyer);\n    vm.expectRevert();\n    escrow.createDeal(${open.replace('seller', 'address(0)')});\n` : ''}${deadline.mode === 'per-deal' ? `    vm.prank(buyer);\n    vm.expectRevert();\n    escrow.createDeal(${open.replace('uint64(block.timestamp + 30 days)', 'uint64(block.timestamp)')});\n` : ''}}

function test_OnlyTheBuyerFunds() public {
    uint256 amount = 2 ether;
    uint256 dealId = _create(amount);
    vm.prank(stranger);
    vm.expectRevert();
    escrow.fund${value}(dealId);
    vm.prank(buyer);
    escrow.fund${value}(dealId);
    assertEq(${balance('address(escrow)')}, amount);
    assertTrue(escrow.getDeal(dealId).status == ${contractName}.Status.Funded);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.fund${value}(dealId);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.fund${value}(99);
}

function test_UnfundedDealsPayNothing() public {
    uint256 dealId = _create(1 ether);
    _funded(1 ether);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.release(dealId);
    vm.prank(seller);
    vm.expectRevert();
    escrow.refund(dealId);
}`;
  const payment = native ? `function test_TakesExactlyThePrice() public {
    uint256 dealId = _create(2 ether);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.fund{value: 2 ether - 1}(dealId);
    vm.prank(buyer);
    vm.expectRevert();
    escrow.fund{value: 2 ether + 1}(dealId);
    vm.prank(buyer);
    (bool sent,) = address(escrow).call{value: 1}("");
    assertFalse(sent, "money without a deal was taken");
}` : `function test_RefusesTaxedTokens() public {
    TaxedTokenForTest taxed = new TaxedTokenForTest();
${currency.type === 'token' ? `    escrow = new ${contractName}(${make.replace('token', 'IERC20(address(taxed))')});\n` : ''}    taxed.mint(buyer, 1e30);
    vm.prank(buyer);
    taxed.approve(address(escrow), type(uint256).max);
    uint256 amount = 1 ether;
    vm.prank(buyer);
    uint256 dealId = escrow.createDeal(${currency.type === 'any-token' ? open.replace('token', 'IERC20(address(taxed))') : open});
    vm.prank(buyer);
    vm.expectRevert();
    escrow.fund(dealId);
}`;
  const zero = make && `function test_RefusesZeroAddresses() public {
${make.split(', ').map((name, index, all) => `    vm.expectRevert();\n    new ${contractName}(${all.map((entry, other) => (other === index ? (name === 'token' ? 'IERC20(address(0))' : 'address(0)') : entry)).join(', ')});`).join('\n')}
}`;
  return {
    [`test/${contractName}.t.sol`]: testFile(suiteHead(contractName, native ? [] : tokenImports), !native && honestToken, !native && taxedToken,
      suite(`contract ${contractName}Test is Test`, `Tests of ${contractName}`, setUp, opening, payment, zero, settlementTests(contractName, parameters, words), fee && feeTests(words)),
      ...escrowHandler(contractName, parameters, words)),
  };
}

function feeTests({ balance, fees, open }: EscrowWords): string {
  return `function test_FeesGoToTheirRecipient() public {
    uint256 dealId = _funded(10 ether);
    vm.prank(buyer);
    escrow.release(dealId);
    uint256 owed = ${fees};
    assertGt(owed, 0);
    vm.prank(stranger);
    escrow.withdrawFees(${open.includes('token') ? 'token' : ''});
    assertEq(${balance('feeRecipient')}, owed);
    assertEq(${fees}, 0);
    assertEq(${balance('address(escrow)')}, 0);
}`;
}
