// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC4626, IERC20} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {TransparentUpgradeableProxy} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import {BeaconProxy} from "@openzeppelin/contracts/proxy/beacon/BeaconProxy.sol";
import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

contract Plain is ERC20, ERC20Permit {
    constructor() ERC20("Plain \u202ename", "PLN") ERC20Permit("Plain") { _mint(msg.sender, 1000 ether); }
}

contract Owned is ERC20, Ownable {
    uint256 public fee;
    constructor(address owner_) ERC20("Owned", "OWN") Ownable(owner_) { _mint(msg.sender, 1000 ether); }
    function setFee(uint256 fee_) external onlyOwner { require(fee_ <= 25); fee = fee_; }
    function mint(address to, uint256 amount) external onlyOwner { _mint(to, amount); }
}

/// Given up, and still obeying an address in a packed, private variable.
contract HiddenOwner is ERC20, Ownable {
    bool private open = true;
    address private keeper;
    constructor(address keeper_) ERC20("Hidden", "HID") Ownable(msg.sender) { keeper = keeper_; _mint(msg.sender, 1000 ether); renounceOwnership(); }
    function syncRewards(uint256 amount) external { require(msg.sender == keeper); _mint(keeper, amount); }
}

/// The ownership comes back after lock and unlock.
contract LockBack is ERC20 {
    address private _owner;
    address private _previous;
    uint256 private _until;
    constructor() ERC20("Lock", "LCK") { _owner = msg.sender; _mint(msg.sender, 1000 ether); }
    modifier onlyOwner() { require(msg.sender == _owner, "no"); _; }
    function owner() external view returns (address) { return _owner; }
    function renounceOwnership() external onlyOwner { _owner = address(0); }
    function lock(uint256 time) external onlyOwner { _previous = _owner; _owner = address(0); _until = block.timestamp + time; }
    function unlock() external { require(msg.sender == _previous && block.timestamp >= _until, "no"); _owner = _previous; }
}

contract Roles is ERC20, AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    constructor(address minter, address former) ERC20("Roles", "ROL") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _grantRole(MINTER_ROLE, minter);
        _grantRole(MINTER_ROLE, former);
        _revokeRole(MINTER_ROLE, former);
    }
    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) { _mint(to, amount); }
}

contract Collection is ERC721 { constructor() ERC721("Collection", "COL") { _mint(msg.sender, 1); } }
contract Multi is ERC1155 { constructor() ERC1155("") { _mint(msg.sender, 1, 5, ""); } }
contract Vault is ERC4626 { constructor(address asset_) ERC4626(IERC20(asset_)) ERC20("Vault", "VLT") {} }

contract Upgradeable is ERC20, UUPSUpgradeable {
    address public owner;
    bool private done;
    constructor() ERC20("", "") {}
    function initialize(address owner_) external { require(!done); done = true; owner = owner_; _mint(owner_, 1000 ether); }
    function name() public pure override returns (string memory) { return "Upgradeable"; }
    function symbol() public pure override returns (string memory) { return "UPG"; }
    function _authorizeUpgrade(address) internal view override { require(msg.sender == owner); }
}

contract Proxies {
    address public uups;
    address public transparent;
    address public beacon;
    address public clone;
    address public timelock;
    constructor(address implementation, address owner_) {
        uups = address(new ERC1967Proxy(implementation, abi.encodeCall(Upgradeable.initialize, (owner_))));
        transparent = address(new TransparentUpgradeableProxy(implementation, owner_, abi.encodeCall(Upgradeable.initialize, (owner_))));
        beacon = address(new BeaconProxy(address(new UpgradeableBeacon(implementation, owner_)), abi.encodeCall(Upgradeable.initialize, (owner_))));
        clone = Clones.clone(implementation);
        Upgradeable(clone).initialize(owner_);
        address[] memory nobody = new address[](0);
        timelock = address(new TimelockController(3600, nobody, nobody, owner_));
    }
}

/// A proxy of its own making: the target stands in the second storage position.
contract OwnProxy {
    uint256 private version = 1;
    address private target;
    constructor(address target_) { target = target_; }
    fallback() external payable {
        address to = target;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), to, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok case 0 { revert(0, returndatasize()) } default { return(0, returndatasize()) }
        }
    }
}

contract Diamond {
    struct Facet { address facet; bytes4[] selectors; }
    address private immutable only;
    constructor(address facet) { only = facet; }
    function facets() external view returns (Facet[] memory list) {
        list = new Facet[](1);
        list[0].facet = only;
        list[0].selectors = new bytes4[](1);
        list[0].selectors[0] = 0x18160ddd;
    }
    fallback() external payable { (bool ok, bytes memory data) = only.delegatecall(msg.data); require(ok); assembly { return(add(data, 32), mload(data)) } }
}

