/** Tokens with known truth for the tests of holders and liquidity. Written for them; nothing of it is used by the product. */
export const contracts = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract Coin {
  event Transfer(address indexed from, address indexed to, uint256 value);
  uint8 public constant decimals = 18;
  string public symbol;
  uint256 public totalSupply;
  mapping(address => uint256) internal held;
  constructor(string memory name, uint256 supply) { symbol = name; totalSupply = supply; held[msg.sender] = supply; emit Transfer(address(0), msg.sender, supply); }
  function balanceOf(address who) public view virtual returns (uint256) { return held[who]; }
  function transfer(address to, uint256 value) external virtual returns (bool) { return move(msg.sender, to, value); }
  function transferFrom(address from, address to, uint256 value) external returns (bool) { return move(from, to, value); }
  function move(address from, address to, uint256 value) internal returns (bool) { held[from] -= value; held[to] += value; emit Transfer(from, to, value); return true; }
}

/** Makes tokens without telling anybody. */
contract Silent is Coin {
  constructor() Coin("SIL", 1000) {}
  function conjure(address to, uint256 value) external { held[to] += value; totalSupply += value; }
}

/** Says it sends and does not. */
contract Faker is Coin {
  constructor() Coin("FAK", 1000) {}
  function pretend(address[] calldata to) external { for (uint256 i = 0; i < to.length; ++i) emit Transfer(msg.sender, to[i], 7); }
}

/** Balances grow together. */
contract Rebaser is Coin {
  uint256 public index = 1;
  constructor() Coin("REB", 1000) {}
  function balanceOf(address who) public view override returns (uint256) { return held[who] * index; }
  function rebase() external { index *= 2; totalSupply *= 2; }
}

/** Made in its constructor without a log. */
contract Mute { uint256 public totalSupply = 1000; uint8 public constant decimals = 18; function balanceOf(address) external pure returns (uint256) { return 0; } }

contract Wrapped {
  event Transfer(address indexed src, address indexed dst, uint256 wad);
  event Deposit(address indexed dst, uint256 wad);
  event Withdrawal(address indexed src, uint256 wad);
  uint8 public constant decimals = 18;
  string public constant symbol = "WETH";
  mapping(address => uint256) public balanceOf;
  function totalSupply() external view returns (uint256) { return address(this).balance; }
  function deposit() external payable { balanceOf[msg.sender] += msg.value; emit Deposit(msg.sender, msg.value); }
  function withdraw(uint256 wad) external { balanceOf[msg.sender] -= wad; emit Withdrawal(msg.sender, wad); payable(msg.sender).transfer(wad); }
  function transfer(address to, uint256 wad) external returns (bool) { balanceOf[msg.sender] -= wad; balanceOf[to] += wad; emit Transfer(msg.sender, to, wad); return true; }
}

contract Locker {
  address public owner;
  uint256 public unlockTime;
  constructor(uint256 until) { owner = msg.sender; unlockTime = until; }
}

/** Keeps locks of many; the records say of which token, whose, how much and until when. */
contract Vaults {
  struct Lock { address token; address owner; uint256 amount; uint256 unlockTime; }
  Lock[] public locks;
  function add(address token, uint256 amount, uint256 until) external { locks.push(Lock(token, msg.sender, amount, until)); }
}

interface IPair { function swap(uint256 out0, uint256 out1, address to, bytes calldata data) external; function token0() external view returns (address); }
interface IPool { function mint(address owner, int24 low, int24 high, uint128 amount, bytes calldata data) external; function burn(int24 low, int24 high, uint128 amount) external; function collect(address to, int24 low, int24 high, uint128 a, uint128 b) external; function token0() external view returns (address); function token1() external view returns (address); function swap(address, bool, int256, uint160, bytes calldata) external returns (int256, int256); }
interface IToken { function transfer(address to, uint256 value) external returns (bool); }

/** Says it is a pair with a fortune and burned liquidity, and is not. */
contract FalsePair {
  event Transfer(address indexed from, address indexed to, uint256 value);
  address public token0; address public token1; uint256 public totalSupply = 1e30;
  constructor(address a, address b) { token0 = a; token1 = b; emit Transfer(address(0), address(0xdead), 1e30); }
  function getReserves() external pure returns (uint112, uint112, uint32) { return (1e30, 1e30, 0); }
  function balanceOf(address who) external pure returns (uint256) { return who == address(0xdead) ? 1e30 : 0; }
}

/** Keeps one position in a pool for the owner of its NFT 1, as position managers do. */
contract Manager {
  event IncreaseLiquidity(uint256 indexed tokenId, uint128 liquidity, uint256 amount0, uint256 amount1);
  address public keeper; uint128 public kept; int24 low; int24 high;
  constructor() { keeper = msg.sender; }
  function provide(address pool, int24 low_, int24 high_, uint128 amount) external { (low, high, kept) = (low_, high_, amount); IPool(pool).mint(address(this), low, high, amount, ""); emit IncreaseLiquidity(1, amount, 0, 0); }
  function ownerOf(uint256) external view returns (address) { return keeper; }
  function positions(uint256) external view returns (uint96, address, address, address, uint24, int24, int24, uint128, uint256, uint256, uint128, uint128) { return (0, keeper, keeper, keeper, 0, low, high, kept, 0, 0, 0, 0); }
  function uniswapV3MintCallback(uint256 amount0, uint256 amount1, bytes calldata) external {
    if (amount0 > 0) IToken(IPool(msg.sender).token0()).transfer(msg.sender, amount0);
    if (amount1 > 0) IToken(IPool(msg.sender).token1()).transfer(msg.sender, amount1);
  }
}

/** Trades and provides on its own, so that no router is needed. Holds the tokens it uses. */
contract Hand {
  function buy(address pair, address quote, uint256 pay, uint256 out, address to) external {
    IToken(quote).transfer(pair, pay);
    bool first = IPair(pair).token0() == quote;
    IPair(pair).swap(first ? 0 : out, first ? out : 0, to, "");
  }
  function provide(address pool, int24 low, int24 high, uint128 amount) external { IPool(pool).mint(address(this), low, high, amount, ""); }
  /** Sells exactly an amount into a concentrated pool and says what came out. */
  function sell(address pool, bool first, int256 amount, uint160 limit) external returns (uint256) { (int256 a, int256 b) = IPool(pool).swap(address(this), first, amount, limit, ""); return uint256(-(first ? b : a)); }
  function uniswapV3SwapCallback(int256 a, int256 b, bytes calldata) external {
    if (a > 0) IToken(IPool(msg.sender).token0()).transfer(msg.sender, uint256(a));
    if (b > 0) IToken(IPool(msg.sender).token1()).transfer(msg.sender, uint256(b));
  }
  function leave(address pool, int24 low, int24 high, uint128 amount) external { IPool(pool).burn(low, high, amount); IPool(pool).collect(address(this), low, high, type(uint128).max, type(uint128).max); }
  function uniswapV3MintCallback(uint256 amount0, uint256 amount1, bytes calldata) external {
    if (amount0 > 0) IToken(IPool(msg.sender).token0()).transfer(msg.sender, amount0);
    if (amount1 > 0) IToken(IPool(msg.sender).token1()).transfer(msg.sender, amount1);
  }
}
`;
