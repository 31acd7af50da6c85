import type { EscrowParameters } from './schema.ts';

/** The words in which tests of one escrow differ: how it is made, called and paid. */
export interface EscrowWords {
  native: boolean;
  /** Arguments of the constructor. */
  make: string;
  /** Arguments of createDeal for `amount`, with the account of the seller. */
  open: string;
  /** Value sent with `fund`. */
  value: string;
  /** Reads the balance of an account. */
  balance: (account: string) => string;
  /** What the seller is paid of an amount. */
  net: (amount: string) => string;
  fees: string;
}

/** How tests of these parameters speak. */
export function escrowWords({ currency, buyer, seller, arbiter, deadline, fee }: EscrowParameters): EscrowWords {
  const native = currency.type === 'native';
  const make = [...(currency.type === 'token' ? ['token'] : []), ...(buyer === null ? [] : ['buyer']), ...(seller === null ? [] : ['seller']), ...(arbiter ? ['arbiter'] : []), ...(fee ? ['feeRecipient'] : [])].join(', ');
  const open = [...(seller === null ? ['seller'] : []), ...(currency.type === 'any-token' ? ['token'] : []), 'amount', ...(deadline.mode === 'per-deal' ? ['uint64(block.timestamp + 30 days)'] : [])].join(', ');
  return {
    native, make, open, value: native ? '{value: amount}' : '',
    balance: (account) => (native ? `${account}.balance` : `token.balanceOf(${account})`),
    net: (amount) => (fee ? `${amount} - (${amount} * ${fee.basisPoints}) / 10_000` : amount),
    fees: currency.type === 'any-token' ? 'escrow.feesOwed(token)' : 'escrow.feesOwed()',
  };
}
