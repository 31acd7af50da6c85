import type { ConstructorArgument } from '@hyperlens/protocol';
import { amountLiteral, groupedDigits } from '../builder/index.ts';
import type { AccessGuard, ContractBuilder } from '../builder/index.ts';
import type { Erc20Parameters } from './schema.ts';

/** Deny list, limits and transfer fee: everything that changes or stops a transfer in `_update`. Checks come before movements. */
export function addRestrictions(contract: ContractBuilder, guard: AccessGuard, parameters: Erc20Parameters, constructorArguments: ConstructorArgument[]): void {
  if (parameters.denyList) addDenyList(contract, guard);
  if (parameters.limits.transfer !== null || parameters.limits.wallet !== null) addLimits(contract, parameters);
  if (parameters.fee) addFee(contract, guard, parameters, constructorArguments);
}

function addDenyList(contract: ContractBuilder, guard: AccessGuard): void {
  const only = guard.only('DENIER', 'May put accounts on the deny list and take them off.');
  contract.state('mapping(address account => bool denied) public isDenied', 'Accounts that can neither send nor receive.');
  contract.event({ name: 'DenyListChanged', parameters: [{ type: 'address', name: 'account', indexed: true, doc: 'Account concerned.' }, { type: 'bool', name: 'denied', doc: 'Whether it is on the list now.' }], notice: 'An account was put on the deny list or taken off it.' });
  contract.error({ name: 'AccountDenied', parameters: [{ type: 'address', name: 'account', doc: 'Account on the deny list.' }], notice: 'The account is on the deny list.' });
  for (const [name, denied, notice] of [['deny', true, 'Puts an account on the deny list; its tokens stay where they are.'], ['undeny', false, 'Takes an account off the deny list.']] as const) {
    contract.function({
      name, visibility: 'external', modifiers: [only], notice, parameters: [{ type: 'address', name: 'account', doc: 'Account concerned.' }],
      body: [`isDenied[account] = ${denied};`, `emit DenyListChanged(account, ${denied});`],
    });
  }
  contract.hook('erc20Update', { before: ['if (isDenied[from]) revert AccountDenied(from);', 'if (isDenied[to]) revert AccountDenied(to);'], dev: 'Accounts on the deny list neither send nor receive.' });
}

function addLimits(contract: ContractBuilder, parameters: Erc20Parameters): void {
  const { transfer, wallet } = parameters.limits;
  contract.state(`address public ${parameters.upgradeable ? '' : 'immutable '}limitExempt`, 'The account that distributes the initial supply; the limits do not apply to it.');
  if (transfer !== null) {
    contract.constant(`uint256 public constant MAX_TRANSFER = ${amountLiteral(transfer, parameters.decimals)}`, 'Largest amount of one transfer.');
    contract.error({ name: 'TransferLimitExceeded', parameters: [{ type: 'uint256', name: 'value', doc: 'Amount asked for.' }, { type: 'uint256', name: 'limit', doc: 'Largest amount allowed.' }], notice: 'A transfer is larger than allowed.' });
    contract.hook('erc20Update', {
      before: ['if (value > MAX_TRANSFER && from != address(0) && to != address(0) && from != limitExempt && to != limitExempt) {', '    revert TransferLimitExceeded(value, MAX_TRANSFER);', '}'],
      dev: 'Minting, burning and the exempt account are outside the transfer limit.',
    });
  }
  if (wallet !== null) {
    contract.constant(`uint256 public constant MAX_WALLET = ${amountLiteral(wallet, parameters.decimals)}`, 'Largest balance of one account.');
    contract.error({ name: 'WalletLimitExceeded', parameters: [{ type: 'address', name: 'account', doc: 'Account that would hold too much.' }, { type: 'uint256', name: 'limit', doc: 'Largest balance allowed.' }], notice: 'An account would hold more than allowed.' });
    const exempt = parameters.fee && parameters.fee.recipient !== 'burn' ? 'to != limitExempt && to != feeRecipient' : 'to != limitExempt';
    contract.hook('erc20Update', { after: [`if (to != address(0) && ${exempt} && balanceOf(to) > MAX_WALLET) {`, '    revert WalletLimitExceeded(to, MAX_WALLET);', '}'] });
  }
}

