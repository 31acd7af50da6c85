// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {TransparentUpgradeableProxy} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import {ProxyAdmin} from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";
import {BeaconProxy} from "@openzeppelin/contracts/proxy/beacon/BeaconProxy.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

// The same plain token behind the usual proxies.
contract CedarToken is ERC20Upgradeable, ERC20PermitUpgradeable, OwnableUpgradeable, UUPSUpgradeable {
    constructor() { _disableInitializers(); }
    function initialize(address holder, address owner) external initializer { __ERC20_init("Cedar", "CEDR"); __ERC20Permit_init("Cedar"); __Ownable_init(owner); _mint(holder, 1_000_000 ether); }
    function _authorizeUpgrade(address) internal override onlyOwner {}
}
contract PlainCedar is ERC20Upgradeable {
    constructor() { _disableInitializers(); }
    function initialize(address holder) external initializer { __ERC20_init("Plain Cedar", "PCDR"); _mint(holder, 1_000_000 ether); }
}
contract PlainCedarTwo is ERC20Upgradeable {
    constructor() { _disableInitializers(); }
    function initialize(address holder) external initializer { __ERC20_init("Plain Cedar", "PCDR"); _mint(holder, 1_000_000 ether); }
    function version() external pure returns (string memory) { return "2"; }
}
contract StandardProxy is ERC1967Proxy { constructor(address logic, bytes memory data) ERC1967Proxy(logic, data) {} }
contract TransparentProxy is TransparentUpgradeableProxy {
    constructor(address logic, address owner, bytes memory data) TransparentUpgradeableProxy(logic, owner, data) {}
}
contract TokenBeacon is UpgradeableBeacon { constructor(address logic, address owner) UpgradeableBeacon(logic, owner) {} }
contract TokenBeaconProxy is BeaconProxy { constructor(address beacon, bytes memory data) BeaconProxy(beacon, data) {} }
contract CloneFactory {
    address public immutable template;
    address public last;
    event Cloned(address indexed token);
    constructor(address logic) { template = logic; }
    function create(address holder, bytes32 salt) external returns (address token) {
        token = Clones.cloneDeterministicWithImmutableArgs(template, abi.encode(holder, block.timestamp), salt);
        PlainCedar(token).initialize(holder);
        last = token;
        emit Cloned(token);
    }
}
// What the proxy makes for itself, to have its words.
contract Admin is ProxyAdmin { constructor(address owner) ProxyAdmin(owner) {} }
