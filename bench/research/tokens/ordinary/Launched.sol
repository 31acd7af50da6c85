// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// The usual launch of a joke token: trading is opened once, fees start high and can only fall, limits are removed for good.
interface LaunchRouter {
    function factory() external view returns (address);
    function WETH() external view returns (address);
    function swapExactTokensForETHSupportingFeeOnTransferTokens(uint256 amountIn, uint256 amountOutMin, address[] calldata path, address to, uint256 deadline) external;
}
interface LaunchFactory { function createPair(address a, address b) external returns (address); }

contract Launched {
    string public constant name = "Launched Otter";
    string public constant symbol = "OTTER";
    uint8 public constant decimals = 9;
    uint256 public constant totalSupply = 420_690_000 * 10**9;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => bool) private _isExcludedFromFee;
    address private _owner;
    address payable private immutable _taxWallet;
    LaunchRouter public immutable uniswapV2Router;
    address public immutable uniswapV2Pair;
    bool public tradingOpen;
    bool private inSwap;
    uint256 public buyTax = 20;
    uint256 public sellTax = 20;
    uint256 public _maxTxAmount = totalSupply * 2 / 100;
    uint256 public _maxWalletSize = totalSupply * 2 / 100;
    uint256 public constant swapThreshold = totalSupply / 1000;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event MaxTxAmountUpdated(uint256 amount);

    constructor(LaunchRouter router) {
        _owner = msg.sender;
        _taxWallet = payable(msg.sender);
        uniswapV2Router = router;
        uniswapV2Pair = LaunchFactory(router.factory()).createPair(address(this), router.WETH());
        _isExcludedFromFee[msg.sender] = true;
        _isExcludedFromFee[address(this)] = true;
        allowance[address(this)][address(router)] = type(uint256).max;
        balanceOf[msg.sender] = totalSupply;
        emit OwnershipTransferred(address(0), msg.sender);
        emit Transfer(address(0), msg.sender, totalSupply);
    }
    receive() external payable {}
    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function owner() public view returns (address) { return _owner; }
    function renounceOwnership() external onlyOwner { emit OwnershipTransferred(_owner, address(0)); _owner = address(0); }
    function openTrading() external onlyOwner { require(!tradingOpen, "trading is already open"); tradingOpen = true; }
    function removeLimits() external onlyOwner { _maxTxAmount = totalSupply; _maxWalletSize = totalSupply; emit MaxTxAmountUpdated(totalSupply); }
    function reduceFee(uint256 newBuy, uint256 newSell) external onlyOwner { require(newBuy <= buyTax && newSell <= sellTax); buyTax = newBuy; sellTax = newSell; }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) { if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= amount; _transfer(from, to, amount); return true; }
    function _transfer(address from, address to, uint256 amount) private {
        require(from != address(0) && to != address(0) && amount > 0, "ERC20: zero");
        uint256 tax;
        if (!_isExcludedFromFee[from] && !_isExcludedFromFee[to]) {
            require(tradingOpen, "trading is not open");
            if (from == uniswapV2Pair) {
                require(amount <= _maxTxAmount, "Exceeds the _maxTxAmount.");
                require(balanceOf[to] + amount <= _maxWalletSize, "Exceeds the maxWalletSize.");
                tax = amount * buyTax / 100;
            } else if (to == uniswapV2Pair) {
                tax = amount * sellTax / 100;
                if (!inSwap && balanceOf[address(this)] > swapThreshold) swapTokensForEth(swapThreshold);
            }
        }
        balanceOf[from] -= amount;
        balanceOf[to] += amount - tax;
        if (tax > 0) { balanceOf[address(this)] += tax; emit Transfer(from, address(this), tax); }
        emit Transfer(from, to, amount - tax);
    }
    function swapTokensForEth(uint256 amount) private {
        inSwap = true;
        address[] memory path = new address[](2);
        path[0] = address(this);
        path[1] = uniswapV2Router.WETH();
        uniswapV2Router.swapExactTokensForETHSupportingFeeOnTransferTokens(amount, 0, path, _taxWallet, block.timestamp);
        inSwap = false;
    }
}
