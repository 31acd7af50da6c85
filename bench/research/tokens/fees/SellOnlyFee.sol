// SPDX-License-Identifier: MIT
pragma solidity 0.7.6;

interface PairMaker { function createPair(address a, address b) external returns (address); }

// Eight percent on sales only. The pair is made in the constructor.
contract SellOnlyFee {
    string public constant name = "Ratchet";
    string public constant symbol = "RTCH";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1000000 ether;
    address public immutable pair;
    address public immutable wallet;
    mapping(address => uint256) private _balances;
    mapping(address => mapping(address => uint256)) private _allowances;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(address factory, address weth) {
        pair = PairMaker(factory).createPair(address(this), weth);
        wallet = msg.sender;
        _balances[msg.sender] = totalSupply;
        emit Transfer(address(0), msg.sender, totalSupply);
    }
    function balanceOf(address who) external view returns (uint256) { return _balances[who]; }
    function allowance(address holder, address spender) external view returns (uint256) { return _allowances[holder][spender]; }
    function approve(address spender, uint256 value) external returns (bool) { _allowances[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(_allowances[from][msg.sender] >= value, "allowance");
        _allowances[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        require(_balances[from] >= value, "balance");
        uint256 fee = to == pair && from != wallet ? value * 8 / 100 : 0;
        _balances[from] -= value;
        _balances[to] += value - fee;
        _balances[wallet] += fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) emit Transfer(from, wallet, fee);
    }
}
