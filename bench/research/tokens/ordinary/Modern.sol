// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {ERC20FlashMint} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20FlashMint.sol";
import {ERC20Wrapper} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Wrapper.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {ERC1363} from "@openzeppelin/contracts/token/ERC20/extensions/ERC1363.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract Delay is TimelockController {
    constructor(uint256 minDelay, address[] memory proposers, address[] memory executors) TimelockController(minDelay, proposers, executors, address(0)) {}
}

contract TransientToken is ERC20, ERC20Permit, ERC1363, ReentrancyGuardTransient {
    constructor() ERC20("Transient", "TRNS") ERC20Permit("Transient") { _mint(msg.sender, 1_000_000 ether); }
    function _update(address from, address to, uint256 value) internal override nonReentrant { super._update(from, to, value); }
}

contract CouncilToken is ERC20, ERC20Permit, ERC20Votes, ERC20Capped, Ownable2Step {
    constructor(address first) ERC20("Council", "CNCL") ERC20Permit("Council") ERC20Capped(2_000_000 ether) Ownable(first) { _mint(first, 1_000_000 ether); }
    function mint(address to, uint256 amount) external onlyOwner { _mint(to, amount); }
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes, ERC20Capped) { super._update(from, to, value); }
    function nonces(address holder) public view override(ERC20Permit, Nonces) returns (uint256) { return super.nonces(holder); }
    function clock() public view override returns (uint48) { return uint48(block.timestamp); }
    function CLOCK_MODE() public pure override returns (string memory) { return "mode=timestamp"; }
}

contract TidyToken is ERC20, Ownable2Step {
    string private _uri;
    event URIUpdated(string uri);
    constructor() ERC20("Tidy", "TIDY") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    function setTokenURI(string calldata uri) external onlyOwner { _uri = uri; emit URIUpdated(uri); }
    function tokenURI() external view returns (string memory) { return _uri; }
    function rescueTokens(IERC20 token, address to, uint256 amount) external onlyOwner { token.transfer(to, amount); }
    function rescueEther(address payable to) external onlyOwner { (bool ok, ) = to.call{value: address(this).balance}(""); require(ok); }
    receive() external payable {}
}

contract RoleToken is ERC20, ERC20Burnable, AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    constructor(address admin) ERC20("Emission", "EMIT") { _grantRole(DEFAULT_ADMIN_ROLE, admin); _grantRole(DEFAULT_ADMIN_ROLE, msg.sender); _mint(msg.sender, 1_000_000 ether); }
    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) { _mint(to, amount); }
    function supportsInterface(bytes4 id) public view override returns (bool) { return id == type(IERC20).interfaceId || super.supportsInterface(id); }
}

contract Emitter {
    RoleToken public immutable rewardsToken;
    address public immutable treasury;
    uint256 public constant rate = 0.01 ether;
    uint256 public last = block.timestamp;
    constructor(RoleToken token, address to) { rewardsToken = token; treasury = to; }
    function emission() external { uint256 amount = (block.timestamp - last) * rate; last = block.timestamp; rewardsToken.mint(treasury, amount); }
}

contract Manager is AccessManager { constructor(address admin) AccessManager(admin) {} }

contract ManagedToken is ERC20, ERC20Permit, AccessManaged {
    constructor(address manager) ERC20("Managed", "MNGD") ERC20Permit("Managed") AccessManaged(manager) { _mint(msg.sender, 1_000_000 ether); }
    function mint(address to, uint256 amount) external restricted { _mint(to, amount); }
}

contract FlashToken is ERC20, ERC20FlashMint { constructor() ERC20("Flashpoint", "FLSH") { _mint(msg.sender, 1_000_000 ether); } }

contract PlainAsset is ERC20 { constructor(string memory name_, string memory symbol_, uint256 supply) ERC20(name_, symbol_) { _mint(msg.sender, supply); } }

contract ShareVault is ERC4626 {
    constructor(IERC20 asset_) ERC20("Share Vault", "shVLT") ERC4626(asset_) {}
    function _decimalsOffset() internal pure override returns (uint8) { return 3; }
}

contract WrappedVotes is ERC20, ERC20Permit, ERC20Votes, ERC20Wrapper {
    constructor(IERC20 under) ERC20("Wrapped Votes", "wVOTE") ERC20Permit("Wrapped Votes") ERC20Wrapper(under) {}
    function decimals() public view override(ERC20, ERC20Wrapper) returns (uint8) { return super.decimals(); }
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) { super._update(from, to, value); }
    function nonces(address holder) public view override(ERC20Permit, Nonces) returns (uint256) { return super.nonces(holder); }
}

contract StableCents is ERC20 {
    constructor() ERC20("Stable Cents", "CENTS") { _mint(msg.sender, 1_000_000_000_000); }
    function decimals() public pure override returns (uint8) { return 6; }
}

contract Disperser { function disperseToken(IERC20 token, address[] calldata to, uint256 each) external { for (uint256 i = 0; i < to.length; i++) require(token.transferFrom(msg.sender, to[i], each)); } }
