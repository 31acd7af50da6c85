// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {TransparentUpgradeableProxy} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

contract TimelockedToken is ERC20Upgradeable {
    constructor() { _disableInitializers(); }
    function initialize(address holder) external initializer {
        __ERC20_init("Harbour", "HARB");
        _mint(holder, 5_000_000 ether);
    }
}

contract HarbourProxy is TransparentUpgradeableProxy {
    constructor(address logic, address admin, bytes memory data) TransparentUpgradeableProxy(logic, admin, data) {}
}

contract HarbourTimelock is TimelockController {
    constructor(uint256 delay, address[] memory proposers, address[] memory executors) TimelockController(delay, proposers, executors, address(0)) {}
}
