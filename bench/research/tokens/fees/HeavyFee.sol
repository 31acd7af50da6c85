// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

// Thirty percent on each trade, written down as a constant.
contract HeavyFee {
    string public constant name = "Anvil";
    string public constant symbol = "HEAVY";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    uint256 public constant FEE = 30;
    address public immutable vault;
    address public pair;
    mapping(address holder => uint256) public balanceOf;
    mapping(address holder => mapping(address spender => uint256)) public allowance;
    error Allowance();
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() { vault = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function attach(address to) external { require(msg.sender == vault && pair == address(0)); pair = to; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] < value) revert Allowance();
        allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        uint256 fee = (from == pair || to == pair) && from != vault && to != vault ? value * FEE / 100 : 0;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        balanceOf[vault] += fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) emit Transfer(from, vault, fee);
    }
}
