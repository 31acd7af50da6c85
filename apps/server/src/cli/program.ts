import { Command, CommanderError, Option } from 'commander';
import type { Verb } from './verb.ts';

/** Every verb: its name, one line about it, and its file, loaded only when it is used. */
const verbs: readonly { name: string; summary: string; load: () => Promise<{ verb: Verb }> }[] = [
  { name: 'up', summary: 'start the server and its page', load: () => import('./up.ts') },
  { name: 'build', summary: 'from a request in plain words to a deployed contract', load: () => import('./build.ts') },
  { name: 'audit', summary: 'look for weaknesses in Solidity sources', load: () => import('./audit.ts') },
  { name: 'test', summary: 'run the Solidity tests of a project', load: () => import('./test.ts') },
  { name: 'deploy', summary: 'deploy a finished run, or a contract of your own', load: () => import('./deploy.ts') },
  { name: 'research', summary: 'what is known about a token, contract, wallet or source, with evidence', load: () => import('./research.ts') },
  { name: 'compare', summary: 'research results side by side', load: () => import('./compare.ts') },
  { name: 'watch', summary: 'research on a schedule, and what changed', load: () => import('./watch.ts') },
  { name: 'verify', summary: 'compile again and compare with the code on chain', load: () => import('./verify.ts') },
  { name: 'templates', summary: 'the library contracts are written from', load: () => import('./templates.ts') },
  { name: 'networks', summary: 'chains and how they answer', load: () => import('./networks.ts') },
  { name: 'accounts', summary: 'keystore accounts that sign on remote networks', load: () => import('./accounts.ts') },
  { name: 'analyzers', summary: 'audit tools on this machine', load: () => import('./analyzers.ts') },
  { name: 'runs', summary: 'what ran and what runs', load: () => import('./runs.ts') },
  { name: 'services', summary: 'agents and services, their versions and health', load: () => import('./services.ts') },
  { name: 'config', summary: 'every setting and where its value comes from', load: () => import('./config.ts') },
  { name: 'doctor', summary: 'what is missing on this machine and how to fix it', load: () => import('./doctor.ts') },
  { name: 'completion', summary: 'completion for bash, zsh or fish', load: () => import('./completion.ts') },
];

export const verbNames = verbs.map(({ name }) => name);
/** Global options that take a value, so that the value is not taken for a verb. */
const valued = new Set(['--server', '--home', '--config', '--set', '--log-level']);

/** The verb in a command line: the first word that is neither an option nor an option's value. */
export function verbOf(words: readonly string[]): string | undefined {
  const plain = words.filter((word, index) => !word.startsWith('-') && !valued.has(words[index - 1] ?? ''));
  return plain[0] === 'help' ? plain[1] : plain[0];
}

/** The command line program with the options of one verb loaded; `all` loads every verb. */
export async function makeProgram(chosen: string | undefined, exit: (code: number) => void, all = false): Promise<Command> {
  const program = new Command('hyperlens')
    .description('Say what contract you want and get it written, audited, tested and deployed with proof; ask about a token and get evidence.')
    .version('0.1.0', '-V, --version')
    .addOption(new Option('--json', 'print one JSON document on stdout'))
    .addOption(new Option('--quiet', 'print nothing but the result'))
    .addOption(new Option('--no-color', 'no colours'))
    .addOption(new Option('--server <url>', 'work through the server at this address'))
    .addOption(new Option('--home <folder>', 'where all data lives (HYPERLENS_HOME, ~/.hyperlens)'))
    .addOption(new Option('--config <file>', 'configuration file (config.toml in the home folder)'))
    .addOption(new Option('--set <key=value>', 'one setting, may be repeated').argParser((value, before: string[] | undefined) => [...(before ?? []), value]))
    .addOption(new Option('--log-level <level>', 'least important log lines on stderr').choices(['error', 'warn', 'info', 'debug', 'silent']))
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .exitOverride();
  for (const { name, summary, load } of verbs) {
    const command = program.command(name).summary(summary).description(`${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`).copyInheritedSettings(program);
    if (all || name === chosen) (await load()).verb(command, exit);
  }
  return program;
}

/** Runs a command line and gives the exit code of DESIGN: 0 done and good, 1 not good, 2 wrong usage, 3 inconclusive, 4 not reachable, 130 interrupted. */
export async function runProgram(words: readonly string[]): Promise<number> {
  let code = 0;
  const program = await makeProgram(verbOf(words), (value) => { code = value; });
  if (words.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its message; help and version are not mistakes.
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (words.includes('--json')) process.stdout.write(`${JSON.stringify({ error: { code: 'USAGE_INVALID', message: error.message.replace(/^error: /, '') } }, null, 2)}\n`);
    return 2;
  }
}
