// SPDX-License-Identifier: MIT
pragma solidity 0.7.6;

// Elastic supply in shares. Anybody may ask the policy for the daily rebase; the policy has no owner and moves at most one percent a day.
contract Rebase {
    string public constant name = "Tidal Unit";
    string public constant symbol = "TIDE";
    uint8 public constant decimals = 9;
    uint256 private constant MAX_SUPPLY = type(uint128).max;
    uint256 private constant INITIAL = 50 * 10**6 * 10**9;
    uint256 private constant TOTAL_GONS = type(uint256).max - (type(uint256).max % INITIAL);
    address public immutable monetaryPolicy;
    uint256 private _totalSupply = INITIAL;
    uint256 private _gonsPerFragment = TOTAL_GONS / INITIAL;
    mapping(address => uint256) private _gons;
    mapping(address => mapping(address => uint256)) private _allowed;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event LogRebase(uint256 indexed epoch, uint256 totalSupply);

    constructor(address policy) { monetaryPolicy = policy; _gons[msg.sender] = TOTAL_GONS; emit Transfer(address(0), msg.sender, INITIAL); }

    function rebase(uint256 epoch, int256 delta) external returns (uint256) {
        require(msg.sender == monetaryPolicy, "policy only");
        if (delta < 0) _totalSupply -= uint256(-delta); else _totalSupply += uint256(delta);
        if (_totalSupply > MAX_SUPPLY) _totalSupply = MAX_SUPPLY;
        _gonsPerFragment = TOTAL_GONS / _totalSupply;
        emit LogRebase(epoch, _totalSupply);
        return _totalSupply;
    }
    function totalSupply() external view returns (uint256) { return _totalSupply; }
    function balanceOf(address who) external view returns (uint256) { return _gons[who] / _gonsPerFragment; }
    function scaledBalanceOf(address who) external view returns (uint256) { return _gons[who]; }
    function allowance(address holder, address spender) external view returns (uint256) { return _allowed[holder][spender]; }
    function approve(address spender, uint256 value) external returns (bool) { _allowed[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(_allowed[from][msg.sender] >= value, "allowance");
        _allowed[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }
    function _move(address from, address to, uint256 value) private {
        uint256 gons = value * _gonsPerFragment;
        require(_gons[from] >= gons, "balance");
        _gons[from] -= gons;
        _gons[to] += gons;
        emit Transfer(from, to, value);
    }
}

contract RebasePolicy {
    Rebase public token;
    uint256 public epoch;
    uint256 public lastRebase;
    function attach(Rebase to) external { require(address(token) == address(0)); token = to; }
    function rebase() external {
        require(block.timestamp >= lastRebase + 1 days, "once a day");
        lastRebase = block.timestamp;
        epoch += 1;
        token.rebase(epoch, int256(token.totalSupply() / 100));
    }
}
