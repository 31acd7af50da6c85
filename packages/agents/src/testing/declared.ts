import type { ContractPackage, Json } from '@hyperlens/protocol';

/** What a contract declares to do beyond its standards. Suites hold it to the standard otherwise. */
export interface Declared {
  /** Largest transfer fee, basis points. */
  feeBasisPoints: number;
  /** Largest amount per transfer or wallet, smallest units; null for none. */
  limit: bigint | null;
  /** Tokens cannot be moved. */
  soulbound: boolean;
}

/** Reads the parameters of a spec: `fee.limitBasisPoints` or `fee.basisPoints`, `limits.transfer`, `limits.wallet`, `soulbound`. */
export function readDeclared(parameters: ContractPackage['parameters']): Declared {
  const fee = field(parameters, 'fee');
  const limits = field(parameters, 'limits');
  const amounts = [field(limits, 'transfer'), field(limits, 'wallet')].map(amount).filter((found) => found !== null);
  return {
    feeBasisPoints: Math.max(number(field(fee, 'limitBasisPoints')), number(field(fee, 'basisPoints'))),
    limit: amounts.length === 0 ? null : amounts.reduce((least, one) => (one < least ? one : least)),
    soulbound: field(parameters, 'soulbound') === true,
  };
}

function field(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

const number = (value: Json | undefined): number => (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000 ? value : 0);
const amount = (value: Json | undefined): bigint | null => (typeof value === 'string' && /^\d{1,78}$/.test(value) ? BigInt(value) : null);
