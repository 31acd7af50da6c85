import type { Composition, ConstructorArgument } from '@hyperlens/protocol';
import { durationLiteral, groupedDigits, makeContract } from '../builder/index.ts';
import type { ContractBuilder, Parameter } from '../builder/index.ts';
import { addSettlement } from './settlement.ts';
import type { EscrowParameters } from './schema.ts';

/** The Solidity of an escrow that keeps any number of deals apart. States of a deal: created, funded, disputed, released or refunded. */
export function composeEscrow(contractName: string, parameters: EscrowParameters): Composition {
  const { currency, arbiter, deadline, fee } = parameters;
  const contract = makeContract({
    name: contractName, title: contractName, notice: 'Keeps the money of buyers until their deals are done, and pays each deal out exactly once.',
    ...(currency.type === 'native' ? {} : { dev: 'Tokens that charge a fee on transfer are refused when a deal is funded; tokens that change balances on their own are not supported.' }),
  });
  contract.inherit('ReentrancyGuard');
  if (currency.type === 'native') contract.importOpenZeppelin('utils/Address.sol', 'Address');
  else contract.importOpenZeppelin('token/ERC20/IERC20.sol', 'IERC20').importOpenZeppelin('token/ERC20/utils/SafeERC20.sol', 'SafeERC20').using('SafeERC20 for IERC20');
  contract.type({ notice: 'Where a deal stands.', lines: ['enum Status {', '    None,', '    Created,', '    Funded,', ...(disputes(parameters) ? ['    Disputed,'] : []), '    Released,', '    Refunded', '}'] })
    .type({
      notice: 'One deal. Amounts are in the smallest unit of the currency, times in seconds since 1970.',
      lines: [
        'struct Deal {', '    address buyer;', '    address seller;', ...(currency.type === 'any-token' ? ['    IERC20 token;'] : []), '    uint256 amount;',
        ...(deadline.mode === 'none' ? [] : ['    uint64 deadline;']), '    Status status;', '}',
      ],
    });
  addSetup(contract, parameters);
  addErrors(contract, parameters);
  addOpening(contract, parameters);
  addSettlement(contract, parameters);
  const file = `contracts/${contractName}.sol`;
  const constructorArguments: ConstructorArgument[] = [
    ...(currency.type === 'token' ? [{ name: 'token_', type: 'address', value: currency.token }] : []),
    ...(parameters.buyer === null ? [] : [{ name: 'buyer_', type: 'address', value: parameters.buyer }]),
    ...(parameters.seller === null ? [] : [{ name: 'seller_', type: 'address', value: parameters.seller }]),
    ...(arbiter ? [{ name: 'arbiter_', type: 'address', value: arbiter.account }] : []),
    ...(fee ? [{ name: 'feeRecipient_', type: 'address', value: fee.recipient }] : []),
  ];
  return { sources: { [file]: contract.print() }, file, constructorArguments, standards: [], upgradeability: 'none' };
}

/** Whether parties can dispute a deal. */
export function disputes(parameters: EscrowParameters): boolean {
  return parameters.arbiter?.acts === 'disputed';
}

