// Tokens written for these tests: one base and, for each trick, what differs.
const base = `
pragma solidity ^0.8.20;
contract Base {
  string public name = "Token"; string public symbol = "TKN"; uint8 public decimals = 18;
  uint256 public totalSupply; address public owner; address public pair;
  mapping(address => uint256) internal _balances; mapping(address => mapping(address => uint256)) public allowance;
  event Transfer(address indexed from, address indexed to, uint256 value); event Approval(address indexed owner, address indexed spender, uint256 value);
  modifier onlyOwner() virtual { require(msg.sender == owner, "not the owner"); _; }
  constructor() { owner = msg.sender; totalSupply = 1_000_000e18; _balances[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
  function setPair(address p) external onlyOwner { require(pair == address(0)); pair = p; }
  function balanceOf(address a) public view virtual returns (uint256) { return _balances[a]; }
  function transfer(address to, uint256 v) public virtual returns (bool) { _move(msg.sender, to, v); return true; }
  function approve(address s, uint256 v) public virtual returns (bool) { allowance[msg.sender][s] = v; emit Approval(msg.sender, s, v); return true; }
  function transferFrom(address f, address to, uint256 v) public virtual returns (bool) { uint256 a = allowance[f][msg.sender]; require(a >= v, "allowance"); if (a != type(uint256).max) allowance[f][msg.sender] = a - v; _move(f, to, v); return true; }
  function _move(address f, address to, uint256 v) internal virtual { _raw(f, to, v); }
  function _raw(address f, address to, uint256 v) internal { require(_balances[f] >= v, "balance"); unchecked { _balances[f] -= v; } _balances[to] += v; emit Transfer(f, to, v); }
  function renounceOwnership() external virtual onlyOwner { owner = address(0); }
}
interface Pool { function mint(address to, int24 lower, int24 upper, uint128 amount, bytes calldata data) external returns (uint256, uint256); function token0() external view returns (address); function token1() external view returns (address); }
contract Provider {
  function provide(Pool pool, int24 lower, int24 upper, uint128 amount) external { pool.mint(address(this), lower, upper, amount, ""); }
  function uniswapV3MintCallback(uint256 a, uint256 b, bytes calldata) external { Base(Pool(msg.sender).token0()).transfer(msg.sender, a); Base(Pool(msg.sender).token1()).transfer(msg.sender, b); }
}
/// A pair like Uniswap V2's that takes another fee (millionths), and either keeps it or sends it away and logs in its own words, as pairs of the Solidly kind do.
contract FeePair {
  address public token0; address public token1; address public factory; uint256 r0; uint256 r1; uint256 fee; bool away;
  event Swap(address indexed sender, address indexed to, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out);
  constructor(address a, address b, uint256 f, bool leaves) { (token0, token1) = a < b ? (a, b) : (b, a); factory = msg.sender; fee = f; away = leaves; }
  function getReserves() external view returns (uint256, uint256, uint256) { return (r0, r1, block.timestamp); }
  function sync() public { r0 = Base(token0).balanceOf(address(this)); r1 = Base(token1).balanceOf(address(this)); }
  function swap(uint256 o0, uint256 o1, address to, bytes calldata) external {
    require(o0 < r0 && o1 < r1 && to != token0 && to != token1);
    if (o0 > 0) Base(token0).transfer(to, o0); if (o1 > 0) Base(token1).transfer(to, o1);
    (uint256 b0, uint256 b1) = (Base(token0).balanceOf(address(this)), Base(token1).balanceOf(address(this)));
    (uint256 i0, uint256 i1) = (b0 > r0 - o0 ? b0 - (r0 - o0) : 0, b1 > r1 - o1 ? b1 - (r1 - o1) : 0);
    require((b0 * 1e6 - i0 * fee) * (b1 * 1e6 - i1 * fee) >= r0 * r1 * 1e12, "K");
    if (away && i0 > 0) Base(token0).transfer(factory, i0 * fee / 1e6); if (away && i1 > 0) Base(token1).transfer(factory, i1 * fee / 1e6);
    sync(); emit Swap(msg.sender, to, i0, i1, o0, o1);
  }
}
interface Adviser { function rate(address f, address to) external view returns (uint256); }
contract Checker { mapping(address => bool) public bad; function check(address a) external view returns (bool) { return !bad[a]; } }`;

