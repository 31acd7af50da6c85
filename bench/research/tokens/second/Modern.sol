// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

interface IPool { function sync() external; }

// An honest coin with a pool of its own, which other tokens are traded against.
contract QuoteCoin is ERC20 {
    constructor() ERC20("Plain Dollar", "PLND") { _mint(msg.sender, 50_000_000 ether); }
}

// Traded against another token; from outside, only the founder adds to the market.
contract QuotePaired is ERC20 {
    address private immutable _founder = msg.sender;
    mapping(address => bool) private _markets;
    constructor() ERC20("Side Door", "SIDE") { _mint(msg.sender, 2_000_000 ether); }
    function addMarket(address market) external { require(msg.sender == _founder); _markets[market] = true; }
    function _update(address from, address to, uint256 value) internal override {
        require(!_markets[to] || from == _founder, ERC20InvalidReceiver(to));
        super._update(from, to, value);
    }
}

// Traded against another token, two percent each way.
contract QuoteFee is ERC20 {
    address private immutable _founder = msg.sender;
    constructor() ERC20("Toll Road", "TOLL") { _mint(msg.sender, 2_000_000 ether); }
    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || from == _founder || to == _founder) return super._update(from, to, value);
        super._update(from, _founder, value / 50);
        super._update(from, to, value - value / 50);
    }
}

// Trades in a V3 pool only, which nobody but the founder may send to.
contract OneWayTicket is ERC20, Ownable {
    mapping(address => bool) private _gates;
    constructor() ERC20("One Way", "ONEWAY") Ownable(msg.sender) { _mint(msg.sender, 3_000_000 ether); }
    function setGate(address gate, bool on) external onlyOwner { _gates[gate] = on; }
    function _update(address from, address to, uint256 value) internal override {
        if (_gates[to] && from != owner()) revert ERC20InvalidReceiver(to);
        super._update(from, to, value);
    }
}

// The V3 pool may hold no more than it held when trading was opened.
contract FullPool is ERC20 {
    address private immutable _founder = msg.sender;
    address private _pool;
    uint256 private _most;
    constructor() ERC20("Brim", "BRIM") { _mint(msg.sender, 3_000_000 ether); }
    function open(address pool) external { require(msg.sender == _founder && _pool == address(0)); _pool = pool; _most = balanceOf(pool) / 2; }
    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (to == _pool && _pool != address(0)) require(balanceOf(to) <= _most, "brim");
    }
}

// owner() names nobody from the first day. Somebody still mints.
contract OwnerMask is ERC20 {
    address private _dev;
    constructor() ERC20("Nobody", "NBDY") { _dev = msg.sender; _mint(msg.sender, 1_000_000 ether); }
    function owner() public pure returns (address) { return address(0); }
    function addLiquidityTokens(uint256 amount) external { require(_msgSender() == _dev); _mint(_dev, amount); }
}

// Whoever shows a word signed by the founder is the owner again.
contract SignedReturn is ERC20, Ownable {
    address private immutable _founder;
    constructor(address founder) ERC20("Signet", "SGNT") Ownable(msg.sender) { _founder = founder; _mint(msg.sender, 1_000_000 ether); }
    function verify(bytes32 digest, bytes calldata signature) external {
        require(ECDSA.recover(MessageHashUtils.toEthSignedMessageHash(keccak256(abi.encode(address(this), digest, msg.sender))), signature) == _founder, "verify");
        _transferOwnership(msg.sender);
    }
    function mint(address to, uint256 amount) external onlyOwner { _mint(to, amount); }
}

// Giving ownership up forgets the one who was invited to take it.
contract PendingOwner is ERC20 {
    address public owner = msg.sender;
    address private _pending;
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    mapping(address => bool) private _frozen;
    modifier onlyOwner() { require(msg.sender == owner, "owner"); _; }
    constructor() ERC20("Handover", "HAND") { _mint(msg.sender, 1_000_000 ether); }
    function transferOwnership(address to) external onlyOwner { _pending = to; }
    function acceptOwnership() external { require(msg.sender == _pending, "pending"); emit OwnershipTransferred(owner, msg.sender); owner = msg.sender; }
    function renounceOwnership() external onlyOwner { emit OwnershipTransferred(owner, address(0)); owner = address(0); }
    function freeze(address who, bool on) external onlyOwner { _frozen[who] = on; }
    function _update(address from, address to, uint256 value) internal override { require(!_frozen[from], "frozen"); super._update(from, to, value); }
}

