import type { Composition } from '@hyperlens/protocol';
import { durationLiteral, makeContract } from '../builder/index.ts';
import type { ContractBuilder } from '../builder/index.ts';
import { addOwnerChanges } from './owners.ts';
import { mostOwners } from './schema.ts';
import type { MultisigParameters } from './schema.ts';
import { addSignatures } from './signatures.ts';

const transactionId = { type: 'uint256', name: 'transactionId', doc: 'The transaction.' };
const ownerEvent = { type: 'address', name: 'owner', indexed: true, doc: 'The owner.' };

/**
 * The Solidity of an n-of-m wallet: owners submit, confirm, revoke and execute on chain. A confirmation belongs to a membership, not to
 * an address: an owner who leaves and comes back has confirmed nothing.
 */
export function composeMultisig(contractName: string, parameters: MultisigParameters): Composition {
  const contract = makeContract({ name: contractName, title: contractName, notice: 'A wallet of several owners: money moves, and owners change, only when enough of them confirm.' });
  contract.inherit('ReentrancyGuard');
  addSetup(contract, parameters);
  addProposals(contract, parameters.delaySeconds > 0);
  addExecution(contract, parameters.delaySeconds > 0);
  addOwnerChanges(contract);
  addViews(contract);
  if (parameters.signatures) addSignatures(contract, contractName);
  if (parameters.receivesNfts) {
    contract.inheritFrom({ name: 'ERC721Holder', path: '@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol', order: 45 })
      .inheritFrom({ name: 'ERC1155Holder', path: '@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol', order: 46 });
  }
  const file = `contracts/${contractName}.sol`;
  return {
    sources: { [file]: contract.print() }, file, upgradeability: 'none', standards: parameters.signatures ? ['ERC-1271'] : [],
    constructorArguments: [{ name: 'owners_', type: 'address[]', value: parameters.owners }, { name: 'threshold_', type: 'uint256', value: String(parameters.threshold) }],
  };
}

function addSetup(contract: ContractBuilder, parameters: MultisigParameters): void {
  const delayed = parameters.delaySeconds > 0;
  contract.type({
    notice: 'A call that owners confirm. `value` is in wei.',
    lines: ['struct Transaction {', '    address target;', '    uint256 value;', '    bytes data;', '    bool executed;', ...(delayed ? ['    uint256 readyAt;'] : []), '}'],
  })
    .constant(`uint256 public constant MAX_OWNERS = ${mostOwners}`, 'Most owners the wallet can have.');
  if (delayed) contract.constant(`uint256 public constant DELAY = ${durationLiteral(parameters.delaySeconds)}`, 'Time between enough confirmations and execution, in which owners can still revoke.');
  contract.state('uint256 public threshold', 'Confirmations a transaction needs.')
    .state('uint256 public transactionCount', 'Number of transactions ever submitted; ids are 1 to this.')
    .state('address[] private _owners', 'The owners.')
    .state('uint256 private _memberships', 'Number of memberships ever given.')
    .state('mapping(address owner => uint256 membership) private _membership', 'Number of the membership of each owner; zero for everybody else.')
    .state('mapping(uint256 transactionId => Transaction) private _transactions', 'Transactions by id.')
    .state('mapping(uint256 transactionId => mapping(address owner => uint256 membership)) private _confirmations', 'Membership with which each owner confirmed; zero when not.');
  contract.event({ name: 'Deposited', notice: 'The wallet received money.', parameters: [{ type: 'address', name: 'from', indexed: true, doc: 'Who sent it.' }, { type: 'uint256', name: 'amount', doc: 'How much, in wei.' }] })
    .event({ name: 'OwnerAdded', notice: 'An owner was added.', parameters: [ownerEvent] })
    .event({ name: 'ThresholdChanged', notice: 'The number of needed confirmations changed.', parameters: [{ type: 'uint256', name: 'threshold', doc: 'Confirmations needed from now on.' }] })
    .error({ name: 'NotOwner', notice: 'Only an owner may do this.', parameters: [{ type: 'address', name: 'caller', doc: 'Who tried.' }] })
    .error({ name: 'NotWallet', notice: 'Only the wallet itself may do this, by a confirmed transaction.', parameters: [{ type: 'address', name: 'caller', doc: 'Who tried.' }] })
    .error({ name: 'InvalidOwner', notice: 'The account cannot be an owner: zero, the wallet itself, or an owner already.', parameters: [{ type: 'address', name: 'account', doc: 'The account.' }] })
    .error({ name: 'InvalidThreshold', notice: 'The number of confirmations must be from one to the number of owners.', parameters: [{ type: 'uint256', name: 'threshold', doc: 'What was asked for.' }, { type: 'uint256', name: 'owners', doc: 'Number of owners.' }] })
    .error({ name: 'TooManyOwners', notice: 'The wallet has as many owners as it can have.' });
  contract.modifier({ notice: 'Only for owners.', lines: ['modifier onlyOwner() {', '    if (!isOwner(msg.sender)) revert NotOwner(msg.sender);', '    _;', '}'] })
    .modifier({ notice: 'Only for the wallet itself.', lines: ['modifier onlyWallet() {', '    if (msg.sender != address(this)) revert NotWallet(msg.sender);', '    _;', '}'] })
    .parameter({ type: 'address[] memory', name: 'owners_', doc: 'The first owners.' }).parameter({ type: 'uint256', name: 'threshold_', doc: 'Confirmations a transaction needs.' })
    .construct('for (uint256 i = 0; i < owners_.length; ++i) {', '    _addOwner(owners_[i]);', '}', '_setThreshold(threshold_);')
    .function({ name: 'receive', visibility: 'external', mutability: 'payable', notice: 'Takes money from anybody.', body: ['emit Deposited(msg.sender, msg.value);'] });
}

