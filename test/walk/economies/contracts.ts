/** Tokens and what holds them, for economies whose truth is known. Written for the test; nothing of it is used by the product. */
export const contracts = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
import '@openzeppelin/contracts/finance/VestingWallet.sol';
import '@openzeppelin/contracts/finance/VestingWalletCliff.sol';
import '@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol';
import '@openzeppelin/contracts/governance/TimelockController.sol';

contract Coin {
  event Transfer(address indexed from, address indexed to, uint256 value);
  event Approval(address indexed owner, address indexed spender, uint256 value);
  string public name; string public symbol; uint8 public decimals; uint256 internal made;
  mapping(address => uint256) internal held; mapping(address => mapping(address => uint256)) public allowance;
  constructor(string memory symbol_, uint8 decimals_, uint256 supply) { name = symbol_; symbol = symbol_; decimals = decimals_; _mint(msg.sender, supply); }
  function totalSupply() public view virtual returns (uint256) { return made; }
  function balanceOf(address who) public view virtual returns (uint256) { return held[who]; }
  function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
  function transfer(address to, uint256 value) external returns (bool) { move(msg.sender, to, value); return true; }
  function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; move(from, to, value); return true; }
  function mint(address to, uint256 value) external virtual { _mint(to, value); }
  function burn(uint256 value) external { held[msg.sender] -= value; made -= value; emit Transfer(msg.sender, address(0), value); }
  function move(address from, address to, uint256 value) internal virtual { held[from] -= value; held[to] += value; emit Transfer(from, to, value); }
  function _mint(address to, uint256 value) internal { made += value; held[to] += value; emit Transfer(address(0), to, value); }
}
contract CappedCoin is Coin {
  uint256 public cap;
  constructor(string memory s, uint8 d, uint256 supply, uint256 cap_) Coin(s, d, supply) { cap = cap_; }
  function mint(address to, uint256 value) external override { require(made + value <= cap, "cap"); _mint(to, value); }
}
/** Burns one percent of each transfer. */
contract Burner is Coin {
  constructor(string memory s) Coin(s, 18, 1_000_000e18) {}
  function move(address from, address to, uint256 value) internal override { uint256 lost = value / 100; held[from] -= value; made -= lost; held[to] += value - lost; emit Transfer(from, address(0), lost); emit Transfer(from, to, value - lost); }
}
/** Balances and supply grow together, without a Transfer. */
contract Elastic is Coin {
  event LogRebase(uint256 indexed epoch, uint256 totalSupply);
  uint256 public numerator = 1000; uint256 epoch;
  constructor(string memory s) Coin(s, 9, 1_000_000e9) {}
  function totalSupply() public view override returns (uint256) { return made * numerator / 1000; }
  function balanceOf(address who) public view override returns (uint256) { return held[who] * numerator / 1000; }
  function move(address from, address to, uint256 value) internal override { uint256 parts = value * 1000 / numerator; held[from] -= parts; held[to] += parts; emit Transfer(from, to, value); }
  function rebase(uint256 n) external { numerator = n; emit LogRebase(++epoch, totalSupply()); }
}
/** The supply grows each second on its own and is paid out on demand; half the rate after each period. */
contract Halving is Coin {
  uint256 public start; uint256 public rate; uint256 public period; uint256 public paid;
  constructor(string memory s, uint256 supply, uint256 rate_, uint256 period_) Coin(s, 18, supply) { start = block.timestamp; rate = rate_; period = period_; }
  function due() public view returns (uint256 sum) { uint256 past = block.timestamp - start; uint256 r = rate; while (past > 0) { uint256 step = past < period ? past : period; sum += step * r; past -= step; r /= 2; } }
  function pull(address to) external { uint256 all = due(); _mint(to, all - paid); paid = all; }
}
/** Interest without logs: the supply is a function of time. */
contract Interest is Coin {
  uint256 public immutable since = block.timestamp;
  constructor(string memory s) Coin(s, 18, 1_000_000e18) {}
  function factor() internal view returns (uint256) { return 1e18 + (block.timestamp - since) * 1e18 / 3650 days; }
  function totalSupply() public view override returns (uint256) { return made * factor() / 1e18; }
  function balanceOf(address who) public view override returns (uint256) { return held[who] * factor() / 1e18; }
}