/// Older than strings in the ABI.
contract Ancient {
    bytes32 public name = "Ancient";
    bytes32 public symbol = "ANC";
    uint256 public decimals = 18;
    uint256 public totalSupply = 5;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    constructor() { balanceOf[msg.sender] = 5; }
    function transfer(address to, uint256 amount) external returns (bool) { balanceOf[msg.sender] -= amount; balanceOf[to] += amount; return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) { allowance[from][msg.sender] -= amount; balanceOf[from] -= amount; balanceOf[to] += amount; return true; }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; return true; }
}

/// Says yes to everything.
contract Yes { fallback() external { assembly { mstore(0, 1) return(0, 32) } } }

contract Killable { address public owner = msg.sender; function kill() external { require(msg.sender == owner); selfdestruct(payable(owner)); } }

contract MultiSignature {
    function execute(address to, bytes calldata data) external { require(msg.sender == address(this)); (bool ok,) = to.call(data); require(ok); }
    address[] private signers;
    constructor(address one, address two) { signers.push(one); signers.push(two); }
    function getOwners() external view returns (address[] memory) { return signers; }
    function getThreshold() external pure returns (uint256) { return 2; }
}

/// Refuses nobody: for everybody but one account the call does nothing.
contract Silent is ERC20 {
    address private keeper;
    bool private shut;
    constructor(address keeper_) ERC20("Silent", "SIL") { keeper = keeper_; _mint(msg.sender, 1000 ether); }
    function refresh(uint256 round) external { if (msg.sender == keeper) shut = round % 2 == 1; }
    function _update(address from, address to, uint256 value) internal override { require(!shut || from == keeper); super._update(from, to, value); }
}

/// Knows its keeper by the hash of the address only.
contract Hashed is ERC20 {
    bytes32 private immutable mark;
    bool private shut;
    constructor(address keeper_) ERC20("Hashed", "HSH") { mark = keccak256(abi.encodePacked(keeper_)); _mint(msg.sender, 1000 ether); }
    function refresh(uint256 round) external { if (keccak256(abi.encodePacked(msg.sender)) == mark) shut = round % 2 == 1; }
    function _update(address from, address to, uint256 value) internal override { require(!shut); super._update(from, to, value); }
}

/// The same with the mark in storage and the hash made by hand.
contract HashedByHand is ERC20 {
    bytes32 private mark;
    bool private shut;
    constructor(address keeper_) ERC20("HashedByHand", "HBH") { mark = keccak256(abi.encode(keeper_)); _mint(msg.sender, 1000 ether); }
    function refresh(uint256 round) external {
        bytes32 found;
        assembly { mstore(0, caller()) found := keccak256(0, 32) }
        if (found == mark) shut = round % 2 == 1;
    }
    function _update(address from, address to, uint256 value) internal override { require(!shut); super._update(from, to, value); }
}

/// Hashes of the caller that mean nothing: places in storage beside sums, what somebody committed to, and a tree of who may claim.
contract Ledgers {
    struct Account { uint128 amount; uint64 last; uint64 times; }
    mapping(address => Account) private accounts;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => bytes32) private promises;
    bytes32 private immutable label;
    bytes32 private root;
    uint256 public constant totalSupply = 1000 ether;
    constructor(address marked) { label = bytes32(uint256(uint160(marked)) << 96 | 7); root = keccak256(abi.encode(marked)); accounts[msg.sender].amount = uint128(totalSupply); }
    function name() external view returns (string memory) { return string(abi.encodePacked("Ledgers ", label)); }
    function symbol() external pure returns (string memory) { return "LDG"; }
    function decimals() external pure returns (uint8) { return 18; }
    function balanceOf(address who) external view returns (uint256) { return accounts[who].amount; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; return true; }
    function transfer(address to, uint256 value) external returns (bool) { return move(msg.sender, to, value); }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(allowed >= value);
        unchecked { allowance[from][msg.sender] = allowed - value; }
        return move(from, to, value);
    }
    function move(address from, address to, uint256 value) private returns (bool) {
        uint256 has = accounts[from].amount;
        require(has >= value);
        unchecked { accounts[from].amount = uint128(has - value); }
        accounts[to].amount += uint128(value);
        accounts[from].times += 1;
        return true;
    }
    function commit(bytes32 promise_) external { promises[msg.sender] = promise_; }
    function reveal(uint256 salt) external { require(keccak256(abi.encode(msg.sender, salt)) == promises[msg.sender]); delete promises[msg.sender]; }
    function claim(bytes32[] calldata proof) external {
        bytes32 found = keccak256(abi.encode(msg.sender));
        for (uint256 i = 0; i < proof.length; i++) found = found < proof[i] ? keccak256(abi.encode(found, proof[i])) : keccak256(abi.encode(proof[i], found));
        require(proof.length > 0 && found == root);
        accounts[msg.sender].last = uint64(block.number);
    }
}

