pragma solidity 0.5.17;

// The owner can destroy the contract.
contract Destroyable {
    string public name = "Short Fuse";
    string public symbol = "FUSE";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address payable public owner;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() public { owner = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function kill() external { require(msg.sender == owner); selfdestruct(owner); }
    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) { require(allowance[from][msg.sender] >= value); allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) internal { require(balanceOf[from] >= value); balanceOf[from] -= value; balanceOf[to] += value; emit Transfer(from, to, value); }
}
