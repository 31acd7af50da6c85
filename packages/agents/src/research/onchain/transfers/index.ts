export { readTransfers, type ReadTransfers, type TransferHistory } from './history.ts';
export { examineTransfers, reasonOf, statusOf, type TransfersInput } from './examine.ts';
export { callOf, readAddress, readNumber, readSigned, shareOf, shown } from './words.ts';
export { depositTopic, emptyAggregate, join, makeAggregator, transferTopic, withdrawalTopic, type Aggregate } from './aggregate.ts';
export { readTransfersTogether } from './share.ts';
