import type { SourceFiles } from '@hyperlens/protocol';
import { stringLiteral } from '../builder/index.ts';
import { honestToken, suite, suiteHead, testFile, tokenImports } from '../suite.ts';
import { feeSides } from './fees.ts';
import { vaultHandler } from './handler.ts';
import { feeTests, limitTests } from './option-tests.ts';
import type { VaultParameters } from './schema.ts';

/** Solidity tests that hold for every vault composed from these parameters: units, fuzz, and an invariant campaign on the share price. */
export function testVault(contractName: string, parameters: VaultParameters): SourceFiles {
  const owned = parameters.access !== 'none';
  const call = ['asset', ...(owned ? ['owner'] : []), ...(parameters.fees ? ['feeRecipient'] : [])].join(', ');
  const fees = feeSides(parameters.fees).length > 0;
  const setUp = `TokenForTest internal asset;
${contractName} internal vault;
address internal owner;
address internal feeRecipient;
address internal alice;
address internal bob;

function setUp() public {
    owner = makeAddr("owner");
    feeRecipient = makeAddr("fee recipient");
    alice = makeAddr("alice");
    bob = makeAddr("bob");
    asset = new TokenForTest();
    vault = new ${contractName}(${call});
    _supply(alice);
    _supply(bob);
}

function _supply(address account) internal {
    asset.mint(account, 1e60);
    vm.prank(account);
    asset.approve(address(vault), type(uint256).max);
}

/// @dev An amount that fits under every limit, at least 10,000 units so that shares and fees are above zero.
function _amount(uint256 seed) internal view returns (uint256) {
    uint256 most = vault.maxDeposit(alice);
    return bound(seed, 10_000, most < 1e27 ? most : 1e27);
}

function _deposit(address account, uint256 amount) internal returns (uint256 shares) {
    vm.prank(account);
    shares = vault.deposit(amount, account);
}`;
  const base = `function test_DescribesItself() public view {
    assertEq(vault.asset(), address(asset));
    assertEq(vault.name(), ${stringLiteral(parameters.name)});
    assertEq(vault.symbol(), ${stringLiteral(parameters.symbol)});
    assertEq(vault.decimals(), 18 + ${parameters.decimalsOffset});
    assertEq(vault.totalAssets(), 0);
}

function test_RefusesZeroAsset() public {
    vm.expectRevert();
    new ${contractName}(${call.replace('asset', 'IERC20(address(0))')});
}

function testFuzz_DepositGivesWhatPreviewSays(uint256 seed) public {
    uint256 amount = _amount(seed);
    uint256 expected = vault.previewDeposit(amount);
    assertEq(_deposit(alice, amount), expected);
    assertEq(vault.balanceOf(alice), expected);
    assertEq(asset.balanceOf(alice), 1e60 - amount);
}

function testFuzz_MintCostsWhatPreviewSays(uint256 seed) public {
    uint256 shares = vault.previewDeposit(_amount(seed));
    uint256 expected = vault.previewMint(shares);
    vm.prank(alice);
    assertEq(vault.mint(shares, alice), expected);
    assertEq(vault.balanceOf(alice), shares);
    assertEq(asset.balanceOf(alice), 1e60 - expected);
}

function testFuzz_RoundTripNeverProfits(uint256 seed, uint256 donation) public {
    uint256 amount = _amount(seed);
    _deposit(bob, 10_000);
    donation = bound(donation, 0, 1e27);
    vm.prank(bob);
    asset.transfer(address(vault), donation);
    uint256 most = vault.maxDeposit(alice);
    if (amount > most) amount = most;
    if (amount == 0) return;
    uint256 shares = _deposit(alice, amount);
    vm.prank(alice);
    uint256 paid = vault.redeem(shares, alice, alice);
    assertLe(paid, amount);
    assertEq(asset.balanceOf(alice), 1e60 - amount + paid);
    assertEq(vault.balanceOf(alice), 0);
}

function testFuzz_WithdrawBurnsWhatPreviewSays(uint256 seed) public {
    _deposit(alice, _amount(seed));
    uint256 assets = bound(seed, 1, vault.maxWithdraw(alice));
    uint256 expected = vault.previewWithdraw(assets);
    uint256 before = asset.balanceOf(alice);
    uint256 shares = vault.balanceOf(alice);
    vm.prank(alice);
    assertEq(vault.withdraw(assets, alice, alice), expected);
    assertEq(asset.balanceOf(alice), before + assets);
    assertEq(vault.balanceOf(alice), shares - expected);
}

function testFuzz_EverythingCanBeWithdrawn(uint256 seed) public {
    _deposit(alice, _amount(seed));
    uint256 before = asset.balanceOf(alice);
    uint256 most = vault.maxWithdraw(alice);
    vm.prank(alice);
    vault.withdraw(most, alice, alice);
    assertEq(asset.balanceOf(alice), before + most);
    assertLe(vault.convertToAssets(vault.balanceOf(alice)), 1);
}

function test_StrangerCannotTakeShares() public {
    uint256 shares = _deposit(alice, _amount(1e18));
    vm.prank(bob);
    vm.expectRevert();
    vault.redeem(shares, bob, alice);
    vm.prank(bob);
    vm.expectRevert();
    vault.withdraw(1, bob, alice);
}

function test_AllowanceIsSpent() public {
    uint256 shares = _deposit(alice, _amount(1e18));
    vm.prank(alice);
    vault.approve(bob, shares);
    vm.prank(bob);
    vault.redeem(shares, bob, alice);
    assertEq(vault.allowance(alice, bob), 0);
    assertEq(vault.balanceOf(alice), 0);
}

function test_InflationAttackDoesNotPay() public {
    uint256 amount = _amount(1e18) / 4;
    uint256 attackerShares = _deposit(bob, 1${parameters.fees ? '0_000' : ''});
    vm.prank(bob);
    asset.transfer(address(vault), amount);
    uint256 spent = amount + 1${parameters.fees ? '0_000' : ''};
    _deposit(alice, amount);
    uint256 recovered = vault.previewRedeem(attackerShares);
    assertLe(recovered, spent);${parameters.decimalsOffset >= 3 && !fees ? '\n    assertGe(vault.previewRedeem(vault.balanceOf(alice)), amount - amount / 100);' : ''}
}`;
  const permit = parameters.permit && `function test_PermitApproves() public {
    (address holder, uint256 key) = makeAddrAndKey("holder");
    bytes32 typeHash = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    bytes32 structHash = keccak256(abi.encode(typeHash, holder, bob, 7, vault.nonces(holder), block.timestamp));
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\\x19\\x01", vault.DOMAIN_SEPARATOR(), structHash)));
    vault.permit(holder, bob, 7, block.timestamp, v, r, s);
    assertEq(vault.allowance(holder, bob), 7);
    vm.expectRevert();
    vault.permit(holder, bob, 7, block.timestamp, v, r, s);
}`;
  const ownership = owned && `function test_OwnershipMoves() public {
    vm.prank(bob);
    vm.expectRevert();
    vault.transferOwnership(bob);
    vm.prank(owner);
    vault.transferOwnership(alice);${parameters.access === 'ownable2step' ? '\n    assertEq(vault.owner(), owner);\n    vm.prank(alice);\n    vault.acceptOwnership();' : ''}
    assertEq(vault.owner(), alice);
}`;
  return {
    [`test/${contractName}.t.sol`]: testFile(suiteHead(contractName, tokenImports), honestToken,
      suite(`contract ${contractName}Test is Test`, `Tests of ${contractName}`, setUp, base, ownership, permit, limitTests(parameters), feeTests(parameters)),
      ...vaultHandler(contractName, parameters, call)),
  };
}
