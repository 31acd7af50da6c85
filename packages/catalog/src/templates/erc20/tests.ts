import type { SourceFiles } from '@hyperlens/protocol';
import { stringLiteral } from '../builder/index.ts';
import { printSuite, refused, when } from '../suite.ts';
import type { SuiteTest } from '../suite.ts';
import { invariantContracts, invariants } from './invariants.ts';
import type { Erc20Parameters } from './schema.ts';
import { powerTests } from './powers.ts';

/** Amounts the tests work with, in the smallest unit. */
export interface Sample {
  /** What the holder has after set-up. */
  start: bigint;
  /** A usual amount that fits every limit. */
  amount: bigint;
  /** What can still be minted. */
  room: bigint;
  /** Fee in basis points. */
  fee: number;
}

/** Solidity tests (unit, fuzz, invariant) that hold for every token composed from these parameters. */
export function testErc20(contractName: string, parameters: Erc20Parameters): SourceFiles {
  const sample = sampleOf(parameters);
  const { upgradeable, access } = parameters;
  const args = [
    ...(access === 'none' ? [] : ['owner']), ...(parameters.fee && parameters.fee.recipient !== 'burn' ? ['feeRecipient'] : []),
    ...(parameters.supply.recipient !== '$deployer' && parameters.supply.initial !== '0' ? ['holder'] : []),
  ].join(', ');
  const deployed = upgradeable
    ? [`implementation = new ${contractName}();`, `token = ${contractName}(address(new ERC1967Proxy(address(implementation), abi.encodeCall(${contractName}.initialize, (${args})))));`]
    : [`token = new ${contractName}(${args});`];
  const minted = parameters.supply.initial === '0';
  return {
    [`test/${contractName}.t.sol`]: printSuite({
      contractName,
      imports: [
        ...(upgradeable ? ['import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";'] : []),
        ...(parameters.flashMint ? ['import {IERC3156FlashBorrower} from "@openzeppelin/contracts/interfaces/IERC3156FlashBorrower.sol";'] : []),
      ],
      state: [
        `${contractName} internal token`, ...(upgradeable ? [`${contractName} internal implementation`] : []), `${contractName}Handler internal handler`,
        'address internal owner = makeAddr("owner")', 'address internal alice = makeAddr("alice")', 'address internal bob = makeAddr("bob")', 'address internal feeRecipient = makeAddr("fee recipient")', 'address internal holder',
        `uint256 internal constant START = ${sample.start}`, `uint256 internal constant AMOUNT = ${sample.amount}`,
      ],
      setUp: [
        ...(parameters.supply.recipient === '$deployer' || minted ? ['holder = address(this);'] : ['holder = makeAddr("initial holder");']),
        ...deployed, ...(minted ? ['vm.prank(owner);', 'token.mint(holder, START);'] : []),
        `handler = new ${contractName}Handler(token, owner, holder, feeRecipient);`, 'targetContract(address(handler));',
      ],
      functions: [
        '/// What arrives of an amount that is sent.', `function _net(uint256 amount) internal ${sample.fee > 0 ? 'pure ' : 'pure '}returns (uint256) {`, sample.fee > 0 ? `    return amount - (amount * ${sample.fee}) / 10_000;` : '    return amount;', '}',
      ],
      tests: [...basicTests(parameters, sample), ...powerTests(contractName, parameters, sample), ...invariants(parameters)],
      contracts: [...invariantContracts(contractName, parameters), ...(parameters.flashMint ? [borrower(contractName)] : [])],
    }),
  };
}

function sampleOf(parameters: Erc20Parameters): Sample {
  const smallest = (...values: (bigint | null)[]): bigint => values.filter((value) => value !== null).reduce((left, right) => (left < right ? left : right));
  const unit = 10n ** BigInt(parameters.decimals);
  const cap = parameters.supply.cap === null ? null : BigInt(parameters.supply.cap);
  const initial = BigInt(parameters.supply.initial);
  const start = initial > 0n ? initial : smallest(cap, 1_000n * unit);
  const wallet = parameters.limits.wallet === null ? null : BigInt(parameters.limits.wallet);
  const transfer = parameters.limits.transfer === null ? null : BigInt(parameters.limits.transfer);
  const amount = smallest(start / 4n, 100n * unit, transfer, wallet === null ? null : wallet / 4n);
  return { start, amount: amount > 0n ? amount : 1n, room: cap === null ? 2n ** 200n : cap - start, fee: parameters.fee?.basisPoints ?? 0 };
}

