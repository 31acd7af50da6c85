import type { ContractBuilder } from '../builder/index.ts';

const amount = { type: 'uint256', name: 'amount', doc: 'How much, in the smallest unit.' };
const beneficiary = { type: 'address', name: 'beneficiary', doc: 'Who gets it.' };

/** Lines that take tokens from the caller and check that all of them arrived. */
const pull = [
  'uint256 before = _held();', 'token.safeTransferFrom(msg.sender, address(this), amount);', 'uint256 received = _held() - before;', 'if (received < amount) revert TransferTaxed(amount, received);',
];

function taxed(contract: ContractBuilder): void {
  if (contract.draft.errors.some((error) => error.name === 'TransferTaxed')) return;
  contract.error({ name: 'TransferTaxed', notice: 'The token delivered less than was sent.', parameters: [{ type: 'uint256', name: 'expected', doc: 'What was sent.' }, { type: 'uint256', name: 'received', doc: 'What arrived.' }] });
}

/** Paying in what the grants of the constructor promise: never more than they need, so that nothing is locked. */
export function addFunding(contract: ContractBuilder, native: boolean): void {
  contract.event({ name: 'Funded', notice: 'Money was paid in.', parameters: [{ type: 'address', name: 'from', indexed: true, doc: 'Who paid.' }, amount] })
    .error({ name: 'Overfunded', notice: 'More was paid in than the grants still need.', parameters: [{ type: 'uint256', name: 'missing', doc: 'What is still needed.' }, { type: 'uint256', name: 'amount', doc: 'What was offered.' }] })
    .function({
      name: 'shortfall', visibility: 'public', mutability: 'view', returns: [{ type: 'uint256', doc: 'Amount in the smallest unit.' }], notice: 'What still has to be paid in so that every grant is covered.',
      body: ['uint256 held = _held();', 'return held < outstanding ? outstanding - held : 0;'],
    });
  if (native) {
    contract.function({
      name: 'receive', visibility: 'external', mutability: 'payable', notice: 'Takes money for the grants, up to what they still need.',
      // The balance already holds what was sent.
      body: ['uint256 before = address(this).balance - msg.value;', 'uint256 missing = before < outstanding ? outstanding - before : 0;', 'if (msg.value > missing) revert Overfunded(missing, msg.value);', 'emit Funded(msg.sender, msg.value);'],
    });
    return;
  }
  taxed(contract);
  contract.function({
    name: 'fund', visibility: 'external', modifiers: ['nonReentrant'], parameters: [amount], notice: 'Takes approved tokens from the caller for the grants, up to what they still need. Anybody may pay.',
    body: ['if (amount == 0) revert ZeroAmount();', 'uint256 missing = shortfall();', 'if (amount > missing) revert Overfunded(missing, amount);', 'emit Funded(msg.sender, amount);', ...pull],
  });
}

/** Grants by the owner after deployment, each paid in with its creation. `shared`: there are grants of the constructor too. */
export function addGranting(contract: ContractBuilder, native: boolean, shared: boolean): void {
  // Money for a new grant must not be eaten by grants of the constructor that nobody paid in yet.
  const covered = shared ? ['uint256 missing = shortfall();', 'if (missing > 0) revert Underfunded(outstanding - missing, outstanding);'] : [];
  if (native) {
    contract.function({
      name: 'addGrant', visibility: 'external', mutability: 'payable', modifiers: ['onlyOwner'], parameters: [beneficiary],
      notice: 'Makes a grant of what is sent along. It starts now.', body: ['_grant(beneficiary, msg.value, uint64(block.timestamp));', ...covered],
    });
    return;
  }
  taxed(contract);
  contract.function({
    name: 'addGrant', visibility: 'external', modifiers: ['onlyOwner', 'nonReentrant'], parameters: [beneficiary, amount],
    notice: 'Makes a grant and takes its approved tokens from the owner. It starts now.', body: ['_grant(beneficiary, amount, uint64(block.timestamp));', ...pull, ...covered],
  });
}