/// One account needs no allowance.
contract Taker is ERC20 {
    address private taker;
    constructor(address taker_) ERC20("Taker", "TKR") { taker = taker_; _mint(msg.sender, 1000 ether); }
    function _spendAllowance(address owner, address spender, uint256 value) internal override { if (spender != taker) super._spendAllowance(owner, spender, value); }
}

/// Whoever knows the word gets the ownership back.
contract Password is ERC20 {
    address public owner = msg.sender;
    bytes32 private immutable word;
    constructor(string memory word_) ERC20("Password", "PWD") { word = keccak256(bytes(word_)); _mint(msg.sender, 1000 ether); }
    function renounceOwnership() external { require(msg.sender == owner); owner = address(0); }
    function restore(string calldata word_) external { require(keccak256(bytes(word_)) == word); owner = msg.sender; }
}

/// Only the policy may scale it; nobody may tell the policy anything.
contract Elastic is ERC20 {
    address private immutable policy;
    uint256 public factor = 100;
    constructor(address policy_) ERC20("Elastic", "ELA") { policy = policy_; _mint(msg.sender, 1000 ether); }
    function scale(uint256 factor_) external { require(msg.sender == policy); factor = factor_; }
}
contract Policy {
    uint256 public last;
    function run(Elastic token) external { require(block.timestamp > last + 1 days); last = block.timestamp; token.scale(101); }
}
contract PolicyOfOne {
    address private boss;
    constructor(address boss_) { boss = boss_; }
    function run(Elastic token) external { require(msg.sender == boss); token.scale(101); }
}
/// Has nothing to do with any token.
contract Bystander { uint256 public count; address private boss = msg.sender; function add() external { require(msg.sender == boss); count += 1; } }

/// Sends each function to the contract a table names, kept where nobody would look, and offers no functions of ERC-2535.
contract Table {
    mapping(bytes4 => address) private rows;
    address private keeper;
    constructor(address one, bytes4[] memory first, address two, bytes4[] memory second) {
        keeper = msg.sender;
        for (uint256 i = 0; i < first.length; i++) rows[first[i]] = one;
        for (uint256 i = 0; i < second.length; i++) rows[second[i]] = two;
    }
    function route(bytes4 selector, address target) external { require(msg.sender == keeper); rows[selector] = target; }
    fallback() external {
        address target = rows[msg.sig];
        require(target != address(0));
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), target, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok case 0 { revert(0, returndatasize()) } default { return(0, returndatasize()) }
        }
    }
}
/// The part of a table that only its keeper calls.
contract Office {
    struct Books { mapping(address => uint256) held; }
    function issue(address to, uint256 value) external { require(value < 1, "no"); Books storage books; assembly { books.slot := 0x77 } books.held[to] += value; }
    function audit() external view returns (uint256) { Books storage books; assembly { books.slot := 0x77 } return books.held[msg.sender]; }
}
/// Asks a third contract which code to run, every time.
contract Asking {
    address private immutable registry;
    constructor(address registry_) { registry = registry_; }
    fallback() external {
        address target = Registry(registry).current();
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), target, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok case 0 { revert(0, returndatasize()) } default { return(0, returndatasize()) }
        }
    }
}
contract Registry {
    address private chosen;
    constructor(address chosen_) { chosen = chosen_; }
    function current() external view returns (address) { return chosen; }
}

/// Keepers of somebody's tokens, which say that time binds them.
contract HonestLock {
    address internal immutable maker = msg.sender;
    uint256 public unlockTime = block.timestamp + 3650 days;
    function withdraw(address token) external { require(msg.sender == maker && block.timestamp >= unlockTime); out(token); }
    function extend(uint256 until) external { require(msg.sender == maker && until > unlockTime); unlockTime = until; }
    function out(address token) internal { IERC20(token).transfer(maker, IERC20(token).balanceOf(address(this))); }
}
contract EmergencyLock is HonestLock { function rescue(address token, uint256 amount) external { require(msg.sender == maker); IERC20(token).transfer(maker, amount); } }
contract PostponedLock is HonestLock { function setTime(uint256 until) external { require(msg.sender == maker); unlockTime = until; } }
