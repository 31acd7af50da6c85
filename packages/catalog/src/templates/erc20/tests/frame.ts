import type { Erc20Parameters } from '../schema.ts';
import { composeErc20 } from '../compose.ts';

/** What every part of the test file needs to know about the token under test. */
export interface TestFrame {
  name: string;
  parameters: Erc20Parameters;
  /** Solidity expression of an account of the spec; the test contract stands for the deployer. */
  account: (value: string) => string;
  /** The amount, in the smallest unit, that tests move around: far inside of every limit. */
  amount: bigint;
  /** Whether something is reserved, so that there are strangers to refuse. */
  owned: boolean;
}

export function makeFrame(name: string, parameters: Erc20Parameters): TestFrame {
  return { name, parameters, account: (value) => (value === '$deployer' ? 'address(this)' : value), amount: testAmount(parameters), owned: parameters.access !== 'none' };
}

/** At most a twentieth of everything that bounds an account, at least one unit. */
function testAmount({ supply, limits, decimals }: Erc20Parameters): bigint {
  const initial = BigInt(supply.initial);
  const room = supply.cap === null ? null : BigInt(supply.cap) - initial;
  const bounds = [10n ** BigInt(decimals + 3), ...(initial > 0n ? [initial / 20n] : room === null ? [] : [room / 20n])];
  for (const limit of [limits.transfer, limits.wallet]) if (limit !== null) bounds.push(BigInt(limit) / 20n);
  const least = bounds.reduce((a, b) => (a < b ? a : b));
  return least > 0n ? least : 1n;
}

/** The head of the test contract: deployment as the product does it, helpers, and a fund of tokens for `alice`. */
export function setUp({ name, parameters, account, amount }: TestFrame): string[] {
  const values = composeErc20(name, parameters).constructorArguments.map((argument) => account(argument.value as string)).join(', ');
  const { supply, fee } = parameters;
  const burned = fee?.recipient === 'burn';
  return [
    `${name} internal token;`, 'address internal alice = makeAddr("alice");', 'address internal bob = makeAddr("bob");', 'address internal stranger = makeAddr("stranger");',
    ...(parameters.access === 'none' ? [] : [`address internal owner = ${account(parameters.owner)};`]),
    ...(BigInt(supply.initial) > 0n ? [`address internal holder = ${account(supply.recipient)};`] : []),
    `/// Moved around by tests; far inside of every limit.`, `uint256 internal constant AMOUNT = ${amount};`, '',
    'function setUp() public {',
    ...(parameters.upgradeable
      ? [`    ${name} implementation = new ${name}();`, `    token = ${name}(address(new ERC1967Proxy(address(implementation), abi.encodeCall(${name}.initialize, (${values})))));`]
      : [`    token = new ${name}(${values});`]),
    '}', '',
    '/// Gives an account AMOUNT, less the fee.', 'function _fund(address account) internal {',
    ...(BigInt(supply.initial) > 0n ? ['    vm.prank(holder);', '    require(token.transfer(account, AMOUNT));'] : ['    vm.prank(owner);', '    token.mint(account, AMOUNT);']),
    '}', '',
    '/// The fee of a transfer, as the specification has it.', 'function _fee(address from, address to, uint256 value) internal view returns (uint256) {',
    ...(fee ? [...(burned ? [] : ['    if (from == token.feeRecipient() || to == token.feeRecipient()) return 0;']), `    return value * ${fee.changeable ? 'token.transferFee()' : 'token.TRANSFER_FEE()'} / 10_000;`] : ['    return 0;']),
    '}', '',
  ].map((line) => (fee ? line : line.replace('address from, address to, uint256 value) internal view', 'address, address, uint256) internal pure')));
}

/** One test function. */
export function testOf(head: string, body: string[], note?: string): string[] {
  return [...(note ? [`/// ${note}`] : []), `function ${head} public {`, ...body.map((line) => `    ${line}`), '}', ''];
}

/** A call that must be refused to anyone but its owner. */
export function refusedToStrangers(what: string, call: string): string[] {
  return testOf(`testFuzz_${what}_is_refused_to_strangers(address caller)`, ['vm.assume(caller != owner);', 'vm.prank(caller);', 'vm.expectRevert();', `${call};`]);
}
