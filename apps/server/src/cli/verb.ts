import type { Command } from 'commander';
import type { Session } from './session.ts';

/** Declares a verb's arguments and options, and what it does. `exit` takes the exit code. */
export type Verb = (command: Command, exit: (code: number) => void) => void;

/** What a verb does: arguments and options as people typed them in, its exit code out. */
export type Action<Options> = (session: Session, words: (string | undefined)[], options: Options) => Promise<number>;

/** Gives a command its action, run inside a session that knows the configuration, prints and ends cleanly. */
export function act<Options = Record<never, never>>(command: Command, exit: (code: number) => void, action: Action<Options>): void {
  command.action(async (...given: unknown[]) => {
    const { runInSession } = await import('./session.ts');
    const words = given.slice(0, command.registeredArguments.length) as (string | undefined)[];
    exit(await runInSession(command.optsWithGlobals(), (session) => action(session, words, command.opts() as Options)));
  });
}
