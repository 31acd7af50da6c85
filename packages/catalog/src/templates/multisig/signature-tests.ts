import type { MultisigParameters } from './schema.ts';

/** Tests of ERC-1271: enough owners, in order, each once, over a message that names the wallet. */
export function signatureTests({ owners, threshold }: MultisigParameters): string {
  return `/// @dev Signatures of the first owners over a digest, in ascending order of their addresses.
function _sign(bytes32 digest, uint256 count) internal view returns (bytes memory signatures) {
    bool[] memory used = new bool[](${owners.length});
    for (uint256 step = 0; step < count; ++step) {
        uint256 next = type(uint256).max;
        for (uint256 i = 0; i < count; ++i) {
            if (!used[i] && (next == type(uint256).max || owners[i] < owners[next])) next = i;
        }
        used[next] = true;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[next], digest);
        signatures = abi.encodePacked(signatures, r, s, v);
    }
}

function testFuzz_SignsWhenEnoughOwnersDo(bytes32 hash, uint256 count) public view {
    count = bound(count, 1, ${owners.length});
    bytes4 answer = wallet.isValidSignature(hash, _sign(wallet.messageHash(hash), count));
    assertEq(answer == bytes4(0x1626ba7e), count >= ${threshold});
}

function test_RefusesForgedSignatures() public view {
    bytes32 hash = keccak256("message");
    bytes memory good = _sign(wallet.messageHash(hash), ${threshold});
    assertTrue(wallet.isValidSignature(hash, good) == bytes4(0x1626ba7e));
    assertTrue(wallet.isValidSignature(keccak256("other"), good) == bytes4(0xffffffff), "another message");
    assertTrue(wallet.isValidSignature(hash, _sign(hash, ${threshold})) == bytes4(0xffffffff), "a message that does not name the wallet");
    assertTrue(wallet.isValidSignature(hash, abi.encodePacked(good, good)) == bytes4(0xffffffff), "signatures twice");
    assertTrue(wallet.isValidSignature(hash, abi.encodePacked(good, bytes1(0))) == bytes4(0xffffffff), "odd length");
    assertTrue(wallet.isValidSignature(hash, "") == bytes4(0xffffffff), "empty");
    assertTrue(wallet.isValidSignature(hash, new bytes(${65 * threshold})) == bytes4(0xffffffff), "zeros");
}

${threshold > 1 ? `function test_OneOwnerCountsOnce() public view {
    bytes32 digest = wallet.messageHash(keccak256("message"));
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[0], digest);
    bytes memory signatures;
    for (uint256 i = 0; i < ${threshold}; ++i) signatures = abi.encodePacked(signatures, r, s, v);
    assertTrue(wallet.isValidSignature(keccak256("message"), signatures) == bytes4(0xffffffff));
}

` : ''}function test_StrangersSignNothing() public {
    bytes32 digest = wallet.messageHash(keccak256("message"));
    (, uint256 key) = makeAddrAndKey("stranger");
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
    bytes memory signatures;
    for (uint256 i = 0; i < ${threshold}; ++i) signatures = abi.encodePacked(signatures, r, s, v);
    assertTrue(wallet.isValidSignature(keccak256("message"), signatures) == bytes4(0xffffffff));
}`;
}
