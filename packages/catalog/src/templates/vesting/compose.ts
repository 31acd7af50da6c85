import type { Composition, ConstructorArgument } from '@hyperlens/protocol';
import { addAccess, durationLiteral, groupedDigits, makeContract } from '../builder/index.ts';
import type { ContractBuilder } from '../builder/index.ts';
import { addFunding, addGranting } from './money.ts';
import type { VestingParameters } from './schema.ts';

/** The Solidity of a vesting contract: grants by beneficiary, one schedule, paid out on demand. */
export function composeVesting(contractName: string, parameters: VestingParameters): Composition {
  const { currency, grants, schedule } = parameters;
  const native = currency.type === 'native';
  const contract = makeContract({
    name: contractName, title: contractName, notice: `Pays ${native ? 'the coin of the chain' : 'one ERC-20 token'} to beneficiaries little by little, as it vests.`,
    ...(native ? {} : { dev: 'Tokens that charge a fee on transfer are refused when they are paid in; tokens that change balances on their own are not supported.' }),
  });
  contract.inherit('ReentrancyGuard').importOpenZeppelin('utils/math/Math.sol', 'Math');
  if (native) contract.importOpenZeppelin('utils/Address.sol', 'Address');
  else contract.importOpenZeppelin('token/ERC20/IERC20.sol', 'IERC20').importOpenZeppelin('token/ERC20/utils/SafeERC20.sol', 'SafeERC20').using('SafeERC20 for IERC20');
  contract.type({
    notice: 'What one beneficiary gets. Amounts are in the smallest unit, `start` in seconds since 1970.',
    lines: ['struct Grant {', '    uint256 amount;', '    uint256 released;', '    uint64 start;', ...(parameters.revocable ? ['    bool revoked;'] : []), '}'],
  });
  addSetup(contract, parameters);
  addSchedule(contract, parameters);
  addRelease(contract, native);
  if (parameters.revocable) addRevocation(contract, native);
  if (grants.length) addFunding(contract, native);
  if (parameters.addable) addGranting(contract, native, grants.length > 0);
  addHelpers(contract, native);
  const file = `contracts/${contractName}.sol`;
  const constructorArguments: ConstructorArgument[] = [
    ...(currency.type === 'token' ? [{ name: 'token_', type: 'address', value: currency.token }] : []),
    ...(parameters.access === 'none' ? [] : [{ name: 'initialOwner', type: 'address', value: parameters.owner }]),
    ...(grants.length ? [
      ...(schedule.start === 'deployment' ? [] : [{ name: 'start_', type: 'uint64', value: String(schedule.start) }]),
      { name: 'beneficiaries', type: 'address[]', value: grants.map((grant) => grant.beneficiary) },
      { name: 'amounts', type: 'uint256[]', value: grants.map((grant) => grant.amount) },
    ] : []),
  ];
  return { sources: { [file]: contract.print() }, file, constructorArguments, standards: [], upgradeability: 'none' };
}

