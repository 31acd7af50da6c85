import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilEnded } from './checks.ts';
import { environmentOf, makeHome, startServer, type Running } from './product.ts';

const command = path.resolve(import.meta.dirname, '../../bin/hyperlens');
/** `script` of util-linux gives a program a terminal of its own; the one of BSD has other options. */
const available = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;
const request = 'An ERC-20 called Acorn, symbol ACRN, 1M supply';
let home: Awaited<ReturnType<typeof makeHome>>;
let server: Running;
beforeAll(async () => {
  home = await makeHome();
  server = await startServer(home.home, { HYPERLENS_TESTS_FUZZ_RUNS: '4', HYPERLENS_TESTS_COVERAGE: 'false', HYPERLENS_APPROVAL_LOCAL: 'always' });
});
afterAll(async () => { await server?.stop(); await home?.remove(); });

/** The lines of a screen after what a program wrote: moves up, cleared lines and carriage returns are what it uses. */
function screen(written: string): string[] {
  const lines = [''];
  let row = 0;
  let column = 0;
  // oxlint-disable-next-line no-control-regex -- escape sequences are what is read here
  for (const [, up, other, text] of written.matchAll(/\u001b\[(\d+)A|\u001b\[([?\d;]*[A-Za-z])|([^\u001b])/g)) {
    if (up !== undefined) row = Math.max(0, row - Number(up));
    else if (other === '2K') lines[row] = '';
    else if (other === 'J' || other === '0J') { lines.length = row + 1; lines[row] = (lines[row] ?? '').slice(0, column); }
    else if (other?.endsWith('G')) column = Number.parseInt(other, 10) - 1;
    else if (text === '\n') { row += 1; column = 0; lines[row] ??= ''; }
    else if (text === '\r') column = 0;
    else if (text !== undefined) {
      lines[row] = (lines[row] ?? '').padEnd(column).slice(0, column) + text + (lines[row] ?? '').slice(column + 1);
      column += 1;
    }
  }
  return lines.map((line) => line.trimEnd());
}

interface Terminal { child: ChildProcess; written: () => string; press: (keys: string) => void; sees: (text: string) => Promise<void>; ended: Promise<number | null> }
/** The command on a terminal of the given size. */
function open(words: string[], columns = 80): Terminal {
  const line = `stty cols ${columns} rows 24 && exec ${[command, ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')}`;
  const { NO_COLOR: _none, ...environment } = environmentOf(home.home);
  const child = spawn('script', ['-qefc', line, '/dev/null'], { env: { ...environment, TERM: 'xterm-256color' }, stdio: ['pipe', 'pipe', 'pipe'] });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => { written += chunk.toString(); });
  return {
    child, written: () => written, press: (keys) => { child.stdin.write(keys); },
    async sees(text) {
      for (const deadline = Date.now() + 60_000; !written.includes(text); await sleep(30)) if (Date.now() > deadline) throw new Error(`"${text}" was not seen:\n${screen(written).join('\n')}`);
    },
    ended: new Promise((resolve) => { child.once('close', resolve); }),
  };
}
const runOf = (written: string): string => /run ([0-9a-f-]{36})/.exec(written)?.[1] ?? '';
const marked = (written: string, mark: string) => screen(written).flatMap((line) => (line.startsWith(`${mark} `) ? [line.split(/\s+/)[1]] : []));
/** Nothing may be left switched off when the program ends: the cursor, wrapping. */
function restored(written: string): void {
  expect(written.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(written.lastIndexOf('\u001b[?25l'));
  expect(written.lastIndexOf('\u001b[?7h')).toBeGreaterThanOrEqual(written.lastIndexOf('\u001b[?7l'));
}

describe.skipIf(!available)(`the command on a terminal${available ? '' : ' (skipped: script of util-linux is not on this machine)'}`, () => {
  it('draws each step once, asks, and leaves what was approved on the screen', async () => {
    const terminal = open(['build', request]);
    await terminal.sees('[y/N]');
    terminal.press('y\r');
    expect(await terminal.ended).toBe(0);
    const lines = screen(terminal.written());
    expect(marked(terminal.written(), '✓')).toEqual(['specify', 'write', 'compile', 'audit', 'test', 'approve', 'deploy', 'verify']);
    expect(marked(terminal.written(), '?')).toEqual(['approve']);
    expect(lines.filter((line) => line.includes('Deploys Acorn to'))).toHaveLength(1);
    expect(lines.some((line) => line.includes('Deploy to local? [y/N] y'))).toBe(true);
    expect(lines.filter((line) => /^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/.test(line))).toEqual([]);
    restored(terminal.written());
  });

  it('refuses on any other answer, and says which step it was', async () => {
    const terminal = open(['build', request]);
    await terminal.sees('[y/N]');
    terminal.press('\r');
    expect(await terminal.ended).toBe(1);
    expect(marked(terminal.written(), '✗')).toEqual(['approve']);
    expect(screen(terminal.written()).some((line) => line.startsWith('rejected'))).toBe(true);
  });

  it('cancels on Ctrl-C, also while it asks, with 130', async () => {
    for (const moment of ['compile', '[y/N]']) {
      const terminal = open(['build', request]);
      await terminal.sees(moment);
      terminal.press('\u0003');
      expect(await terminal.ended, moment).toBe(130);
      expect((await untilEnded(() => server, runOf(terminal.written()), 20_000)).status).toBe('cancelled');
      expect(terminal.written()).not.toContain('unexpected');
      restored(terminal.written());
    }
  });

  it('lets the run wait when the input ends without an answer', async () => {
    const terminal = open(['build', request]);
    await terminal.sees('[y/N]');
    terminal.press('\u0004');
    expect(await terminal.ended).toBe(1);
    const run = runOf(terminal.written());
    expect((await server.call<Run>('GET', `/api/v1/builds/${run}`)).body.status).toBe('waiting');
    expect(terminal.written()).toContain(`hyperlens runs approve ${run}`);
  });

  it('keeps one line a step when the terminal is narrow', async () => {
    const terminal = open(['build', request, '--no-deploy'], 30);
    expect(await terminal.ended).toBe(0);
    const steps = screen(terminal.written()).filter((line) => line.startsWith('✓'));
    expect(steps.map((line) => line.split(/\s+/)[1])).toEqual(['specify', 'write', 'compile', 'audit', 'test']);
    expect(steps.filter((line) => line.length > 30)).toEqual([]);
  });
});
