// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// A launch fee of 25 % that falls by one point every minute to 3 % and stays there. Nobody can change it.
contract DecayingFee {
    string public constant name = "Cooling Ember";
    string public constant symbol = "COOL";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    uint256 public immutable launchedAt;
    address private immutable _treasury;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() { launchedAt = block.timestamp; _treasury = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }

    function feePercent() public view returns (uint256) {
        uint256 minutesSince = (block.timestamp - launchedAt) / 60;
        return minutesSince >= 22 ? 3 : 25 - minutesSince;
    }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private {
        uint256 fee = from == _treasury || to == _treasury ? 0 : value * feePercent() / 100;
        balanceOf[from] -= value;
        unchecked { balanceOf[to] += value - fee; balanceOf[_treasury] += fee; }
        if (fee != 0) emit Transfer(from, _treasury, fee);
        emit Transfer(from, to, value - fee);
    }
}
