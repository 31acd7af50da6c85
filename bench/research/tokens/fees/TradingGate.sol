// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// Nobody but the owner moves tokens until trading is opened, which happens once and cannot be taken back.
contract TradingGate {
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 100_000_000 ether;
    address public owner;
    bool public tradingOpen;
    mapping(address => uint256) private _balances;
    mapping(address => mapping(address => uint256)) private _allowances;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed from, address indexed to);
    event TradingOpened(uint256 time);

    constructor(string memory title, string memory ticker) {
        (name, symbol, owner) = (title, ticker, msg.sender);
        _balances[msg.sender] = totalSupply;
        emit OwnershipTransferred(address(0), msg.sender);
        emit Transfer(address(0), msg.sender, totalSupply);
    }
    function openTrading() external { require(msg.sender == owner && !tradingOpen, "open"); tradingOpen = true; emit TradingOpened(block.timestamp); }
    function renounceOwnership() external { require(msg.sender == owner); emit OwnershipTransferred(owner, address(0)); owner = address(0); }
    function balanceOf(address who) external view returns (uint256) { return _balances[who]; }
    function allowance(address holder, address spender) external view returns (uint256) { return _allowances[holder][spender]; }
    function approve(address spender, uint256 value) external returns (bool) { _allowances[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { _allowances[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        if (!tradingOpen) require(from == owner || to == owner, "Trading is not active.");
        _balances[from] -= value;
        _balances[to] += value;
        emit Transfer(from, to, value);
    }
}
