// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Tells a dividend tracker about each change of balance; what the tracker answers does not matter.
interface Tracker { function setBalance(address account, uint256 balance) external; }

contract DividendToken {
    string public name = "Harvest Share";
    string public symbol = "HRVS";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    Tracker public immutable tracker;
    constructor(address to) { tracker = Tracker(to); balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        try tracker.setBalance(from, balanceOf[from]) {} catch {}
        try tracker.setBalance(to, balanceOf[to]) {} catch {}
        emit Transfer(from, to, value);
    }
}

contract DividendTracker {
    mapping(address => uint256) public shares;
    uint256 public totalShares;
    function setBalance(address account, uint256 balance) external { totalShares = totalShares - shares[account] + balance; shares[account] = balance; }
}
