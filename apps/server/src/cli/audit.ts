import { writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import { AppError, verdict, type AuditInput, type Severity } from '@hyperlens/protocol';
import { countFindings } from './print-run.ts';
import { printable, statusWord } from './output.ts';
import { absolute, includeOption, readProject, type ProjectOptions } from './project.ts';
import { act, type Verb } from './verb.ts';

interface AuditOptions extends ProjectOptions { format?: 'json' | 'sarif' | 'markdown'; failOn?: Severity; solc?: string; output?: string }
const exitOf = { pass: 0, fail: 1, inconclusive: 3 } as const;

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { path: file, reason: (error as Error).message }, error);
  }
}

/** `hyperlens audit`: weaknesses in a file or project. */
export const verb: Verb = (command, exit) => {
  command
    .argument('<path>', 'a Solidity file or a project folder')
    .addOption(new Option('--format <format>', 'form of the report').choices(['json', 'sarif', 'markdown']))
    .addOption(new Option('--fail-on <severity>', 'stricter gate than the policy').choices(['critical', 'high', 'medium', 'low', 'informational']))
    .addOption(new Option('--solc <version>', 'compiler version, for example 0.8.30'))
    .addOption(includeOption())
    .addOption(new Option('--output <file>', 'write the report to a file instead of stdout'));
  act<AuditOptions>(command, exit, async (session, [given = ''], options) => {
    const { output, signal } = session;
    const project = await readProject(given, options);
    const connection = await session.connect();
    const body: AuditInput = { sources: project.sources, ownFiles: project.ownFiles, remappings: project.remappings, ...(options.solc === undefined ? {} : { solcVersion: options.solc }), ...(options.failOn === undefined ? {} : { failOn: options.failOn }) };
    const format = options.format ?? 'json';
    if (!output.json && !options.format) output.note(output.style('dim', `auditing ${project.ownFiles.length} file(s) of ${project.root}`));
    if (format !== 'json') {
      const { text, headers } = await connection.text('audits.create', { body, query: { format } }, { signal });
      if (options.output !== undefined) await save(options.output, text);
      else process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
      return exitOf[verdict.catch('inconclusive').parse(headers['x-verdict'])];
    }
    const found = await connection.call('audits.create', { body }, { signal });
    const report = { ...found, findings: found.findings.map((finding) => ({ ...finding, file: absolute(project, finding.file) })), files: found.files.map((file) => absolute(project, file)) };

    const text = `${JSON.stringify(report, null, 2)}\n`;
    if (options.output !== undefined) await save(options.output, text);
    if (output.json) output.document(report);
    else if (options.format === 'json' && options.output === undefined) process.stdout.write(text);
    else {
      output.table(['severity', 'where', 'rule', 'what'], report.findings.map(({ severity, file, line, ruleId, title, status }) => [status === 'waived' ? `${severity} (waived)` : severity, `${file}:${line}`, ruleId, title]), 'No findings.');
      for (const tool of report.tools.filter(({ status }) => status !== 'completed')) output.note(`${tool.id}: ${statusWord(output, tool.status)}${tool.reason ? `, ${printable(tool.reason)}` : ''}`);
      output.line(`${statusWord(output, report.verdict)}: ${countFindings(report.findings)}. ${printable(report.reasons.join(' '))}`);
    }
    return exitOf[report.verdict];
  });
};