function addSetup(contract: ContractBuilder, { currency, buyer, seller, arbiter, deadline, fee }: EscrowParameters): void {
  if (deadline.mode === 'fixed') contract.constant(`uint64 public constant REFUND_PERIOD = ${durationLiteral(deadline.seconds)}`, 'Time after funding from which the buyer can take the money back.');
  if (fee) {
    contract.constant(`uint256 public constant FEE_BASIS_POINTS = ${groupedDigits(String(fee.basisPoints))}`, 'Share of a released payment that goes to the fee recipient, in basis points; cannot be changed.')
      .constant('uint256 private constant BASIS_POINTS = 10_000', 'Basis points in a whole.');
  }
  if (currency.type === 'token') {
    contract.state('IERC20 public immutable token', 'Token that deals are paid with.')
      .parameter({ type: 'IERC20', name: 'token_', doc: 'Token that deals are paid with; cannot be changed.' })
      .construct('if (address(token_) == address(0)) revert ZeroAddress();', 'token = token_;');
  }
  const people: [string, boolean, string, string][] = [
    ['buyer', buyer !== null, 'Account that may open deals.', 'Account that may open deals'],
    ['seller', seller !== null, 'Account that every deal pays.', 'Account that every deal pays'],
    ['arbiter', arbiter !== null, `Account that decides ${arbiter?.acts === 'disputed' ? 'disputed' : 'funded'} deals.`, 'Account that decides'],
    ['feeRecipient', fee !== null, 'Account that receives the fees.', 'Account that receives the fees'],
  ];
  for (const [name, present, notice, doc] of people) {
    if (!present) continue;
    contract.state(`address public immutable ${name}`, notice).parameter({ type: 'address', name: `${name}_`, doc: `${doc}; cannot be changed.` })
      .construct(`if (${name}_ == address(0)) revert ZeroAddress();`, `${name} = ${name}_;`);
  }
  contract.state('uint256 public dealCount', 'Number of deals ever opened; ids are 1 to this.').state('mapping(uint256 dealId => Deal) private _deals', 'Deals by id.');
  if (fee) {
    contract.state(currency.type === 'any-token' ? 'mapping(IERC20 token => uint256) public feesOwed' : 'uint256 public feesOwed', 'Fees taken and not yet paid out.');
  }
}

function addErrors(contract: ContractBuilder, { arbiter, deadline, currency }: EscrowParameters): void {
  const dealId = { type: 'uint256', name: 'dealId', doc: 'The deal.' };
  contract.error({ name: 'ZeroAddress', notice: 'An address that must be set is zero.' })
    .error({ name: 'ZeroAmount', notice: 'A deal needs an amount.' })
    .error({ name: 'InvalidSeller', notice: 'The buyer cannot be the seller.' })
    .error({ name: 'NotAllowed', notice: 'The caller may not do this with this deal now.', parameters: [dealId, { type: 'address', name: 'caller', doc: 'Who tried.' }] })
    .error({ name: 'WrongStatus', notice: 'The deal is not in a state that allows this.', parameters: [dealId, { type: 'Status', name: 'status', doc: 'Its state.' }] });
  if (arbiter) contract.error({ name: 'ArbiterIsParty', notice: 'The arbiter cannot be buyer or seller.' });
  if (deadline.mode === 'per-deal') contract.error({ name: 'DeadlinePassed', notice: 'The deadline is not in the future.', parameters: [{ type: 'uint64', name: 'deadline', doc: 'The time in seconds since 1970.' }] });
  if (currency.type === 'native') {
    contract.error({ name: 'WrongPayment', notice: 'The payment is not the amount of the deal.', parameters: [{ type: 'uint256', name: 'expected', doc: 'Amount of the deal in wei.' }, { type: 'uint256', name: 'received', doc: 'What was sent in wei.' }] });
  } else {
    contract.error({ name: 'TransferTaxed', notice: 'The token delivered less than was sent.', parameters: [{ type: 'uint256', name: 'expected', doc: 'Amount of the deal.' }, { type: 'uint256', name: 'received', doc: 'What arrived.' }] });
  }
}

