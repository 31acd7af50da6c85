import type { ContractBuilder } from '../builder/index.ts';

const owner = { type: 'address', name: 'owner', doc: 'The owner.' };

/** Changes of owners and threshold. All go through a transaction of the wallet, confirmed like every other. */
export function addOwnerChanges(contract: ContractBuilder): void {
  contract.event({ name: 'OwnerRemoved', notice: 'An owner was removed; its confirmations no longer count.', parameters: [{ ...owner, indexed: true }] });
  contract.function({
    name: 'addOwner', visibility: 'external', modifiers: ['onlyWallet'], parameters: [{ ...owner, doc: 'The new owner.' }], notice: 'Adds an owner. Only by a confirmed transaction of the wallet.', body: ['_addOwner(owner);'],
  }).function({
    name: 'removeOwner', visibility: 'external', modifiers: ['onlyWallet'], parameters: [{ ...owner, doc: 'The owner to remove.' }],
    notice: 'Removes an owner. Only by a confirmed transaction of the wallet, and only while enough owners remain for the threshold.',
    body: ['uint256 remaining = _owners.length - 1;', 'if (remaining < threshold) revert InvalidThreshold(threshold, remaining);', '_removeOwner(owner);'],
  }).function({
    name: 'replaceOwner', visibility: 'external', modifiers: ['onlyWallet'], parameters: [{ ...owner, doc: 'The owner to remove.' }, { type: 'address', name: 'newOwner', doc: 'The owner to add.' }],
    notice: 'Puts one owner in the place of another. Only by a confirmed transaction of the wallet.', body: ['_removeOwner(owner);', '_addOwner(newOwner);'],
  }).function({
    name: 'changeThreshold', visibility: 'external', modifiers: ['onlyWallet'], parameters: [{ type: 'uint256', name: 'newThreshold', doc: 'Confirmations needed from now on.' }],
    notice: 'Changes how many confirmations are needed. Only by a confirmed transaction of the wallet.', body: ['_setThreshold(newThreshold);'],
  }).function({
    name: '_addOwner', visibility: 'private', parameters: [owner], notice: 'Gives an account a membership.',
    body: [
      'if (owner == address(0) || owner == address(this) || _membership[owner] != 0) revert InvalidOwner(owner);', 'if (_owners.length == MAX_OWNERS) revert TooManyOwners();',
      '_membership[owner] = ++_memberships;', '_owners.push(owner);', 'emit OwnerAdded(owner);',
    ],
  }).function({
    name: '_removeOwner', visibility: 'private', parameters: [owner], notice: 'Ends a membership. The loop is bounded by MAX_OWNERS.',
    body: [
      'if (_membership[owner] == 0) revert NotOwner(owner);', '_membership[owner] = 0;', 'uint256 last = _owners.length - 1;', 'for (uint256 i = 0; i < last; ++i) {', '    if (_owners[i] == owner) {', '        _owners[i] = _owners[last];', '        break;', '    }', '}',
      '_owners.pop();', 'emit OwnerRemoved(owner);',
    ],
  }).function({
    name: '_setThreshold', visibility: 'private', parameters: [{ type: 'uint256', name: 'newThreshold', doc: 'Confirmations needed.' }], notice: 'Sets the threshold within its bounds.',
    body: ['if (newThreshold == 0 || newThreshold > _owners.length) revert InvalidThreshold(newThreshold, _owners.length);', 'threshold = newThreshold;', 'emit ThresholdChanged(newThreshold);'],
  });
}
