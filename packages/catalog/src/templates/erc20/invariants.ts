import { when } from '../suite.ts';
import type { SuiteTest } from '../suite.ts';
import type { Erc20Parameters } from './schema.ts';

/** The handler of the invariant tests: random users send, approve, burn, and the owner uses every power. */
export function invariantContracts(contractName: string, parameters: Erc20Parameters): string[][] {
  const moved = (lines: string[]): string[] => (parameters.pausable ? ['bool paused = token.paused();', ...lines] : lines);
  const count = parameters.pausable ? ' {\n            if (paused) movedWhilePaused += 1;\n        } catch {}' : ' {} catch {}';
  const action = (head: string, body: string[]): string[] => ['', `    function ${head} external {`, ...body.map((line) => `        ${line}`), '    }'];
  return [[
    `contract ${contractName}Handler is Test {`,
    `    ${contractName} internal token;`, '    address internal owner;', '    address[] public accounts;', ...(parameters.pausable ? ['    uint256 public movedWhilePaused;'] : []), '',
    `    constructor(${contractName} token_, address owner_, address holder, address feeRecipient) {`, '        token = token_;', '        owner = owner_;', '        accounts.push(holder);', '        accounts.push(feeRecipient);',
    '        for (uint160 i = 1; i <= 3; i++) accounts.push(address(0xA11CE0000 + i));', '        accounts.push(owner_);', '    }', '',
    '    function pick(uint256 seed) internal view returns (address) {', '        return accounts[seed % accounts.length];', '    }',
    '', '    function sum() external view returns (uint256 total) {', '        for (uint256 i = 0; i < accounts.length; i++) total += token.balanceOf(accounts[i]);', '    }',
    ...action('transfer(uint256 from, uint256 to, uint256 amount)', [...moved(['amount = bound(amount, 0, token.balanceOf(pick(from)));', 'vm.prank(pick(from));']), `try token.transfer(pick(to), amount) returns (bool)${count}`]),
    ...action('transferFrom(uint256 from, uint256 by, uint256 to, uint256 amount)', [...moved(['amount = bound(amount, 0, token.balanceOf(pick(from)));', 'vm.prank(pick(from));', 'token.approve(pick(by), amount);', 'vm.prank(pick(by));']), `try token.transferFrom(pick(from), pick(to), amount) returns (bool)${count}`]),
    ...(parameters.mintable ? action('mint(uint256 to, uint256 amount)', [...moved(['amount = bound(amount, 0, 2 ** 160);', 'vm.prank(owner);']), `try token.mint(pick(to), amount)${count}`]) : []),
    ...(parameters.burn === 'holders' ? action('burn(uint256 from, uint256 amount)', [...moved(['amount = bound(amount, 0, token.balanceOf(pick(from)));', 'vm.prank(pick(from));']), `try token.burn(amount)${count}`]) : []),
    ...(parameters.pausable ? action('pause(bool stop)', ['if (stop == token.paused()) return;', 'vm.prank(owner);', 'if (stop) token.pause();', 'else token.unpause();']) : []),
    ...(parameters.fee?.changeable ? action('setTransferFee(uint256 basisPoints)', ['vm.prank(owner);', 'try token.setTransferFee(basisPoints) {} catch {}']) : []),
    ...(parameters.denyList ? action('setDenied(uint256 who, bool denied)', ['vm.prank(owner);', 'if (denied) token.deny(pick(who));', 'else token.undeny(pick(who));']) : []),
    '}',
  ]];
}

/** Invariants that hold whatever the handler did. */
export function invariants(parameters: Erc20Parameters): (SuiteTest | null)[] {
  const wallet = parameters.limits.wallet !== null;
  return [
    { head: 'invariant_BalancesSumToTotalSupply() public view', body: ['assertEq(handler.sum(), token.totalSupply());'] },
    when(parameters.supply.cap !== null, 'invariant_CapIsNeverExceeded() public view', 'assertLe(token.totalSupply(), token.cap());'),
    when(!parameters.mintable, 'invariant_SupplyNeverGrows() public view', 'assertLe(token.totalSupply(), START);'),
    when(parameters.pausable, 'invariant_NothingMovesWhilePaused() public view', 'assertEq(handler.movedWhilePaused(), 0);'),
    when(parameters.fee?.changeable === true, 'invariant_FeeStaysBelowItsLimit() public view', 'assertLe(token.transferFee(), token.MAX_TRANSFER_FEE());'),
    when(wallet, 'invariant_WalletsStayBelowTheLimit() public view', 'for (uint256 i = 0; i < 6; i++) {', '    address account = handler.accounts(i);', `    if (account != token.limitExempt()${parameters.fee && parameters.fee.recipient !== 'burn' ? ' && account != token.feeRecipient()' : ''}) assertLe(token.balanceOf(account), token.MAX_WALLET());`, '}'),
  ];
}