/** createDeal, fund and the view of a deal. */
function addOpening(contract: ContractBuilder, { currency, buyer, seller, arbiter, deadline }: EscrowParameters): void {
  const to = seller === null ? 'seller_' : 'seller';
  const inputs: Parameter[] = [
    ...(seller === null ? [{ type: 'address', name: 'seller_', doc: 'Account that is paid when the deal is done.' }] : []),
    ...(currency.type === 'any-token' ? [{ type: 'IERC20', name: 'token_', doc: 'Token the deal is paid with.' }] : []),
    { type: 'uint256', name: 'amount', doc: `Price in ${currency.type === 'native' ? 'wei' : 'the smallest unit of the token'}.` },
    ...(deadline.mode === 'per-deal' ? [{ type: 'uint64', name: 'deadline_', doc: 'Time in seconds since 1970 from which the buyer can take the money back.' }] : []),
  ];
  const fields = ['buyer: msg.sender', `seller: ${to}`, ...(currency.type === 'any-token' ? ['token: token_'] : []), 'amount: amount', ...(deadline.mode === 'none' ? [] : [`deadline: ${deadline.mode === 'per-deal' ? 'deadline_' : '0'}`]), 'status: Status.Created'];
  const token = currency.type === 'any-token' ? 'deal.token' : 'token';
  contract.event({
    name: 'DealCreated', notice: 'A deal was opened; no money has moved yet.',
    parameters: [{ type: 'uint256', name: 'dealId', indexed: true, doc: 'Its id.' }, { type: 'address', name: 'buyer', indexed: true, doc: 'Who will pay.' }, { type: 'address', name: 'seller', indexed: true, doc: 'Who will be paid.' }, { type: 'uint256', name: 'amount', doc: 'Price in the smallest unit.' }],
  }).event({ name: 'DealFunded', notice: 'The buyer paid in.', parameters: [{ type: 'uint256', name: 'dealId', indexed: true, doc: 'The deal.' }, { type: 'uint256', name: 'amount', doc: 'What was paid in.' }] });
  contract.function({
    name: 'createDeal', visibility: 'external', parameters: inputs, returns: [{ type: 'uint256', name: 'dealId', doc: 'Id of the new deal.' }],
    notice: `Opens a deal with the caller as buyer. It is paid in by \`fund\`.`,
    body: [
      ...(buyer === null ? [] : ['if (msg.sender != buyer) revert NotAllowed(0, msg.sender);']),
      ...(seller === null ? ['if (seller_ == address(0)) revert ZeroAddress();'] : []),
      ...(currency.type === 'any-token' ? ['if (address(token_) == address(0)) revert ZeroAddress();'] : []),
      `if (${to} == msg.sender) revert InvalidSeller();`,
      ...(arbiter ? [`if (msg.sender == arbiter || ${to} == arbiter) revert ArbiterIsParty();`] : []),
      'if (amount == 0) revert ZeroAmount();',
      ...(deadline.mode === 'per-deal' ? ['if (deadline_ <= block.timestamp) revert DeadlinePassed(deadline_);'] : []),
      'dealId = ++dealCount;',
      '_deals[dealId] = Deal({', ...fields.map((field, index) => `    ${field}${index < fields.length - 1 ? ',' : ''}`), '});',
      `emit DealCreated(dealId, msg.sender, ${to}, amount);`,
    ],
  }).function({
    name: 'fund', visibility: 'external', ...(currency.type === 'native' ? { mutability: 'payable' } : { modifiers: ['nonReentrant'] }), parameters: [{ type: 'uint256', name: 'dealId', doc: 'The deal.' }],
    notice: currency.type === 'native' ? 'Pays a deal in: the buyer sends exactly its amount.' : 'Pays a deal in: takes its amount from the buyer, who approved it before.',
    body: [
      'Deal storage deal = _deals[dealId];',
      'if (deal.status != Status.Created) revert WrongStatus(dealId, deal.status);',
      'if (msg.sender != deal.buyer) revert NotAllowed(dealId, msg.sender);',
      ...(deadline.mode === 'per-deal' ? ['if (deal.deadline <= block.timestamp) revert DeadlinePassed(deal.deadline);'] : []),
      ...(currency.type === 'native' ? ['if (msg.value != deal.amount) revert WrongPayment(deal.amount, msg.value);'] : []),
      'deal.status = Status.Funded;',
      ...(deadline.mode === 'fixed' ? ['_deals[dealId].deadline = uint64(block.timestamp) + REFUND_PERIOD;'] : []),
      'emit DealFunded(dealId, deal.amount);',
      ...(currency.type === 'native' ? [] : [
        `uint256 before = ${token}.balanceOf(address(this));`,
        `${token}.safeTransferFrom(msg.sender, address(this), deal.amount);`,
        `uint256 received = ${token}.balanceOf(address(this)) - before;`,
        'if (received < deal.amount) revert TransferTaxed(deal.amount, received);',
      ]),
    ],
  }).function({
    name: 'getDeal', visibility: 'external', mutability: 'view', parameters: [{ type: 'uint256', name: 'dealId', doc: 'The deal.' }], returns: [{ type: 'Deal memory', doc: 'Everything known about it; all zero when it does not exist.' }],
    notice: 'Shows a deal.', body: ['return _deals[dealId];'],
  });
}
