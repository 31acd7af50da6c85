import { AppError, type SourceStatus } from '@hyperlens/protocol';

/** How a source failed, in the words of source reports: `limited` by its rate or plan, `unreachable`, or `failed` with an answer that cannot be used. */
export type FailureKind = Extract<SourceStatus, 'limited' | 'unreachable' | 'failed'>;

/** What stands behind a SOURCE_UNAVAILABLE. Its text names no key, token or body. */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  readonly kind: FailureKind;
  /** HTTP status, where there was an answer. */
  readonly httpStatus: number | null;
  /** Milliseconds the source asked to be left alone. */
  readonly retryAfter: number | null;
  /** Whether asking again can help. */
  readonly passing: boolean;
  constructor(kind: FailureKind, reason: string, { httpStatus = null, retryAfter = null, passing = false }: { httpStatus?: number | null; retryAfter?: number | null; passing?: boolean } = {}) {
    super(reason);
    this.kind = kind;
    this.httpStatus = httpStatus;
    this.retryAfter = retryAfter;
    this.passing = passing;
  }
}

/** How a failed call appears in a source report. Anything that is no failure of a source is one of this program, and said so without its text. */
export function failureOf(error: unknown): { status: FailureKind; reason: string } {
  const cause = error instanceof SourceFailure ? error : error instanceof Error && error.cause instanceof SourceFailure ? error.cause : null;
  if (cause) return { status: cause.kind, reason: cause.message };
  if (AppError.is(error)) return { status: AppError.is(error, 'SOURCE_UNAVAILABLE') ? 'unreachable' : 'failed', reason: typeof error.details.reason === 'string' ? error.details.reason : error.message };
  return { status: 'failed', reason: `an unexpected ${error instanceof Error ? error.name : 'error'}` };
}
