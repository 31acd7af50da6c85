// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Frightening names over harmless code: nothing here can mint, pause, block or take.
contract ScaryNames {
    string public name = "Paper Tiger";
    string public symbol = "PTGR";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    uint256 public constant fee = 0;
    uint256 public heartbeat;
    event Paused(address by);
    constructor() { balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function isBlacklisted(address) external pure returns (bool) { return false; }
    function paused() external pure returns (bool) { return false; }
    function pause() external { emit Paused(msg.sender); heartbeat += 1; }
    function mint(address to, uint256 value) external { _transfer(msg.sender, to, value); }
    function setFee(uint256) external pure { revert("fixed at zero"); }
    function kill() external pure { revert("alive"); }
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
        emit Transfer(from, to, value);
    }
}
