// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// The fee depends on the size: 2 % up to two hundredths of the supply, 15 % above ("whale tax").
contract AmountFee {
    string public name = "Tiered";
    string public symbol = "TIER";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000e18;
    address public immutable collector;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() { collector = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function feeOf(uint256 value) public view returns (uint256) { return value > totalSupply / 50 ? value * 15 / 100 : value * 2 / 100; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) internal {
        require(balanceOf[from] >= value, "balance");
        uint256 fee = from == collector || to == collector ? 0 : feeOf(value);
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        balanceOf[collector] += fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) emit Transfer(from, collector, fee);
    }
}
