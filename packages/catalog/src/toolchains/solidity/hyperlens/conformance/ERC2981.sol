// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {Subject} from "./Subject.sol";

interface Royalties {
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address receiver, uint256 royaltyAmount);
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

/// @title What ERC-2981 promises
/// @notice https://eips.ethereum.org/EIPS/eip-2981
abstract contract ERC2981Conformance is Subject {
    function test_ERC2981_isAnnounced() public view {
        assertTrue(Royalties(subject).supportsInterface(0x2a55205a), "supportsInterface must be true for ERC-2981");
    }

    /// "The royaltyAmount MUST be calculated as a percentage of the _salePrice" and "can not change based on" it.
    function testFuzz_ERC2981_isAPercentage(uint256 tokenId, uint256 price) public view {
        price = bound(price, 0, type(uint128).max);
        (address receiver, uint256 amount) = Royalties(subject).royaltyInfo(tokenId, price);
        (address same, uint256 tenfold) = Royalties(subject).royaltyInfo(tokenId, price * 10);
        assertLe(amount, price, "a royalty must not be above the price");
        assertEq(receiver, same, "the receiver must not depend on the price");
        assertApproxEqAbs(tenfold, amount * 10, 10, "ten times the price must mean ten times the royalty");
    }

    function test_ERC2981_sameAtEveryPrice() public view {
        (address receiver, uint256 amount) = Royalties(subject).royaltyInfo(1, 1);
        for (uint256 price = 10; price <= 1e36; price *= 10) {
            (address next, uint256 more) = Royalties(subject).royaltyInfo(1, price);
            assertEq(next, receiver, "the receiver must not depend on the price");
            assertApproxEqAbs(more, amount * 10, 10, "ten times the price must mean ten times the royalty");
            amount = more;
        }
    }

    function test_ERC2981_nothingForNothing() public view {
        (, uint256 amount) = Royalties(subject).royaltyInfo(0, 0);
        assertEq(amount, 0, "a price of zero must mean no royalty");
    }

    /// A royalty that is not zero goes to someone.
    function test_ERC2981_hasAReceiver() public view {
        (address receiver, uint256 amount) = Royalties(subject).royaltyInfo(1, 1e18);
        if (amount > 0) assertNotEq(receiver, address(0), "a royalty must have a receiver");
    }
}
