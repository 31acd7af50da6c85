// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.28;

interface IPairs { function createPair(address a, address b) external returns (address); }

abstract contract Levy {
    error Short(uint256 has, uint256 needs);
    error NotAllowed();
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    struct Account { uint128 amount; uint64 lastSale; uint64 sales; }
    mapping(address => Account) internal accounts;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 public constant totalSupply = 4_000_000e18;
    address internal immutable treasury;
    address internal immutable pool;
    bytes32 private immutable _label;

    constructor(bytes32 label, address factory, address weth) {
        treasury = msg.sender;
        _label = label;
        pool = IPairs(factory).createPair(address(this), weth);
        accounts[msg.sender].amount = uint128(totalSupply);
        emit Transfer(address(0), msg.sender, totalSupply);
    }
    function name() external view returns (string memory) { return string(abi.encodePacked("Levy ", _label)); }
    function symbol() external view returns (string memory) { return string(abi.encodePacked(_label)); }
    function decimals() external pure returns (uint8) { return 18; }
    function balanceOf(address who) public view returns (uint256) { return accounts[who].amount; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { return _pass(msg.sender, to, value); }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed < value) revert NotAllowed();
        unchecked { allowance[from][msg.sender] = allowed - value; }
        return _pass(from, to, value);
    }
    function fee(address from, address to, uint256 value) internal virtual returns (uint256);
    function _pass(address from, address to, uint256 value) internal virtual returns (bool) {
        uint256 taken = from == treasury || to == treasury ? 0 : fee(from, to, value);
        if (taken > 0) _shift(from, treasury, taken);
        _shift(from, to, value - taken);
        return true;
    }
    function _shift(address from, address to, uint256 value) internal {
        uint256 has = accounts[from].amount;
        if (has < value) revert Short(has, value);
        unchecked { accounts[from].amount = uint128(has - value); }
        accounts[to].amount += uint128(value);
        emit Transfer(from, to, value);
    }
}

// Four percent on a sale, one for whoever holds a hundredth of the supply.
contract LoyaltyTier is Levy {
    constructor(address factory, address weth) Levy("TIER", factory, weth) {}
    function fee(address from, address to, uint256 value) internal view override returns (uint256) { return to != pool ? 0 : value * (accounts[from].amount >= totalSupply / 100 ? 1 : 4) / 100; }
}

// Four percent on purchases only.
contract BuyOnlyFee is Levy {
    constructor(address factory, address weth) Levy("ENTRY", factory, weth) {}
    function fee(address from, address, uint256 value) internal view override returns (uint256) { return from == pool ? value / 25 : 0; }
}

// Ten percent from wallet to wallet; trades are free.
contract WalletTransferFee is Levy {
    constructor(address factory, address weth) Levy("POST", factory, weth) {}
    function fee(address from, address to, uint256 value) internal view override returns (uint256) { return from == pool || to == pool ? 0 : value / 10; }
}

// Two percent on the first sale of a day, and one more on each that follows, ten at the most.
contract RepeatSellFee is Levy {
    constructor(address factory, address weth) Levy("AGAIN", factory, weth) {}
    function fee(address from, address to, uint256 value) internal override returns (uint256) {
        if (to != pool) return 0;
        Account storage seller = accounts[from];
        if (block.timestamp - seller.lastSale > 1 days) seller.sales = 0;
        seller.lastSale = uint64(block.timestamp);
        uint256 rate = 2 + seller.sales;
        seller.sales += 1;
        return value * (rate > 10 ? 10 : rate) / 100;
    }
}

// The fee comes on top of what a seller sends, so nobody can send everything at once.
contract OnTopFee is Levy {
    constructor(address factory, address weth) Levy("ONTOP", factory, weth) {}
    function fee(address, address to, uint256 value) internal view override returns (uint256) { return to == pool ? value * 4 / 100 : 0; }
    function _pass(address from, address to, uint256 value) internal override returns (bool) {
        uint256 extra = from == treasury ? 0 : fee(from, to, value);
        _shift(from, to, value);
        if (extra > 0) _shift(from, treasury, extra);
        return true;
    }
}

// Nobody takes more than a fiftieth of what the pool has in one purchase.
contract PoolCap is Levy {
    error TooMuch();
    constructor(address factory, address weth) Levy("SIP", factory, weth) {}
    function fee(address from, address, uint256 value) internal view override returns (uint256) { if (from == pool && value > accounts[pool].amount / 50) revert TooMuch(); return 0; }
}

// A hundred tokens, whatever the amount.
contract FlatFee is Levy {
    constructor(address factory, address weth) Levy("FLAT", factory, weth) {}
    function fee(address, address, uint256 value) internal pure override returns (uint256) { return value < 100e18 ? value : 100e18; }
}
