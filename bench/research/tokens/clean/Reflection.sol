// SPDX-License-Identifier: Unlicensed
pragma solidity 0.6.12;

// Reflection: a fee on each transfer is shared among all holders by lowering the rate between reflected and real units.
contract Reflection {
    string private _name = "Mirror Lake";
    string private _symbol = "MLAKE";
    uint8 private _decimals = 9;
    uint256 private constant MAX = ~uint256(0);
    uint256 private _tTotal = 1000000000 * 10**6 * 10**9;
    uint256 private _rTotal = (MAX - (MAX % _tTotal));
    uint256 private _tFeeTotal;
    uint256 public _taxFee = 5;
    address private _owner;
    mapping(address => uint256) private _rOwned;
    mapping(address => mapping(address => uint256)) private _allowances;
    mapping(address => bool) private _isExcludedFromFee;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    constructor() public {
        _owner = msg.sender;
        _rOwned[msg.sender] = _rTotal;
        _isExcludedFromFee[msg.sender] = true;
        emit OwnershipTransferred(address(0), msg.sender);
        emit Transfer(address(0), msg.sender, _tTotal);
    }

    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function owner() public view returns (address) { return _owner; }
    function renounceOwnership() public onlyOwner { emit OwnershipTransferred(_owner, address(0)); _owner = address(0); }
    function name() public view returns (string memory) { return _name; }
    function symbol() public view returns (string memory) { return _symbol; }
    function decimals() public view returns (uint8) { return _decimals; }
    function totalSupply() public view returns (uint256) { return _tTotal; }
    function totalFees() public view returns (uint256) { return _tFeeTotal; }
    function balanceOf(address account) public view returns (uint256) { return tokenFromReflection(_rOwned[account]); }
    function tokenFromReflection(uint256 rAmount) public view returns (uint256) { require(rAmount <= _rTotal, "Amount must be less than total reflections"); return rAmount / _getRate(); }
    function _getRate() private view returns (uint256) { return _rTotal / _tTotal; }
    function excludeFromFee(address account) public onlyOwner { _isExcludedFromFee[account] = true; }
    function includeInFee(address account) public onlyOwner { _isExcludedFromFee[account] = false; }

    function allowance(address holder, address spender) public view returns (uint256) { return _allowances[holder][spender]; }
    function approve(address spender, uint256 amount) public returns (bool) { _allowances[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address recipient, uint256 amount) public returns (bool) { _transfer(msg.sender, recipient, amount); return true; }
    function transferFrom(address sender, address recipient, uint256 amount) public returns (bool) {
        require(_allowances[sender][msg.sender] >= amount, "ERC20: transfer amount exceeds allowance");
        _allowances[sender][msg.sender] -= amount;
        _transfer(sender, recipient, amount);
        return true;
    }

    function _transfer(address from, address to, uint256 tAmount) private {
        require(to != address(0), "ERC20: transfer to the zero address");
        require(tAmount > 0, "Transfer amount must be greater than zero");
        uint256 rate = _getRate();
        uint256 tFee = _isExcludedFromFee[from] || _isExcludedFromFee[to] ? 0 : tAmount * _taxFee / 100;
        uint256 rAmount = tAmount * rate;
        uint256 rFee = tFee * rate;
        require(_rOwned[from] >= rAmount, "ERC20: transfer amount exceeds balance");
        _rOwned[from] -= rAmount;
        _rOwned[to] += rAmount - rFee;
        _rTotal -= rFee;
        _tFeeTotal += tFee;
        emit Transfer(from, to, tAmount - tFee);
    }
}
