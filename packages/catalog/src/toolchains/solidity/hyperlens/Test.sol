// SPDX-License-Identifier: MIT
pragma solidity >=0.8.0 <0.9.0;

import {Vm} from "./Vm.sol";
import {console} from "./console.sol";

/// @title Access to the cheat codes
abstract contract TestBase {
    /// @dev The last 20 bytes of keccak256("hevm cheat code"), where test EVMs answer cheat codes.
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
}

/// @title Assertions
/// @notice Each fails the test with both values in the message. The comparison is done here, and the cheat code is called only on
/// failure, because a cheat code call in every fuzz run costs more than the comparison.
abstract contract Assertions is TestBase {
    function assertTrue(bool condition) internal pure {
        if (!condition) vm.assertTrue(condition, "expected true");
    }

    function assertTrue(bool condition, string memory message) internal pure {
        if (!condition) vm.assertTrue(condition, message);
    }

    function assertFalse(bool condition) internal pure {
        if (condition) vm.assertTrue(!condition, "expected false");
    }

    function assertFalse(bool condition, string memory message) internal pure {
        if (condition) vm.assertTrue(!condition, message);
    }

    function fail(string memory message) internal pure {
        vm.assertTrue(false, message);
    }

    function assertEq(uint256 left, uint256 right) internal pure {
        assertEq(left, right, "");
    }

    function assertEq(uint256 left, uint256 right, string memory message) internal pure {
        if (left != right) vm.assertEq(left, right, message);
    }

    function assertEq(int256 left, int256 right) internal pure {
        assertEq(left, right, "");
    }

    function assertEq(int256 left, int256 right, string memory message) internal pure {
        if (left != right) vm.assertEq(left, right, message);
    }

    function assertEq(bool left, bool right) internal pure {
        assertEq(left, right, "");
    }

    function assertEq(bool left, bool right, string memory message) internal pure {
        if (left != right) vm.assertEq(left, right, message);
    }

    function assertEq(address left, address right) internal pure {
        assertEq(left, right, "");
    }

    function assertEq(address left, address right, string memory message) internal pure {
        if (left != right) vm.assertEq(left, right, message);
    }

    function assertEq(bytes32 left, bytes32 right) internal pure {
        assertEq(left, right, "");
    }

    function assertEq(bytes32 left, bytes32 right, string memory message) internal pure {
        if (left != right) vm.assertEq(left, right, message);
    }

    function assertEq(string memory left, string memory right) internal pure {
        assertEq(left, right, "");
    }

    function assertEq(string memory left, string memory right, string memory message) internal pure {
        if (keccak256(bytes(left)) != keccak256(bytes(right))) vm.assertEq(left, right, message);
    }

    function assertEq(bytes memory left, bytes memory right) internal pure {
        assertEq(left, right, "");
    }

    function assertEq(bytes memory left, bytes memory right, string memory message) internal pure {
        if (keccak256(left) != keccak256(right)) vm.assertEq(left, right, message);
    }

    function assertNotEq(uint256 left, uint256 right) internal pure {
        assertNotEq(left, right, "");
    }

    function assertNotEq(uint256 left, uint256 right, string memory message) internal pure {
        if (left == right) vm.assertNotEq(left, right, message);
    }

    function assertNotEq(int256 left, int256 right) internal pure {
        assertNotEq(left, right, "");
    }

    function assertNotEq(int256 left, int256 right, string memory message) internal pure {
        if (left == right) vm.assertNotEq(left, right, message);
    }

    function assertNotEq(address left, address right) internal pure {
        assertNotEq(left, right, "");
    }

    function assertNotEq(address left, address right, string memory message) internal pure {
        if (left == right) vm.assertNotEq(left, right, message);
    }

    function assertNotEq(bytes32 left, bytes32 right) internal pure {
        assertNotEq(left, right, "");
    }

    function assertNotEq(bytes32 left, bytes32 right, string memory message) internal pure {
        if (left == right) vm.assertNotEq(left, right, message);
    }

    function assertLt(uint256 left, uint256 right) internal pure {
        assertLt(left, right, "");
    }

    function assertLt(uint256 left, uint256 right, string memory message) internal pure {
        if (left >= right) vm.assertLt(left, right, message);
    }

    function assertLt(int256 left, int256 right) internal pure {
        if (left >= right) vm.assertLt(left, right, "");
    }

    function assertLe(uint256 left, uint256 right) internal pure {
        assertLe(left, right, "");
    }

    function assertLe(uint256 left, uint256 right, string memory message) internal pure {
        if (left > right) vm.assertLe(left, right, message);
    }

    function assertLe(int256 left, int256 right) internal pure {
        if (left > right) vm.assertLe(left, right, "");
    }

    function assertGt(uint256 left, uint256 right) internal pure {
        assertGt(left, right, "");
    }

    function assertGt(uint256 left, uint256 right, string memory message) internal pure {
        if (left <= right) vm.assertGt(left, right, message);
    }

    function assertGt(int256 left, int256 right) internal pure {
        if (left <= right) vm.assertGt(left, right, "");
    }

    function assertGe(uint256 left, uint256 right) internal pure {
        assertGe(left, right, "");
    }

    function assertGe(uint256 left, uint256 right, string memory message) internal pure {
        if (left < right) vm.assertGe(left, right, message);
    }

    function assertGe(int256 left, int256 right) internal pure {
        if (left < right) vm.assertGe(left, right, "");
    }

    /// @param maxDelta Largest difference that is still equal.
    function assertApproxEqAbs(uint256 left, uint256 right, uint256 maxDelta) internal pure {
        assertApproxEqAbs(left, right, maxDelta, "");
    }

    function assertApproxEqAbs(uint256 left, uint256 right, uint256 maxDelta, string memory message) internal pure {
        if ((left > right ? left - right : right - left) > maxDelta) {
            vm.assertApproxEqAbs(left, right, maxDelta, message);
        }
    }

    /// @param maxPercentDelta Largest difference relative to `right` that is still equal; 1e18 is 100 percent.
    function assertApproxEqRel(uint256 left, uint256 right, uint256 maxPercentDelta) internal pure {
        vm.assertApproxEqRel(left, right, maxPercentDelta, "");
    }

    function assertApproxEqRel(uint256 left, uint256 right, uint256 maxPercentDelta, string memory message) internal pure {
        vm.assertApproxEqRel(left, right, maxPercentDelta, message);
    }
}

