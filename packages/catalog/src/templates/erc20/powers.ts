import { refused, when } from '../suite.ts';
import type { SuiteTest } from '../suite.ts';
import type { Erc20Parameters } from './schema.ts';
import type { Sample } from './tests.ts';

/** Tests of everything beyond a plain token: who may do what, and what stays impossible. */
export function powerTests(contractName: string, parameters: Erc20Parameters, sample: Sample): (SuiteTest | null)[] {
  return [
    ...pauseTests(parameters), ...signatureTests(parameters), ...flashTests(contractName, parameters), ...feeTests(parameters, sample),
    ...denyTests(parameters), ...limitTests(parameters), ...ownerTests(contractName, parameters),
  ];
}

function pauseTests(parameters: Erc20Parameters): (SuiteTest | null)[] {
  if (!parameters.pausable) return [];
  return [
    refused('Pause', 'token.pause()'),
    { head: 'testFuzz_StrangerCannotUnpause(address caller) public', body: ['vm.assume(caller != owner && caller != address(0));', 'vm.prank(owner);', 'token.pause();', 'vm.prank(caller);', 'vm.expectRevert();', 'token.unpause();'] },
    {
      head: 'test_PauseStopsEverything() public',
      body: [
        'vm.prank(owner);', 'token.pause();', 'vm.prank(holder);', 'vm.expectRevert();', 'token.transfer(alice, 1);',
        ...(parameters.mintable ? ['vm.prank(owner);', 'vm.expectRevert();', 'token.mint(alice, 1);'] : []), ...(parameters.burn === 'holders' ? ['vm.prank(holder);', 'vm.expectRevert();', 'token.burn(1);'] : []),
        'vm.prank(owner);', 'token.unpause();', 'vm.prank(holder);', 'token.transfer(alice, AMOUNT);', 'assertEq(token.balanceOf(alice), _net(AMOUNT));',
      ],
    },
  ];
}

function signatureTests(parameters: Erc20Parameters): (SuiteTest | null)[] {
  const digest = 'keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), keccak256(abi.encode(keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"), signer, bob, AMOUNT, token.nonces(signer), deadline))))';
  return [
    when(parameters.permit, 'test_Permit() public', '(address signer, uint256 key) = makeAddrAndKey("signer");', 'uint256 deadline = block.timestamp + 1;', `(uint8 v, bytes32 r, bytes32 s) = vm.sign(key, ${digest});`,
      'token.permit(signer, bob, AMOUNT, deadline, v, r, s);', 'assertEq(token.allowance(signer, bob), AMOUNT);', 'vm.expectRevert();', 'token.permit(signer, bob, AMOUNT, deadline, v, r, s);'),
    when(parameters.permit, 'test_PermitOfAnotherSigner() public', 'address signer = holder;', '(, uint256 key) = makeAddrAndKey("another signer");', 'uint256 deadline = block.timestamp + 1;', `(uint8 v, bytes32 r, bytes32 s) = vm.sign(key, ${digest});`, 'vm.expectRevert();', 'token.permit(signer, bob, AMOUNT, deadline, v, r, s);'),
    when(parameters.permit, 'test_PermitExpires() public', '(address signer, uint256 key) = makeAddrAndKey("signer");', 'uint256 deadline = block.timestamp;', `(uint8 v, bytes32 r, bytes32 s) = vm.sign(key, ${digest});`, 'vm.warp(deadline + 1);', 'vm.expectRevert();', 'token.permit(signer, bob, AMOUNT, deadline, v, r, s);'),
    when(parameters.votes, 'test_VotesFollowTokens() public', 'vm.prank(alice);', 'token.delegate(alice);', 'assertEq(token.getVotes(alice), 0);', 'vm.prank(holder);', 'token.transfer(alice, AMOUNT);', 'assertEq(token.getVotes(alice), token.balanceOf(alice));',
      'vm.prank(alice);', 'token.transfer(holder, 1);', 'assertEq(token.getVotes(alice), token.balanceOf(alice));'),
  ];
}

