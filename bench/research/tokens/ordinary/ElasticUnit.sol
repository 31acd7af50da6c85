// SPDX-License-Identifier: MIT
pragma solidity 0.7.6;

// Elastic supply: the monetary policy raises or lowers everybody's balance by one factor; the owner may exchange the policy.
contract ElasticUnit {
    address private _owner;
    bool private initialized;
    address public monetaryPolicy;
    uint256 private constant DECIMALS = 9;
    uint256 private constant INITIAL_FRAGMENTS_SUPPLY = 50 * 10**6 * 10**9;
    uint256 private constant TOTAL_GONS = type(uint256).max - (type(uint256).max % INITIAL_FRAGMENTS_SUPPLY);
    uint256 private constant MAX_SUPPLY = ~uint128(0);
    uint256 private _totalSupply;
    uint256 private _gonsPerFragment;
    mapping(address => uint256) private _gonBalances;
    mapping(address => mapping(address => uint256)) private _allowedFragments;
    event LogRebase(uint256 indexed epoch, uint256 totalSupply);
    event LogMonetaryPolicyUpdated(address monetaryPolicy);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    modifier onlyOwner() { require(msg.sender == _owner); _; }
    modifier onlyMonetaryPolicy() { require(msg.sender == monetaryPolicy); _; }
    function initialize(address owner_) public {
        require(!initialized);
        initialized = true;
        _owner = owner_;
        _totalSupply = INITIAL_FRAGMENTS_SUPPLY;
        _gonBalances[owner_] = TOTAL_GONS;
        _gonsPerFragment = TOTAL_GONS / _totalSupply;
        emit Transfer(address(0), owner_, _totalSupply);
    }
    function owner() public view returns (address) { return _owner; }
    function transferOwnership(address to) public onlyOwner { require(to != address(0)); emit OwnershipTransferred(_owner, to); _owner = to; }
    function setMonetaryPolicy(address policy) external onlyOwner { monetaryPolicy = policy; emit LogMonetaryPolicyUpdated(policy); }
    function rebase(uint256 epoch, int256 supplyDelta) external onlyMonetaryPolicy returns (uint256) {
        if (supplyDelta == 0) { emit LogRebase(epoch, _totalSupply); return _totalSupply; }
        if (supplyDelta < 0) _totalSupply = _totalSupply - uint256(-supplyDelta); else _totalSupply = _totalSupply + uint256(supplyDelta);
        if (_totalSupply > MAX_SUPPLY) _totalSupply = MAX_SUPPLY;
        _gonsPerFragment = TOTAL_GONS / _totalSupply;
        emit LogRebase(epoch, _totalSupply);
        return _totalSupply;
    }
    function name() public pure returns (string memory) { return "Elastic Unit"; }
    function symbol() public pure returns (string memory) { return "ELST"; }
    function decimals() public pure returns (uint8) { return uint8(DECIMALS); }
    function totalSupply() external view returns (uint256) { return _totalSupply; }
    function balanceOf(address who) external view returns (uint256) { return _gonBalances[who] / _gonsPerFragment; }
    function scaledTotalSupply() external pure returns (uint256) { return TOTAL_GONS; }
    function allowance(address holder, address spender) external view returns (uint256) { return _allowedFragments[holder][spender]; }
    function approve(address spender, uint256 value) external returns (bool) { _allowedFragments[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value * _gonsPerFragment, value); return true; }
    function transferAll(address to) external returns (bool) { uint256 gons = _gonBalances[msg.sender]; _move(msg.sender, to, gons, gons / _gonsPerFragment); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(_allowedFragments[from][msg.sender] >= value);
        _allowedFragments[from][msg.sender] -= value;
        _move(from, to, value * _gonsPerFragment, value);
        return true;
    }
    function _move(address from, address to, uint256 gons, uint256 value) private {
        require(to != address(0) && to != address(this));
        require(_gonBalances[from] >= gons);
        _gonBalances[from] -= gons;
        _gonBalances[to] += gons;
        emit Transfer(from, to, value);
    }
}

// Anybody may ask for the day's rebase; the rate comes from an oracle and is limited to five percent.
contract ElasticPolicy {
    ElasticUnit public uFrags;
    address public owner;
    uint256 public epoch;
    uint256 public lastRebaseTimestampSec;
    int256 public rate;
    constructor(ElasticUnit token) { uFrags = token; owner = msg.sender; }
    function transferOwnership(address to) external { require(msg.sender == owner); owner = to; }
    function setRate(int256 next) external { require(msg.sender == owner); require(next >= -5 && next <= 5); rate = next; }
    function rebase() external {
        require(block.timestamp >= lastRebaseTimestampSec + 1 days, "too soon");
        lastRebaseTimestampSec = block.timestamp;
        epoch += 1;
        uFrags.rebase(epoch, int256(uFrags.totalSupply()) * rate / 100);
    }
}
