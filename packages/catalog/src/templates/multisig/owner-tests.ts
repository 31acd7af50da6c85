import { mostOwners } from './schema.ts';
import type { MultisigParameters } from './schema.ts';

/** Tests of owner and threshold changes: only by the wallet itself, and what they mean for confirmations given before. */
export function ownerTests(contractName: string, { owners, threshold, delaySeconds }: MultisigParameters): string {
  const count = owners.length;
  const wait = delaySeconds > 0 ? `vm.warp(block.timestamp + ${delaySeconds});\n    ` : '';
  const parts = [
    `function test_OnlyTheWalletChangesOwners() public {
    address[2] memory callers = [owners[0], stranger];
    for (uint256 i = 0; i < 2; ++i) {
        vm.startPrank(callers[i]);
        vm.expectRevert();
        wallet.addOwner(stranger);
        vm.expectRevert();
        wallet.removeOwner(owners[0]);
        vm.expectRevert();
        wallet.replaceOwner(owners[0], stranger);
        vm.expectRevert();
        wallet.changeThreshold(1);
        vm.stopPrank();
    }
}`,
    count < mostOwners && `function test_AddsAnOwner() public {
    _asWallet(abi.encodeCall(wallet.addOwner, (stranger)));
    assertTrue(wallet.isOwner(stranger));
    assertEq(wallet.getOwners().length, ${count + 1});
    vm.prank(stranger);
    uint256 id = wallet.submit(stranger, 0, "");
    assertEq(wallet.confirmationCount(id), 1);
    bytes memory again = abi.encodeCall(wallet.addOwner, (stranger));
    uint256 second = _submit(address(wallet), 0, again);
    _confirm(second, ${threshold});
    ${wait}vm.prank(owners[0]);
    vm.expectRevert();
    wallet.execute(second);
}`,
    count > 1 && `function test_ReplacesAnOwner() public {
    address old = owners[${count - 1}];
    _asWallet(abi.encodeCall(wallet.replaceOwner, (old, stranger)));
    assertFalse(wallet.isOwner(old));
    assertTrue(wallet.isOwner(stranger));
    assertEq(wallet.getOwners().length, ${count});
    vm.prank(old);
    vm.expectRevert();
    wallet.submit(old, 0, "");
}`,
    count > threshold ? `function test_RemovedOwnersDoNotCount() public {
    address old = owners[${count - 1}];
    vm.prank(old);
    uint256 id = wallet.submit(stranger, 1 ether, "");
    assertEq(wallet.confirmationCount(id), 1);
    _asWallet(abi.encodeCall(wallet.removeOwner, (old)));
    assertEq(wallet.getOwners().length, ${count - 1});
    assertEq(wallet.confirmationCount(id), 0);
    vm.prank(old);
    vm.expectRevert();
    wallet.confirm(id);
    _asWallet(abi.encodeCall(wallet.addOwner, (old)));
    assertEq(wallet.confirmationCount(id), 0, "a confirmation came back with its owner");
    vm.prank(old);
    wallet.confirm(id);
    assertEq(wallet.confirmationCount(id), 1);
}` : `function test_KeepsEnoughOwnersForTheThreshold() public {
    uint256 id = _submit(address(wallet), 0, abi.encodeCall(wallet.removeOwner, (owners[0])));
    _confirm(id, ${threshold});
    ${wait}vm.prank(owners[0]);
    vm.expectRevert();
    wallet.execute(id);
    assertEq(wallet.getOwners().length, ${count});
}`,
    `function test_ChangesTheThreshold() public {
    uint256 id = _submit(address(wallet), 0, abi.encodeCall(wallet.changeThreshold, (${count + 1})));
    _confirm(id, ${threshold});
    ${wait}vm.prank(owners[0]);
    vm.expectRevert();
    wallet.execute(id);
    _asWallet(abi.encodeCall(wallet.changeThreshold, (${count})));
    assertEq(wallet.threshold(), ${count});
    _asWallet(abi.encodeCall(wallet.changeThreshold, (1)));
    assertEq(wallet.threshold(), 1);
    uint256 simple = _submit(stranger, 1 ether, "");
    ${wait}vm.prank(owners[0]);
    wallet.execute(simple);
    assertEq(stranger.balance, 1 ether);
}`,
    delaySeconds > 0 && count > threshold && count > 1 && `function test_DelayStartsAgainWhenOwnersChange() public {
    address old = owners[${count - 1}];
    uint256 id = _submit(stranger, 1 ether, "");
${threshold > 1 ? `    vm.prank(old);\n    wallet.confirm(id);\n    for (uint256 i = 1; i < ${threshold - 1}; ++i) {\n        vm.prank(owners[i]);\n        wallet.confirm(id);\n    }\n` : ''}    assertEq(wallet.confirmationCount(id), ${threshold});
    _asWallet(abi.encodeCall(wallet.removeOwner, (old)));
${threshold > 1 ? `    vm.prank(owners[${threshold - 1}]);
    wallet.confirm(id);
    vm.prank(owners[0]);
    vm.expectRevert();
    wallet.execute(id);
` : ''}    vm.warp(block.timestamp + ${delaySeconds});
    vm.prank(owners[0]);
    wallet.execute(id);
    assertEq(stranger.balance, 1 ether);
}`,
  ];
  return parts.filter(Boolean).join('\n\n').replaceAll('wallet.addOwner, (', `${contractName}.addOwner, (`).replaceAll('wallet.removeOwner, (', `${contractName}.removeOwner, (`)
    .replaceAll('wallet.replaceOwner, (', `${contractName}.replaceOwner, (`).replaceAll('wallet.changeThreshold, (', `${contractName}.changeThreshold, (`);
}
