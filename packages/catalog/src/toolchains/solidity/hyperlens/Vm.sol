// SPDX-License-Identifier: MIT
pragma solidity >=0.8.0 <0.9.0;

/// @title Cheat codes of the test EVM
/// @notice The subset that HyperLens supports in tests. They live at one fixed address and exist only inside a test run.
/// Names and signatures follow the Foundry cheat code reference, so that tests also run under forge.
interface Vm {
    /// @notice An event as `getRecordedLogs` returns it.
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    // Time and block
    /// @notice Sets `block.timestamp`, in seconds.
    function warp(uint256 newTimestamp) external;
    /// @notice Sets `block.number`.
    function roll(uint256 newHeight) external;
    /// @notice Sets `block.chainid`.
    function chainId(uint256 newChainId) external;
    /// @notice Sets `block.basefee`, in wei.
    function fee(uint256 newBasefee) external;
    /// @notice Sets `block.coinbase`.
    function coinbase(address newCoinbase) external;
    /// @notice Sets `block.prevrandao`.
    function prevrandao(bytes32 newPrevrandao) external;
    /// @notice Sets `tx.gasprice`, in wei.
    function txGasPrice(uint256 newGasPrice) external;
    /// @notice `block.timestamp` without the optimizer caching it.
    function getBlockTimestamp() external view returns (uint256 timestamp);
    /// @notice `block.number` without the optimizer caching it.
    function getBlockNumber() external view returns (uint256 height);

    // Who calls
    /// @notice The next call comes from `msgSender`.
    function prank(address msgSender) external;
    /// @notice The next call comes from `msgSender`, in a transaction of `txOrigin`.
    function prank(address msgSender, address txOrigin) external;
    /// @notice Every call until `stopPrank` comes from `msgSender`.
    function startPrank(address msgSender) external;
    /// @notice Every call until `stopPrank` comes from `msgSender`, in transactions of `txOrigin`.
    function startPrank(address msgSender, address txOrigin) external;
    /// @notice Ends `startPrank`.
    function stopPrank() external;

    // State of accounts
    /// @notice The creation code of a compiled contract, `file:Name`, without constructor arguments.
    function getCode(string calldata artifact) external view returns (bytes memory creationCode);
    /// @notice Sets the balance of an account, in wei.
    function deal(address account, uint256 newBalance) external;
    /// @notice Sets the code of an account.
    function etch(address target, bytes calldata newRuntimeBytecode) external;
    /// @notice Reads a storage slot.
    function load(address target, bytes32 slot) external view returns (bytes32 data);
    /// @notice Writes a storage slot.
    function store(address target, bytes32 slot, bytes32 value) external;
    /// @notice The nonce of an account.
    function getNonce(address account) external view returns (uint64 nonce);
    /// @notice Raises the nonce of an account.
    function setNonce(address account, uint64 newNonce) external;
    /// @notice Takes a snapshot of the whole state.
    function snapshotState() external returns (uint256 snapshotId);
    /// @notice Goes back to a snapshot; false when it does not exist.
    function revertToState(uint256 snapshotId) external returns (bool success);

    // Expectations
    /// @notice The next call must revert, with any data.
    function expectRevert() external;
    /// @notice The next call must revert with the custom error of this selector and nothing else.
    function expectRevert(bytes4 revertData) external;
    /// @notice The next call must revert with exactly this data.
    function expectRevert(bytes calldata revertData) external;
    /// @notice The next call must revert with data that starts with this selector.
    function expectPartialRevert(bytes4 revertData) external;
    /// @notice The event emitted after this must be emitted by the next call; all topics and the data are compared.
    function expectEmit() external;
    /// @notice As `expectEmit()`, and `emitter` must be the contract that emits it.
    function expectEmit(address emitter) external;
    /// @notice As `expectEmit()`, comparing only what is asked for.
    function expectEmit(bool checkTopic1, bool checkTopic2, bool checkTopic3, bool checkData) external;
    /// @notice As above, and `emitter` must be the contract that emits it.
    function expectEmit(bool checkTopic1, bool checkTopic2, bool checkTopic3, bool checkData, address emitter) external;
    /// @notice A call to `callee` with calldata that starts with `data` must happen before the test ends.
    function expectCall(address callee, bytes calldata data) external;
    /// @notice As above, carrying `msgValue` wei.
    function expectCall(address callee, uint256 msgValue, bytes calldata data) external;
    /// @notice Records events from here on.
    function recordLogs() external;
    /// @notice The events recorded since `recordLogs` or the last reading.
    function getRecordedLogs() external returns (Log[] memory logs);

