import type { ContractBuilder } from '../builder/index.ts';
import { groupedDigits } from '../builder/index.ts';
import type { VaultParameters } from './schema.ts';

type Fees = NonNullable<VaultParameters['fees']>;

/** One direction in which a fee is taken. `rate` is the Solidity expression of its basis points. */
export interface FeeSide { id: 'deposit' | 'withdraw'; basisPoints: number; rate: string; state: string }

/** The directions that have a fee, or can get one. */
export function feeSides(fees: Fees | null): FeeSide[] {
  if (!fees) return [];
  const none = fees.depositBasisPoints + fees.withdrawBasisPoints === 0;
  return (['deposit', 'withdraw'] as const).flatMap((id) => {
    const basisPoints = id === 'deposit' ? fees.depositBasisPoints : fees.withdrawBasisPoints;
    if (basisPoints === 0 && !none) return [];
    const state = `${id}FeeBasisPoints`;
    return [{ id, basisPoints, state, rate: fees.changeable ? state : `${id.toUpperCase()}_FEE_BASIS_POINTS` }];
  });
}

/**
 * Fees as a share of the gross amount: who deposits 100 with 1 % has 99 working for it, who redeems shares worth 100 gets 99. Every
 * rounding is in favour of the vault.
 */
export function addFees(contract: ContractBuilder, fees: Fees): void {
  const sides = feeSides(fees);
  const directions = sides.map((side) => side.id).join(' and ');
  contract.inherit('ReentrancyGuard').importOpenZeppelin('token/ERC20/utils/SafeERC20.sol', 'SafeERC20').importOpenZeppelin('utils/math/Math.sol', 'Math')
    .state('address public immutable feeRecipient', `Account that receives the ${directions} fees.`)
    .constant('uint256 private constant BASIS_POINTS = 10_000', 'Basis points in a whole.')
    .event({
      name: 'FeePaid', notice: 'A fee was sent to its recipient.',
      parameters: [{ type: 'address', name: 'payer', indexed: true, doc: 'Account whose deposit or withdrawal it was taken from.' }, { type: 'uint256', name: 'amount', doc: 'Fee in the smallest unit of the asset.' }],
    })
    .parameter({ type: 'address', name: 'feeRecipient_', doc: 'Account that receives the fees; cannot be changed.' })
    .construct('if (feeRecipient_ == address(0)) revert ZeroAddress();', 'feeRecipient = feeRecipient_;');
  if (fees.changeable) addChangeableRates(contract, fees, sides);
  else for (const side of sides) contract.constant(`uint256 public constant ${side.rate} = ${groupedDigits(String(side.basisPoints))}`, `Fee on every ${side.id === 'deposit' ? 'deposit' : 'withdrawal'} in basis points; cannot be changed.`);
  for (const side of sides) (side.id === 'deposit' ? addDepositSide : addWithdrawSide)(contract, side.rate);
  contract.function({
    name: '_payFee', visibility: 'private', parameters: [{ type: 'address', name: 'payer', doc: 'Account it is taken from.' }, { type: 'uint256', name: 'amount', doc: 'Fee in the smallest unit of the asset.' }],
    notice: 'Sends a fee to its recipient.', body: ['if (amount > 0) {', '    emit FeePaid(payer, amount);', '    SafeERC20.safeTransfer(IERC20(asset()), feeRecipient, amount);', '}'],
  }).function({
    name: '_feeOnGross', visibility: 'private', mutability: 'pure', returns: [{ type: 'uint256', doc: 'The fee, rounded up.' }],
    parameters: [{ type: 'uint256', name: 'gross', doc: 'Amount with the fee inside.' }, { type: 'uint256', name: 'basisPoints', doc: 'Rate.' }],
    notice: 'Fee that is part of an amount.', body: ['return Math.mulDiv(gross, basisPoints, BASIS_POINTS, Math.Rounding.Ceil);'],
  }).function({
    name: '_feeOnNet', visibility: 'private', mutability: 'pure', returns: [{ type: 'uint256', doc: 'The fee, rounded up.' }],
    parameters: [{ type: 'uint256', name: 'net', doc: 'Amount that must remain.' }, { type: 'uint256', name: 'basisPoints', doc: 'Rate.' }],
    notice: 'Fee to add to an amount so that the amount remains after it.', body: ['return Math.mulDiv(net, basisPoints, BASIS_POINTS - basisPoints, Math.Rounding.Ceil);'],
  });
}