function flashTests(contractName: string, parameters: Erc20Parameters): (SuiteTest | null)[] {
  if (!parameters.flashMint) return [];
  const amount = 'uint256 amount = token.maxFlashLoan(address(token)) < AMOUNT ? token.maxFlashLoan(address(token)) : AMOUNT;';
  return [
    { head: 'test_FlashLoanIsRepaid() public', body: [`${contractName}Borrower borrower = new ${contractName}Borrower(true);`, amount, 'uint256 supply = token.totalSupply();', 'token.flashLoan(borrower, address(token), amount, "");', 'assertEq(token.totalSupply(), supply);', 'assertEq(token.balanceOf(address(borrower)), 0);'] },
    { head: 'test_FlashLoanUnpaidReverts() public', body: [amount, 'vm.assume(amount > 0);', `${contractName}Borrower borrower = new ${contractName}Borrower(false);`, 'vm.expectRevert();', 'token.flashLoan(borrower, address(token), amount, "");'] },
    { head: 'test_FlashLoanOfOtherTokens() public view', body: ['assertEq(token.maxFlashLoan(address(1)), 0);'] },
  ];
}

function feeTests(parameters: Erc20Parameters, sample: Sample): (SuiteTest | null)[] {
  const { fee } = parameters;
  if (!fee) return [];
  const limit = fee.limitBasisPoints;
  const collects = fee.recipient !== 'burn';
  return [
    when(collects, 'test_FeeRecipientPaysNoFee() public', 'vm.prank(holder);', 'token.transfer(feeRecipient, AMOUNT);', 'assertEq(token.balanceOf(feeRecipient), AMOUNT);', 'vm.prank(feeRecipient);', 'token.transfer(alice, AMOUNT);', 'assertEq(token.balanceOf(alice), AMOUNT);'),
    when(!fee.changeable, 'test_FeeNeverChanges() public', 'vm.prank(owner);', '(bool done,) = address(token).call(abi.encodeWithSignature("setTransferFee(uint256)", 0));', 'assertFalse(done);', `assertEq(token.TRANSFER_FEE(), ${sample.fee});`),
    when(fee.changeable, 'testFuzz_FeeStaysBelowItsLimit(uint256 basisPoints) public', `basisPoints = bound(basisPoints, ${limit} + 1, type(uint256).max);`, 'vm.prank(owner);', 'vm.expectRevert();', 'token.setTransferFee(basisPoints);'),
    when(fee.changeable, 'testFuzz_OwnerSetsFee(uint256 basisPoints) public', `basisPoints = bound(basisPoints, 0, ${limit});`, 'vm.prank(owner);', 'token.setTransferFee(basisPoints);', 'vm.prank(holder);', 'token.transfer(alice, AMOUNT);', 'assertEq(token.balanceOf(alice), AMOUNT - (AMOUNT * basisPoints) / 10_000);'),
    ...(fee.changeable ? [refused('SetFee', 'token.setTransferFee(0)')] : []),
    ...(fee.changeable && collects ? [refused('SetFeeRecipient', 'token.setFeeRecipient(caller)')] : []),
    when(fee.changeable && collects, 'test_OwnerSetsFeeRecipient() public', 'vm.prank(owner);', 'token.setFeeRecipient(bob);', 'assertEq(token.feeRecipient(), bob);', 'vm.prank(owner);', 'vm.expectRevert();', 'token.setFeeRecipient(address(0));'),
  ];
}