function addSetup(contract: ContractBuilder, { currency, grants, schedule, access }: VestingParameters): void {
  contract.constant(`uint64 public constant DURATION = ${durationLiteral(schedule.durationSeconds)}`, 'Time from the start of a grant until all of it has vested.');
  if (schedule.cliffSeconds > 0) contract.constant(`uint64 public constant CLIFF = ${durationLiteral(schedule.cliffSeconds)}`, schedule.upfrontBasisPoints > 0 ? 'Time from the start during which no more than the upfront share vests.' : 'Time from the start during which nothing vests.');
  if (schedule.stepSeconds > 0) contract.constant(`uint64 public constant STEP = ${durationLiteral(schedule.stepSeconds)}`, 'Vesting advances only when such a period is complete; the duration is a whole number of them.');
  if (schedule.upfrontBasisPoints > 0) {
    contract.constant(`uint256 public constant UPFRONT_BASIS_POINTS = ${groupedDigits(String(schedule.upfrontBasisPoints))}`, 'Share of a grant that is free from its start, in basis points.')
      .constant('uint256 private constant BASIS_POINTS = 10_000', 'Basis points in a whole.');
  }
  contract.error({ name: 'ZeroAddress', notice: 'An address that must be set is zero.' })
    .error({ name: 'ZeroAmount', notice: 'An amount must be above zero.' })
    .error({ name: 'AlreadyGranted', notice: 'The beneficiary has a grant already.', parameters: [{ type: 'address', name: 'beneficiary', doc: 'The account.' }] })
    .error({ name: 'NothingToRelease', notice: 'Nothing more has vested for the beneficiary.', parameters: [{ type: 'address', name: 'beneficiary', doc: 'The account.' }] })
    .error({ name: 'Underfunded', notice: 'The contract does not hold enough; it has to be funded first.', parameters: [{ type: 'uint256', name: 'held', doc: 'What it holds.' }, { type: 'uint256', name: 'needed', doc: 'What would have to be paid.' }] });
  if (currency.type === 'token') {
    contract.state('IERC20 public immutable token', 'Token that vests.').parameter({ type: 'IERC20', name: 'token_', doc: 'Token that vests; cannot be changed.' })
      .construct('if (address(token_) == address(0)) revert ZeroAddress();', 'token = token_;');
  }
  contract.state('uint256 public outstanding', 'What all grants together still have to pay, in the smallest unit.').state('mapping(address beneficiary => Grant) private _grants', 'Grants by beneficiary.')
    .event({ name: 'Granted', notice: 'A grant was made.', parameters: [{ type: 'address', name: 'beneficiary', indexed: true, doc: 'Who gets it.' }, { type: 'uint256', name: 'amount', doc: 'How much, in the smallest unit.' }, { type: 'uint64', name: 'start', doc: 'When it starts, in seconds since 1970.' }] });
  addAccess(contract, access);
  if (grants.length) {
    if (schedule.start !== 'deployment') contract.parameter({ type: 'uint64', name: 'start_', doc: 'When these grants start, in seconds since 1970.' });
    contract.error({ name: 'LengthMismatch', notice: 'There must be one amount for each beneficiary.' })
      .parameter({ type: 'address[] memory', name: 'beneficiaries', doc: 'Who gets a grant.' }).parameter({ type: 'uint256[] memory', name: 'amounts', doc: 'How much each gets, in the smallest unit.' })
      .construct('if (beneficiaries.length != amounts.length) revert LengthMismatch();', 'for (uint256 i = 0; i < beneficiaries.length; ++i) {',
        `    _grant(beneficiaries[i], amounts[i], ${schedule.start === 'deployment' ? 'uint64(block.timestamp)' : 'start_'});`, '}');
  }
}

const beneficiary = { type: 'address', name: 'beneficiary', doc: 'Account of the grant.' };
const amountOut = [{ type: 'uint256', doc: 'Amount in the smallest unit.' }];

function addSchedule(contract: ContractBuilder, { schedule, revocable }: VestingParameters): void {
  const upfront = schedule.upfrontBasisPoints > 0;
  const early = upfront ? 'upfront' : '0';
  contract.function({
    name: 'getGrant', visibility: 'external', mutability: 'view', parameters: [beneficiary], returns: [{ type: 'Grant memory', doc: 'The grant; all zero when there is none.' }],
    notice: 'Shows a grant.', body: ['return _grants[beneficiary];'],
  }).function({
    name: 'vestedAmount', visibility: 'public', mutability: 'view', returns: amountOut,
    parameters: [beneficiary, { type: 'uint64', name: 'timestamp', doc: 'Time in seconds since 1970.' }],
    notice: 'What has vested of a grant at a time, released or not.',
    body: [
      'Grant storage grant_ = _grants[beneficiary];',
      ...(revocable ? ['if (grant_.revoked) return grant_.amount;'] : []),
      'if (timestamp < grant_.start) return 0;',
      'uint256 elapsed = timestamp - grant_.start;',
      'if (elapsed >= DURATION) return grant_.amount;',
      ...(upfront ? ['uint256 upfront = Math.mulDiv(grant_.amount, UPFRONT_BASIS_POINTS, BASIS_POINTS);'] : []),
      ...(schedule.cliffSeconds > 0 ? [`if (elapsed < CLIFF) return ${early};`] : []),
      `return ${upfront ? 'upfront + ' : ''}Math.mulDiv(${upfront ? 'grant_.amount - upfront' : 'grant_.amount'}, ${schedule.stepSeconds > 0 ? 'elapsed / STEP, DURATION / STEP' : 'elapsed, DURATION'});`,
    ],
  }).function({
    name: 'releasable', visibility: 'public', mutability: 'view', parameters: [beneficiary], returns: amountOut,
    notice: 'What a beneficiary can be paid now.', body: ['return vestedAmount(beneficiary, uint64(block.timestamp)) - _grants[beneficiary].released;'],
  });
}