// The library's two steps, and ownership given up for good.
contract TwoStepDone is ERC20, Ownable2Step {
    mapping(address => bool) private _frozen;
    constructor() ERC20("Clean Break", "BREAK") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    function freeze(address who, bool on) external onlyOwner { _frozen[who] = on; }
    function _update(address from, address to, uint256 value) internal override { require(!_frozen[from], "frozen"); super._update(from, to, value); }
}

// Old tokens are exchanged one for one; the owner says which token is the old one.
contract MigrationMint is ERC20, Ownable {
    IERC20 public legacy;
    constructor(address first) ERC20("Second Coming", "COME") Ownable(msg.sender) { legacy = IERC20(first); _mint(msg.sender, 1_000_000 ether); }
    function setLegacy(address next) external onlyOwner { legacy = IERC20(next); }
    function migrate(uint256 amount) external { legacy.transferFrom(msg.sender, address(0xdead), amount); _mint(msg.sender, amount); }
}

// A farm mints rewards; what is called a farm is an account.
contract FarmMint is ERC20, Ownable {
    mapping(address => bool) private _farms;
    constructor(address farm) ERC20("Harvest Moon", "HRVM") Ownable(msg.sender) { _farms[farm] = true; _mint(msg.sender, 1_000_000 ether); }
    function addFarm(address farm) external onlyOwner { _farms[farm] = true; }
    function harvest(address to, uint256 amount) external { require(_farms[msg.sender], "farm"); _mint(to, amount); }
}

// "Burns" take tokens out of the pool and make it agree.
contract PoolBurner is ERC20, Ownable {
    address public market;
    constructor() ERC20("Bonfire", "BNFR") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    function setMarket(address to) external onlyOwner { market = to; }
    function boostPrice(uint256 percent) external onlyOwner { require(percent < 100); _burn(market, balanceOf(market) * percent / 100); IPool(market).sync(); }
}

// The most a transfer may move: today more than there is, tomorrow what the owner says, which may be nothing.
contract LimitSetter is ERC20, Ownable {
    uint256 public maxTransfer = type(uint256).max;
    constructor() ERC20("Measure", "MSR") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    function setMaxTransfer(uint256 amount) external onlyOwner { maxTransfer = amount; }
    function _update(address from, address to, uint256 value) internal override { require(from == owner() || to == owner() || value <= maxTransfer, "measure"); super._update(from, to, value); }
}

// Trading begins at a block; the owner may name another one, also when it has begun.
contract StartBlock is ERC20, Ownable {
    uint256 public startBlock;
    constructor() ERC20("Countdown", "CNTD") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    function setStartBlock(uint256 at) external onlyOwner { startBlock = at; }
    function _update(address from, address to, uint256 value) internal override { require(block.number >= startBlock || from == owner() || to == owner(), "not started"); super._update(from, to, value); }
}

// Half a minute between two transfers of one sender, or as long as the owner likes.
contract CooldownSetter is ERC20, Ownable {
    uint256 public cooldown = 30;
    mapping(address => uint256) private _last;
    constructor() ERC20("Breather", "BRTH") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    function setCooldown(uint256 seconds_) external onlyOwner { cooldown = seconds_; }
    function _update(address from, address to, uint256 value) internal override {
        if (from != address(0) && from != owner() && from.code.length == 0) { require(block.timestamp >= _last[from] + cooldown, "breathe"); _last[from] = block.timestamp; }
        super._update(from, to, value);
    }
}

// Fixed supply. Its pool lies in a "locker" whose maker has another way out.
contract LockedInName is ERC20 { constructor() ERC20("Safe Deposit", "SAFE") { _mint(msg.sender, 1_000_000 ether); } }
contract LiquidityLocker {
    address private immutable _maker = msg.sender;
    uint256 public immutable unlockTime = block.timestamp + 3650 days;
    function withdraw(address token) external { require(block.timestamp >= unlockTime, "locked"); _out(token); }
    function emergencyWithdraw(address token) external { _out(token); }
    function _out(address token) private { require(msg.sender == _maker, "maker"); IERC20(token).transfer(_maker, IERC20(token).balanceOf(address(this))); }
}

// ---- what looks like one of the above, and is not ----

// Three addresses were listed when it was made. Nobody can list a fourth.
contract ClosedList is ERC20 {
    mapping(address => bool) private _blacklist;
    constructor(address[] memory listed) ERC20("Short List", "SHRT") { for (uint256 i = 0; i < listed.length; i++) _blacklist[listed[i]] = true; _mint(msg.sender, 1_000_000 ether); }
    function isBlacklisted(address who) external view returns (bool) { return _blacklist[who]; }
    function _update(address from, address to, uint256 value) internal override { require(!_blacklist[from] && !_blacklist[to], "blacklisted"); super._update(from, to, value); }
}

