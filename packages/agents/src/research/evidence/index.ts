export { makeLedger, type Origin, type Ledger } from './ledger.ts';
