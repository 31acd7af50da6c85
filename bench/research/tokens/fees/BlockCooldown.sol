// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Against sandwich bots: a wallet may move tokens once in a block, and must wait two minutes between a buy and a sale. Nobody can change it.
contract BlockCooldown {
    string public constant name = "Tortoise";
    string public constant symbol = "TRTS";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    address public pair;
    address private immutable _maker;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => uint256) public boughtAt;
    mapping(address => uint256) public lastBlock;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() { _maker = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function setPair(address to) external { require(msg.sender == _maker && pair == address(0), "set"); pair = to; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        if (pair != address(0) && from != _maker && to != _maker) {
            if (from == pair) { require(lastBlock[to] < block.number, "one per block"); boughtAt[to] = block.timestamp; lastBlock[to] = block.number; }
            else if (to == pair) { require(block.timestamp >= boughtAt[from] + 120, "wait two minutes"); require(lastBlock[from] < block.number, "one per block"); lastBlock[from] = block.number; }
        }
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