function addFee(contract: ContractBuilder, guard: AccessGuard, parameters: Erc20Parameters, constructorArguments: ConstructorArgument[]): void {
  const fee = parameters.fee;
  if (!fee) return;
  const burns = fee.recipient === 'burn';
  const limit = groupedDigits(String(fee.limitBasisPoints));
  if (fee.changeable) {
    contract.constant(`uint256 public constant MAX_TRANSFER_FEE = ${limit}`, 'The transfer fee can never be set above this; basis points (hundredths of a percent).');
    contract.state('uint256 public transferFee', 'Share of every transfer taken as a fee, in basis points.');
    contract.construct(`transferFee = ${groupedDigits(String(fee.basisPoints))};`);
    addFeeSetters(contract, guard, burns);
  } else {
    contract.constant(`uint256 public constant TRANSFER_FEE = ${limit}`, 'Share of every transfer taken as a fee, in basis points (hundredths of a percent); it can never change.');
  }
  if (!burns) {
    const fixed = !fee.changeable && !parameters.upgradeable;
    contract.state(`address public ${fixed ? 'immutable ' : ''}feeRecipient`, 'Account that receives the fee; its own transfers are free.');
    contract.parameter({ type: 'address', name: 'initialFeeRecipient', doc: 'Account that receives the transfer fee.' });
    constructorArguments.push({ name: 'initialFeeRecipient', type: 'address', value: fee.recipient });
    contract.error({ name: 'FeeRecipientInvalid', notice: 'The zero address cannot receive the fee.' });
    contract.construct('if (initialFeeRecipient == address(0)) revert FeeRecipientInvalid();', 'feeRecipient = initialFeeRecipient;');
  }
  const rate = fee.changeable ? 'transferFee' : 'TRANSFER_FEE';
  const applies = burns ? 'from != address(0) && to != address(0)' : 'from != address(0) && to != address(0) && from != feeRecipient && to != feeRecipient';
  contract.hook('erc20Update', {
    before: [`if (${applies}) {`, `    uint256 fee = (value * ${rate}) / 10_000;`, '    if (fee > 0) {', `        super._update(from, ${burns ? 'address(0)' : 'feeRecipient'}, fee);`, '        value -= fee;', '    }', '}'],
    dev: burns ? 'The fee is burned; minting and burning are free.' : 'The fee comes out of the amount sent; minting, burning and the fee recipient are free.',
  });
}

function addFeeSetters(contract: ContractBuilder, guard: AccessGuard, burns: boolean): void {
  const only = guard.only('FEE_SETTER', 'May change the transfer fee within its limit.');
  contract.event({ name: 'TransferFeeChanged', parameters: [{ type: 'uint256', name: 'basisPoints', doc: 'The fee from now on.' }], notice: 'The transfer fee was changed.' });
  contract.error({ name: 'TransferFeeTooHigh', parameters: [{ type: 'uint256', name: 'basisPoints', doc: 'The fee asked for.' }, { type: 'uint256', name: 'limit', doc: 'The highest fee allowed.' }], notice: 'A fee above the hard limit was asked for.' });
  contract.function({
    name: 'setTransferFee', visibility: 'external', modifiers: [only], notice: 'Changes the transfer fee, never above MAX_TRANSFER_FEE.',
    parameters: [{ type: 'uint256', name: 'basisPoints', doc: 'New fee in basis points.' }],
    body: ['if (basisPoints > MAX_TRANSFER_FEE) revert TransferFeeTooHigh(basisPoints, MAX_TRANSFER_FEE);', 'transferFee = basisPoints;', 'emit TransferFeeChanged(basisPoints);'],
  });
  if (burns) return;
  contract.event({ name: 'FeeRecipientChanged', parameters: [{ type: 'address', name: 'recipient', indexed: true, doc: 'Who receives the fee from now on.' }], notice: 'The receiver of the fee was changed.' });
  contract.function({
    name: 'setFeeRecipient', visibility: 'external', modifiers: [only], notice: 'Changes who receives the transfer fee.',
    parameters: [{ type: 'address', name: 'recipient', doc: 'New receiver; not the zero address.' }],
    body: ['if (recipient == address(0)) revert FeeRecipientInvalid();', 'feeRecipient = recipient;', 'emit FeeRecipientChanged(recipient);'],
  });
}
