import { Option } from 'commander';
import { AppError } from '@hyperlens/protocol';
import { printable } from './output.ts';
import { act, type Verb } from './verb.ts';

interface CompareOptions { network?: string; atBlock?: string; all?: boolean; only?: string }
interface LeftOut { subject: string; code: string; message: string }
const runPattern = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^watch-/;

/** `hyperlens compare`: two or more subjects, or runs that have ended, side by side. */
export const verb: Verb = (command, exit) => {
  command
    .argument('<subjects...>', 'addresses, symbols, names, .sol files or ids of ended runs')
    .addOption(new Option('--network <id>', 'network of the addresses (hyperlens networks)'))
    .addOption(new Option('--at-block <number>', 'look at all of them as they were at this block'))
    .addOption(new Option('--only <sections>', 'only these sections, with commas'))
    .addOption(new Option('--all', 'also rows that are the same everywhere'));
  act<CompareOptions>(command, exit, async (session, words, options) => {
    const subjects = (words[0] as unknown as string[] | undefined) ?? [];
    if (subjects.length < 2 || subjects.length > 10) throw new AppError('USAGE_INVALID', { problem: `Two to ten subjects can be compared, not ${subjects.length}.` });
    const [{ requestFrom }, { followToEnd }, { printComparison }] = await Promise.all([import('./research.ts'), import('./run-research.ts'), import('./print-research.ts')]);
    const connection = await session.connect();
    const runs: string[] = [];
    const leftOut: LeftOut[] = [];
    for (const subject of subjects) {
      if (runPattern.test(subject)) { runs.push(subject); continue; }
      const { request } = await requestFrom(subject, {
        ...(options.network === undefined ? {} : { network: options.network }), ...(options.atBlock === undefined ? {} : { atBlock: options.atBlock }), ...(options.only === undefined ? {} : { only: options.only }),
      });
      const run = await followToEnd(session, connection, request);
      if (run.status === 'cancelled') throw new AppError('INTERRUPTED');
      if (run.error) leftOut.push({ subject, code: run.error.code, message: run.error.message });
      else runs.push(run.runId);
    }
    if (runs.length < 2) throw new AppError('COMPARISON_TOO_SMALL', { reason: leftOut.map(({ subject, message }) => `${subject}: ${message}`).join(' ') });
    const comparison = await connection.call('research.compare', { body: { runs } });
    session.output.document(leftOut.length > 0 ? { ...comparison, leftOut } : comparison);
    printComparison(session.output, comparison, { all: options.all === true });
    for (const { subject, message } of leftOut) session.output.error(printable(`${subject} is left out: ${message}`));
    return leftOut.length > 0 ? 3 : 0;
  });
};
