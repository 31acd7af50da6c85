import { access, constants, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError, type Analyzer, type AnalysisInput, type AnalyzerOutcome, type ProcessResult, type RunProcess } from '@hyperlens/protocol';
import { readSlither } from './slither-output.ts';

/** The version `install` puts in place; the adapter reads the JSON of 0.10 and 0.11. */
const pinned = '0.11.5';
const stampName = 'installed.json';

/** What the adapter needs from the outside. */
export interface SlitherDependencies {
  runProcess: RunProcess;
  /** Folder of the product's own tools; Slither gets a place of its own in it. Absolute. */
  folder: string;
  /** Folder for short-lived files; default the system's. Absolute. */
  temporaryFolder?: string;
  /** PATH to look in when it was not installed by us; empty or left out: only our own place counts. */
  searchPath?: string;
  /** Proxy and certificate settings, which only the installation gets. */
  networkEnvironment?: Record<string, string>;
  /** Program that makes the virtual environment; default python3. */
  python?: string;
}

/** Slither (AGPL, a program of its own): reads our compilation as build-info, so that it needs neither solc nor a network. */
export function makeSlitherAnalyzer(dependencies: SlitherDependencies): Analyzer {
  const { runProcess } = dependencies;
  const home = path.join(dependencies.folder, 'slither');
  const temporaryFolder = dependencies.temporaryFolder ?? tmpdir();
  const searchPath = dependencies.searchPath ?? '';
  const run = (file: string, args: string[], cwd: string, timeoutMilliseconds: number, rest: { memoryMegabytes?: number; signal?: AbortSignal; env?: Record<string, string> } = {}) =>
    runProcess({ file, args, cwd, timeoutMilliseconds, ...rest, env: { PATH: `${path.isAbsolute(file) ? `${path.dirname(file)}:` : ''}/usr/bin:/bin`, HOME: cwd, LANG: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1', ...rest.env } });

  const locate = async () => {
    const managed = await exists(path.join(home, stampName)) ? [path.join(home, 'venv', 'bin', 'slither')] : [];
    const searched = searchPath.split(path.delimiter).filter(folder => path.isAbsolute(folder)).map(folder => path.join(folder, 'slither'));
    for (const file of [...managed, ...searched]) {
      if (!await exists(file, constants.X_OK)) continue;
      const asked = await run(file, ['--version'], temporaryFolder, 20_000);
      const version = /\d+\.\d+\.\d+\S*/.exec(asked.stdout)?.[0];
      // One that is there but does not answer is still there: the audit must not pass without it.
      return { path: file, version: version ?? 'unknown' };
    }
    return null;
  };

  return {
    id: 'slither', title: 'Slither', kind: 'external', locate,
    async analyze(input, context) {
      const place = await locate();
      if (!place) return { status: 'not_installed', version: '', findings: [], reason: 'not found on this machine' };
      const { version } = place;
      const { compilation } = input;
      if (!compilation?.ok) return { status: 'not_applicable', version, findings: [], reason: 'the sources do not compile' };
      if (!compilation.rawOutput) return { status: 'failed', version, findings: [], reason: 'the compilation was made without build-info' };
      const folder = await mkdtemp(path.join(temporaryFolder, 'slither-'));
      try {
        await writeProject(folder, input);
        const result = await run(place.path, ['.', '--compile-force-framework', 'foundry', '--ignore-compile', '--exclude-dependencies', '--fail-none', '--json', '-'], folder, context.timeoutMilliseconds, { memoryMegabytes: context.memoryMegabytes, ...(context.signal ? { signal: context.signal } : {}) });
        return judge(result, version, input);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async install({ progress, signal }) {
      const failed = (reason: string): never => { throw new AppError('ANALYZER_INSTALL_FAILED', { id: 'slither', reason }); };
      await mkdir(home, { recursive: true });
      await rm(path.join(home, stampName), { force: true });
      const stop = signal ? { signal } : {};
      const step = async (title: string, file: string, args: string[], milliseconds: number) => {
        progress?.(title);
        const result = await run(file, args, home, milliseconds, { ...stop, env: { ...dependencies.networkEnvironment, ...(searchPath ? { PATH: searchPath } : {}) } });
        if (result.exitCode !== 0) failed(`${title}: ${result.startError ?? (result.timedOut ? `not finished after ${milliseconds / 1_000} s` : result.aborted ? 'interrupted' : (result.stderr || result.stdout).trim().split('\n').slice(-3).join(' ').slice(0, 400))}`);
      };
      const bin = path.join(home, 'venv', 'bin');
      await step('making a virtual environment', dependencies.python ?? 'python3', ['-m', 'venv', '--clear', path.join(home, 'venv')], 120_000);
      await step(`installing slither-analyzer ${pinned} from PyPI`, path.join(bin, 'python3'), ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', `slither-analyzer==${pinned}`], 600_000);
      await step('asking it for its version', path.join(bin, 'slither'), ['--version'], 60_000);
      await writeFile(path.join(home, stampName), JSON.stringify({ version: pinned }));
      return await locate() ?? failed('it was installed but does not answer');
    },
  };
}

/** The folder Slither expects of Foundry: sources under their names, an empty foundry.toml, and our compilation as build-info. */
async function writeProject(folder: string, input: AnalysisInput): Promise<void> {
  const { compilation } = input;
  for (const [name, source] of Object.entries(compilation?.sources ?? {})) {
    const file = path.resolve(folder, name);
    if (!file.startsWith(`${folder}${path.sep}`)) throw new AppError('INPUT_INVALID', { where: name, problem: 'a source name leads out of the project' });
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, source.content);
  }
  await mkdir(path.join(folder, 'out', 'build-info'), { recursive: true });
  await writeFile(path.join(folder, 'foundry.toml'), '');
  await writeFile(path.join(folder, 'out', 'build-info', 'build.json'), JSON.stringify({ id: 'build', solcVersion: compilation?.solcVersion, solcLongVersion: compilation?.longVersion, input: compilation?.standardInput, output: compilation?.rawOutput }));
}

/** Only understood output counts. The exit code alone says nothing: Slither ends with 255 for findings as well as for crashes. */
function judge(result: ProcessResult, version: string, input: AnalysisInput): AnalyzerOutcome {
  const failed = (reason: string): AnalyzerOutcome => ({ status: 'failed', version, findings: [], reason });
  if (result.startError) return failed(`it could not be started: ${result.startError}`);
  if (result.timedOut) return { status: 'timeout', version, findings: [], reason: `not finished after ${result.milliseconds} ms` };
  if (result.memoryExceeded) return failed('it needed more memory than allowed and was stopped');
  if (result.aborted) return failed('interrupted');
  if (result.signal) return failed(`it was ended by ${result.signal}`);
  if (result.truncated) return failed('its output is too large');
  const end = `exit code ${result.exitCode}`;
  if (result.stdout.trim() === '') return failed(`no output (${end}): ${result.stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`);
  try {
    const findings = readSlither(result.stdout, input.ownFiles, file => (input.compilation?.sources[file]?.content ?? '').split('\n'));
    // Another code than "fine" and "findings" with readable output means that it stopped half-way.
    if (result.exitCode !== 0 && result.exitCode !== 255) return { status: 'failed', version, findings, reason: end };
    if (result.exitCode === 255 && findings.length === 0 && !/"detectors"\s*:\s*\[\s*\{/.test(result.stdout)) return failed(`${end} without a finding`);
    return { status: 'completed', version, findings };
  } catch (error) {
    return failed(`${error instanceof Error ? error.message : String(error)} (${end})`);
  }
}

const exists = (file: string, mode?: number): Promise<boolean> => access(file, mode).then(() => true, () => false);
