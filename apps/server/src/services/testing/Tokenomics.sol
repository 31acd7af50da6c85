// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";

/// Tokens with known supply, schedules and stakes, for the tests of tokenomics.
contract Acorn is ERC20 {
    uint256 public constant cap = 2_000_000 ether;
    constructor() ERC20("Acorn", "ACRN") { _mint(msg.sender, 1_000_000 ether); }
    function mint(address to, uint256 amount) external { _mint(to, amount); }
    function burn(uint256 amount) external { _burn(msg.sender, amount); }
}

contract Dollar is ERC20 {
    constructor() ERC20("Dollar", "USDX") { _mint(msg.sender, 10_000_000e6); }
    function decimals() public pure override returns (uint8) { return 6; }
}

contract Wallet is VestingWallet {
    constructor(address beneficiary, uint64 start_, uint64 duration_) VestingWallet(beneficiary, start_, duration_) {}
}

contract Timelock {
    address public immutable token;
    uint256 public immutable releaseTime;
    address public immutable beneficiary;
    constructor(address token_, address beneficiary_, uint256 time) { token = token_; beneficiary = beneficiary_; releaseTime = time; }
}

/// Answers like a staking pool; who staked does not matter here.
contract Stakes {
    address public immutable stakingToken;
    address public immutable rewardToken;
    uint256 public totalSupply;
    uint256 public rewardRate;
    uint256 public periodFinish;
    constructor(address token, uint256 staked, uint256 rate, uint256 finish) { stakingToken = token; rewardToken = token; totalSupply = staked; rewardRate = rate; periodFinish = finish; }
}
