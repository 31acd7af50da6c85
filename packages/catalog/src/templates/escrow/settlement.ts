import type { ContractBuilder } from '../builder/index.ts';
import type { EscrowParameters } from './schema.ts';

const dealId = { type: 'uint256', name: 'dealId', doc: 'The deal.' };

/** How deals end: release, refund, dispute, split, and the payment of fees. Every ending writes its state before money moves. */
export function addSettlement(contract: ContractBuilder, parameters: EscrowParameters): void {
  const disputable = parameters.arbiter?.acts === 'disputed';
  const load = [
    'Deal storage deal = _deals[dealId];',
    disputable
      ? 'if (deal.status != Status.Funded && deal.status != Status.Disputed) revert WrongStatus(dealId, deal.status);'
      : 'if (deal.status != Status.Funded) revert WrongStatus(dealId, deal.status);',
  ];
  const arbiter = parameters.arbiter ? (disputable ? '(msg.sender == arbiter && deal.status == Status.Disputed)' : 'msg.sender == arbiter') : null;
  contract.event({
    name: 'DealReleased', notice: 'The seller was paid.',
    parameters: [{ ...dealId, indexed: true }, { type: 'address', name: 'by', indexed: true, doc: 'Who decided.' }, { type: 'uint256', name: 'paid', doc: 'What the seller received.' }, ...(parameters.fee ? [{ type: 'uint256', name: 'fee', doc: 'What was kept as fee.' }] : [])],
  }).event({ name: 'DealRefunded', notice: 'The buyer got the money back.', parameters: [{ ...dealId, indexed: true }, { type: 'address', name: 'by', indexed: true, doc: 'Who decided.' }, { type: 'uint256', name: 'paid', doc: 'What the buyer received.' }] });
  addRelease(contract, parameters, load, arbiter);
  addRefund(contract, parameters, load, arbiter);
  if (disputable) addDispute(contract);
  if (parameters.arbiter?.splits) addSplit(contract, parameters, load, disputable);
  if (parameters.fee) addFees(contract, parameters);
  contract.function({
    name: '_pay', visibility: 'private',
    parameters: [
      ...(parameters.currency.type === 'any-token' ? [{ type: 'IERC20', name: 'token', doc: 'Token to pay with.' }] : []),
      { type: 'address', name: 'to', doc: 'Who is paid.' }, { type: 'uint256', name: 'amount', doc: 'How much, in the smallest unit.' },
    ],
    notice: 'Sends money out.', body: [`if (amount > 0) ${parameters.currency.type === 'native' ? 'Address.sendValue(payable(to), amount)' : 'token.safeTransfer(to, amount)'};`],
  });
}

function who(arbiter: string | null): string {
  return arbiter ? ` or the arbiter${arbiter.includes('Disputed') ? ' (once it is disputed)' : ''}` : '';
}

function paySeller({ currency, fee }: EscrowParameters, amount: string): string[] {
  const token = currency.type === 'any-token' ? 'deal.token, ' : '';
  if (!fee) return [`_pay(${token}deal.seller, ${amount});`];
  return [`_pay(${token}deal.seller, ${amount} - fee);`];
}

/** Lines that take the fee from `amount`. */
function takeFee({ currency, fee }: EscrowParameters, amount: string): string[] {
  if (!fee) return [];
  return [`uint256 fee = (${amount} * FEE_BASIS_POINTS) / BASIS_POINTS;`, `feesOwed${currency.type === 'any-token' ? '[deal.token]' : ''} += fee;`];
}

function addRelease(contract: ContractBuilder, parameters: EscrowParameters, load: string[], arbiter: string | null): void {
  contract.function({
    name: 'release', visibility: 'external', modifiers: ['nonReentrant'], parameters: [dealId], notice: `Pays the seller. For the buyer${who(arbiter)}.`,
    body: [
      ...load, `bool allowed = msg.sender == deal.buyer${arbiter ? ` || ${arbiter}` : ''};`, 'if (!allowed) revert NotAllowed(dealId, msg.sender);',
      'deal.status = Status.Released;', ...takeFee(parameters, 'deal.amount'),
      `emit DealReleased(dealId, msg.sender, ${parameters.fee ? 'deal.amount - fee, fee' : 'deal.amount'});`, ...paySeller(parameters, 'deal.amount'),
    ],
  });
}

