import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { AppError, type Severity } from '@hyperlens/protocol';
import { act, type Verb } from './verb.ts';

interface BuildOptions { yes?: boolean; network?: string; deploy: boolean; specOnly?: boolean; failOn?: Severity; account?: string; file?: string; idempotencyKey?: string; priority?: string }

/** More than any request may have; the server names its own limit. */
const readAtMost = 4 * 1_048_576;

async function readStandardInput(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin as AsyncIterable<string>) {
    text += part;
    if (text.length > readAtMost) throw new AppError('REQUEST_TOO_LONG', { length: text.length, limit: readAtMost });
  }
  return text;
}

/** The request from the words, from standard input (`-`) or from a file. Throws USAGE_INVALID, FILE_UNREADABLE. */
async function readRequest(words: string[], file: string | undefined): Promise<string> {
  if (file !== undefined && words.length > 0) throw new AppError('USAGE_INVALID', { problem: 'Give the request as words or with --file, not both.' });
  if (file !== undefined) {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      throw new AppError('FILE_UNREADABLE', { path: file, reason: (error as Error).message }, error);
    }
  }
  if (words.length === 0) throw new AppError('USAGE_INVALID', { problem: 'Say what to build, for example: hyperlens build "An ERC-20 called Acorn, symbol ACRN, 1M supply".' });
  return words.length === 1 && words[0] === '-' ? readStandardInput() : words.join(' ');
}

/** `hyperlens build`: from a request to a deployed contract. */
export const verb: Verb = (command, exit) => {
  command
    .argument('[request...]', 'what the contract should do; "-" reads standard input')
    .addOption(new Option('--file <path>', 'read the request from a file'))
    .addOption(new Option('-y, --yes', 'approve the deployment beforehand'))
    .addOption(new Option('--network <id>', 'where to deploy (hyperlens networks)'))
    .addOption(new Option('--no-deploy', 'stop after the tests'))
    .addOption(new Option('--spec-only', 'stop after the spec'))
    .addOption(new Option('--fail-on <severity>', 'stricter audit gate than the policy').choices(['critical', 'high', 'medium', 'low', 'informational']))
    .addOption(new Option('--account <address>', 'account to sign with'))
    .addOption(new Option('--idempotency-key <key>', 'the same key starts only one run'));
  act<BuildOptions>(command, exit, async (session, words, options) => {
    const { runBuild } = await import('./run-build.ts');
    const request = await readRequest((words[0] as unknown as string[] | undefined) ?? [], options.file);
    return runBuild(session, async (connection) => connection.call('builds.create', {
      body: {
        request, approve: options.yes === true, deploy: options.deploy, specOnly: options.specOnly === true,
        ...(options.network === undefined ? {} : { network: options.network }), ...(options.failOn === undefined ? {} : { failOn: options.failOn }), ...(options.account === undefined ? {} : { account: options.account }),
      },
      headers: options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey },
    }));
  });
};
