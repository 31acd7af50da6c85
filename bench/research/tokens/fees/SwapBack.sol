// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

interface SwapRouter {
    function factory() external view returns (address);
    function WETH() external view returns (address);
    function swapExactTokensForETHSupportingFeeOnTransferTokens(uint256 amountIn, uint256 amountOutMin, address[] calldata path, address to, uint256 deadline) external;
}
interface SwapFactory { function createPair(address a, address b) external returns (address); }

// The usual launch token: five percent each way, sold for ether now and then and sent to the marketing wallet; limits lifted, ownership given up.
contract SwapBack {
    string private constant _name = "Frog In Space";
    string private constant _symbol = "FROG";
    uint256 private constant _total = 420_690_000 * 10 ** 9;
    SwapRouter private immutable _router;
    address public immutable uniswapV2Pair;
    address payable private _marketing;
    address private _owner;
    uint256 public _maxTxAmount = _total / 50;
    uint256 public _maxWalletSize = _total / 50;
    uint256 private constant _swapThreshold = _total / 1000;
    bool private _inSwap;
    bool private _open;
    mapping(address => uint256) private _balances;
    mapping(address => mapping(address => uint256)) private _allowances;
    mapping(address => bool) private _isExcludedFromFee;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    constructor(address router) {
        _router = SwapRouter(router);
        _owner = msg.sender;
        _marketing = payable(msg.sender);
        uniswapV2Pair = SwapFactory(SwapRouter(router).factory()).createPair(address(this), SwapRouter(router).WETH());
        _balances[msg.sender] = _total;
        _isExcludedFromFee[msg.sender] = true;
        _isExcludedFromFee[address(this)] = true;
        emit OwnershipTransferred(address(0), msg.sender);
        emit Transfer(address(0), msg.sender, _total);
    }
    receive() external payable {}
    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function name() public pure returns (string memory) { return _name; }
    function symbol() public pure returns (string memory) { return _symbol; }
    function decimals() public pure returns (uint8) { return 9; }
    function totalSupply() public pure returns (uint256) { return _total; }
    function owner() public view returns (address) { return _owner; }
    function balanceOf(address account) public view returns (uint256) { return _balances[account]; }
    function allowance(address holder, address spender) public view returns (uint256) { return _allowances[holder][spender]; }
    function openTrading() external onlyOwner { require(!_open, "trading is already open"); _open = true; }
    function removeLimits() external onlyOwner { _maxTxAmount = _total; _maxWalletSize = _total; }
    function renounceOwnership() external onlyOwner { emit OwnershipTransferred(_owner, address(0)); _owner = address(0); }
    function approve(address spender, uint256 amount) public returns (bool) { _approve(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) public returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) public returns (bool) { _approve(from, msg.sender, _allowances[from][msg.sender] - amount); _transfer(from, to, amount); return true; }
    function _approve(address holder, address spender, uint256 amount) private { _allowances[holder][spender] = amount; emit Approval(holder, spender, amount); }

    function _transfer(address from, address to, uint256 amount) private {
        require(amount > 0, "Transfer amount must be greater than zero");
        uint256 tax;
        if (!_isExcludedFromFee[from] && !_isExcludedFromFee[to]) {
            require(_open, "Trading not open");
            if (from == uniswapV2Pair) {
                require(amount <= _maxTxAmount, "Exceeds the _maxTxAmount.");
                require(_balances[to] + amount <= _maxWalletSize, "Exceeds the maxWalletSize.");
                tax = amount * 5 / 100;
            } else if (to == uniswapV2Pair) {
                tax = amount * 5 / 100;
                if (!_inSwap && _balances[address(this)] > _swapThreshold) _swap(_swapThreshold);
            }
        }
        if (tax > 0) { _balances[address(this)] += tax; emit Transfer(from, address(this), tax); }
        _balances[from] -= amount;
        _balances[to] += amount - tax;
        emit Transfer(from, to, amount - tax);
    }
    function _swap(uint256 amount) private {
        _inSwap = true;
        address[] memory path = new address[](2);
        path[0] = address(this);
        path[1] = _router.WETH();
        _approve(address(this), address(_router), amount);
        _router.swapExactTokensForETHSupportingFeeOnTransferTokens(amount, 0, path, address(this), block.timestamp);
        _inSwap = false;
        _marketing.transfer(address(this).balance);
    }
}
