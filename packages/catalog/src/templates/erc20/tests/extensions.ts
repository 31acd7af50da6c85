import { refusedToStrangers, testOf, type TestFrame } from './frame.ts';

/** Signed approvals (ERC-2612), votes (ERC-5805), flash loans (ERC-3156), ownership and upgrades. */
export function extensionTests({ name, parameters }: TestFrame): string[] {
  const lines: string[] = [];
  if (parameters.permit) {
    lines.push(
      'function _sign(uint256 key, address from, uint256 value, uint256 deadline) internal view returns (uint8, bytes32, bytes32) {',
      '    bytes32 permit = keccak256(abi.encode(keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"), from, bob, value, token.nonces(from), deadline));',
      '    return vm.sign(key, keccak256(abi.encodePacked("\\x19\\x01", token.DOMAIN_SEPARATOR(), permit)));', '}', '',
      ...testOf('testFuzz_permit_sets_the_allowance_once(uint256 value)', [
        '(address signer, uint256 key) = makeAddrAndKey("signer");', 'uint256 deadline = block.timestamp + 1 hours;', '(uint8 v, bytes32 r, bytes32 s) = _sign(key, signer, value, deadline);',
        'token.permit(signer, bob, value, deadline, v, r, s);', 'assertEq(token.allowance(signer, bob), value);', 'assertEq(token.nonces(signer), 1);', 'vm.expectRevert();', 'token.permit(signer, bob, value, deadline, v, r, s);',
      ]),
      ...testOf('test_permit_expires_and_needs_the_right_key()', [
        '(address signer, uint256 key) = makeAddrAndKey("signer");', '(, uint256 other) = makeAddrAndKey("other");', 'uint256 deadline = block.timestamp;', '(uint8 v, bytes32 r, bytes32 s) = _sign(other, signer, 1, deadline);', 'vm.expectRevert();', 'token.permit(signer, bob, 1, deadline, v, r, s);',
        '(v, r, s) = _sign(key, signer, 1, deadline);', 'vm.warp(deadline + 1);', 'vm.expectRevert();', 'token.permit(signer, bob, 1, deadline, v, r, s);',
      ]),
    );
  }
  if (parameters.votes) {
    lines.push(...testOf('test_votes_follow_delegation_and_transfers()', [
      '_fund(alice);', 'assertEq(token.getVotes(alice), 0);', 'vm.prank(alice);', 'token.delegate(alice);', 'assertEq(token.getVotes(alice), token.balanceOf(alice));', 'vm.prank(alice);', 'token.delegate(bob);', 'assertEq(token.getVotes(alice), 0);', 'assertEq(token.getVotes(bob), token.balanceOf(alice));',
      'vm.prank(alice);', 'require(token.transfer(stranger, 1));', 'assertEq(token.getVotes(bob), token.balanceOf(alice));',
    ]));
  }
  if (parameters.flashMint) {
    lines.push(
      ...testOf('test_flash_loan_is_paid_back_in_one_transaction()', ['Borrower borrower = new Borrower();', 'uint256 supply = token.totalSupply();', 'uint256 value = token.maxFlashLoan(address(token));', 'if (value > AMOUNT) value = AMOUNT;', 'borrower.borrow(token, value, true);', 'assertEq(token.totalSupply(), supply);', 'assertEq(borrower.seen(), value);']),
      ...testOf('test_flash_loan_that_is_not_paid_back_is_refused()', ['Borrower borrower = new Borrower();', 'uint256 value = token.maxFlashLoan(address(token));', 'if (value > AMOUNT) value = AMOUNT;', 'if (value == 0) return;', 'vm.expectRevert();', 'borrower.borrow(token, value, false);', 'assertEq(token.maxFlashLoan(alice), 0);']),
    );
  }
  if (parameters.access === 'ownable') lines.push(...refusedToStrangers('taking_ownership', 'token.transferOwnership(caller)'), ...testOf('test_owner_hands_over()', ['vm.prank(owner);', 'token.transferOwnership(alice);', 'assertEq(token.owner(), alice);']));
  if (parameters.access === 'ownable2step') lines.push(...refusedToStrangers('offering_ownership', 'token.transferOwnership(caller)'), ...testOf('test_ownership_moves_in_two_steps()', ['vm.prank(owner);', 'token.transferOwnership(alice);', 'assertEq(token.owner(), owner);', 'vm.prank(stranger);', 'vm.expectRevert();', 'token.acceptOwnership();', 'vm.prank(alice);', 'token.acceptOwnership();', 'assertEq(token.owner(), alice);']));
  if (parameters.access === 'roles') lines.push(...testOf('testFuzz_roles_are_granted_by_the_admin_only(address caller)', ['vm.assume(caller != owner);', 'bytes32 admin = token.DEFAULT_ADMIN_ROLE();', 'assertTrue(token.hasRole(admin, owner));', 'vm.prank(caller);', 'vm.expectRevert();', 'token.grantRole(admin, caller);']));
  if (parameters.upgradeable) {
    lines.push(
      ...testOf('test_initializing_again_is_refused()', ['vm.expectRevert();', `token.initialize(${initializeArguments(name, parameters)});`]),
      ...testOf('test_the_implementation_itself_is_locked()', [`${name} implementation = new ${name}();`, 'vm.expectRevert();', `implementation.initialize(${initializeArguments(name, parameters)});`]),
      ...testOf('testFuzz_upgrading_is_refused_to_strangers(address caller)', ['vm.assume(caller != owner);', `address next = address(new ${name}());`, 'vm.prank(caller);', 'vm.expectRevert();', 'token.upgradeToAndCall(next, "");']),
      ...testOf('test_owner_upgrades_and_balances_stay()', ['_fund(alice);', 'uint256 balance = token.balanceOf(alice);', `address next = address(new ${name}());`, 'vm.prank(owner);', 'token.upgradeToAndCall(next, "");', 'assertEq(token.balanceOf(alice), balance);']),
    );
  }
  return lines;
}

function initializeArguments(_name: string, parameters: TestFrame['parameters']): string {
  return [...(parameters.access === 'none' ? [] : ['stranger']), ...(parameters.fee && parameters.fee.recipient !== 'burn' ? ['stranger'] : []), ...(BigInt(parameters.supply.initial) > 0n && parameters.supply.recipient !== '$deployer' ? ['stranger'] : [])].join(', ');
}

/** A borrower for flash loans, beside the test contract. */
export function borrower(name: string): string[] {
  return [
    `contract Borrower is IERC3156FlashBorrower {`, `    uint256 public seen;`, `    bool internal paysBack;`, '',
    `    function borrow(${name} token, uint256 value, bool willPayBack) external {`, '        paysBack = willPayBack;', '        token.flashLoan(this, address(token), value, "");', '    }', '',
    '    function onFlashLoan(address, address token, uint256 value, uint256 fee, bytes calldata) external returns (bytes32) {', `        seen = ${name}(token).balanceOf(address(this));`, `        if (paysBack) ${name}(token).approve(token, value + fee);`, '        return keccak256("ERC3156FlashBorrower.onFlashLoan");', '    }', '}', '',
  ];
}