/// @title What an invariant campaign calls
/// @notice Without a target, every contract deployed in `setUp` is called. The runner reads the public functions.
abstract contract InvariantTargets {
    /// @notice Functions of one contract.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address[] private _targetContracts;
    address[] private _excludedContracts;
    address[] private _targetSenders;
    address[] private _excludedSenders;
    FuzzSelector[] private _targetSelectors;
    FuzzSelector[] private _excludedSelectors;

    /// @dev Call this contract, and no other that is not a target.
    function targetContract(address target) internal {
        _targetContracts.push(target);
    }

    /// @dev Do not call this contract.
    function excludeContract(address excluded) internal {
        _excludedContracts.push(excluded);
    }

    /// @dev Call from this account, and from no other that is not a target.
    function targetSender(address target) internal {
        _targetSenders.push(target);
    }

    /// @dev Never call from this account.
    function excludeSender(address excluded) internal {
        _excludedSenders.push(excluded);
    }

    /// @dev Call only these functions of that contract.
    function targetSelector(FuzzSelector memory target) internal {
        _targetSelectors.push(target);
    }

    /// @dev Never call these functions of that contract.
    function excludeSelector(FuzzSelector memory excluded) internal {
        _excludedSelectors.push(excluded);
    }

    function targetContracts() public view returns (address[] memory) {
        return _targetContracts;
    }

    function excludeContracts() public view returns (address[] memory) {
        return _excludedContracts;
    }

    function targetSenders() public view returns (address[] memory) {
        return _targetSenders;
    }

    function excludeSenders() public view returns (address[] memory) {
        return _excludedSenders;
    }

    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return _targetSelectors;
    }

    function excludeSelectors() public view returns (FuzzSelector[] memory) {
        return _excludedSelectors;
    }
}

/// @title Base of a test without invariants
/// @notice Every function that starts with `test` is a test; one with parameters is run with many inputs.
abstract contract UnitTest is Assertions {
    /// @dev An address that has a name and no code; the same name gives the same address.
    function makeAddr(string memory name) internal returns (address account) {
        (account,) = makeAddrAndKey(name);
    }

    /// @dev As `makeAddr`, with the private key, to sign with.
    function makeAddrAndKey(string memory name) internal returns (address account, uint256 privateKey) {
        privateKey = uint256(keccak256(bytes(name)));
        account = vm.addr(privateKey);
        vm.label(account, name);
    }

    /// @dev Brings a fuzz input into [minimum, maximum]. An input that is inside stays as it is, and the largest inputs land on the
    /// upper edge, so that edges are tried.
    function bound(uint256 value, uint256 minimum, uint256 maximum) internal pure returns (uint256) {
        require(minimum <= maximum, "bound: minimum is above maximum");
        if (value >= minimum && value <= maximum) return value;
        uint256 span = maximum - minimum;
        uint256 fromTop = type(uint256).max - value;
        if (fromTop < 4 && fromTop <= span) return maximum - fromTop;
        return minimum + value % (span + 1);
    }

    /// @dev As above, for signed numbers.
    function bound(int256 value, int256 minimum, int256 maximum) internal pure returns (int256) {
        require(minimum <= maximum, "bound: minimum is above maximum");
        // Adding 2^255 keeps the order and makes the numbers unsigned.
        uint256 offset = uint256(1) << 255;
        unchecked {
            return int256(
                bound(uint256(value) + offset, uint256(minimum) + offset, uint256(maximum) + offset) - offset
            );
        }
    }

    /// @dev Moves the time forward by this many seconds.
    function skip(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
    }

    /// @dev Moves the time back by this many seconds.
    function rewind(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() - time);
    }

    /// @dev Sets the balance of an account, in wei.
    function deal(address account, uint256 balance) internal {
        vm.deal(account, balance);
    }

    /// @dev The next call comes from `account`, which gets 2^128 wei.
    function hoax(address account) internal {
        vm.deal(account, 1 << 128);
        vm.prank(account);
    }
}

/// @title Base of a test
/// @notice Functions that start with `test` are tests, functions that start with `invariant` must hold after any calls.
/// `setUp()` runs before each of them.
abstract contract Test is UnitTest, InvariantTargets {}
