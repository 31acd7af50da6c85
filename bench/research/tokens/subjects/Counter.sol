// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

/// A contract that is nothing but a counter.
contract Counter {
    uint256 public count;
    event Counted(uint256 count);
    function increment() external { count += 1; emit Counted(count); }
}
