import type { Detector } from './detector.ts';
import { accessControl } from './rules/access-control.ts';
import { arbitraryCall } from './rules/arbitrary-call.ts';
import { arbitrarySendErc20 } from './rules/arbitrary-send-erc20.ts';
import { arbitrarySend } from './rules/arbitrary-send.ts';
import { doubleEffect, impossibleSetter } from './rules/consistency.ts';
import { controlledDelegatecall } from './rules/delegatecall.ts';
import { denialOfService } from './rules/denial-of-service.ts';
import { msgValueInLoop } from './rules/msg-value-in-loop.ts';
import { divideBeforeMultiply } from './rules/divide-before-multiply.ts';
import { flashCallback } from './rules/flash-callback.ts';
import { missingSlippage } from './rules/missing-slippage.ts';
import { transactionOrder } from './rules/transaction-order.ts';
import { defaultVisibility } from './rules/default-visibility.ts';
import { erc20Interface } from './rules/erc20-interface.ts';
import { floatingPragma } from './rules/floating-pragma.ts';
import { mappingDeletion } from './rules/mapping-deletion.ts';
import { outdatedCompiler } from './rules/outdated-compiler.ts';
import { typoOperator } from './rules/incorrect-unary.ts';
import { zeroAddress } from './rules/missing-zero-check.ts';
import { integerOverflow } from './rules/integer-overflow.ts';
import { lockedEther } from './rules/locked-ether.ts';
import { misnamedConstructor } from './rules/misnamed-constructor.ts';
import { spotPrice, staleOracle } from './rules/oracle.ts';
import { privilegedWithdrawal } from './rules/privileged-withdrawal.ts';
import { reentrancy } from './rules/reentrancy.ts';
import { repeatableClaim } from './rules/repeatable-claim.ts';
import { unprotectedSelfdestruct } from './rules/selfdestruct.ts';
import { shadowedState } from './rules/shadowing.ts';
import { ecrecoverZero, hashCollision, signatureReplay } from './rules/signature.ts';
import { storageWrite } from './rules/storage-write.ts';
import { strictEquality } from './rules/strict-equality.ts';
import { timestamp } from './rules/timestamp.ts';
import * as powers from './rules/token-powers/index.ts';
import { txOrigin } from './rules/tx-origin.ts';
import { uncheckedCall } from './rules/unchecked-call.ts';
import { uncheckedTransfer } from './rules/unchecked-transfer.ts';
import { uninitializedState } from './rules/uninitialized-state.ts';
import { uninitializedStorage } from './rules/uninitialized-storage.ts';
import { unprotectedInitializer } from './rules/unprotected-initializer.ts';
import { unsafeCast } from './rules/unsafe-cast.ts';
import { weakRandomness } from './rules/weak-randomness.ts';

export type { Detector, Hit } from './detector.ts';
export { runDetectors } from './run.ts';

/** Every detector. Adding one: a file in rules/ and a line here, or in the index of token-powers/. */
export const detectors: readonly Detector[] = [
  reentrancy, uncheckedCall, uncheckedTransfer, txOrigin, accessControl, unprotectedInitializer, unprotectedSelfdestruct, arbitrarySend,
  arbitrarySendErc20, controlledDelegatecall, arbitraryCall, weakRandomness, timestamp, integerOverflow, unsafeCast, uninitializedStorage,
  uninitializedState, shadowedState, lockedEther, divideBeforeMultiply, strictEquality, denialOfService, msgValueInLoop, signatureReplay,
  ecrecoverZero, hashCollision, spotPrice, staleOracle, missingSlippage, transactionOrder, misnamedConstructor, storageWrite, floatingPragma,
  outdatedCompiler, zeroAddress, erc20Interface, defaultVisibility, typoOperator, mappingDeletion,
  flashCallback, privilegedWithdrawal, impossibleSetter, doubleEffect, repeatableClaim,
  ...Object.values(powers),
];
