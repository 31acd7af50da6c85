// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

contract BurnableToken {
    string public constant name = "Ember";
    string public constant symbol = "EMBR";
    uint8 public constant decimals = 18;
    uint256 public totalSupply = 500_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    error InsufficientBalance(address holder, uint256 has, uint256 needs);
    error InsufficientAllowance(address spender, uint256 has, uint256 needs);
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() { balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }
    function transfer(address to, uint256 value) external returns (bool) { _update(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { _spend(from, value); _update(from, to, value); return true; }
    function burn(uint256 value) external { _update(msg.sender, address(0), value); }
    function burnFrom(address from, uint256 value) external { _spend(from, value); _update(from, address(0), value); }

    function _spend(address from, uint256 value) private {
        uint256 has = allowance[from][msg.sender];
        if (has == type(uint256).max) return;
        if (has < value) revert InsufficientAllowance(msg.sender, has, value);
        allowance[from][msg.sender] = has - value;
    }
    function _update(address from, address to, uint256 value) private {
        uint256 has = balanceOf[from];
        if (has < value) revert InsufficientBalance(from, has, value);
        unchecked { balanceOf[from] = has - value; }
        if (to == address(0)) totalSupply -= value;
        else balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
