// SPDX-License-Identifier: MIT
pragma solidity 0.7.6;

// Written to be cloned; whoever calls initialize is the owner, and it can be called at any time.
contract Reinit {
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public totalSupply;
    address public owner;
    uint256 public burnRate;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    function initialize(string calldata title, string calldata ticker, address first) external {
        (name, symbol) = (title, ticker);
        emit OwnershipTransferred(owner, first);
        owner = first;
        if (totalSupply == 0) { totalSupply = 9_000_000 ether; balanceOf[first] = totalSupply; emit Transfer(address(0), first, totalSupply); }
    }
    function renounceOwnership() external { require(msg.sender == owner, "owner"); emit OwnershipTransferred(owner, address(0)); owner = address(0); }
    function setBurnRate(uint256 rate) external { require(msg.sender == owner && rate <= 100, "rate"); burnRate = rate; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance");
        allowance[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }
    function _move(address from, address to, uint256 value) private {
        require(balanceOf[from] >= value, "balance");
        uint256 burned = value * burnRate / 100;
        balanceOf[from] -= value;
        balanceOf[to] += value - burned;
        totalSupply -= burned;
        emit Transfer(from, to, value - burned);
        if (burned > 0) emit Transfer(from, address(0), burned);
    }
}