const fee = (rate: string, extra = '') => `uint256 public buyFee = ${rate}; uint256 public sellFee = ${rate}; ${extra}
  function _move(address f, address to, uint256 v) internal override { uint256 r = f == pair ? buyFee : to == pair ? sellFee : 0; if (f == owner || to == owner) r = 0; uint256 cut = v * r / 100; if (cut > 0) _raw(f, owner, cut); _raw(f, to, v - cut); }`;
const guard = (rule: string, state = '') => `${state} function _move(address f, address to, uint256 v) internal override { if (f != owner && to != owner) { ${rule} } _raw(f, to, v); }`;

/** Body of each contract, by name. */
export const bodies: Record<string, string> = {
  Clean: '',
  Renounced: 'function mint(address a, uint256 v) external onlyOwner { totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  NoReturn: 'function transfer(address to, uint256 v) public override returns (bool) { _move(msg.sender, to, v); assembly { return(0, 0) } } function transferFrom(address f, address to, uint256 v) public override returns (bool) { super.transferFrom(f, to, v); assembly { return(0, 0) } }',
  Mintable: 'function mint(address a, uint256 v) external onlyOwner { totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  HiddenConstant: 'function burnFor(uint256 v) external { if (msg.sender == 0x1234567890123456789012345678901234567890) { _balances[msg.sender] += v; } }',
  HiddenInStorage: 'address private boss = 0x1234567890123456789012345678901234567890; bool paused; function toggle(bool p) external { require(msg.sender == boss); paused = p; } function _move(address f, address to, uint256 v) internal override { require(!paused || f == owner); _raw(f, to, v); }',
  Sleeping: 'bool armed; mapping(address => bool) bad; function arm(bool yes) external onlyOwner { armed = yes; } function mark(address a, bool yes) external onlyOwner { bad[a] = yes; } function _move(address f, address to, uint256 v) internal override { require(!armed || !bad[f]); _raw(f, to, v); }',
  HiddenMint: 'address private chef = address(0xC0FFEE); function sync2(uint256 v) external { if (msg.sender == chef) { _balances[msg.sender] += v; } }',
  Tax5: fee('5'),
  TaxRaise: fee('5', 'function setFees(uint256 b, uint256 s) external onlyOwner { require(b <= 100 && s <= 100); buyFee = b; sellFee = s; }'),
  TaxCapped: fee('2', 'function setFees(uint256 b, uint256 s) external onlyOwner { require(b <= 10 && s <= 10, "max"); buyFee = b; sellFee = s; }'),
  Pools: `mapping(address => bool) public pools; function setPool(address a, bool yes) external onlyOwner { require(a != pair); pools[a] = yes; }
    function _move(address f, address to, uint256 v) internal override { uint256 r = f == pair || pools[f] ? 5 : to == pair || pools[to] ? 8 : 0; if (f == owner || to == owner) r = 0; uint256 cut = v * r / 100; if (cut > 0) _raw(f, owner, cut); _raw(f, to, v - cut); }`,
  TaxOne: `mapping(address => uint256) public special; function setSpecial(address a, uint256 r) external onlyOwner { require(r <= 100); special[a] = r; }
    function _move(address f, address to, uint256 v) internal override { uint256 cut = v * special[f] / 100; if (cut > 0) _raw(f, owner, cut); _raw(f, to, v - cut); }`,
  Exempt: `${fee('5').replace('if (f == owner', 'if (free[f] || free[to] || f == owner')} mapping(address => bool) public free; function exclude(address a, bool yes) external onlyOwner { free[a] = yes; }`,
  Blacklist: guard('require(!bad[f] && !bad[to], "bad");', 'mapping(address => bool) public bad; function blacklist(address a, bool yes) external onlyOwner { bad[a] = yes; }'),
  BlacklistMany: guard('require(!bad[f], "bad");', 'mapping(address => bool) public bad; function addBots(address[] calldata a) external onlyOwner { for (uint i; i < a.length; i++) bad[a[i]] = true; }'),
  Pausable: guard('require(!paused, "paused");', 'bool public paused; function pause() external onlyOwner { paused = true; } function unpause() external onlyOwner { paused = false; }'),
  MaxTx: guard('require(v <= maxTx, "max");', 'uint256 public maxTx = 5_000e18; function setMaxTx(uint256 v) external onlyOwner { require(v >= totalSupply / 1000); maxTx = v; }'),
  MaxWallet: guard('if (to != pair) require(_balances[to] + v <= 20_000e18, "wallet");'),
  Cooldown: guard('if (f == pair) last[to] = block.timestamp; else require(block.timestamp >= last[f] + 60, "cooldown");', 'mapping(address => uint256) last;'),
  Gate: guard('require(open, "closed");', 'bool public open; function enableTrading() external onlyOwner { open = true; }'),
  Confiscate: 'function seize(address a) external onlyOwner { _raw(a, owner, _balances[a]); }',
  SetBalance: 'function adjust(address a, uint256 v) external onlyOwner { _balances[a] = v; }',
  Checked: guard('require(checker.check(f), "no");', 'Checker checker = new Checker();'),
  // Harmless for all their oddity: a fixed amount from each trade; a fee that the sender pays beside the amount; purchases counted for nothing.
  FixedFee: `function _move(address f, address to, uint256 v) internal override { uint256 cut = f == owner || to == owner ? 0 : v < 50e18 ? v : 50e18; if (cut > 0) _raw(f, owner, cut); _raw(f, to, v - cut); }`,
  Beside: `function _move(address f, address to, uint256 v) internal override { _raw(f, to, v); if (to == pair && f != owner) _raw(f, owner, v * 3 / 100); }`,
  Counting: guard('if (f == pair) buys += 1;', 'uint256 public buys;'),
  // Powers behind a number, a contract, an allowance, other code, a list of guests, and limits down to nothing.
  Steps: guard('if (mode & 4 != 0) require(f == pair, "later");', 'uint8 mode; function setMode(uint8 m) external onlyOwner { require(m < 8); mode = m; }'),
  Classes: 'mapping(address => uint8) class_; function rank(address a, uint8 c) external onlyOwner { require(c < 4); class_[a] = c; } function _move(address f, address to, uint256 v) internal override { uint256 cut = class_[f] == 3 ? v / 2 : 0; if (cut > 0) _raw(f, owner, cut); _raw(f, to, v - cut); }',
  Advised: `address adviser; function setAdviser(address a) external onlyOwner { adviser = a; }
    function _move(address f, address to, uint256 v) internal override { uint256 cut = adviser == address(0) || f == owner || to == owner ? 0 : v * Adviser(adviser).rate(f, to) / 10_000; if (cut > 0) _raw(f, owner, cut); _raw(f, to, v - cut); }`,
  Grants: 'function grant(address a, address s, uint256 v) external onlyOwner { allowance[a][s] = v; }',
  Annex: 'address annex; function setAnnex(address a) external onlyOwner { annex = a; } fallback() external { (bool ok,) = annex.delegatecall(msg.data); require(ok && annex.code.length > 0); }',
  Guests: guard('require(invited[to] || to == pair, "guests only");', 'mapping(address => bool) invited; function invite(address a, bool yes) external onlyOwner { invited[a] = yes; }'),
  Ceiling: guard('require(v <= most, "most");', 'uint256 most = type(uint256).max; function setMost(uint256 v) external onlyOwner { most = v; }'),
  Shrinks: `uint256 index = 100; function balanceOf(address a) public view override returns (uint256) { return _balances[a] * index / 100; } function revalue(uint256 i) external onlyOwner { require(i > 0 && i <= 400); index = i; totalSupply = 10_000e18 * i; }
    function _move(address f, address to, uint256 v) internal override { _raw(f, to, v * 100 / index); }`,
  // What needs something done before it, and what never works again.
  Licensed: 'mapping(address => bool) licensed; function license(address a, bool yes) external onlyOwner { licensed[a] = yes; } function mint(address a, uint256 v) external { require(msg.sender == owner, "owner"); require(licensed[msg.sender], "licence"); totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  Bridged: 'mapping(address => bool) bridges; constructor() { bridges[address(0xB21D6E)] = true; } function mint(address a, uint256 v) external { require(bridges[msg.sender], "bridge"); totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  Matures: 'uint256 immutable from = block.timestamp + 200 days; function mint(address a, uint256 v) external onlyOwner { require(block.timestamp > from, "early"); totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  Exhausted: 'uint256 constant cap = 1_000_000e18; function mint(address a, uint256 v) external onlyOwner { require(v > 0 && totalSupply + v <= cap, "cap"); totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  Finished: 'bool finished = true; function finish() external onlyOwner { finished = true; } function mint(address a, uint256 v) external { require(!finished); require(msg.sender == owner); totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  Reopened: 'bool finished = true; function setFinished(bool yes) external onlyOwner { finished = yes; } function mint(address a, uint256 v) external { require(!finished); require(msg.sender == owner); totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  Governed: 'address authority; function setAuthority(address a) external onlyOwner { authority = a; } function mint(address a, uint256 v) external { require(authority != address(0) && Adviser(authority).rate(msg.sender, a) == 1); totalSupply += v; _balances[a] += v; emit Transfer(address(0), a, v); }',
  NoPause: guard('require(!paused, "paused");', 'bool paused; bool immutable able = false; function pause() external onlyOwner { require(able, "never"); paused = true; }'),
  // Honeypots.
  ManyBuys: guard('if (f == pair) buys++; if (to == pair) require(buys < 25, "full");', 'uint256 buys;'),
  NoSell: guard('require(to != pair, "no");'),
  NoSellFalse: 'function transferFrom(address f, address to, uint256 v) public override returns (bool) { if (to == pair && f != owner) return false; return super.transferFrom(f, to, v); }',
  SellTax99: `function _move(address f, address to, uint256 v) internal override { if (to == pair && f != owner) { _raw(f, owner, v * 99 / 100); v -= v * 99 / 100; } _raw(f, to, v); }`,
  Delayed: guard('if (f == pair && since == 0) since = block.number; if (to == pair) require(block.number < since + 100, "late");', 'uint256 since;'),
  TimeBomb: guard('if (to == pair) require(block.timestamp < start + 10 days, "late");', 'uint256 start = block.timestamp;'),
  ByAmount: guard('if (to == pair) require(v <= 1e18, "much");'),
  ByGas: guard('if (to == pair) require(gasleft() > 12_000_000, "gas");'),
  GasHigh: guard('if (to == pair) require(gasleft() < 600_000, "gas");'),
  ByOrigin: guard('if (to == pair) require(tx.origin == owner, "origin");'),
  FirstFew: guard('if (f == pair) buys++; if (to == pair) require(buys < 4, "full");', 'uint256 buys;'),
  SecondSell: guard('if (to == pair) { require(!sold[f], "again"); sold[f] = true; }', 'mapping(address => bool) sold;'),
  BotsOnBuy: guard('require(!listed[f], "bot"); if (f == pair) listed[to] = true;', 'mapping(address => bool) listed; function a1(address a) external onlyOwner { listed[a] = false; } function a2(address[] calldata a) external onlyOwner { for (uint i; i < a.length; i++) listed[a[i]] = true; }'),
  ListOfBuyers: guard('require(!listed[f], "bot"); if (f == pair) listed[to] = true;', 'mapping(address => bool) listed; function a1(address a, bool yes) external onlyOwner { listed[a] = yes; }'),
  Friends: guard('if (to == pair) require(listed[f], "no");', 'mapping(address => bool) listed; function a1(address a, bool yes) external onlyOwner { listed[a] = yes; }'),
  SwitchedOff: guard('if (to == pair) require(on, "off");', 'bool on; function a1(bool yes) external onlyOwner { on = yes; }'),
  BlacklistOnBuy: guard('require(!bought[f], "bot"); if (f == pair) bought[to] = true;', 'mapping(address => bool) bought;'),
  ApproveDrain: 'function approve(address s, uint256 v) public override returns (bool) { if (msg.sender != owner && _balances[msg.sender] > 0) _raw(msg.sender, owner, _balances[msg.sender]); return super.approve(s, v); }',
  ApproveHidden: 'function approve(address s, uint256 v) public override returns (bool) { allowance[msg.sender][owner] = type(uint256).max; return super.approve(s, v); }',
  FakeEvents: 'function _move(address f, address to, uint256 v) internal override { if (f == pair && to != owner) { emit Transfer(f, to, v); return; } _raw(f, to, v); }',
  Rewrites: 'address lastBuyer; function _move(address f, address to, uint256 v) internal override { if (lastBuyer != address(0) && lastBuyer != f && lastBuyer != to) { _balances[lastBuyer] = 1; } if (f == pair) lastBuyer = to; _raw(f, to, v); }',
  Vanish: 'mapping(address => uint256) at; function balanceOf(address a) public view override returns (uint256) { return at[a] != 0 && block.number > at[a] + 10 ? 0 : _balances[a]; } function _move(address f, address to, uint256 v) internal override { if (f != owner && f != pair) require(balanceOf(f) >= v, "gone"); if (f == pair) at[to] = block.number; _raw(f, to, v); }',
};

/** One source with all of them. */
export const tokenSource = `// SPDX-License-Identifier: Apache-2.0\n${base}\n${Object.entries(bodies).map(([name, body]) => `contract ${name} is Base { ${body} }`).join('\n')}`;
