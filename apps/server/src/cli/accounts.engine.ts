import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const command = path.resolve(import.meta.dirname, '../../../../bin/hyperlens');
const key = '59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';
const run = (home: string, words: string[], input = '', passphrase: string | undefined = 'correct horse battery') => {
  const { HYPERLENS_KEYSTORE_PASSPHRASE: _, ...environment } = process.env;
  const result = spawnSync(command, ['accounts', ...words, '--json'], { encoding: 'utf8', input, env: { ...environment, HYPERLENS_HOME: home, ...(passphrase ? { HYPERLENS_KEYSTORE_PASSPHRASE: passphrase } : {}) } });
  return { code: result.status, output: result.stdout + result.stderr, stdout: result.stdout };
};

describe('hyperlens accounts', () => {
  it('imports a key from standard input into an encrypted file of its own, and never prints it', () => {
    const home = mkdtempSync(path.join(tmpdir(), 'accounts-'));
    const imported = run(home, ['import'], `0x${key}\n`);
    expect({ code: imported.code, output: imported.output }).toMatchObject({ code: 0 });
    expect(JSON.parse(imported.stdout)).toMatchObject({ address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' });
    expect(imported.output).not.toContain(key);
    const [file] = readdirSync(path.join(home, 'keystore'));
    expect(readFileSync(path.join(home, 'keystore', file!), 'utf8')).not.toContain(key);
    expect(statSync(path.join(home, 'keystore', file!)).mode & 0o77).toBe(0);
    expect((JSON.parse(run(home, ['list']).stdout) as { accounts: unknown[] }).accounts).toHaveLength(1);
  });

  it('refuses a bad key without repeating it, and a missing passphrase', () => {
    const home = mkdtempSync(path.join(tmpdir(), 'accounts-'));
    const bad = run(home, ['import'], 'not-a-key-but-secret');
    expect(bad.code).toBe(2);
    expect(bad.output).not.toContain('not-a-key-but-secret');
    expect(run(home, ['create'], '', '').code).toBe(4);
  });
});