/** As the first TokenVesting of OpenZeppelin (2.x): cliff is a moment, released by token, vested amounts are not public. */
contract OldVesting {
  address public beneficiary; uint256 public cliff; uint256 public start; uint256 public duration; bool public revocable = true;
  mapping(address => uint256) public released; mapping(address => bool) public revoked;
  constructor(address who, uint256 start_, uint256 cliff_, uint256 duration_) { (beneficiary, start, cliff, duration) = (who, start_, start_ + cliff_, duration_); }
  function release(Coin token) external { uint256 held = token.balanceOf(address(this)); uint256 all = held + released[address(token)]; uint256 vested = block.timestamp < cliff ? 0 : block.timestamp >= start + duration ? all : all * (block.timestamp - start) / duration; uint256 due = vested - released[address(token)]; released[address(token)] += due; token.transfer(beneficiary, due); }
}
/** One contract, one beneficiary, one token, getters only. */
contract PlainVesting {
  Coin public token; address public beneficiary; uint256 public start; uint256 public duration; uint256 public total; uint256 public released;
  constructor(Coin token_, address who, uint256 start_, uint256 duration_, uint256 total_) { (token, beneficiary, start, duration, total) = (token_, who, start_, duration_, total_); }
  function release() external { uint256 past = block.timestamp - start; uint256 vested = past >= duration ? total : total * past / duration; uint256 due = vested - released; released = vested; token.transfer(beneficiary, due); }
}
/** Schedules of many beneficiaries, listed by index. */
contract ManyVesting {
  struct VestingSchedule { address beneficiary; uint256 cliff; uint256 start; uint256 duration; uint256 slicePeriodSeconds; bool revocable; uint256 amountTotal; uint256 released; bool revoked; }
  Coin token; bytes32[] ids; mapping(bytes32 => VestingSchedule) schedules; uint256 total;
  constructor(Coin token_) { token = token_; }
  function add(address who, uint256 start, uint256 cliff, uint256 duration, uint256 slice, uint256 amount) external { bytes32 id = keccak256(abi.encode(who, ids.length)); ids.push(id); schedules[id] = VestingSchedule(who, start + cliff, start, duration, slice, true, amount, 0, false); total += amount; }
  function getToken() external view returns (address) { return address(token); }
  function getVestingSchedulesCount() external view returns (uint256) { return ids.length; }
  function getVestingIdAtIndex(uint256 at) external view returns (bytes32) { return ids[at]; }
  function getVestingSchedule(bytes32 id) external view returns (VestingSchedule memory) { return schedules[id]; }
  function getVestingSchedulesTotalAmount() external view returns (uint256) { return total; }
  function computeReleasableAmount(bytes32 id) public view returns (uint256) { VestingSchedule memory s = schedules[id]; if (block.timestamp < s.cliff || s.revoked) return 0; if (block.timestamp >= s.start + s.duration) return s.amountTotal - s.released; uint256 steps = (block.timestamp - s.start) / s.slicePeriodSeconds; return s.amountTotal * steps * s.slicePeriodSeconds / s.duration - s.released; }
  function release(bytes32 id, uint256 amount) external { require(amount <= computeReleasableAmount(id)); schedules[id].released += amount; total -= amount; token.transfer(schedules[id].beneficiary, amount); }
}
/** Streams as NFTs, by their numbers. */
contract Streams {
  struct Stream { address recipient; address asset; uint40 start; uint40 cliff; uint40 end; uint128 deposited; uint128 withdrawn; }
  mapping(uint256 => Stream) s; uint256 public nextStreamId = 1;
  function create(Coin asset, address to, uint40 start, uint40 cliff, uint40 end, uint128 amount) external { asset.transferFrom(msg.sender, address(this), amount); s[nextStreamId++] = Stream(to, address(asset), start, cliff, end, amount, 0); }
  function getAsset(uint256 id) external view returns (address) { return s[id].asset; }
  function getRecipient(uint256 id) external view returns (address) { return s[id].recipient; }
  function getStartTime(uint256 id) external view returns (uint40) { return s[id].start; }
  function getCliffTime(uint256 id) external view returns (uint40) { return s[id].cliff; }
  function getEndTime(uint256 id) external view returns (uint40) { return s[id].end; }
  function getDepositedAmount(uint256 id) external view returns (uint128) { return s[id].deposited; }
  function getWithdrawnAmount(uint256 id) external view returns (uint128) { return s[id].withdrawn; }
  function streamedAmountOf(uint256 id) public view returns (uint128) { Stream memory t = s[id]; if (block.timestamp < t.cliff) return 0; if (block.timestamp >= t.end) return t.deposited; return uint128(uint256(t.deposited) * (block.timestamp - t.start) / (t.end - t.start)); }
  function withdraw(uint256 id, uint128 amount) external { require(amount + s[id].withdrawn <= streamedAmountOf(id)); s[id].withdrawn += amount; Coin(s[id].asset).transfer(s[id].recipient, amount); }
}
contract TokenTimelock {
  Coin public token; address public beneficiary; uint256 public releaseTime;
  constructor(Coin t, address who, uint256 at) { (token, beneficiary, releaseTime) = (t, who, at); }
}

