// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Locked tokens give votes that fade until the lock ends; nothing can be sent to anybody.
interface LockedAsset { function transfer(address to, uint256 amount) external returns (bool); function transferFrom(address from, address to, uint256 amount) external returns (bool); }

contract VoteEscrow {
    struct LockedBalance { int128 amount; uint256 end; }
    uint256 public constant MAXTIME = 4 * 365 days;
    address public immutable token;
    string public name = "Vote-escrowed Lent";
    string public symbol = "veLENT";
    uint8 public constant decimals = 18;
    uint256 public supply;
    address public admin;
    mapping(address => LockedBalance) public locked;
    event Deposit(address indexed provider, uint256 value, uint256 indexed locktime, uint256 kind, uint256 ts);
    event Withdraw(address indexed provider, uint256 value, uint256 ts);
    event Supply(uint256 prevSupply, uint256 supply);

    constructor(address asset) { token = asset; admin = msg.sender; }
    function create_lock(uint256 value, uint256 unlockTime) external {
        require(value > 0 && locked[msg.sender].amount == 0, "Withdraw old tokens first");
        require(unlockTime > block.timestamp && unlockTime <= block.timestamp + MAXTIME, "Can only lock until time in the future");
        locked[msg.sender] = LockedBalance(int128(int256(value)), unlockTime);
        emit Supply(supply, supply + value);
        supply += value;
        require(LockedAsset(token).transferFrom(msg.sender, address(this), value));
        emit Deposit(msg.sender, value, unlockTime, 1, block.timestamp);
    }
    function withdraw() external {
        LockedBalance memory one = locked[msg.sender];
        require(block.timestamp >= one.end, "The lock didn't expire");
        uint256 value = uint256(int256(one.amount));
        locked[msg.sender] = LockedBalance(0, 0);
        supply -= value;
        require(LockedAsset(token).transfer(msg.sender, value));
        emit Withdraw(msg.sender, value, block.timestamp);
    }
    function balanceOf(address who) public view returns (uint256) { LockedBalance memory one = locked[who]; return one.end <= block.timestamp ? 0 : uint256(int256(one.amount)) * (one.end - block.timestamp) / MAXTIME; }
    function totalSupply() external view returns (uint256) { return supply; }
    function locked__end(address who) external view returns (uint256) { return locked[who].end; }
}
