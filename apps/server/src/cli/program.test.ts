import { execFileSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { printable } from './output.ts';
import { makeProgram, verbNames, verbOf } from './program.ts';

describe('program', () => {
  it('finds the verb among global options', () => {
    expect(verbOf(['build', 'x'])).toBe('build');
    expect(verbOf(['--json', '--server', 'http://x', 'runs', 'show'])).toBe('runs');
    expect(verbOf(['--home', 'build', 'audit'])).toBe('audit');
    expect(verbOf(['help', 'test'])).toBe('test');
    expect(verbOf(['--version'])).toBeUndefined();
  });

  it('loads every verb with a description for each option and argument', async () => {
    const program = await makeProgram(undefined, () => undefined, true);
    expect(program.commands.map((command) => command.name())).toEqual(verbNames);
    for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
      expect(command.description(), command.name()).toMatch(/\.$/);
      for (const option of command.options) expect(option.description, `${command.name()} ${option.long}`).not.toBe('');
      for (const argument of command.registeredArguments) expect(argument.description, `${command.name()} ${argument.name()}`).not.toBe('');
    }
  });

  it('names each verb in the documentation', async () => {
    const { readFileSync } = await import('node:fs');
    const page = readFileSync(new URL('../../../../docs/cli.md', import.meta.url), 'utf8');
    expect(verbNames.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  });

  it('completes with a script bash accepts', async () => {
    const { verb } = await import('./completion.ts');
    const written: string[] = [];
    const caught = vi.spyOn(process.stdout, 'write').mockImplementation((text) => { written.push(String(text)); return true; });
    try {
      const { Command } = await import('commander');
      const command = new Command('completion');
      verb(command, () => undefined);
      await command.parseAsync(['bash'], { from: 'user' });
    } finally {
      caught.mockRestore();
    }
    execFileSync('bash', ['-n'], { input: written.join('') });
    expect(written.join('')).toContain('"runs") candidates="list show cancel');
  });

  it('keeps control characters of others off the terminal', () => {
    expect(printable('a\u001b[2Jb\u0007\u202ec\nd\te')).toBe('a[2Jbc\nd\te');
  });
});