contract StakingRewards {
  Coin public stakingToken; Coin public rewardsToken; uint256 public periodFinish; uint256 public rewardRate; uint256 public totalSupply; uint256 public constant rewardsDuration = 365 days;
  mapping(address => uint256) public balanceOf;
  constructor(Coin stake, Coin reward) { (stakingToken, rewardsToken) = (stake, reward); }
  function stake(uint256 amount) external { totalSupply += amount; balanceOf[msg.sender] += amount; stakingToken.transferFrom(msg.sender, address(this), amount); }
  function notifyRewardAmount(uint256 reward) external { rewardRate = reward / rewardsDuration; periodFinish = block.timestamp + rewardsDuration; }
}
contract Vault is ERC4626 { constructor(IERC20 asset) ERC20("Vault", "vTOK") ERC4626(asset) {} }
contract Wallet is VestingWallet { constructor(address who, uint64 start, uint64 duration) payable VestingWallet(who, start, duration) {} }
contract CliffWallet is VestingWalletCliff { constructor(address who, uint64 start, uint64 duration, uint64 cliff) VestingWallet(who, start, duration) VestingWalletCliff(cliff) {} }
contract Delay is TimelockController { constructor(uint256 delay, address[] memory a, address[] memory b, address c) TimelockController(delay, a, b, c) {} }
/** Stakes by number of pool, paid by minting per block. */
contract Chef {
  struct Pool { Coin lpToken; uint256 allocPoint; uint256 lastRewardBlock; uint256 accSushiPerShare; }
  Pool[] public poolInfo; Coin public sushi; uint256 public sushiPerBlock; uint256 public totalAllocPoint;
  mapping(uint256 => mapping(address => uint256)) public userInfo;
  constructor(Coin t, uint256 perBlock) { sushi = t; sushiPerBlock = perBlock; }
  function poolLength() external view returns (uint256) { return poolInfo.length; }
  function add(uint256 points, Coin token) external { totalAllocPoint += points; poolInfo.push(Pool(token, points, block.number, 0)); }
  function deposit(uint256 pid, uint256 amount) external { userInfo[pid][msg.sender] += amount; poolInfo[pid].lpToken.transferFrom(msg.sender, address(this), amount); }
  function updatePool(uint256 pid) external { Pool storage p = poolInfo[pid]; sushi.mint(address(this), (block.number - p.lastRewardBlock) * sushiPerBlock * p.allocPoint / totalAllocPoint); p.lastRewardBlock = block.number; }
}
/** Votes for locked tokens. */
contract Escrow {
  Coin public token; uint256 public supply; mapping(address => uint256) internal amounts; mapping(address => uint256) internal ends;
  constructor(Coin t) { token = t; }
  function locked(address who) external view returns (int128, uint256) { return (int128(int256(amounts[who])), ends[who]); }
  function locked__end(address who) external view returns (uint256) { return ends[who]; }
  function create_lock(uint256 amount, uint256 until) external { amounts[msg.sender] += amount; ends[msg.sender] = until; supply += amount; token.transferFrom(msg.sender, address(this), amount); }
}
/** Several people sign. */
contract Safe {
  address[] owners; uint256 threshold; string public constant VERSION = "1.4.1"; uint256 public nonce;
  constructor(address[] memory o, uint256 t) { owners = o; threshold = t; }
  function getOwners() external view returns (address[] memory) { return owners; }
  function getThreshold() external view returns (uint256) { return threshold; }
}
/** Keeps what was sent to another chain. */
contract Bridge {
  event ERC20DepositInitiated(address indexed l1Token, address indexed l2Token, address indexed from, address to, uint256 amount, bytes data);
  mapping(address => mapping(address => uint256)) public deposits; address public otherBridge = address(0x4200000000000000000000000000000000000010); address public messenger = address(0x42);
  function OTHER_BRIDGE() external view returns (address) { return otherBridge; }
  function MESSENGER() external view returns (address) { return messenger; }
  function depositERC20(Coin l1, address l2, uint256 amount) external { deposits[address(l1)][l2] += amount; l1.transferFrom(msg.sender, address(this), amount); emit ERC20DepositInitiated(address(l1), l2, msg.sender, msg.sender, amount, ""); }
}
interface IPoolV3 { function mint(address owner, int24 low, int24 high, uint128 amount, bytes calldata data) external returns (uint256, uint256); function token0() external view returns (address); function token1() external view returns (address); function swap(address, bool, int256, uint160, bytes calldata) external returns (int256, int256); }
/** Trades with and provides to concentrated pools from what its caller approved. */
contract HandV3 {
  function mint(address pool, int24 low, int24 high, uint128 amount) external { IPoolV3(pool).mint(msg.sender, low, high, amount, abi.encode(msg.sender)); }
  function swap(address pool, bool zeroForOne, int256 amount) external { IPoolV3(pool).swap(msg.sender, zeroForOne, amount, zeroForOne ? 4295128740 : 1461446703485210103287273052203988822378723970341, abi.encode(msg.sender)); }
  function uniswapV3MintCallback(uint256 a0, uint256 a1, bytes calldata data) external { pay(a0, a1, data); }
  function uniswapV3SwapCallback(int256 a0, int256 a1, bytes calldata data) external { pay(a0 > 0 ? uint256(a0) : 0, a1 > 0 ? uint256(a1) : 0, data); }
  function pay(uint256 a0, uint256 a1, bytes calldata data) internal { address who = abi.decode(data, (address)); if (a0 > 0) Coin(IPoolV3(msg.sender).token0()).transferFrom(who, msg.sender, a0); if (a1 > 0) Coin(IPoolV3(msg.sender).token1()).transferFrom(who, msg.sender, a1); }
}
`;
