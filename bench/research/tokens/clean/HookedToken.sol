pragma solidity 0.5.17;

// Tells a receiver that asked for it about each transfer, in the spirit of ERC-777. Receivers register themselves.
interface TokensReceived { function tokensReceived(address from, address to, uint256 amount) external; }

contract HookedToken {
    string public constant name = "Bellhop";
    string public constant symbol = "BELL";
    uint8 public constant decimals = 18;
    uint256 public totalSupply = 2000000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => address) public receiverOf;
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed holder, address indexed spender, uint256 amount);
    event Sent(address indexed operator, address indexed from, address indexed to, uint256 amount);

    constructor() public { balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function register(address implementer) external { receiverOf[msg.sender] = implementer; }
    function granularity() external pure returns (uint256) { return 1; }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function send(address to, uint256 amount) external { _move(msg.sender, to, amount); }
    function transfer(address to, uint256 amount) external returns (bool) { _move(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        require(allowance[from][msg.sender] >= amount, "allowance");
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
        return true;
    }
    function _move(address from, address to, uint256 amount) internal {
        require(to != address(0) && balanceOf[from] >= amount, "balance");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Sent(msg.sender, from, to, amount);
        emit Transfer(from, to, amount);
        address receiver = receiverOf[to];
        if (receiver != address(0)) TokensReceived(receiver).tokensReceived(from, to, amount);
    }
}
