// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

interface Lockable { function transfer(address to, uint256 value) external returns (bool); function transferFrom(address from, address to, uint256 value) external returns (bool); }

/// Holds any token until a time. Nobody can take it out earlier.
contract Locker {
    struct Lock { address token; address owner; uint256 amount; uint256 unlockTime; }
    Lock[] public locks;
    mapping(address => uint256[]) private _byToken;
    event Locked(uint256 indexed id, address indexed token, address indexed owner, uint256 amount, uint256 unlockTime);
    event Withdrawn(uint256 indexed id);

    function lock(address token, uint256 amount, uint256 unlockTime) external returns (uint256 id) {
        require(unlockTime > block.timestamp && amount > 0, "lock");
        id = locks.length;
        locks.push(Lock(token, msg.sender, amount, unlockTime));
        _byToken[token].push(id);
        require(Lockable(token).transferFrom(msg.sender, address(this), amount), "transfer");
        emit Locked(id, token, msg.sender, amount, unlockTime);
    }
    function withdraw(uint256 id) external {
        Lock storage one = locks[id];
        require(msg.sender == one.owner, "owner");
        require(block.timestamp >= one.unlockTime, "locked");
        uint256 amount = one.amount;
        one.amount = 0;
        require(Lockable(one.token).transfer(msg.sender, amount), "transfer");
        emit Withdrawn(id);
    }
    function getLocks(address token) external view returns (uint256[] memory) { return _byToken[token]; }
}
