// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {Subject} from "./Subject.sol";

interface Introspection {
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

/// @title What ERC-165 promises
/// @notice https://eips.ethereum.org/EIPS/eip-165
abstract contract ERC165Conformance is Subject {
    function announces(bytes4 interfaceId) internal view returns (bool) {
        (bool success, bytes memory result) = subject.staticcall{gas: 30_000}(abi.encodeCall(Introspection.supportsInterface, (interfaceId)));
        return success && isTrue(result);
    }

    /// "returns true when interfaceID is 0x01ffc9a7 (EIP165 interface) ... and must use less than 30,000 gas"
    function test_ERC165_supportsItself() public view {
        assertTrue(announces(0x01ffc9a7), "supportsInterface must be true for ERC-165");
    }

    /// "returns false when interfaceID is 0xffffffff ... false for any other interfaceID"
    function test_ERC165_supportsNothingElse() public view {
        assertFalse(announces(0xffffffff), "supportsInterface must be false for 0xffffffff");
        assertFalse(announces(0x1badcafe), "supportsInterface must be false for what does not exist");
        (bool success,) = subject.staticcall(abi.encodeCall(Introspection.supportsInterface, (bytes4(0xffffffff))));
        assertTrue(success, "supportsInterface must not revert");
    }
}