// mint works while there is nothing, which was once.
contract FirstMint is ERC20, Ownable {
    constructor() ERC20("Genesis", "GNSS") Ownable(msg.sender) {}
    function mint(address to, uint256 amount) external onlyOwner { require(totalSupply() == 0, "once"); _mint(to, amount); }
}

// A fee the owner may set, five percent at the most.
contract BoundedFee is ERC20, Ownable {
    uint256 public feePercent = 2;
    error TooHigh();
    constructor() ERC20("Modest", "MDST") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    function setFeePercent(uint256 value) external onlyOwner { require(value <= 5, TooHigh()); feePercent = value; }
    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || from == owner() || to == owner()) return super._update(from, to, value);
        uint256 fee = value * feePercent / 100;
        super._update(from, owner(), fee);
        super._update(from, to, value - fee);
    }
}

// The owner saves what was sent here by mistake: other tokens and ether, nobody's holdings.
contract GuardedSweep is ERC20, Ownable {
    using SafeERC20 for IERC20;
    constructor() ERC20("Lost Property", "LOST") Ownable(msg.sender) { _mint(msg.sender, 1_000_000 ether); }
    receive() external payable {}
    function rescueTokens(IERC20 token, uint256 amount) external onlyOwner { require(address(token) != address(this), "own"); token.safeTransfer(owner(), amount); }
    function rescueEther() external onlyOwner { payable(owner()).transfer(address(this).balance); }
    function ownerBurn(uint256 amount) external onlyOwner { _burn(_msgSender(), amount); }
}

// Several calls in one, signed approvals. The delegate is the token itself.
contract SelfCalls is ERC20, ERC20Permit, Multicall {
    constructor() ERC20("Bundle", "BNDL") ERC20Permit("Bundle") { _mint(msg.sender, 1_000_000 ether); }
}

// Behind a standard proxy that has no way to be upgraded.
contract FrozenLogic is ERC20Upgradeable {
    constructor() { _disableInitializers(); }
    function initialize(address holder) external initializer { __ERC20_init("Amber", "AMBR"); _mint(holder, 1_000_000 ether); }
}
contract FrozenProxy is ERC1967Proxy { constructor(address logic, bytes memory data) ERC1967Proxy(logic, data) {} }

// Who bought in the first two blocks after the launch was a bot and stays one. That is over, and nobody else can be called one.
contract BotTrapEnded is ERC20 {
    address private immutable _founder = msg.sender;
    address private _pool;
    uint256 private _launched;
    mapping(address => bool) private _bots;
    constructor() ERC20("Clean Start", "CLST") { _mint(msg.sender, 1_000_000 ether); }
    function launch(address pool) external { require(msg.sender == _founder && _launched == 0); (_pool, _launched) = (pool, block.number); }
    function _update(address from, address to, uint256 value) internal override {
        require(!_bots[from], "bot");
        if (from == _pool && block.number < _launched + 2 && to != _founder) _bots[to] = true;
        super._update(from, to, value);
    }
}

// Makes sure that there is gas enough for what follows, as careful contracts do, and that nobody pays absurd prices.
contract CarefulGas is ERC20 {
    constructor() ERC20("Steady", "STDY") { _mint(msg.sender, 1_000_000 ether); }
    function _update(address from, address to, uint256 value) internal override {
        require(gasleft() > 40_000, "gas");
        require(tx.gasprice < 10_000 gwei, "price");
        super._update(from, to, value);
    }
}

// Old tokens of one fixed kind become new ones, one for one; the old supply is closed.
contract OldSeries is ERC20 { constructor() ERC20("Old Series", "OLD") { _mint(msg.sender, 100_000 ether); } }
contract NewSeries is ERC20 {
    IERC20 private immutable _old;
    constructor(address old) ERC20("New Series", "NEW") { _old = IERC20(old); _mint(msg.sender, 1_000_000 ether); }
    function exchange(uint256 amount) external { require(_old.transferFrom(msg.sender, address(0xdead), amount)); _mint(msg.sender, amount); }
}

// A guardian may stop transfers, for a day at the longest and never again within thirty; the guardian is a vault nobody can call.
contract NoGuardian { }
contract IdleGuardian is ERC20 {
    address public immutable guardian;
    uint256 private _until;
    constructor(address who) ERC20("Night Watch", "WATCH") { guardian = who; _mint(msg.sender, 1_000_000 ether); }
    function stop() external { require(msg.sender == guardian && block.timestamp > _until + 30 days); _until = block.timestamp + 1 days; }
    function _update(address from, address to, uint256 value) internal override { require(block.timestamp > _until, "stopped"); super._update(from, to, value); }
}