const amountOut = [{ type: 'uint256', doc: 'Amount in the smallest unit of the asset.' }];
const sharesOut = [{ type: 'uint256', doc: 'Number of shares.' }];
const assetsIn = { type: 'uint256', name: 'assets', doc: 'Amount in the smallest unit of the asset.' };
const sharesIn = { type: 'uint256', name: 'shares', doc: 'Number of shares.' };

function addDepositSide(contract: ContractBuilder, rate: string): void {
  contract.function({
    name: 'previewDeposit', visibility: 'public', mutability: 'view', overrides: true, parameters: [assetsIn], returns: sharesOut,
    notice: 'Shares a deposit would give now, after the fee.', body: [`return super.previewDeposit(assets - _feeOnGross(assets, ${rate}));`],
  }).function({
    name: 'previewMint', visibility: 'public', mutability: 'view', overrides: true, parameters: [sharesIn], returns: amountOut,
    notice: 'What minting would cost now, with the fee.', body: ['uint256 net = super.previewMint(shares);', `return net + _feeOnNet(net, ${rate});`],
  }).function({
    name: '_deposit', visibility: 'internal', overrides: true, modifiers: ['nonReentrant'],
    parameters: [{ type: 'address', name: 'caller', doc: 'Account that pays.' }, { type: 'address', name: 'receiver', doc: 'Account that gets the shares.' }, assetsIn, sharesIn],
    notice: 'Takes a deposit and passes the fee on.', body: ['super._deposit(caller, receiver, assets, shares);', `_payFee(caller, _feeOnGross(assets, ${rate}));`],
  });
}

function addWithdrawSide(contract: ContractBuilder, rate: string): void {
  contract.function({
    name: 'previewWithdraw', visibility: 'public', mutability: 'view', overrides: true, parameters: [assetsIn], returns: sharesOut,
    notice: 'Shares a withdrawal would burn now, with the fee.', body: [`return super.previewWithdraw(assets + _feeOnNet(assets, ${rate}));`],
  }).function({
    name: 'previewRedeem', visibility: 'public', mutability: 'view', overrides: true, parameters: [sharesIn], returns: amountOut,
    notice: 'What redeeming would pay now, after the fee.', body: ['uint256 gross = super.previewRedeem(shares);', `return gross - _feeOnGross(gross, ${rate});`],
  }).function({
    name: '_withdraw', visibility: 'internal', overrides: true, modifiers: ['nonReentrant'],
    parameters: [
      { type: 'address', name: 'caller', doc: 'Account that asks.' }, { type: 'address', name: 'receiver', doc: 'Account that is paid.' },
      { type: 'address', name: 'holder', doc: 'Account whose shares are burned.' }, assetsIn, sharesIn,
    ],
    notice: 'Pays a withdrawal and passes the fee on.', body: ['super._withdraw(caller, receiver, holder, assets, shares);', `_payFee(holder, _feeOnNet(assets, ${rate}));`],
  });
}

function addChangeableRates(contract: ContractBuilder, fees: Fees, sides: FeeSide[]): void {
  contract.constant(`uint256 public constant MAX_FEE_BASIS_POINTS = ${groupedDigits(String(fees.limitBasisPoints))}`, 'No fee can ever be set above this, in basis points.')
    .error({ name: 'FeeAboveLimit', notice: 'The fee is above the hard limit.', parameters: [{ type: 'uint256', name: 'basisPoints', doc: 'Fee that was asked for.' }, { type: 'uint256', name: 'limit', doc: 'Highest fee.' }] });
  for (const side of sides) {
    const word = side.id === 'deposit' ? 'Deposit' : 'Withdraw';
    contract.state(`uint256 public ${side.state} = ${groupedDigits(String(side.basisPoints))}`, `Fee on every ${side.id === 'deposit' ? 'deposit' : 'withdrawal'} in basis points.`)
      .event({ name: `${word}FeeChanged`, notice: `The ${side.id} fee changed.`, parameters: [{ type: 'uint256', name: 'previousBasisPoints', doc: 'Fee before.' }, { type: 'uint256', name: 'newBasisPoints', doc: 'Fee from now on.' }] })
      .function({
        name: `set${word}Fee`, visibility: 'external', modifiers: ['onlyOwner'], parameters: [{ type: 'uint256', name: 'newBasisPoints', doc: 'New fee in basis points.' }],
        notice: `Changes the ${side.id} fee, within the hard limit.`,
        body: ['if (newBasisPoints > MAX_FEE_BASIS_POINTS) revert FeeAboveLimit(newBasisPoints, MAX_FEE_BASIS_POINTS);', `emit ${word}FeeChanged(${side.state}, newBasisPoints);`, `${side.state} = newBasisPoints;`],
      });
  }
}
