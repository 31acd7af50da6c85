// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

interface MintableBridged { function mint(address to, uint256 amount) external; function burn(address from, uint256 amount) external; }

// The other side's messenger is trusted; who relays is not.
contract StandardBridge {
    address public immutable MESSENGER;
    address public immutable OTHER_BRIDGE;
    mapping(address => uint256) public deposits;
    event DepositFinalized(address indexed token, address indexed to, uint256 amount);
    constructor(address messenger, address other) { MESSENGER = messenger; OTHER_BRIDGE = other; }
    function finalizeDeposit(address token, address to, uint256 amount) external { require(msg.sender == MESSENGER, "only messenger"); MintableBridged(token).mint(to, amount); emit DepositFinalized(token, to, amount); }
    function withdraw(address token, uint256 amount) external { MintableBridged(token).burn(msg.sender, amount); deposits[token] += amount; }
}

contract BridgedToken is ERC20 {
    address public immutable REMOTE_TOKEN;
    address public immutable BRIDGE;
    event Mint(address indexed account, uint256 amount);
    event Burn(address indexed account, uint256 amount);
    constructor(address bridge, address remote) ERC20("Bridged Larch", "bLRC") { BRIDGE = bridge; REMOTE_TOKEN = remote; }
    modifier onlyBridge() { require(msg.sender == BRIDGE, "only bridge can mint and burn"); _; }
    function l1Token() external view returns (address) { return REMOTE_TOKEN; }
    function l2Bridge() external view returns (address) { return BRIDGE; }
    function supportsInterface(bytes4 id) external pure returns (bool) { return id == type(IERC165).interfaceId || id == 0x1d1d8b63 || id == 0xec4fc8e3; }
    function mint(address to, uint256 amount) external onlyBridge { _mint(to, amount); emit Mint(to, amount); }
    function burn(address from, uint256 amount) external onlyBridge { _burn(from, amount); emit Burn(from, amount); }
}

contract MessageEndpoint {
    address public immutable verifier;
    event PacketSent(uint32 eid, bytes32 to, bytes message);
    constructor(address by) { verifier = by; }
    function send(uint32 eid, bytes32 to, bytes calldata message) external payable { emit PacketSent(eid, to, message); }
    function deliver(OmniToken to, uint32 eid, bytes32 from, bytes calldata message) external { require(msg.sender == verifier, "not verified"); to.lzReceive(eid, from, message); }
}

contract OmniToken is ERC20, Ownable {
    MessageEndpoint public immutable endpoint;
    mapping(uint32 => bytes32) public peers;
    event PeerSet(uint32 eid, bytes32 peer);
    event OFTSent(uint32 dstEid, address indexed from, uint256 amount);
    event OFTReceived(uint32 srcEid, address indexed to, uint256 amount);
    constructor(MessageEndpoint at, address delegate) ERC20("Omni Birch", "oBIR") Ownable(delegate) { endpoint = at; _mint(delegate, 1_000_000 ether); }
    function setPeer(uint32 eid, bytes32 peer) external onlyOwner { peers[eid] = peer; emit PeerSet(eid, peer); }
    function token() external view returns (address) { return address(this); }
    function approvalRequired() external pure returns (bool) { return false; }
    function sharedDecimals() external pure returns (uint8) { return 6; }
    function send(uint32 eid, address to, uint256 amount) external payable { require(peers[eid] != 0, "NoPeer"); _burn(msg.sender, amount); endpoint.send{value: msg.value}(eid, peers[eid], abi.encode(to, amount)); emit OFTSent(eid, msg.sender, amount); }
    function lzReceive(uint32 eid, bytes32 from, bytes calldata message) external {
        require(msg.sender == address(endpoint), "OnlyEndpoint");
        require(peers[eid] != 0 && peers[eid] == from, "OnlyPeer");
        (address to, uint256 amount) = abi.decode(message, (address, uint256));
        _mint(to, amount);
        emit OFTReceived(eid, to, amount);
    }
}
