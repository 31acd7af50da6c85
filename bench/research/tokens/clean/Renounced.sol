// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Minting, pausing and a fee exist in the code, but the only account that could use them gave that up.
contract Renounced {
    string public name = "Meadow";
    string public symbol = "MDW";
    uint8 public decimals = 18;
    uint256 public totalSupply;
    address public owner;
    bool public paused;
    uint256 public feePercent;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed from, address indexed to);

    modifier onlyOwner() { require(owner == msg.sender, "Ownable: caller is not the owner"); _; }

    constructor() { owner = msg.sender; emit OwnershipTransferred(address(0), msg.sender); mint(msg.sender, 1_000_000 ether); }

    function renounceOwnership() external onlyOwner { emit OwnershipTransferred(owner, address(0)); owner = address(0); }
    function transferOwnership(address to) external onlyOwner { require(to != address(0)); emit OwnershipTransferred(owner, to); owner = to; }
    function mint(address to, uint256 value) public onlyOwner { totalSupply += value; balanceOf[to] += value; emit Transfer(address(0), to, value); }
    function setPaused(bool on) external onlyOwner { paused = on; }
    function setFee(uint256 percent) external onlyOwner { require(percent <= 10, "too much"); feePercent = percent; }

    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        require(!paused, "paused");
        uint256 fee = value * feePercent / 100;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        balanceOf[address(0xdead)] += fee;
        if (fee > 0) emit Transfer(from, address(0xdead), fee);
        emit Transfer(from, to, value - fee);
    }
}
