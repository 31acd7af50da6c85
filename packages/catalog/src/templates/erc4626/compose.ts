import type { Composition, ConstructorArgument } from '@hyperlens/protocol';
import { addAccess, groupedDigits, makeContract, stringLiteral } from '../builder/index.ts';
import type { ContractBuilder } from '../builder/index.ts';
import { addFees, feeSides } from './fees.ts';
import type { VaultParameters } from './schema.ts';

/** The Solidity of an ERC-4626 vault (https://eips.ethereum.org/EIPS/eip-4626) over OpenZeppelin Contracts. */
export function composeVault(contractName: string, parameters: VaultParameters): Composition {
  const contract = makeContract({
    name: contractName, title: contractName,
    notice: 'Holds one ERC-20 token for depositors and gives them shares of everything it holds (ERC-4626).',
    dev: 'Tokens that charge a fee on transfer or change balances on their own are not supported as asset. Tokens sent here without depositing belong to all holders of shares.',
  });
  contract.inherit('ERC20', [stringLiteral(parameters.name), stringLiteral(parameters.symbol)]).inherit('ERC4626', ['asset_'])
    .importOpenZeppelin('token/ERC20/IERC20.sol', 'IERC20');
  if (parameters.permit) contract.inherit('ERC20Permit', [stringLiteral(parameters.name)]);
  contract.parameter({ type: 'IERC20', name: 'asset_', doc: 'Token that is deposited; cannot be changed.' });
  addAccess(contract, parameters.access);
  contract.error({ name: 'ZeroAddress', notice: 'An address that must be set is zero.' }).construct('if (address(asset_) == address(0)) revert ZeroAddress();');
  if (parameters.fees) addFees(contract, parameters.fees);
  addCap(contract, parameters);
  addLimits(contract, parameters);
  if (parameters.pause !== 'none') addPause(contract, parameters.pause);
  if (parameters.decimalsOffset > 0) {
    contract.function({
      name: '_decimalsOffset', visibility: 'internal', mutability: 'pure', overrides: true, returns: [{ type: 'uint8', doc: 'Number of extra decimals.' }],
      notice: 'Decimals of a share beyond those of the asset.', dev: 'Virtual shares: inflating the price before a first deposit costs the attacker far more than it can win.',
      body: [`return ${parameters.decimalsOffset};`],
    });
  }
  const file = `contracts/${contractName}.sol`;
  return {
    sources: { [file]: contract.print() }, file, constructorArguments: constructorArguments(parameters),
    standards: ['ERC-20', 'ERC-4626', ...(parameters.permit ? ['ERC-2612'] : [])], upgradeability: 'none',
  };
}

function constructorArguments(parameters: VaultParameters): ConstructorArgument[] {
  return [
    { name: 'asset_', type: 'address', value: parameters.asset },
    ...(parameters.access === 'none' ? [] : [{ name: 'initialOwner', type: 'address', value: parameters.owner }]),
    ...(parameters.fees ? [{ name: 'feeRecipient_', type: 'address', value: parameters.fees.recipient }] : []),
  ];
}

function addCap(contract: ContractBuilder, { depositCap, decimalsOffset }: VaultParameters): void {
  if (!depositCap) return;
  const unit = decimalsOffset > 0 ? '(decimals() - _decimalsOffset())' : 'decimals()';
  contract
    .state(`uint256 public ${depositCap.changeable ? '' : 'immutable '}depositCap`, 'Most the vault accepts, in the smallest unit of the asset.')
    .construct(`depositCap = ${groupedDigits(depositCap.tokens)} * 10 ** uint256(${unit});`);
  if (!depositCap.changeable) return;
  contract.event({ name: 'DepositCapChanged', notice: 'The deposit cap changed.', parameters: [{ type: 'uint256', name: 'previousCap', doc: 'Cap before.' }, { type: 'uint256', name: 'newCap', doc: 'Cap from now on.' }] });
  contract.function({
    name: 'setDepositCap', visibility: 'external', modifiers: ['onlyOwner'], parameters: [{ type: 'uint256', name: 'newCap', doc: 'New cap in the smallest unit of the asset.' }],
    notice: 'Changes the deposit cap. A cap below what the vault holds only stops new deposits.',
    body: ['emit DepositCapChanged(depositCap, newCap);', 'depositCap = newCap;'],
  });
}

/** maxDeposit, maxMint and maxRedeem: what ERC-4626 promises must include caps and pauses. maxWithdraw follows from maxRedeem. */
function addLimits(contract: ContractBuilder, parameters: VaultParameters): void {
  const { depositCap, pause } = parameters;
  const whenPaused = pause === 'none' ? [] : ['if (paused()) return 0;'];
  if (depositCap || pause !== 'none') {
    const receiver = { type: 'address', name: depositCap ? '' : 'receiver' };
    const side = feeSides(parameters.fees).find((candidate) => candidate.id === 'deposit');
    contract.function({
      name: 'maxDeposit', visibility: 'public', mutability: 'view', overrides: true, parameters: [receiver], returns: [{ type: 'uint256', doc: 'Amount in the smallest unit of the asset.' }],
      notice: 'Most that can be deposited now.',
      body: [...whenPaused, ...(side && depositCap ? ['uint256 room = _room();', `return room + _feeOnNet(room, ${side.rate});`] : [depositCap ? 'return _room();' : 'return super.maxDeposit(receiver);'])],
    }).function({
      name: 'maxMint', visibility: 'public', mutability: 'view', overrides: true, parameters: [receiver], returns: [{ type: 'uint256', doc: 'Number of shares.' }],
      notice: 'Most shares that can be minted now.',
      body: [...whenPaused, depositCap ? 'return convertToShares(_room());' : 'return super.maxMint(receiver);'],
    });
  }
  if (pause === 'all') {
    contract.function({
      name: 'maxRedeem', visibility: 'public', mutability: 'view', overrides: true, parameters: [{ type: 'address', name: 'holder', doc: 'Account whose shares would be redeemed.' }],
      returns: [{ type: 'uint256', doc: 'Number of shares.' }], notice: 'Most shares an account can redeem now; what it can withdraw follows from it.', body: [...whenPaused, 'return super.maxRedeem(holder);'],
    });
  }
  if (depositCap) {
    contract.function({
      name: '_room', visibility: 'private', mutability: 'view', returns: [{ type: 'uint256', doc: 'Amount in the smallest unit of the asset.' }],
      notice: 'What still fits under the deposit cap.', body: ['uint256 held = totalAssets();', 'return held < depositCap ? depositCap - held : 0;'],
    });
  }
}

function addPause(contract: ContractBuilder, pause: VaultParameters['pause']): void {
  const stopped = pause === 'all' ? 'deposits, mints, withdrawals and redemptions' : 'deposits and mints; withdrawals stay open';
  contract.inherit('Pausable')
    .function({ name: 'pause', visibility: 'external', modifiers: ['onlyOwner'], notice: `Stops ${stopped}.`, body: ['_pause();'] })
    .function({ name: 'unpause', visibility: 'external', modifiers: ['onlyOwner'], notice: 'Ends the pause.', body: ['_unpause();'] });
}
