import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBreaches } from './walls.ts';

const root = path.resolve(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const sources = tracked.filter((file) => /^(apps|packages)\/.*\.ts$/.test(file));
const product = sources.filter((file) => !/\.(test|engine|kit|fake)\.ts$|platform\/src\/testing\/|models\/testing\/|\/fixtures\//.test(file));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('walls of the house', () => {
  it('has no import against the directions', () => {
    const { breaches, files } = findBreaches(root);
    expect(files).toBeGreaterThan(20);
    expect(breaches).toEqual([]);
  });

  it.each([
    ['packages/agents/src/planted.ts', "import { readFile } from 'node:fs/promises';", 'does I/O'],
    ['packages/catalog/src/planted.ts', "import { openStorage } from '@hyperlens/platform/storage';", 'must not import platform'],
    ['packages/protocol/src/planted.ts', "import pg from 'pg';", 'not declared'],
    ['packages/platform/src/planted.ts', "export * from '../../catalog/src/chains/index.ts';", 'relative path'],
    ['apps/server/src/planted.ts', "const module = await import('express');", 'not declared'],
  ])('finds a violation planted in %s', (file, line, problem) => {
    const copy = mkdtempSync(path.join(tmpdir(), 'walls-'));
    for (const workspace of ['packages/protocol', 'packages/platform', 'packages/catalog', 'packages/agents', 'apps/server']) {
      mkdirSync(path.join(copy, workspace, 'src'), { recursive: true });
      cpSync(path.join(root, workspace, 'package.json'), path.join(copy, workspace, 'package.json'));
    }
    writeFileSync(path.join(copy, file), `${line}\n`);
    expect(findBreaches(copy).breaches.map((breach) => breach.problem).join()).toContain(problem);
  });
});

describe('habits of the house', () => {
  it('invents no number: no Math.random in the product', () => {
    expect(product.filter((file) => /Math\.random/.test(read(file)))).toEqual([]);
  });

  it('reads settings from the environment in one place', () => {
    // These hand PATH, the locale and the compile cache on to child processes; none of it is a setting.
    const passOn = ['packages/catalog/src/chains/local/owner.ts', 'packages/catalog/src/simulation/seat.ts', 'packages/catalog/src/toolchains/testing/isolation.ts', 'packages/platform/src/sandbox/process.ts', 'packages/platform/src/storage/embedded/supervisor.ts'];
    const readers = product.filter((file) => /process\.env\b/.test(read(file)));
    expect(readers.filter((file) => file !== 'apps/server/src/config.ts' && !passOn.includes(file))).toEqual([]);
    for (const file of passOn) expect(read(file)).not.toMatch(/HYPERLENS_|DATABASE_URL/);
  });

  it('loads Drizzle the light way', () => {
    const heavy = /^(?:import|export) (?!type\b).*from 'drizzle-orm|import\('drizzle-orm/m;
    expect("import { eq, type SQL } from 'drizzle-orm';").toMatch(heavy);
    expect("import type { SQL } from 'drizzle-orm';").not.toMatch(heavy);
    expect(sources.filter((file) => heavy.test(read(file)))).toEqual([]);
  });

  it('keeps every file under 400 lines and half of them under 90', () => {
    const lengths = sources.map((file) => ({ file, lines: read(file).split('\n').length })).toSorted((a, b) => a.lines - b.lines);
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]!.lines).toBeLessThanOrEqual(90);
  });

  it('documents every error code, and only those', async () => {
    const { errorTable } = await import('../../packages/protocol/src/errors.ts');
    const documented = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
    expect(new Set(documented)).toEqual(new Set(Object.keys(errorTable)));
  });
});