function addProposals(contract: ContractBuilder, delayed: boolean): void {
  contract.error({ name: 'UnknownTransaction', notice: 'There is no such transaction.', parameters: [transactionId] }).error({ name: 'AlreadyExecuted', notice: 'The transaction was executed before.', parameters: [transactionId] })
    .error({ name: 'AlreadyConfirmed', notice: 'The owner confirmed it before.', parameters: [transactionId, { ...ownerEvent, indexed: false }] }).error({ name: 'NotConfirmed', notice: 'The owner has not confirmed it.', parameters: [transactionId, { ...ownerEvent, indexed: false }] })
    .error({ name: 'InvalidTarget', notice: 'The zero address cannot be called.' })
    .event({
      name: 'Submitted', notice: 'A transaction was submitted.',
      parameters: [{ ...transactionId, indexed: true }, ownerEvent, { type: 'address', name: 'target', indexed: true, doc: 'What it calls.' }, { type: 'uint256', name: 'value', doc: 'What it pays, in wei.' }, { type: 'bytes', name: 'data', doc: 'What it calls it with.' }],
    })
    .event({ name: 'Confirmed', notice: 'An owner confirmed a transaction.', parameters: [{ ...transactionId, indexed: true }, ownerEvent] }).event({ name: 'Revoked', notice: 'An owner took a confirmation back.', parameters: [{ ...transactionId, indexed: true }, ownerEvent] });
  contract.function({
    name: 'submit', visibility: 'external', modifiers: ['onlyOwner'], returns: [{ ...transactionId, doc: 'Id of the new transaction.' }],
    parameters: [{ type: 'address', name: 'target', doc: 'Account or contract to call.' }, { type: 'uint256', name: 'value', doc: 'What to pay, in wei.' }, { type: 'bytes calldata', name: 'data', doc: 'What to call it with; empty for a plain payment.' }],
    notice: 'Submits a transaction; the caller confirms it at once.',
    body: [
      'if (target == address(0)) revert InvalidTarget();', 'transactionId = ++transactionCount;', 'Transaction storage transaction = _transactions[transactionId];', 'transaction.target = target;', 'transaction.value = value;', 'transaction.data = data;',
      'emit Submitted(transactionId, msg.sender, target, value, data);', '_confirm(transactionId);',
    ],
  }).function({ name: 'confirm', visibility: 'external', modifiers: ['onlyOwner'], parameters: [transactionId], notice: 'Confirms a transaction.', body: ['_pending(transactionId);', '_confirm(transactionId);'] })
    .function({
      name: 'revoke', visibility: 'external', modifiers: ['onlyOwner'], parameters: [transactionId], notice: 'Takes the confirmation of the caller back, as long as the transaction was not executed.',
      body: [
        ...(delayed ? ['Transaction storage transaction = _pending(transactionId);'] : ['_pending(transactionId);']), 'if (!hasConfirmed(transactionId, msg.sender)) revert NotConfirmed(transactionId, msg.sender);', '_confirmations[transactionId][msg.sender] = 0;',
        ...(delayed ? ['if (confirmationCount(transactionId) < threshold) transaction.readyAt = 0;'] : []), 'emit Revoked(transactionId, msg.sender);',
      ],
    })
    .function({
      name: '_confirm', visibility: 'private', parameters: [transactionId], notice: `Writes the confirmation of the caller down${delayed ? ' and starts the delay when there are enough' : ''}.`,
      body: [
        'if (hasConfirmed(transactionId, msg.sender)) revert AlreadyConfirmed(transactionId, msg.sender);', '_confirmations[transactionId][msg.sender] = _membership[msg.sender];', 'emit Confirmed(transactionId, msg.sender);',
        ...(delayed ? [
          'Transaction storage transaction = _transactions[transactionId];', 'uint256 count = confirmationCount(transactionId);',
          // Exactly the threshold: this confirmation made it enough, and a delay that ran before (owners may have changed) is over.
          'if (count == threshold || (count > threshold && transaction.readyAt == 0)) {', '    transaction.readyAt = block.timestamp + DELAY;', '}',
        ] : []),
      ],
    })
    .function({
      name: '_pending', visibility: 'private', mutability: 'view', parameters: [transactionId], returns: [{ type: 'Transaction storage', name: 'transaction', doc: 'The transaction.' }], notice: 'A transaction that exists and was not executed.',
      body: ['transaction = _transactions[transactionId];', 'if (transaction.target == address(0)) revert UnknownTransaction(transactionId);', 'if (transaction.executed) revert AlreadyExecuted(transactionId);'],
    });
}

