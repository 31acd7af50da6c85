// SPDX-License-Identifier: BUSL-1.1
pragma solidity 0.8.17;

// A receipt for what was lent: balances grow with the pool's index, and only the pool makes and burns it.
interface Underlying { function transfer(address to, uint256 amount) external returns (bool); function transferFrom(address from, address to, uint256 amount) external returns (bool); }

contract LendingReceipt {
    uint256 private constant RAY = 1e27;
    string public constant name = "Lending Receipt";
    string public constant symbol = "aREC";
    uint8 public constant decimals = 18;
    LendingPool public immutable POOL;
    address public immutable UNDERLYING_ASSET_ADDRESS;
    mapping(address => uint256) private _scaled;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 private _scaledTotal;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Mint(address indexed caller, address indexed onBehalfOf, uint256 value, uint256 balanceIncrease, uint256 index);
    event Burn(address indexed from, address indexed target, uint256 value, uint256 balanceIncrease, uint256 index);

    constructor(LendingPool pool, address underlying) { POOL = pool; UNDERLYING_ASSET_ADDRESS = underlying; }
    modifier onlyPool() { require(msg.sender == address(POOL), "CALLER_MUST_BE_POOL"); _; }
    function balanceOf(address who) public view returns (uint256) { return _scaled[who] * POOL.index() / RAY; }
    function scaledBalanceOf(address who) external view returns (uint256) { return _scaled[who]; }
    function totalSupply() external view returns (uint256) { return _scaledTotal * POOL.index() / RAY; }
    function scaledTotalSupply() external view returns (uint256) { return _scaledTotal; }
    function mint(address caller, address onBehalfOf, uint256 amount, uint256 index) external onlyPool returns (bool) {
        uint256 scaled = amount * RAY / index;
        require(scaled != 0, "INVALID_MINT_AMOUNT");
        _scaled[onBehalfOf] += scaled;
        _scaledTotal += scaled;
        emit Transfer(address(0), onBehalfOf, amount);
        emit Mint(caller, onBehalfOf, amount, 0, index);
        return true;
    }
    function burn(address from, address receiver, uint256 amount, uint256 index) external onlyPool {
        uint256 scaled = amount * RAY / index;
        _scaled[from] -= scaled;
        _scaledTotal -= scaled;
        emit Transfer(from, address(0), amount);
        emit Burn(from, receiver, amount, 0, index);
        Underlying(UNDERLYING_ASSET_ADDRESS).transfer(receiver, amount);
    }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _move(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) { allowance[from][msg.sender] -= amount; _move(from, to, amount); return true; }
    function _move(address from, address to, uint256 amount) private {
        uint256 scaled = amount * RAY / POOL.index();
        _scaled[from] -= scaled;
        _scaled[to] += scaled;
        emit Transfer(from, to, amount);
    }
}

contract LendingPool {
    uint256 private constant RAY = 1e27;
    uint256 private immutable started = block.timestamp;
    LendingReceipt public receipt;
    address public asset;
    function init(LendingReceipt to, address lent) external { require(address(receipt) == address(0)); receipt = to; asset = lent; }
    function index() public view returns (uint256) { return RAY + RAY * (block.timestamp - started) * 3 / 100 / 365 days; }
    function supply(uint256 amount, address onBehalfOf) external { Underlying(asset).transferFrom(msg.sender, address(receipt), amount); receipt.mint(msg.sender, onBehalfOf, amount, index()); }
    function withdraw(uint256 amount, address to) external returns (uint256) { receipt.burn(msg.sender, to, amount, index()); return amount; }
}

contract LentAsset {
    string public constant name = "Lent Asset";
    string public constant symbol = "LENT";
    uint8 public constant decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() { balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { balanceOf[msg.sender] -= amount; balanceOf[to] += amount; emit Transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) { allowance[from][msg.sender] -= amount; balanceOf[from] -= amount; balanceOf[to] += amount; emit Transfer(from, to, amount); return true; }
}