function addRelease(contract: ContractBuilder, native: boolean): void {
  contract.event({ name: 'Released', notice: 'A beneficiary was paid.', parameters: [{ ...beneficiary, indexed: true }, { type: 'uint256', name: 'amount', doc: 'How much, in the smallest unit.' }] })
    .function({
      name: 'release', visibility: 'external', modifiers: ['nonReentrant'], parameters: [beneficiary], returns: [{ type: 'uint256', name: 'amount', doc: 'What was paid, in the smallest unit.' }],
      notice: 'Pays a beneficiary everything that has vested and was not paid yet. Anybody may call it; only the beneficiary is paid.',
      body: [
        'Grant storage grant_ = _grants[beneficiary];', 'uint256 vested = vestedAmount(beneficiary, uint64(block.timestamp));', 'if (vested <= grant_.released) revert NothingToRelease(beneficiary);',
        'amount = vested - grant_.released;', 'uint256 held = _held();', 'if (held < amount) revert Underfunded(held, amount);',
        'grant_.released = vested;', 'outstanding -= amount;', 'emit Released(beneficiary, amount);',
        native ? 'Address.sendValue(payable(beneficiary), amount);' : 'token.safeTransfer(beneficiary, amount);',
      ],
    });
}

function addRevocation(contract: ContractBuilder, native: boolean): void {
  contract.error({ name: 'NotRevocable', notice: 'There is no grant, or it was revoked already.', parameters: [{ type: 'address', name: 'beneficiary', doc: 'The account.' }] })
    .event({
      name: 'Revoked', notice: 'A grant was stopped; what had vested stays with the beneficiary.',
      parameters: [{ ...beneficiary, indexed: true }, { type: 'uint256', name: 'vested', doc: 'What the beneficiary keeps, released or not.' }, { type: 'uint256', name: 'returned', doc: 'What went back to the owner.' }],
    })
    .function({
      name: 'revoke', visibility: 'external', modifiers: ['onlyOwner', 'nonReentrant'], parameters: [beneficiary],
      notice: 'Stops a grant. What has vested stays with the beneficiary; the rest goes back to the owner as far as the contract was funded beyond what it owes.',
      body: [
        'Grant storage grant_ = _grants[beneficiary];', 'if (grant_.amount == 0 || grant_.revoked) revert NotRevocable(beneficiary);',
        'uint256 vested = vestedAmount(beneficiary, uint64(block.timestamp));', 'uint256 unvested = grant_.amount - vested;', 'grant_.revoked = true;', 'grant_.amount = vested;', 'outstanding -= unvested;',
        'uint256 held = _held();', 'uint256 returned = held > outstanding ? Math.min(unvested, held - outstanding) : 0;', 'emit Revoked(beneficiary, vested, returned);', 
        native ? 'if (returned > 0) Address.sendValue(payable(owner()), returned);' : 'if (returned > 0) token.safeTransfer(owner(), returned);',
      ],
    });
}

function addHelpers(contract: ContractBuilder, native: boolean): void {
  contract.function({
    name: '_grant', visibility: 'private', notice: 'Writes a grant down.',
    parameters: [beneficiary, { type: 'uint256', name: 'amount', doc: 'How much, in the smallest unit.' }, { type: 'uint64', name: 'start', doc: 'When it starts, in seconds since 1970.' }],
    body: [
      'if (beneficiary == address(0)) revert ZeroAddress();', 'if (amount == 0) revert ZeroAmount();', 'Grant storage grant_ = _grants[beneficiary];',
      'if (grant_.start != 0) revert AlreadyGranted(beneficiary);', 'grant_.amount = amount;', 'grant_.start = start;', 'outstanding += amount;', 'emit Granted(beneficiary, amount, start);',
    ],
  }).function({
    name: '_held', visibility: 'private', mutability: 'view', returns: amountOut, notice: 'What the contract holds.', body: [native ? 'return address(this).balance;' : 'return token.balanceOf(address(this));'],
  });
}
