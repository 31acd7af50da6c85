import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadedConfig } from '../config.ts';
import type { Check } from './doctor.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const node = [24, 12] as const;
const megabyte = 1_048_576;

function run(file: string, words: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(file, words, { timeout: 10_000, maxBuffer: megabyte }, (error, stdout, stderr) => resolve(error ? null : (stdout || stderr).trim()));
  });
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > node[0] || (major === node[0] && minor >= node[1]);
  return { name: 'node', status: enough ? 'ok' : 'problem', detail: `Node ${process.versions.node} on ${process.platform}-${process.arch}`, fix: `start it with bin/hyperlens, which brings Node ${node.join('.')} or newer` };
}

async function checkSetup(): Promise<Check> {
  const fix = 'run: npm run setup';
  try {
    const [stamp, lock] = await Promise.all([stat(path.join(root, '.runtime/stamp')), stat(path.join(root, 'package-lock.json'))]);
    return stamp.mtimeMs >= lock.mtimeMs ? { name: 'setup', status: 'ok', detail: `packages installed in ${root}` } : { name: 'setup', status: 'warning', detail: 'package-lock.json is newer than the last setup', fix };
  } catch {
    return { name: 'setup', status: 'warning', detail: 'no record of a finished setup', fix };
  }
}

async function checkHome({ config, sourceOf }: LoadedConfig): Promise<Check[]> {
  const { home } = config;
  const checks: Check[] = [];
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const probe = path.join(home, `.doctor-${randomBytes(4).toString('hex')}`);
    await writeFile(probe, 'x');
    await rm(probe);
    const { mode } = await stat(home);
    const open = (mode & 0o077) !== 0;
    checks.push({ name: 'home', status: open ? 'warning' : 'ok', detail: `${home} (${sourceOf('home')}) can be written${open ? ', and others on this machine can look into it' : ''}`, fix: `chmod 700 ${home}` });
    const { bavail, bsize } = await statfs(home);
    const free = Math.floor((bavail * bsize) / megabyte);
    checks.push({ name: 'disk', status: free < 200 ? 'problem' : free < 1_024 ? 'warning' : 'ok', detail: `${free.toLocaleString('en')} MB free`, fix: 'free disk space; 1 GB is comfortable' });
  } catch (error) {
    checks.push({ name: 'home', status: 'problem', detail: `${home} cannot be written: ${(error as Error).message}`, fix: 'set HYPERLENS_HOME to a folder of yours' });
  }
  return checks;
}

async function checkPython(): Promise<Check> {
  const fix = 'install Python 3 with venv (Debian: apt-get install python3-venv); only needed for Slither';
  const version = await run('python3', ['--version']);
  if (version === null) return { name: 'python', status: 'warning', detail: 'python3 was not found', fix };
  return (await run('python3', ['-c', 'import venv, ensurepip'])) === null ? { name: 'python', status: 'warning', detail: `${version} without venv`, fix } : { name: 'python', status: 'ok', detail: `${version} with venv` };
}

function checkModel({ config, sourceOf }: LoadedConfig): Check {
  const { provider, name, apiKey, baseUrl } = config.model;
  if (!provider) return { name: 'model', status: 'ok', detail: 'none configured; the built-in reader works alone' };
  const missing = [...(name ? [] : ['model.name']), ...(apiKey || provider === 'openai-compatible' ? [] : ['model.apiKey']), ...(provider === 'openai-compatible' && !baseUrl ? ['model.baseUrl'] : [])];
  return { name: 'model', status: missing.length > 0 ? 'problem' : 'ok', detail: `${provider} ${name ?? ''} (${sourceOf('model.provider')})${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`, fix: `set ${missing.join(', ')} (docs/configuration.md)` };
}

async function checkKeystore({ config }: LoadedConfig): Promise<Check> {
  const file = config.keystore.path ?? path.join(config.home, 'keystore.json');
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0) return { name: 'keystore', status: 'warning', detail: `${file} can be read by others`, fix: `chmod 600 ${file}` };
    const unlocked = config.keystore.passphrase !== undefined || config.keystore.passphraseFile !== undefined;
    return { name: 'keystore', status: unlocked ? 'ok' : 'warning', detail: `${file}${unlocked ? '' : ', no passphrase given'}`, fix: 'set HYPERLENS_KEYSTORE_PASSPHRASE or HYPERLENS_KEYSTORE_PASSPHRASE_FILE' };
  } catch {
    return { name: 'keystore', status: config.keystore.path ? 'problem' : 'ok', detail: config.keystore.path ? `${file} cannot be read` : 'none; the local chain has accounts of its own, other networks need one', fix: 'correct keystore.path' };
  }
}

/** What can be seen without opening the product: runtime, folders, space, Python, model and keystore settings. */
export async function checkMachine(loaded: LoadedConfig): Promise<Check[]> {
  const [setup, home, python, keystore] = await Promise.all([checkSetup(), checkHome(loaded), checkPython(), checkKeystore(loaded)]);
  return [checkNode(), setup, ...home, python, checkModel(loaded), keystore];
}
