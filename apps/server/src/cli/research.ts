import { existsSync, readdirSync, statSync } from 'node:fs';
import { access, constants, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Option } from 'commander';
import { AppError, sectionNames, type ReportFormat, type ResearchRequestInput, type SectionName } from '@hyperlens/protocol';
import { act, type Verb } from './verb.ts';
import { absolute, includeOption, readProject, type ProjectOptions } from './project.ts';
import { makeFolder, writeCharts } from './charts.ts';
import { profileFrom, profileOptions, type ProfileOptions } from './research-profile.ts';

export interface SubjectOptions extends ProfileOptions, ProjectOptions { network?: string; atBlock?: string; only?: string; solc?: string }
interface ResearchOptions extends SubjectOptions { report?: string[]; charts?: string; idempotencyKey?: string }

const formats: Record<string, ReportFormat> = { md: 'markdown', markdown: 'markdown', html: 'html', htm: 'html', pdf: 'pdf', json: 'json' };

/** The form of a report from its file name. Throws USAGE_INVALID. */
function formatOf(file: string): ReportFormat {
  const format = formats[file.split('.').at(-1)?.toLowerCase() ?? ''];
  if (!format) throw new AppError('USAGE_INVALID', { problem: `The report ${file} needs an ending: .md, .html, .pdf or .json.` });
  return format;
}

/** Whether a report can be written there, asked before the work is done. Throws FILE_UNREADABLE. */
async function checkWritable(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => { throw new AppError('FILE_UNREADABLE', { path: folder, reason: error.code === 'ENOENT' ? 'the folder of the report does not exist' : 'the report cannot be written there' }, error); });
}

function sectionsFrom(text: string): SectionName[] {
  const names = text.split(',').map((name) => name.trim()).filter(Boolean);
  const wrong = names.find((name) => !sectionNames.includes(name as SectionName));
  if (wrong !== undefined || names.length === 0) throw new AppError('USAGE_INVALID', { problem: `--only takes ${sectionNames.join(', ')}, not "${wrong ?? text}".` });
  return names as SectionName[];
}

function blockFrom(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new AppError('USAGE_INVALID', { problem: `--at-block takes a block number, not "${text}".` });
  return Number(text);
}

/** A folder here with a Solidity file in it, or a project, goes before a token of that name. */
const holdsSolidity = (folder: string): boolean => statSync(folder).isDirectory() && readdirSync(folder).some((name) => /\.sol$/i.test(name) || ['foundry.toml', 'remappings.txt', 'contracts', 'src'].includes(name) || name.startsWith('hardhat.config.'));

/** What is asked, and where on this machine a file of its sources lies. */
export interface Asked { request: ResearchRequestInput; place: (file: string) => string }

/**
 * The request from what was typed: an address, a symbol, a name, or a file or folder of Solidity. `note` hears what was read. Throws
 * USAGE_INVALID and what reading files throws.
 */
export async function requestFrom(subject: string, options: SubjectOptions, note: (text: string) => void = () => undefined): Promise<Asked> {
  // A web address has slashes and is no path; the server says so.
  const source = !/^https?:\/\//i.test(subject) && (/\.sol$/i.test(subject) || (!/^0x/i.test(subject) && /[/\\]/.test(subject)) || (!/^0x[0-9a-fA-F]{40}$/.test(subject) && existsSync(subject) && (/[./\\]/.test(subject) || holdsSolidity(subject))));
  const request: ResearchRequestInput = {
    subject, project: await profileFrom(options, note),
    ...(options.network === undefined ? {} : { network: options.network }), ...(options.atBlock === undefined ? {} : { atBlock: blockFrom(options.atBlock) }),
    ...(options.only === undefined ? {} : { only: sectionsFrom(options.only) }), ...(options.solc === undefined ? {} : { solcVersion: options.solc }),
  };
  if (!source) return { request, place: (file) => file };
  const project = await readProject(subject, options);
  return { request: { ...request, sources: project.sources, ownFiles: project.ownFiles, remappings: project.remappings }, place: (file) => absolute(project, file) };
}

/** Options that say what to look at, shared by research and watch. */
export const subjectOptions = (): Option[] => [
  new Option('--network <id>', 'network of the address (hyperlens networks)'),
  new Option('--only <sections>', `only these, with commas: ${sectionNames.join(', ')}`),
  new Option('--solc <version>', 'compiler version for sources, for example 0.8.30'),
  includeOption(),
  ...profileOptions(),
];

/** `hyperlens research`: what is known about a token, contract, wallet, project or source, with the evidence. */
export const verb: Verb = (command, exit) => {
  command.argument('<subject>', 'an address, a symbol, a name, or a .sol file or folder');
  for (const option of subjectOptions()) command.addOption(option);
  command
    .addOption(new Option('--at-block <number>', 'look at the chain as it was at this block'))
    .addOption(new Option('--report <file...>', 'also write the report; the ending says the form: .md, .html, .pdf, .json'))
    .addOption(new Option('--charts <folder>', 'also write every chart into this folder, as SVG and PNG'))
    .addOption(new Option('--idempotency-key <key>', 'the same key starts only one run'));
  act<ResearchOptions>(command, exit, async (session, [subject = ''], options) => {
    const files = (options.report ?? []).map((file) => ({ file, format: formatOf(file) }));
    for (const { file } of files) await checkWritable(file);
    if (options.charts !== undefined) await makeFolder(options.charts);
    const { request, place } = await requestFrom(subject, options, (text) => session.output.note(text));
    const { runResearch } = await import('./run-research.ts');
    return runResearch(session, request, {
      place,
      ...(options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey }),
      finished: async (connection, runId) => {
        for (const { file, format } of files) {
          const { bytes } = await connection.bytes('research.report', { params: { id: runId }, query: { format } });
          await writeFile(file, bytes).catch((error: unknown) => { throw new AppError('FILE_UNREADABLE', { path: file, reason: (error as Error).message }, error); });
          session.output.note(`wrote ${file}`);
        }
        if (options.charts !== undefined) await writeCharts(session.output, connection, runId, options.charts);
      },
    });
  });
};
