import { AppError } from '@hyperlens/protocol';

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN', '57P01', '57P02', '57P03', '53300', '25P03', '25P04']);
const fullCodes = new Set(['53100', 'ENOSPC', 'EDQUOT', 'EFBIG']);
const retryableCodes = new Set(['40001', '40P01']);

/** The error of the driver inside what Drizzle throws; the wrapper's text would show the values of the query. */
export function driverError(error: unknown): Error & { code?: string } {
  let current = error;
  while (current instanceof Error && !('code' in current && typeof current.code === 'string') && current.cause instanceof Error) current = current.cause;
  return current instanceof Error ? current : new Error(String(current));
}

/** SQLSTATE or system error code of what a query threw; undefined when there is none. */
export const errorCode = (error: unknown): string | undefined => driverError(error).code;

/** Whether a row with this key exists already (23505). */
export const isUniqueViolation = (error: unknown): boolean => errorCode(error) === '23505';

/** Whether the connection failed rather than the statement: what was not acknowledged may or may not have happened. */
export function isConnectionError(error: unknown): boolean {
  const { code, message } = driverError(error);
  return (code !== undefined && (connectionCodes.has(code) || code.startsWith('08'))) || /connection terminated|connection error|timeout exceeded when trying to connect/i.test(message);
}

/** Whether running the whole transaction again is the documented answer (serialization failure, deadlock). */
export const isRetryable = (error: unknown): boolean => retryableCodes.has(errorCode(error) ?? '');

/** What a query or transaction threw, in the words of the product: DATABASE_FULL, DATABASE_UNAVAILABLE, else the driver's own error. */
export function toStorageError(error: unknown): Error {
  if (AppError.is(error)) return error;
  const driver = driverError(error);
  if (fullCodes.has(driver.code ?? '') || /no space left on device|file too large/i.test(driver.message)) return new AppError('DATABASE_FULL', { reason: driver.message }, driver);
  if (isConnectionError(driver)) return new AppError('DATABASE_UNAVAILABLE', { reason: driver.message }, driver);
  return driver;
}
