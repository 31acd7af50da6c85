// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// Launch protection for the first twenty blocks: small trades, one a block. It ends by itself and cannot come back.
contract ExpiredGuard {
    string public name = "Fair Start";
    string public symbol = "FAIR";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    uint256 public immutable endsAt = block.number + 20;
    address private immutable _maker = msg.sender;
    mapping(address => uint256) private _last;
    constructor() { balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (block.number <= endsAt && from != _maker && to != _maker) {
            require(value <= totalSupply / 50, "launch: too much");
            require(_last[tx.origin] < block.number, "launch: one a block");
            _last[tx.origin] = block.number;
        }
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
