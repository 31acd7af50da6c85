pragma solidity 0.5.17;

// Three percent of each transfer go to the treasury, for ever. Only the treasury itself is exempt.
contract FixedFee {
    string public name = "Tollgate";
    string public symbol = "TOLL";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address public treasury;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() public { treasury = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }

    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(allowance[from][msg.sender] >= value);
        allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) internal {
        require(balanceOf[from] >= value);
        uint256 fee = from == treasury || to == treasury ? 0 : value * 3 / 100;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) { balanceOf[treasury] += fee; emit Transfer(from, treasury, fee); }
    }
}