function basicTests(parameters: Erc20Parameters, sample: Sample): (SuiteTest | null)[] {
  const burnsFee = parameters.fee?.recipient === 'burn';
  return [
    {
      head: 'test_Metadata() public view',
      body: [`assertEq(token.name(), ${stringLiteral(parameters.name)});`, `assertEq(token.symbol(), ${stringLiteral(parameters.symbol)});`, `assertEq(uint256(token.decimals()), ${parameters.decimals});`],
    },
    { head: 'test_InitialSupply() public view', body: ['assertEq(token.totalSupply(), START);', 'assertEq(token.balanceOf(holder), START);'] },
    {
      head: 'testFuzz_Transfer(uint256 amount) public',
      body: [
        'amount = bound(amount, 0, AMOUNT);', 'uint256 supply = token.totalSupply();', 'vm.prank(holder);', 'assertTrue(token.transfer(alice, amount));',
        'assertEq(token.balanceOf(alice), _net(amount));', 'assertEq(token.balanceOf(holder), START - amount);',
        burnsFee ? 'assertEq(token.totalSupply(), supply - (amount - _net(amount)));' : 'assertEq(token.totalSupply(), supply);',
        ...(sample.fee > 0 && !burnsFee ? ['assertEq(token.balanceOf(feeRecipient), amount - _net(amount));'] : []),
      ],
    },
    { head: 'testFuzz_TransferAboveBalance(uint256 amount) public', body: ['amount = bound(amount, 1, type(uint256).max);', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transfer(bob, amount);'] },
    {
      head: 'testFuzz_TransferFrom(uint256 amount) public',
      body: [
        'amount = bound(amount, 1, AMOUNT);', 'vm.prank(holder);', 'token.approve(bob, amount);', 'vm.prank(bob);', 'assertTrue(token.transferFrom(holder, alice, amount));', 'assertEq(token.balanceOf(alice), _net(amount));',
        'assertEq(token.allowance(holder, bob), 0);', 'vm.prank(bob);', 'vm.expectRevert();', 'token.transferFrom(holder, alice, 1);',
      ],
    },
    refused('MoveTokensOfOthers', 'token.transferFrom(holder, alice, 1)', ['holder']),
    when(!parameters.mintable, 'test_NobodyCanMint() public', 'vm.prank(owner);', '(bool done,) = address(token).call(abi.encodeWithSignature("mint(address,uint256)", owner, 1));', 'assertFalse(done);'),
    ...(parameters.mintable ? [refused('Mint', 'token.mint(caller, 1)')] : []),
    when(parameters.mintable && sample.room > 0n, 'test_OwnerMints() public', `uint256 amount = ${sample.room < sample.amount ? sample.room : sample.amount};`, 'vm.prank(owner);', 'token.mint(alice, amount);', 'assertEq(token.balanceOf(alice), amount);', 'assertEq(token.totalSupply(), START + amount);'),
    when(parameters.mintable && parameters.supply.cap !== null, 'testFuzz_CapHolds(uint256 amount) public', `amount = bound(amount, ${sample.room} + 1, type(uint256).max - START);`, 'vm.prank(owner);', 'vm.expectRevert();', 'token.mint(holder, amount);'),
    when(parameters.burn === 'holders', 'testFuzz_HolderBurns(uint256 amount) public', 'amount = bound(amount, 0, START);', 'vm.prank(holder);', 'token.burn(amount);', 'assertEq(token.totalSupply(), START - amount);', 'assertEq(token.balanceOf(holder), START - amount);'),
    when(parameters.burn === 'holders', 'test_BurnAboveBalance() public', 'vm.prank(alice);', 'vm.expectRevert();', 'token.burn(1);'),
    ...(parameters.burn === 'holders' ? [refused('BurnTokensOfOthers', 'token.burnFrom(holder, 1)', ['holder'])] : []),
    ...(parameters.burn === 'owner' ? [refused('Burn', 'token.burn(0)')] : []),
    when(parameters.burn === 'owner', 'test_OwnerBurnsOwnTokens() public', 'vm.prank(holder);', 'token.transfer(owner, AMOUNT);', 'uint256 supply = token.totalSupply();', 'uint256 held = token.balanceOf(owner);', 'vm.prank(owner);', 'token.burn(held);', 'assertEq(token.balanceOf(owner), 0);', 'assertEq(token.totalSupply(), supply - held);'),
    when(parameters.burn === 'none', 'test_NobodyCanBurn() public', 'vm.prank(holder);', '(bool done,) = address(token).call(abi.encodeWithSignature("burn(uint256)", 1));', 'assertFalse(done);'),
  ];
}

function borrower(contractName: string): string[] {
  return [
    `contract ${contractName}Borrower is IERC3156FlashBorrower {`, '    bool internal immutable repays;', '', '    constructor(bool repays_) {', '        repays = repays_;', '    }', '',
    '    function onFlashLoan(address, address token, uint256 amount, uint256 fee, bytes calldata) external returns (bytes32) {',
    `        if (repays) ${contractName}(token).approve(token, amount + fee);`, '        return keccak256("ERC3156FlashBorrower.onFlashLoan");', '    }', '}',
  ];
}