function addRefund(contract: ContractBuilder, { currency, deadline }: EscrowParameters, load: string[], arbiter: string | null): void {
  const late = deadline.mode === 'none' ? null : arbiter?.includes('Disputed')
    ? ['    || (msg.sender == deal.buyer && deal.status == Status.Funded && block.timestamp >= deal.deadline)']
    : ['    || (msg.sender == deal.buyer && block.timestamp >= deal.deadline)'];
  const conditions = [...(arbiter ? [`    || ${arbiter}`] : []), ...(late ?? [])];
  contract.function({
    name: 'refund', visibility: 'external', modifiers: ['nonReentrant'], parameters: [dealId],
    notice: `Gives the money back to the buyer. For the seller${who(arbiter)}${late ? `, and for the buyer from the deadline on${arbiter?.includes('Disputed') ? ' unless the deal is disputed' : ''}` : ''}.`,
    body: [
      ...load, ...(conditions.length ? ['bool allowed = msg.sender == deal.seller', ...conditions.map((line, index) => (index === conditions.length - 1 ? `${line};` : line))] : ['bool allowed = msg.sender == deal.seller;']),
      'if (!allowed) revert NotAllowed(dealId, msg.sender);', 'deal.status = Status.Refunded;', 'emit DealRefunded(dealId, msg.sender, deal.amount);',
      `_pay(${currency.type === 'any-token' ? 'deal.token, ' : ''}deal.buyer, deal.amount);`,
    ],
  });
}

function addDispute(contract: ContractBuilder): void {
  contract.event({ name: 'DealDisputed', notice: 'A party asked the arbiter to decide.', parameters: [{ ...dealId, indexed: true }, { type: 'address', name: 'by', indexed: true, doc: 'The party.' }] })
    .function({
      name: 'dispute', visibility: 'external', parameters: [dealId], notice: 'Asks the arbiter to decide. For the buyer or the seller of a funded deal.',
      body: [
        'Deal storage deal = _deals[dealId];', 'if (deal.status != Status.Funded) revert WrongStatus(dealId, deal.status);',
        'if (msg.sender != deal.buyer && msg.sender != deal.seller) revert NotAllowed(dealId, msg.sender);', 'deal.status = Status.Disputed;', 'emit DealDisputed(dealId, msg.sender);',
      ],
    });
}

function addSplit(contract: ContractBuilder, parameters: EscrowParameters, load: string[], disputable: boolean): void {
  const token = parameters.currency.type === 'any-token' ? 'deal.token, ' : '';
  contract.error({ name: 'ShareTooLarge', notice: 'The share is larger than the amount of the deal.', parameters: [{ type: 'uint256', name: 'share', doc: 'Share that was asked for.' }, { type: 'uint256', name: 'amount', doc: 'Amount of the deal.' }] })
    .event({ name: 'DealSplit', notice: 'The arbiter divided the money.', parameters: [{ ...dealId, indexed: true }, { type: 'uint256', name: 'sellerShare', doc: 'Share of the seller, before any fee.' }, { type: 'uint256', name: 'buyerShare', doc: 'Share of the buyer.' }] })
    .function({
      name: 'split', visibility: 'external', modifiers: ['nonReentrant'], parameters: [dealId, { type: 'uint256', name: 'sellerShare', doc: 'What the seller gets, before any fee; the buyer gets the rest.' }],
      notice: `Divides the money between the parties. For the arbiter${disputable ? ', once the deal is disputed' : ''}.`,
      body: [
        ...(disputable ? [load[0] ?? '', 'if (deal.status != Status.Disputed) revert WrongStatus(dealId, deal.status);'] : load),
        'if (msg.sender != arbiter) revert NotAllowed(dealId, msg.sender);', 'if (sellerShare > deal.amount) revert ShareTooLarge(sellerShare, deal.amount);',
        'uint256 buyerShare = deal.amount - sellerShare;', 'deal.status = Status.Released;', ...takeFee(parameters, 'sellerShare'), 'emit DealSplit(dealId, sellerShare, buyerShare);',
        ...paySeller(parameters, 'sellerShare'), `_pay(${token}deal.buyer, buyerShare);`,
      ],
    });
}

function addFees(contract: ContractBuilder, { currency }: EscrowParameters): void {
  const any = currency.type === 'any-token';
  const owed = any ? 'feesOwed[token_]' : 'feesOwed';
  contract.event({ name: 'FeesPaid', notice: 'Fees were sent to their recipient.', parameters: [...(any ? [{ type: 'IERC20', name: 'token', indexed: true, doc: 'Token they were paid in.' }] : []), { type: 'uint256', name: 'amount', doc: 'How much, in the smallest unit.' }] })
    .function({
      name: 'withdrawFees', visibility: 'external', modifiers: ['nonReentrant'], parameters: any ? [{ type: 'IERC20', name: 'token_', doc: 'Token to pay out.' }] : [],
      notice: 'Sends the fees taken so far to their recipient. Anybody may call it.',
      body: [`uint256 amount = ${owed};`, `${owed} = 0;`, `emit FeesPaid(${any ? 'token_, ' : ''}amount);`, `_pay(${any ? 'token_, ' : ''}feeRecipient, amount);`],
    });
}
