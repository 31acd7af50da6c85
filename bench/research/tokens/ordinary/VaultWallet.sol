// SPDX-License-Identifier: LGPL-3.0-only
pragma solidity 0.7.6;

// A multisig account in the manner of Safe: a proxy with the singleton in its first word, owners in a linked list, signatures checked together.
contract VaultWalletProxy {
    address internal singleton;
    constructor(address _singleton) { require(_singleton != address(0)); singleton = _singleton; }
    fallback() external payable {
        assembly {
            let _singleton := and(sload(0), 0xffffffffffffffffffffffffffffffffffffffff)
            if eq(calldataload(0), 0xa619486e00000000000000000000000000000000000000000000000000000000) { mstore(0, _singleton) return(0, 0x20) }
            calldatacopy(0, 0, calldatasize())
            let success := delegatecall(gas(), _singleton, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if eq(success, 0) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}

contract VaultWallet {
    address private singleton;
    mapping(address => address) internal modules;
    mapping(address => address) internal owners;
    uint256 internal ownerCount;
    uint256 internal threshold;
    uint256 public nonce;
    string public constant VERSION = "1.3.0";
    address internal constant SENTINEL_OWNERS = address(0x1);
    bytes32 private constant SAFE_TX_TYPEHASH = 0xbb8310d486368db6bd6f849402fdd73ad53d316b5a4b2644ad6efe0f941286d8;
    event SafeSetup(address indexed initiator, address[] owners, uint256 threshold, address initializer, address fallbackHandler);
    event SafeReceived(address indexed sender, uint256 value);
    event ExecutionSuccess(bytes32 txHash, uint256 payment);
    event AddedOwner(address owner);
    event ChangedThreshold(uint256 threshold);

    constructor() { threshold = 1; }
    receive() external payable { emit SafeReceived(msg.sender, msg.value); }
    function setup(address[] calldata _owners, uint256 _threshold, address to, bytes calldata, address fallbackHandler, address, uint256, address payable) external {
        require(threshold == 0, "GS200");
        require(_threshold <= _owners.length && _threshold >= 1, "GS201");
        address current = SENTINEL_OWNERS;
        for (uint256 i = 0; i < _owners.length; i++) {
            address owner = _owners[i];
            require(owner != address(0) && owner != SENTINEL_OWNERS && owners[owner] == address(0), "GS203");
            owners[current] = owner;
            current = owner;
        }
        owners[current] = SENTINEL_OWNERS;
        ownerCount = _owners.length;
        threshold = _threshold;
        modules[SENTINEL_OWNERS] = SENTINEL_OWNERS;
        emit SafeSetup(msg.sender, _owners, _threshold, to, fallbackHandler);
    }
    function getThreshold() public view returns (uint256) { return threshold; }
    function isOwner(address owner) public view returns (bool) { return owner != SENTINEL_OWNERS && owners[owner] != address(0); }
    function getOwners() public view returns (address[] memory list) {
        list = new address[](ownerCount);
        uint256 index = 0;
        for (address current = owners[SENTINEL_OWNERS]; current != SENTINEL_OWNERS; current = owners[current]) { list[index] = current; index++; }
    }
    function getChainId() public pure returns (uint256) { return 31337; }
    function domainSeparator() public view returns (bytes32) { return keccak256(abi.encode(bytes32(0x47e79534a245952e8b16893a336b85a3d9ea9fa8c573f3d803afb92a79469218), getChainId(), this)); }
    function getTransactionHash(address to, uint256 value, bytes calldata data, uint8 operation, uint256 _nonce) public view returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x19), bytes1(0x01), domainSeparator(), keccak256(abi.encode(SAFE_TX_TYPEHASH, to, value, keccak256(data), operation, _nonce))));
    }
    function addOwnerWithThreshold(address owner, uint256 _threshold) external {
        require(msg.sender == address(this), "GS031");
        require(owner != address(0) && owners[owner] == address(0), "GS204");
        owners[owner] = owners[SENTINEL_OWNERS];
        owners[SENTINEL_OWNERS] = owner;
        ownerCount++;
        threshold = _threshold;
        emit AddedOwner(owner);
    }
    function execTransaction(address to, uint256 value, bytes calldata data, uint8 operation, bytes memory signatures) external payable returns (bool success) {
        bytes32 txHash = getTransactionHash(to, value, data, operation, nonce);
        nonce++;
        require(signatures.length >= threshold * 65, "GS020");
        address last = address(0);
        for (uint256 i = 0; i < threshold; i++) {
            bytes32 r; bytes32 s; uint8 v;
            assembly { let at := add(signatures, add(0x20, mul(i, 0x41))) r := mload(at) s := mload(add(at, 0x20)) v := byte(0, mload(add(at, 0x40))) }
            address current = v == 1 ? address(uint160(uint256(r))) : ecrecover(txHash, v, r, s);
            if (v == 1) require(msg.sender == current, "GS025");
            require(current > last && owners[current] != address(0) && current != SENTINEL_OWNERS, "GS026");
            last = current;
        }
        require(operation == 0, "only calls");
        (success, ) = to.call{value: value}(data);
        require(success, "GS013");
        emit ExecutionSuccess(txHash, 0);
    }
}
