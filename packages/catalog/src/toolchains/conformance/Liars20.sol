// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

// Tokens for the tests of the conformance suite. Honest ones must pass, each liar breaks one promise.

contract Honest20 is ERC20 {
    constructor() ERC20("Honest", "HON") {
        _mint(msg.sender, 1e24);
    }
}

contract HonestMintable20 is ERC20 {
    address private immutable owner = msg.sender;

    constructor() ERC20("Mintable", "MNT") {}

    function mint(address to, uint256 amount) external {
        require(msg.sender == owner);
        _mint(to, amount);
    }
}

contract HonestFee20 is Honest20 {
    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || to == address(0) || from == to) return super._update(from, to, value);
        uint256 fee = value * 250 / 10_000;
        super._update(from, address(0xFEE), fee);
        super._update(from, to, value - fee);
    }
}

contract HonestLimited20 is Honest20 {
    function _update(address from, address to, uint256 value) internal override {
        require(from == address(0) || value <= 1000);
        super._update(from, to, value);
    }
}

contract ReturnsTrueWithoutMoving is Honest20 {
    function transfer(address to, uint256 value) public override returns (bool) {
        emit Transfer(msg.sender, to, value);
        return true;
    }
}

contract WrongEventAmount is Honest20 {
    function transfer(address to, uint256 value) public override returns (bool) {
        uint256 before = balanceOf(to);
        super.transfer(to, value);
        emit Transfer(msg.sender, to, value + 1);
        return balanceOf(to) >= before;
    }
}

contract SilentFee is Honest20 {
    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || value < 100) return super._update(from, to, value);
        super._update(from, address(0xFEE), value / 100);
        super._update(from, to, value - value / 100);
    }
}

contract InflatedBalance is Honest20 {
    function balanceOf(address account) public view override returns (uint256) {
        return super.balanceOf(account) * 101 / 100;
    }
}

contract PhantomBalance is Honest20 {
    function balanceOf(address account) public view override returns (uint256) {
        return super.balanceOf(account) + 1;
    }
}

contract ApproveIgnored is Honest20 {
    function approve(address spender, uint256 value) public override returns (bool) {
        emit Approval(msg.sender, spender, value);
        return true;
    }
}

contract ApproveAdds is Honest20 {
    function approve(address spender, uint256 value) public override returns (bool) {
        uint256 before = allowance(msg.sender, spender);
        unchecked {
            _approve(msg.sender, spender, before + value < before ? type(uint256).max : before + value);
        }
        return true;
    }
}

contract NoAllowanceNeeded is Honest20 {
    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        _transfer(from, to, value);
        return true;
    }
}

contract OwnerTakesAll is Honest20 {
    address private immutable owner = msg.sender;

    constructor() {
        _transfer(msg.sender, address(0xBEEF), balanceOf(msg.sender));
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        if (msg.sender != owner) return super.transferFrom(from, to, value);
        _transfer(from, to, value);
        return true;
    }
}

contract AllowanceNeverUsedUp is Honest20 {
    function _spendAllowance(address owner, address spender, uint256 value) internal override {
        require(allowance(owner, spender) >= value);
    }
}

contract NoTransferEvent {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 public totalSupply = 1e24;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() {
        balanceOf[msg.sender] = 1e24;
        emit Transfer(address(0), msg.sender, 1e24);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        balanceOf[from] -= value;
        balanceOf[to] += value;
        return true;
    }
}


contract ReturnsFalse is Honest20 {
    function transfer(address to, uint256 value) public override returns (bool) {
        super.transfer(to, value);
        return false;
    }
}

contract RevertsOnZero is Honest20 {
    function _update(address from, address to, uint256 value) internal override {
        require(value > 0);
        super._update(from, to, value);
    }
}

contract SelfTransferMints is Honest20 {
    function transfer(address to, uint256 value) public override returns (bool) {
        if (to != msg.sender) return super.transfer(to, value);
        super.transfer(to, value);
        _mint(to, value);
        return true;
    }
}

contract HiddenSupply is Honest20 {
    function totalSupply() public view override returns (uint256) {
        return super.totalSupply() / 2;
    }
}

contract SilentMint is Honest20 {
    uint256 private extra = 5e23;

    function totalSupply() public view override returns (uint256) {
        return super.totalSupply() + extra;
    }
}

contract HonestPermit20 is Honest20, ERC20Permit {
    constructor() ERC20Permit("Honest") {}
}

contract PermitFromAnyone is HonestPermit20 {
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8, bytes32, bytes32) public override {
        require(block.timestamp <= deadline && owner != address(0));
        _useNonce(owner);
        _approve(owner, spender, value);
    }
}

contract PermitForever is HonestPermit20 {
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) public override {
        bytes32 structure = keccak256(abi.encode(keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"), owner, spender, value, _useNonce(owner), deadline));
        require(owner != address(0) && ecrecover(_hashTypedDataV4(structure), v, r, s) == owner);
        _approve(owner, spender, value);
    }
}

contract PermitTwice is HonestPermit20 {
    function _useNonce(address owner) internal view override returns (uint256) {
        return nonces(owner);
    }
}

contract PermitAnyValue is HonestPermit20 {
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) public override {
        super.permit(owner, spender, value > 5 ? 5 : value, deadline, v, r, s);
        _approve(owner, spender, value);
    }
}

contract PermitOnAnyChain {
    bytes32 public constant DOMAIN_SEPARATOR = keccak256("everywhere");
    mapping(address => uint256) public nonces;
    mapping(address => mapping(address => uint256)) public allowance;

    event Approval(address indexed owner, address indexed spender, uint256 value);

    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 structure = keccak256(abi.encode(keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"), owner, spender, value, nonces[owner]++, deadline));
        require(block.timestamp <= deadline && owner != address(0) && ecrecover(keccak256(abi.encodePacked(hex"1901", DOMAIN_SEPARATOR, structure)), v, r, s) == owner);
        allowance[owner][spender] = value;
        emit Approval(owner, spender, value);
    }
}

contract ReturnsNothing is Honest20 {
    function transfer(address to, uint256 value) public override returns (bool) {
        super.transfer(to, value);
        assembly {
            return(0, 0)
        }
    }
}
