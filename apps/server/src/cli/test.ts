import { Option } from 'commander';
import { AppError, type TestInput } from '@hyperlens/protocol';
import { printable, statusWord } from './output.ts';
import { absolute, includeOption, readProject, type ProjectOptions } from './project.ts';
import { act, type Verb } from './verb.ts';

interface TestOptions extends ProjectOptions { match?: string; fuzzRuns?: string; invariantRuns?: string; seed?: string; solc?: string; coverage: boolean }
const exitOf = { pass: 0, fail: 1, inconclusive: 3 } as const;

/** A whole number from an option. Throws USAGE_INVALID. */
function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new AppError('USAGE_INVALID', { problem: `${flag} wants a whole number, not "${text}".` });
  return Number(text);
}

/** `hyperlens test`: the Solidity tests of a project. */
export const verb: Verb = (command, exit) => {
  command
    .argument('[path]', 'a test file or a project folder', '.')
    .addOption(new Option('--match <text>', 'only tests whose Suite.test matches'))
    .addOption(new Option('--fuzz-runs <number>', 'inputs per fuzz test'))
    .addOption(new Option('--invariant-runs <number>', 'call sequences per invariant'))
    .addOption(new Option('--seed <hex>', 'the same seed gives the same inputs'))
    .addOption(new Option('--solc <version>', 'compiler version'))
    .addOption(includeOption())
    .addOption(new Option('--no-coverage', 'do not measure coverage'));
  act<TestOptions>(command, exit, async (session, [given = '.'], options) => {
    const { output, signal } = session;
    const [fuzzRuns, invariantRuns] = [wholeNumber('--fuzz-runs', options.fuzzRuns), wholeNumber('--invariant-runs', options.invariantRuns)];
    const project = await readProject(given, options);
    if (Object.keys(project.tests).length === 0) throw new AppError('NO_TESTS_FOUND', { path: project.root });
    const connection = await session.connect();
    const body: TestInput = {
      sources: project.sources, tests: project.tests, remappings: project.remappings, ...(options.coverage ? {} : { coverage: false }),
      ...(options.match === undefined ? {} : { match: options.match }), ...(options.seed === undefined ? {} : { seed: options.seed }), ...(options.solc === undefined ? {} : { solcVersion: options.solc }),
      ...(fuzzRuns === undefined ? {} : { fuzzRuns }), ...(invariantRuns === undefined ? {} : { invariantRuns }),
    };
    const found = await connection.call('tests.create', { body }, { signal });
    const report = { ...found, coverage: { ...found.coverage, files: found.coverage.files.map((file) => ({ ...file, file: absolute(project, file.file) })) } };
    output.document(report);
    for (const one of report.cases) {
      output.line(`${statusWord(output, one.status)} ${printable(`${one.suite}.${one.name}`)}${one.runs === undefined ? '' : output.style('dim', ` (${one.runs} runs)`)}`);
      if (one.status === 'failed') for (const text of [one.reason, one.counterexample]) if (text) output.line(`  ${printable(text)}`);
    }
    const percent = (value: number | null): string => (value === null ? 'not measured' : `${Math.round(value * 10) / 10} %`);
    output.line(`${statusWord(output, report.verdict)}: ${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped; coverage of lines ${percent(report.coverage.lines)}, of branches ${percent(report.coverage.branches)}; seed ${report.seed}`);
    for (const reason of report.reasons) output.note(printable(reason));
    return exitOf[report.verdict];
  });
};
