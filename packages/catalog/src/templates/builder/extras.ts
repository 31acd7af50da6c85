import type { AccessGuard } from './access.ts';
import type { ContractBuilder } from './contract.ts';

/** `pause()` and `unpause()` behind a guard; the caller inherits the pausable base of its token. */
export function addPauseFunctions(contract: ContractBuilder, guard: AccessGuard): void {
  const only = guard.only('PAUSER', 'May pause and unpause all movement of tokens.');
  contract.function({ name: 'pause', visibility: 'external', modifiers: [only], body: ['_pause();'], notice: 'Stops every transfer, mint and burn.' });
  contract.function({ name: 'unpause', visibility: 'external', modifiers: [only], body: ['_unpause();'], notice: 'Allows transfers, mints and burns again.' });
}

/** Royalties by ERC-2981: one receiver and share for all tokens, with a setter when they may change. The receiver is a constructor parameter. */
export function addRoyalty(contract: ContractBuilder, guard: AccessGuard | null, royalty: { basisPoints: number; limitBasisPoints: number; changeable: boolean }): void {
  contract.inherit('ERC2981');
  contract.parameter({ type: 'address', name: 'royaltyReceiver', doc: 'Account that marketplaces are told to pay royalties to.' });
  contract.construct(`_setDefaultRoyalty(royaltyReceiver, ${royalty.basisPoints});`);
  if (!royalty.changeable || !guard) return;
  contract.constant(`uint96 public constant MAX_ROYALTY = ${royalty.limitBasisPoints}`, 'The royalty can never be set above this; basis points (hundredths of a percent).');
  contract.event({ name: 'RoyaltyChanged', notice: 'The royalty was changed.', parameters: [{ type: 'address', name: 'receiver', indexed: true, doc: 'Who receives it from now on.' }, { type: 'uint96', name: 'basisPoints', doc: 'Its share from now on.' }] });
  contract.error({ name: 'RoyaltyTooHigh', notice: 'A royalty above the hard limit was asked for.', parameters: [{ type: 'uint96', name: 'basisPoints', doc: 'The royalty asked for.' }, { type: 'uint96', name: 'limit', doc: 'The highest royalty allowed.' }] });
  contract.function({
    name: 'setRoyalty', visibility: 'external', modifiers: [guard.only('ROYALTY_SETTER', 'May change the royalty within its limit.')], notice: 'Changes receiver and share of the royalty, never above MAX_ROYALTY.',
    parameters: [{ type: 'address', name: 'receiver', doc: 'New receiver; not the zero address.' }, { type: 'uint96', name: 'basisPoints', doc: 'New share in basis points.' }],
    body: ['if (basisPoints > MAX_ROYALTY) revert RoyaltyTooHigh(basisPoints, MAX_ROYALTY);', '_setDefaultRoyalty(receiver, basisPoints);', 'emit RoyaltyChanged(receiver, basisPoints);'],
  });
}