function addExecution(contract: ContractBuilder, delayed: boolean): void {
  contract.error({ name: 'NotEnoughConfirmations', notice: 'More owners must confirm.', parameters: [{ type: 'uint256', name: 'confirmations', doc: 'Confirmations of present owners.' }, { type: 'uint256', name: 'needed', doc: 'Confirmations needed.' }] })
    .error({ name: 'CallFailed', notice: 'The call reverted.', parameters: [{ type: 'bytes', name: 'reason', doc: 'What it answered.' }] })
    .event({ name: 'Executed', notice: 'A transaction was executed.', parameters: [{ ...transactionId, indexed: true }, { type: 'address', name: 'by', indexed: true, doc: 'Owner who executed it.' }, { type: 'bytes', name: 'result', doc: 'What the call returned.' }] });
  if (delayed) contract.error({ name: 'StillDelayed', notice: 'The delay is not over.', parameters: [{ type: 'uint256', name: 'readyAt', doc: 'When it is, in seconds since 1970; zero when it has not started.' }] });
  contract.function({
    name: 'execute', visibility: 'external', modifiers: ['onlyOwner', 'nonReentrant'], parameters: [transactionId], returns: [{ type: 'bytes memory', name: 'result', doc: 'What the call returned.' }],
    notice: 'Executes a transaction that enough present owners confirmed. Each can be executed once; when its call fails, nothing happened and it can be tried again.',
    body: [
      'Transaction storage transaction = _pending(transactionId);', 'uint256 confirmations = confirmationCount(transactionId);', 'if (confirmations < threshold) revert NotEnoughConfirmations(confirmations, threshold);',
      ...(delayed ? ['uint256 readyAt = transaction.readyAt;', 'if (readyAt == 0 || block.timestamp < readyAt) revert StillDelayed(readyAt);'] : []),
      'transaction.executed = true;', 'bool success;', '(success, result) = transaction.target.call{value: transaction.value}(transaction.data);', 'if (!success) revert CallFailed(result);', 'emit Executed(transactionId, msg.sender, result);',
    ],
  });
}

function addViews(contract: ContractBuilder): void {
  const owner = { type: 'address', name: 'owner', doc: 'An account.' };
  contract.function({ name: 'isOwner', visibility: 'public', mutability: 'view', parameters: [{ ...owner, name: 'account' }], returns: [{ type: 'bool', doc: 'True for an owner.' }], notice: 'Tells whether an account is an owner.', body: ['return _membership[account] != 0;'] })
    .function({ name: 'getOwners', visibility: 'external', mutability: 'view', returns: [{ type: 'address[] memory', doc: 'Their addresses.' }], notice: 'All owners.', body: ['return _owners;'] })
    .function({ name: 'getTransaction', visibility: 'external', mutability: 'view', parameters: [transactionId], returns: [{ type: 'Transaction memory', doc: 'All about it; all zero when it does not exist.' }], notice: 'Shows a transaction.', body: ['return _transactions[transactionId];'] })
    .function({
      name: 'hasConfirmed', visibility: 'public', mutability: 'view', parameters: [transactionId, owner], returns: [{ type: 'bool', doc: 'True when the confirmation counts.' }], notice: 'Tells whether a present owner confirmed a transaction.',
      body: ['uint256 membership = _membership[owner];', 'return membership != 0 && _confirmations[transactionId][owner] == membership;'],
    })
    .function({
      name: 'confirmationCount', visibility: 'public', mutability: 'view', parameters: [transactionId], returns: [{ type: 'uint256', name: 'count', doc: 'Number of confirmations.' }], notice: 'Confirmations of present owners. The loop is bounded by MAX_OWNERS.',
      body: ['uint256 length = _owners.length;', 'for (uint256 i = 0; i < length; ++i) {', '    if (hasConfirmed(transactionId, _owners[i])) ++count;', '}'],
    });
}
