import { Option } from 'commander';
import { AppError } from '@hyperlens/protocol';
import { act, type Verb } from './verb.ts';

interface CompareOptions { network?: string; all?: boolean; only?: string }
const runPattern = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^watch-/;

/** `hyperlens compare`: two or more subjects, or runs that have ended, side by side. */
export const verb: Verb = (command, exit) => {
  command
    .argument('<subjects...>', 'addresses, symbols, names, .sol files or ids of ended runs')
    .addOption(new Option('--network <id>', 'network of the addresses (hyperlens networks)'))
    .addOption(new Option('--only <sections>', 'only these sections, with commas'))
    .addOption(new Option('--all', 'also rows that are the same everywhere'));
  act<CompareOptions>(command, exit, async (session, words, options) => {
    const subjects = (words[0] as unknown as string[] | undefined) ?? [];
    if (subjects.length < 2 || subjects.length > 10) throw new AppError('USAGE_INVALID', { problem: `Two to ten subjects can be compared, not ${subjects.length}.` });
    const [{ requestFrom }, { followToEnd }, { printComparison }] = await Promise.all([import('./research.ts'), import('./run-research.ts'), import('./print-research.ts')]);
    const connection = await session.connect();
    const runs: string[] = [];
    for (const subject of subjects) {
      if (runPattern.test(subject)) { runs.push(subject); continue; }
      const { request } = await requestFrom(subject, { ...(options.network === undefined ? {} : { network: options.network }), ...(options.only === undefined ? {} : { only: options.only }) });
      const run = await followToEnd(session, connection, request);
      if (run.status === 'cancelled') throw new AppError('INTERRUPTED');
      if (run.error) throw new AppError('RESEARCH_UNFINISHED', { id: `${subject} (${run.error.message})`, status: run.status });
      runs.push(run.runId);
    }
    const comparison = await connection.call('research.compare', { body: { runs } });
    session.output.document(comparison);
    printComparison(session.output, comparison, { all: options.all === true });
    return 0;
  });
};
