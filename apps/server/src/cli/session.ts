import { AppError, errorTable, toProblem, type ErrorCode } from '@hyperlens/protocol';
import { loadConfig, type ConfigFlags, type LoadedConfig } from '../config.ts';
import type { Connection } from './connect.ts';
import { makeOutput, printable, type Output } from './output.ts';

/** Options every verb takes. */
export interface GlobalOptions { json?: boolean; quiet?: boolean; color?: boolean; server?: string; home?: string; config?: string; set?: string[]; logLevel?: string; port?: string; host?: string; role?: string[] }

/** What a verb works with. */
export interface Session {
  readonly loaded: LoadedConfig;
  readonly output: Output;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** The server to talk to: the named one, the one running on the home folder, or this process. Opened once, closed with the session. */
  readonly connect: () => Promise<Connection>;
}

function flagsOf(options: GlobalOptions): ConfigFlags {
  const flags: ConfigFlags = {};
  for (const pair of options.set ?? []) {
    const at = pair.indexOf('=');
    if (at <= 0) throw new AppError('USAGE_INVALID', { problem: `--set wants key=value, not "${pair}".` });
    flags[pair.slice(0, at)] = { value: pair.slice(at + 1), flag: '--set' };
  }
  const named: [string | undefined, string, string][] = [[options.home, 'home', '--home'], [options.server, 'client.server', '--server'], [options.logLevel, 'log.level', '--log-level'], [options.port, 'server.port', '--port'], [options.host, 'server.host', '--host']];
  for (const [value, key, flag] of named) if (value !== undefined) flags[key] = { value, flag };
  if (options.role !== undefined) flags['roles'] = { value: options.role, flag: '--role' };
  return flags;
}

/** Prints an error for people or, with --json, as the document; gives its exit code. */
export function report(output: Output, thrown: unknown): number {
  const error = AppError.from(thrown);
  const { code, detail, remedy, details } = toProblem(error);
  output.document({ error: { code, message: detail, remedy, details } });
  output.error(`${output.style('red', 'error')} ${printable(detail)}`);
  output.error(`      ${printable(remedy)}`);
  return error.exit;
}

/** The exit code an error code stands for. */
export const exitOfCode = (code: string): number => (code in errorTable ? errorTable[code as ErrorCode].exit : 3);

/** Runs what a verb does, and turns whatever happens into an exit code. A second signal ends at once. */
export async function runInSession(options: GlobalOptions, action: (session: Session) => Promise<number>): Promise<number> {
  const output = makeOutput({ json: options.json === true, quiet: options.quiet === true, color: options.color !== false });
  const interruption = new AbortController();
  let interruptedAt = 0;
  const onSignal = (): void => {
    // A supervisor such as timeout(1) signals both the process and its group: the twin of a signal is not a second one.
    if (interruption.signal.aborted) return Date.now() - interruptedAt > 1_000 ? process.exit(130) : undefined;
    interruptedAt = Date.now();
    interruption.abort(new AppError('INTERRUPTED'));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // A reader that closes its end (`| head`) is no reason for a stack trace.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); });
  let connection: Promise<Connection> | undefined;
  try {
    const loaded = loadConfig(flagsOf(options), options.config === undefined ? {} : { file: options.config });
    const session: Session = {
      loaded, output, signal: interruption.signal,
      connect: () => (connection ??= import('./connect.ts').then(({ connect }) => connect(loaded, output, interruption.signal))),
    };
    return await action(session);
  } catch (error) {
    return report(output, interruption.signal.aborted && !AppError.is(error) ? new AppError('INTERRUPTED', {}, error) : error);
  } finally {
    const opened = await connection?.catch(() => undefined /* The failure to open was reported above. */);
    await opened?.close();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
