// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {BeaconProxy} from "@openzeppelin/contracts/proxy/beacon/BeaconProxy.sol";
import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";

// A token behind a beacon: whoever owns the beacon changes the code of all its tokens at once.
contract BeaconToken is ERC20Upgradeable {
    function initialize(address holder) external initializer { __ERC20_init("Lighthouse", "LGHT"); _mint(holder, 1_000_000 ether); }
}
contract Beacon is UpgradeableBeacon { constructor(address logic, address owner) UpgradeableBeacon(logic, owner) {} }
contract BeaconTokenProxy is BeaconProxy { constructor(address beacon, bytes memory data) BeaconProxy(beacon, data) {} }
