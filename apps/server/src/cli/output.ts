import { styleText } from 'node:util';
import Table from 'cli-table3';

/** A colour or style by name, as node:util knows them. */
export type Format = Parameters<typeof styleText>[0];

/** Where a verb prints. Results go to stdout, everything else to stderr. */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether a person watches stderr, so that lines may be drawn over. */
  readonly live: boolean;
  /** The one JSON document; nothing without --json. */
  document(value: unknown): void;
  /** Text of the result; nothing with --json. */
  line(text?: string): void;
  /** A remark for people on stderr; nothing with --quiet. */
  note(text: string): void;
  /** An error on stderr, always. */
  error(text: string): void;
  /** Rows under headings; nothing with --json. */
  table(headings: string[], rows: (string | number | null | undefined)[][], empty: string): void;
  style(format: Format, text: string): string;
}

/** What a terminal must not get from a source, a request or a remote answer: control characters, escape sequences, direction marks. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is removed
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}

const plain = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };

export function makeOutput(options: { json: boolean; quiet: boolean; color: boolean }, stdout: NodeJS.WriteStream = process.stdout, stderr: NodeJS.WriteStream = process.stderr): Output {
  const { json, quiet } = options;
  const style = (format: Format, text: string): string => (options.color ? styleText(format, text, { stream: json ? stderr : stdout }) : text);
  let printed = false;
  return {
    json, quiet, style,
    live: !json && !quiet && options.color && stderr.isTTY === true,
    document(value) {
      if (!json || printed) return;
      printed = true;
      stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    line: (text = '') => { if (!json) stdout.write(`${text}\n`); },
    note: (text) => { if (!quiet) stderr.write(`${text}\n`); },
    error: (text) => { stderr.write(`${text}\n`); },
    table(headings, rows, empty) {
      if (json) return;
      if (rows.length === 0) return void stdout.write(`${empty}\n`);
      const table = new Table({ head: headings.map((heading) => style('bold', heading)), chars: plain, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
      for (const row of rows) table.push(row.map((cell) => printable(String(cell ?? '-'))));
      stdout.write(`${table.toString().split('\n').map((text) => text.trimEnd()).join('\n')}\n`);
    },
  };
}

const colours: Record<string, Format> = {
  pass: 'green', completed: 'green', healthy: 'green', ok: 'green', match: 'green', exact: 'green', confirmed: 'green', passed: 'green',
  fail: 'red', failed: 'red', rejected: 'red', mismatch: 'red', problem: 'red', unreachable: 'red', wrong_chain: 'red', unavailable: 'red', critical: 'red', high: 'red',
  inconclusive: 'yellow', warning: 'yellow', waiting: 'yellow', running: 'cyan', degraded: 'yellow', medium: 'yellow', cancelled: 'yellow', timeout: 'yellow',
};
/** A status word in its colour; the word itself always says it too. */
export function statusWord(output: Output, word: string): string {
  const colour = colours[word];
  return colour ? output.style(colour, word) : word;
}
