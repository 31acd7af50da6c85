// SPDX-License-Identifier: MIT
pragma solidity 0.6.12;

// A limit on each transfer in percent of the supply, which the owner sets, one percent at the least.
contract PercentLimit {
    string public name = "Moderation";
    string public symbol = "MODR";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address private _owner;
    uint256 public _maxTxAmount = 20000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    constructor() public { _owner = msg.sender; balanceOf[msg.sender] = totalSupply; emit OwnershipTransferred(address(0), msg.sender); emit Transfer(address(0), msg.sender, totalSupply); }
    function owner() public view returns (address) { return _owner; }
    function setMaxTxPercent(uint256 percent) external { require(_owner == msg.sender, "Ownable: caller is not the owner"); require(percent >= 1, "at least one percent"); _maxTxAmount = totalSupply * percent / 100; }
    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) { require(allowance[from][msg.sender] >= value, "allowance"); allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        if (from != _owner && to != _owner) require(value <= _maxTxAmount, "Transfer amount exceeds the maxTxAmount.");
        require(balanceOf[from] >= value, "balance");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