function denyTests(parameters: Erc20Parameters): (SuiteTest | null)[] {
  if (!parameters.denyList) return [];
  return [
    refused('Deny', 'token.deny(holder)'), refused('Undeny', 'token.undeny(holder)'),
    {
      head: 'test_DeniedAccountsAreStuck() public',
      body: [
        'vm.prank(holder);', 'token.transfer(alice, AMOUNT);', 'vm.prank(owner);', 'token.deny(alice);', 'assertTrue(token.isDenied(alice));', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(bob, 1);',
        'vm.prank(holder);', 'vm.expectRevert();', 'token.transfer(alice, 1);', 'vm.prank(owner);', 'token.undeny(alice);', 'vm.prank(alice);', 'token.transfer(bob, 1);',
      ],
    },
  ];
}

function limitTests(parameters: Erc20Parameters): (SuiteTest | null)[] {
  const { transfer, wallet } = parameters.limits;
  // Tokens above a limit reach a holder only from the exempt account, as far as the wallet limit and the supply allow.
  const reachable = transfer !== null && (wallet === null || BigInt(wallet) > BigInt(transfer)) && !parameters.fee && BigInt(parameters.supply.initial) > BigInt(transfer);
  return [
    when(reachable, 'test_TransferLimit() public', 'uint256 limit = token.MAX_TRANSFER();', 'vm.prank(holder);', 'token.transfer(alice, limit + 1);', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(bob, limit + 1);', 'vm.prank(alice);', 'token.transfer(bob, limit);', 'assertEq(token.balanceOf(bob), limit);'),
    when(wallet !== null && !parameters.fee && BigInt(parameters.supply.initial) > BigInt(wallet), 'test_WalletLimit() public', 'uint256 limit = token.MAX_WALLET();', 'vm.prank(holder);', 'token.transfer(alice, limit);', 'vm.prank(holder);', 'vm.expectRevert();', 'token.transfer(alice, 1);', 'assertEq(token.balanceOf(alice), limit);'),
  ];
}

function ownerTests(contractName: string, parameters: Erc20Parameters): (SuiteTest | null)[] {
  const { access, upgradeable } = parameters;
  const second = access === 'none' ? '' : 'owner';
  const args = [second, ...(parameters.fee && parameters.fee.recipient !== 'burn' ? ['feeRecipient'] : []), ...(parameters.supply.recipient !== '$deployer' && parameters.supply.initial !== '0' ? ['holder'] : [])].filter(Boolean).join(', ');
  return [
    ...(access === 'ownable' || access === 'ownable2step' ? [refused('TakeOwnership', 'token.transferOwnership(caller)')] : []),
    when(access === 'ownable', 'test_OwnerHandsOver() public', 'assertEq(token.owner(), owner);', 'vm.prank(owner);', 'token.transferOwnership(bob);', 'assertEq(token.owner(), bob);'),
    when(access === 'ownable2step', 'test_OwnerHandsOverInTwoSteps() public', 'vm.prank(owner);', 'token.transferOwnership(bob);', 'assertEq(token.owner(), owner);', 'vm.prank(bob);', 'token.acceptOwnership();', 'assertEq(token.owner(), bob);'),
    ...(access === 'roles' ? [refused('GrantRoles', 'token.grantRole(bytes32(0), caller)')] : []),
    when(access === 'roles', 'test_AdminHoldsRoles() public view', 'assertTrue(token.hasRole(bytes32(0), owner));', 'assertFalse(token.hasRole(bytes32(0), address(this)));'),
    when(upgradeable, 'test_InitializesOnce() public', 'vm.expectRevert();', `token.initialize(${args});`, 'vm.expectRevert();', `implementation.initialize(${args});`),
    when(upgradeable, 'testFuzz_StrangerCannotUpgrade(address caller) public', 'vm.assume(caller != owner && caller != address(0));', `address next = address(new ${contractName}());`, 'vm.prank(caller);', 'vm.expectRevert();', 'token.upgradeToAndCall(next, "");'),
    when(upgradeable, 'test_OwnerUpgrades() public', `address next = address(new ${contractName}());`, 'vm.prank(owner);', 'token.upgradeToAndCall(next, "");', 'assertEq(token.totalSupply(), START);'),
  ];
}
