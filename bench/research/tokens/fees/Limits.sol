// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

abstract contract LimitedToken {
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => bool) internal _exempt;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(string memory title, string memory ticker) {
        (name, symbol) = (title, ticker);
        _exempt[msg.sender] = true;
        balanceOf[msg.sender] = totalSupply;
        emit Transfer(address(0), msg.sender, totalSupply);
    }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _check(address from, address to, uint256 value) internal virtual;
    function _transfer(address from, address to, uint256 value) private {
        if (!_exempt[from] && !_exempt[to]) _check(from, to, value);
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

// Most a transaction and most a wallet, for ever.
contract FixedLimits is LimitedToken {
    uint256 public constant maxTransaction = totalSupply / 100;
    uint256 public constant maxWallet = totalSupply / 50;
    address public immutable pair;
    constructor(address factory, address weth) LimitedToken("Pond", "POND") { pair = PairFactory(factory).createPair(address(this), weth); }
    function _check(address, address to, uint256 value) internal view override {
        require(value <= maxTransaction, "exceeds max transaction");
        if (to != pair) require(balanceOf[to] + value <= maxWallet, "exceeds max wallet");
    }
}

// The same, but the owner may move the limits, never below half a percent.
contract ChangeableLimits is LimitedToken {
    uint256 public maxTransactionAmount = totalSupply / 100;
    uint256 public maxWallet = totalSupply / 50;
    address public owner;
    address public pair;
    event OwnershipTransferred(address indexed from, address indexed to);
    constructor() LimitedToken("Minnow", "MINO") { owner = msg.sender; emit OwnershipTransferred(address(0), msg.sender); }
    modifier onlyOwner() { require(msg.sender == owner, "not owner"); _; }
    function setPair(address to) external onlyOwner { require(pair == address(0)); pair = to; }
    function updateLimits(uint256 transaction, uint256 wallet) external onlyOwner {
        require(transaction >= totalSupply / 200 && wallet >= totalSupply / 200, "too low");
        (maxTransactionAmount, maxWallet) = (transaction, wallet);
    }
    function removeLimits() external onlyOwner { maxTransactionAmount = totalSupply; maxWallet = totalSupply; }
    function _check(address, address to, uint256 value) internal view override {
        require(value <= maxTransactionAmount, "Transfer amount exceeds the maxTransactionAmount.");
        if (to != pair) require(balanceOf[to] + value <= maxWallet, "Max wallet exceeded");
    }
}

// One trade a wallet a minute. The owner may switch the pause between trades on and off.
contract Cooldown is LimitedToken {
    mapping(address => uint256) private _last;
    bool public cooldownEnabled = true;
    address public owner;
    address public pair;
    event OwnershipTransferred(address indexed from, address indexed to);
    constructor() LimitedToken("Patience", "WAIT") { owner = msg.sender; emit OwnershipTransferred(address(0), msg.sender); }
    function setPair(address to) external { require(msg.sender == owner && pair == address(0)); pair = to; }
    function setCooldownEnabled(bool on) external { require(msg.sender == owner); cooldownEnabled = on; }
    function _check(address from, address to, uint256) internal override {
        if (!cooldownEnabled) return;
        address trader = from == pair ? to : from;
        require(block.timestamp >= _last[trader] + 60, "cooldown");
        _last[trader] = block.timestamp;
    }
}

interface PairFactory { function createPair(address a, address b) external returns (address); }
