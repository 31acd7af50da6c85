import type { Writable } from 'node:stream';
import { pino } from 'pino';
import { redactText, redactValue } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** What the rooms write to. Fields first, then one sentence. */
export interface Logger {
  debug(fields: Record<string, unknown>, text: string): void;
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
  error(fields: Record<string, unknown>, text: string): void;
  /** A logger that adds these fields to every line. */
  child(fields: Record<string, unknown>): Logger;
}

export interface LoggerOptions {
  /** Lines below it are dropped. Default `info`. */
  level?: LogLevel;
  /** Where the lines go; stderr when absent, because stdout belongs to the machine output of the CLI. */
  destination?: Writable;
  /** Fields on every line, for example the role and the executor. */
  fields?: Record<string, unknown>;
}

/**
 * A logger that writes one JSON object a line (pino's format: level, time in ISO 8601, fields, msg) to stderr.
 * Fields are copied before they are written and every secret in them is replaced (see redact.ts), so no caller has to remember to.
 */
export function makeLogger(options: LoggerOptions = {}): Logger {
  const sink = pino(
    { level: options.level ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    // Synchronous: the last lines before a crash are the ones that matter.
    options.destination ?? pino.destination({ fd: 2, sync: true }),
  );
  return wrap(sink, options.fields ?? {});
}

/** A logger that writes nothing; for callers that do not care. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silentLogger };

type Sink = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, text: string) => void> & { isLevelEnabled(level: string): boolean };

function wrap(sink: Sink, bound: Record<string, unknown>): Logger {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: Record<string, unknown>, text: string) => {
    if (sink.isLevelEnabled(level)) sink[level](redactValue({ ...bound, ...fields }) as object, redactText(text));
  };
  return {
    debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error'),
    child: (fields) => wrap(sink, { ...bound, ...fields }),
  };
}
