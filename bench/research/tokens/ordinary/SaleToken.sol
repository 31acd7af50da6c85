pragma solidity 0.4.26;

// Minted in a sale of 2018 and finished: the owner is still there and has nothing left to do.
contract SaleToken {
    string public name = "Old Sale";
    string public symbol = "OSALE";
    uint8 public decimals = 18;
    address public owner;
    bool public mintingFinished = false;
    uint256 public totalSupply;
    mapping(address => uint256) balances;
    mapping(address => mapping(address => uint256)) allowed;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Mint(address indexed to, uint256 amount);
    event MintFinished();
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    constructor() public { owner = msg.sender; }
    modifier onlyOwner() { require(msg.sender == owner); _; }
    modifier canMint() { require(!mintingFinished); _; }
    function transferOwnership(address newOwner) onlyOwner public { require(newOwner != address(0)); emit OwnershipTransferred(owner, newOwner); owner = newOwner; }
    function mint(address _to, uint256 _amount) onlyOwner canMint public returns (bool) {
        totalSupply = totalSupply + _amount;
        balances[_to] = balances[_to] + _amount;
        emit Mint(_to, _amount);
        emit Transfer(address(0), _to, _amount);
        return true;
    }
    function finishMinting() onlyOwner public returns (bool) { mintingFinished = true; emit MintFinished(); return true; }
    function balanceOf(address who) public view returns (uint256) { return balances[who]; }
    function allowance(address who, address spender) public view returns (uint256) { return allowed[who][spender]; }
    function approve(address spender, uint256 value) public returns (bool) { require((value == 0) || (allowed[msg.sender][spender] == 0)); allowed[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) {
        require(to != address(0) && value <= balances[msg.sender]);
        balances[msg.sender] -= value;
        balances[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(to != address(0) && value <= balances[from] && value <= allowed[from][msg.sender]);
        balances[from] -= value;
        balances[to] += value;
        allowed[from][msg.sender] -= value;
        emit Transfer(from, to, value);
        return true;
    }
}
