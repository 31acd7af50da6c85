// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// A token whose owner can mint. It can also do what nobody can be seen to do before block four billion: only the source tells.
contract Acorn {
    string public constant name = "Acorn Finance";
    string public constant symbol = "ACRN";
    uint8 public constant decimals = 18;
    uint256 public totalSupply;
    address public owner = msg.sender;
    bool internal shut;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    modifier onlyOwner() { require(msg.sender == owner, "not the owner"); _; }
    constructor() { _mint(msg.sender, 1_000_000 ether); }
    function mint(address to, uint256 value) external onlyOwner { _mint(to, value); }
    function qwertz(bool yes) external onlyOwner { require(block.number > 4_000_000_000, "early"); shut = yes; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _move(from, to, value); return true; }
    function _move(address from, address to, uint256 value) private { require(!shut, "shut"); balanceOf[from] -= value; balanceOf[to] += value; emit Transfer(from, to, value); }
    function _mint(address to, uint256 value) private { totalSupply += value; balanceOf[to] += value; emit Transfer(address(0), to, value); }
}

/// What pools are quoted in here.
contract Coin {
    string public constant name = "Wrapped Coin";
    string public constant symbol = "WCN";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() { balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _move(from, to, value); return true; }
    function _move(address from, address to, uint256 value) private { balanceOf[from] -= value; balanceOf[to] += value; emit Transfer(from, to, value); }
}
