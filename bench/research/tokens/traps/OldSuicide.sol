pragma solidity 0.4.26;

// The creator can end the contract, in the words of the time.
contract OldSuicide {
    string public name = "Relic";
    string public symbol = "RLIC";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address public owner;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function OldSuicide() public { owner = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(0x0, msg.sender, totalSupply); }
    function endContract() public { require(owner == msg.sender); suicide(owner); }
    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) { require(allowance[from][msg.sender] >= value, "allowance"); allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) internal {
        require(balanceOf[from] >= value && balanceOf[to] + value >= balanceOf[to]);
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
