// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// One percent of each transfer goes to all holders. There is no owner in the code, and nothing can be excluded.
contract Mirrored {
    string public constant name = "Mirrored";
    string public constant symbol = "MIRR";
    uint8 public constant decimals = 9;
    uint256 private constant MAX = type(uint256).max;
    uint256 private constant _tTotal = 10_000_000 * 10**9;
    uint256 private _rTotal = MAX - (MAX % _tTotal);
    uint256 private _tFeeTotal;
    mapping(address => uint256) private _rOwned;
    mapping(address => mapping(address => uint256)) private _allowances;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() { _rOwned[msg.sender] = _rTotal; emit Transfer(address(0), msg.sender, _tTotal); }
    function totalSupply() external pure returns (uint256) { return _tTotal; }
    function totalFees() external view returns (uint256) { return _tFeeTotal; }
    function balanceOf(address account) public view returns (uint256) { return _rOwned[account] / (_rTotal / _tTotal); }
    function allowance(address holder, address spender) external view returns (uint256) { return _allowances[holder][spender]; }
    function approve(address spender, uint256 amount) external returns (bool) { _allowances[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) { _allowances[from][msg.sender] -= amount; _transfer(from, to, amount); return true; }
    function reflect(uint256 tAmount) external { uint256 rAmount = tAmount * (_rTotal / _tTotal); _rOwned[msg.sender] -= rAmount; _rTotal -= rAmount; _tFeeTotal += tAmount; }
    function _transfer(address from, address to, uint256 tAmount) private {
        require(to != address(0) && tAmount > 0, "Transfer amount must be greater than zero");
        uint256 rate = _rTotal / _tTotal;
        uint256 tFee = tAmount / 100;
        _rOwned[from] -= tAmount * rate;
        _rOwned[to] += (tAmount - tFee) * rate;
        _rTotal -= tFee * rate;
        _tFeeTotal += tFee;
        emit Transfer(from, to, tAmount - tFee);
    }
}
