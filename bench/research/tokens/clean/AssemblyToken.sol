// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

// Hand-written storage access to save gas. Balances lie at keccak256(holder . 0x87a211a2), allowances at keccak256(owner . 0x7f5e9f20 . spender).
contract AssemblyToken {
    error InsufficientBalance();
    error InsufficientAllowance();
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);

    uint256 private constant SUPPLY = 21_000_000 ether;

    constructor() {
        bytes32 slot = _balanceSlot(msg.sender);
        assembly { sstore(slot, SUPPLY) }
        emit Transfer(address(0), msg.sender, SUPPLY);
    }

    function name() external pure returns (string memory) { return "Granite"; }
    function symbol() external pure returns (string memory) { return "GRNT"; }
    function decimals() external pure returns (uint8) { return 18; }
    function totalSupply() external pure returns (uint256) { return SUPPLY; }

    function _balanceSlot(address holder) private pure returns (bytes32 slot) {
        assembly { mstore(0x0c, 0x87a211a2) mstore(0x00, holder) slot := keccak256(0x0c, 0x20) }
    }
    function _allowanceSlot(address holder, address spender) private pure returns (bytes32 slot) {
        assembly { mstore(0x20, spender) mstore(0x0c, 0x7f5e9f20) mstore(0x00, holder) slot := keccak256(0x0c, 0x34) }
    }

    function balanceOf(address holder) external view returns (uint256 result) { bytes32 slot = _balanceSlot(holder); assembly { result := sload(slot) } }
    function allowance(address holder, address spender) external view returns (uint256 result) { bytes32 slot = _allowanceSlot(holder, spender); assembly { result := sload(slot) } }

    function approve(address spender, uint256 amount) external returns (bool) {
        bytes32 slot = _allowanceSlot(msg.sender, spender);
        assembly { sstore(slot, amount) }
        emit Approval(msg.sender, spender, amount);
        return true;
    }
    function transfer(address to, uint256 amount) external returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        bytes32 slot = _allowanceSlot(from, msg.sender);
        uint256 has;
        assembly { has := sload(slot) }
        if (has != type(uint256).max) {
            if (has < amount) revert InsufficientAllowance();
            assembly { sstore(slot, sub(has, amount)) }
        }
        _transfer(from, to, amount);
        return true;
    }
    function _transfer(address from, address to, uint256 amount) private {
        bytes32 source = _balanceSlot(from);
        bytes32 target = _balanceSlot(to);
        uint256 has;
        assembly { has := sload(source) }
        if (has < amount) revert InsufficientBalance();
        assembly { sstore(source, sub(has, amount)) sstore(target, add(sload(target), amount)) }
        emit Transfer(from, to, amount);
    }
}
