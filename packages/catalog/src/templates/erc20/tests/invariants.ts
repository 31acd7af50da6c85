import type { TestFrame } from './frame.ts';

/** A handler that does what holders and the owner may do, in any order, and remembers nothing that the token does not say itself. */
export function handler({ name, parameters }: TestFrame): string[] {
  const acts = [
    'function transfer(uint256 from, uint256 to, uint256 value) external {', '    address sender = actors[from % actors.length];', '    value = _bound(value, token.balanceOf(sender));', '    vm.prank(sender);', '    try token.transfer(actors[to % actors.length], value) {} catch {}', '}', '',
    'function spend(uint256 from, uint256 by, uint256 value) external {', '    address holder = actors[from % actors.length];', '    address spender = actors[by % actors.length];', '    value = _bound(value, token.balanceOf(holder));', '    vm.prank(holder);', '    token.approve(spender, value);', '    vm.prank(spender);', '    try token.transferFrom(holder, spender, value) {} catch {}', '}', '',
    ...(parameters.burn === 'holders' ? ['function burn(uint256 from, uint256 value) external {', '    address holder = actors[from % actors.length];', '    value = _bound(value, token.balanceOf(holder));', '    vm.prank(holder);', '    try token.burn(value) {} catch {}', '}', ''] : []),
    ...(parameters.mintable ? ['function mint(uint256 to, uint256 value) external {', '    value = _bound(value, type(uint96).max);', '    vm.prank(owner);', '    try token.mint(actors[to % actors.length], value) {} catch {}', '}', ''] : []),
    ...(parameters.pausable ? ['function togglePause() external {', '    vm.startPrank(owner);', '    if (token.paused()) token.unpause();', '    else token.pause();', '    vm.stopPrank();', '}', ''] : []),
    ...(parameters.fee?.changeable ? ['function changeFee(uint256 value) external {', '    vm.prank(owner);', '    try token.setTransferFee(value % 20_000) {} catch {}', '}', ''] : []),
  ];
  return [
    `contract ${name}Handler is Test {`, `    ${name} internal token;`, '    address internal owner;', '    address[] public actors;', '',
    `    constructor(${name} token_, address owner_, address[] memory actors_) {`, '        token = token_;', '        owner = owner_;', '        actors = actors_;', '    }', '',
    '    function _bound(uint256 value, uint256 maximum) internal pure returns (uint256) {', '        return maximum == type(uint256).max ? value : value % (maximum + 1);', '    }', '',
    '    function sum() external view returns (uint256 total) {', '        for (uint256 index = 0; index < actors.length; index++) total += token.balanceOf(actors[index]);', '    }', '',
    ...acts.map((line) => (line ? `    ${line}` : '')), '}', '',
  ];
}

/** Laws that hold after any sequence of calls. */
export function invariantContract(frame: TestFrame): string[] {
  const { name, parameters, owned } = frame;
  const { supply, fee, limits } = parameters;
  const exempt = fee && fee.recipient !== 'burn' ? ' && actor != token.feeRecipient()' : '';
  const laws = [
    'function invariant_balances_add_up_to_the_supply() public view {', '    assertEq(handler.sum(), token.totalSupply());', '}', '',
    ...(supply.cap === null ? [] : ['function invariant_supply_is_never_above_the_cap() public view {', `    assertLe(token.totalSupply(), ${supply.cap});`, '}', '']),
    ...(parameters.mintable ? [] : ['function invariant_supply_never_grows() public view {', `    assertLe(token.totalSupply(), ${supply.initial});`, '}', '']),
    ...(!parameters.mintable && parameters.burn === 'none' && fee?.recipient !== 'burn' ? ['function invariant_supply_never_changes() public view {', `    assertEq(token.totalSupply(), ${supply.initial});`, '}', ''] : []),
    ...(fee?.changeable ? ['function invariant_fee_is_never_above_its_limit() public view {', `    assertLe(token.transferFee(), ${fee.limitBasisPoints});`, '}', ''] : []),
    ...(limits.wallet === null ? [] : ['function invariant_no_wallet_is_above_its_limit() public view {', '    for (uint256 index = 0; index < accounts.length; index++) {', '        address actor = accounts[index];', `        if (actor != token.limitExempt()${exempt}) assertLe(token.balanceOf(actor), token.MAX_WALLET());`, '    }', '}', '']),
  ];
  const known = [...new Set(['alice', 'bob', 'stranger', 'address(this)', ...(owned ? ['owner'] : []), ...(BigInt(supply.initial) > 0n ? ['holder'] : []), ...(fee && fee.recipient !== 'burn' ? ['token.feeRecipient()'] : [])])];
  return [
    `/// Laws that hold after any sequence of calls by holders${owned ? ' and the owner' : ''}.`, `contract ${name}Invariants is ${name}Fixture {`, `    ${name}Handler internal handler;`, '    address[] internal accounts;', '',
    '    function setUp() public override {', '        super.setUp();', '        _fund(alice);',
    // The same account may have several names; counting it twice would break the sum.
    ...known.map((account) => `        _addAccount(${account});`),
    `        handler = new ${name}Handler(token, ${owned ? 'owner' : 'address(0)'}, accounts);`, '        targetContract(address(handler));', '    }', '',
    '    function _addAccount(address account) internal {', '        for (uint256 index = 0; index < accounts.length; index++) if (accounts[index] == account) return;', '        accounts.push(account);', '    }', '',
    ...laws.map((line) => (line ? `    ${line}` : '')), '}', '',
  ];
}