    // Mocks
    /// @notice Calls to `callee` with calldata that starts with `data` return `returnData`.
    function mockCall(address callee, bytes calldata data, bytes calldata returnData) external;
    /// @notice Calls to `callee` with calldata that starts with `data` revert with `revertData`.
    function mockCallRevert(address callee, bytes calldata data, bytes calldata revertData) external;
    /// @notice Removes every mock.
    function clearMockedCalls() external;

    // Keys and addresses
    /// @notice The address of a private key.
    function addr(uint256 privateKey) external pure returns (address keyAddr);
    /// @notice An ECDSA signature over secp256k1.
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    /// @notice Names an address in traces.
    function label(address account, string calldata newLabel) external;
    /// @notice The address that CREATE gives.
    function computeCreateAddress(address deployer, uint256 nonce) external pure returns (address);
    /// @notice The address that CREATE2 gives.
    function computeCreate2Address(bytes32 salt, bytes32 initCodeHash, address deployer) external pure returns (address);

    // Running
    /// @notice Throws the fuzz input away when the condition is false.
    function assume(bool condition) external pure;
    /// @notice Throws the fuzz input away when the next call reverts.
    function assumeNoRevert() external pure;
    /// @notice Skips the test when the condition is true.
    function skip(bool skipTest) external;
    /// @notice Skips the test when the condition is true, and says why.
    function skip(bool skipTest, string calldata reason) external;
    /// @notice Stops counting gas.
    function pauseGasMetering() external;
    /// @notice Goes on counting gas.
    function resumeGasMetering() external;

    // Text
    function toString(address value) external pure returns (string memory text);
    function toString(bytes calldata value) external pure returns (string memory text);
    function toString(bytes32 value) external pure returns (string memory text);
    function toString(bool value) external pure returns (string memory text);
    function toString(uint256 value) external pure returns (string memory text);
    function toString(int256 value) external pure returns (string memory text);

    // Assertions: fail the test with both values in the message
    function assertEq(uint256 left, uint256 right, string calldata message) external pure;
    function assertEq(int256 left, int256 right, string calldata message) external pure;
    function assertEq(bool left, bool right, string calldata message) external pure;
    function assertEq(address left, address right, string calldata message) external pure;
    function assertEq(bytes32 left, bytes32 right, string calldata message) external pure;
    function assertEq(string calldata left, string calldata right, string calldata message) external pure;
    function assertEq(bytes calldata left, bytes calldata right, string calldata message) external pure;
    function assertNotEq(uint256 left, uint256 right, string calldata message) external pure;
    function assertNotEq(int256 left, int256 right, string calldata message) external pure;
    function assertNotEq(address left, address right, string calldata message) external pure;
    function assertNotEq(bytes32 left, bytes32 right, string calldata message) external pure;
    function assertLt(uint256 left, uint256 right, string calldata message) external pure;
    function assertLt(int256 left, int256 right, string calldata message) external pure;
    function assertLe(uint256 left, uint256 right, string calldata message) external pure;
    function assertLe(int256 left, int256 right, string calldata message) external pure;
    function assertGt(uint256 left, uint256 right, string calldata message) external pure;
    function assertGt(int256 left, int256 right, string calldata message) external pure;
    function assertGe(uint256 left, uint256 right, string calldata message) external pure;
    function assertGe(int256 left, int256 right, string calldata message) external pure;
    function assertApproxEqAbs(uint256 left, uint256 right, uint256 maxDelta, string calldata message) external pure;
    function assertApproxEqRel(uint256 left, uint256 right, uint256 maxPercentDelta, string calldata message) external pure;
    function assertTrue(bool condition, string calldata message) external pure;
}
