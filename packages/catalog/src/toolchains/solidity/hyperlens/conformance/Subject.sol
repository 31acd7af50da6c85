// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {UnitTest} from "../Test.sol";
import {Vm} from "../Vm.sol";
import {Asset} from "./Asset.sol";

/// @title The contract a conformance suite looks at
/// @notice A generated contract says how it is deployed and what it declares; the suites only use what their standard promises.
abstract contract Subject is UnitTest {
    /// @dev What the tests call. Deployed anew before each test.
    address internal subject;
    address internal deployer = makeAddr("deployer");
    address internal ana = makeAddr("ana");
    address internal ben = makeAddr("ben");
    address internal eve = makeAddr("eve");

    /// @dev Deploys the contract. Called as `deployer`.
    function deploy() internal virtual returns (address);

    /// @dev Accounts that may hold tokens or rights after deployment: the deployer and every address among the arguments.
    function insiders() internal view virtual returns (address[] memory);

    /// @dev Largest transfer fee the contract declares, in basis points.
    function declaredFee() internal pure virtual returns (uint256) {
        return 0;
    }

    /// @dev Largest amount per transfer and per wallet the contract declares.
    function declaredLimit() internal pure virtual returns (uint256) {
        return type(uint256).max;
    }

    /// @dev True when the contract declares that its tokens cannot be moved.
    function declaredSoulbound() internal pure virtual returns (bool) {
        return false;
    }

    /// @dev Creates a contract from its creation code and encoded arguments; reverts as the constructor does.
    function create(bytes memory code) internal returns (address made) {
        assembly {
            made := create(0, add(code, 32), mload(code))
            if iszero(made) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
        }
    }

    /// @dev Puts a plain ERC-20 at an address that has no code here but will on the real chain.
    function provideAsset(address place) internal {
        if (place != address(0) && place.code.length == 0) vm.etch(place, type(Asset).runtimeCode);
    }

    function setUp() public virtual {
        subject = deployFresh();
    }

    function deployFresh() internal returns (address fresh) {
        vm.startPrank(deployer);
        fresh = deploy();
        vm.stopPrank();
    }

    /// @dev Calls the subject as someone, without reverting here.
    function attempt(address sender, bytes memory data) internal returns (bool success, bytes memory result) {
        return attempt(sender, 0, data);
    }

    function attempt(address sender, uint256 value, bytes memory data) internal returns (bool success, bytes memory result) {
        vm.prank(sender);
        return subject.call{value: value}(data);
    }

    /// @dev True when the call was refused: it reverted, or it said false.
    function refused(address sender, bytes memory data) internal returns (bool) {
        (bool success, bytes memory result) = attempt(sender, data);
        return !success || (result.length == 32 && uint256(bytes32(result)) == 0);
    }

    function mustRevert(address sender, bytes memory data, string memory message) internal {
        (bool success,) = attempt(sender, data);
        assertFalse(success, message);
    }

    function mustSucceed(address sender, bytes memory data, string memory message) internal returns (bytes memory) {
        (bool success, bytes memory result) = attempt(sender, data);
        assertTrue(success, message);
        return result;
    }

    /// @dev The result is exactly one word that says true.
    function isTrue(bytes memory result) internal pure returns (bool) {
        return result.length == 32 && uint256(bytes32(result)) == 1;
    }

    /// @dev A number the subject gives, or 0 when it does not have the function.
    function readNumber(string memory name) internal view returns (uint256) {
        (bool success, bytes memory result) = subject.staticcall(abi.encodeWithSignature(name));
        return success && result.length == 32 ? uint256(bytes32(result)) : 0;
    }

    /// @dev How many recorded events the subject emitted that have this first topic.
    function countEvents(Vm.Log[] memory logs, bytes32 topic) internal view returns (uint256 count) {
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter == subject && logs[i].topics.length > 0 && logs[i].topics[0] == topic) count++;
        }
    }

    /// @dev True when the subject emitted exactly this event: all topics and the data.
    function hasEvent(Vm.Log[] memory logs, bytes32[] memory topics, bytes memory data) internal view returns (bool) {
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter != subject || logs[i].topics.length != topics.length) continue;
            bool same = keccak256(logs[i].data) == keccak256(data);
            for (uint256 j = 0; j < topics.length && same; j++) same = logs[i].topics[j] == topics[j];
            if (same) return true;
        }
        return false;
    }

    function topics3(bytes32 first, address second, address third) internal pure returns (bytes32[] memory topics) {
        topics = new bytes32[](3);
        topics[0] = first;
        topics[1] = word(second);
        topics[2] = word(third);
    }

    function topics4(bytes32 first, bytes32 second, bytes32 third, bytes32 fourth) internal pure returns (bytes32[] memory topics) {
        topics = new bytes32[](4);
        topics[0] = first;
        topics[1] = second;
        topics[2] = third;
        topics[3] = fourth;
    }

    function word(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
