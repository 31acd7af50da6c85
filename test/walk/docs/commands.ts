import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** A command as a page shows it. */
export interface Shown { page: string; command: string }

/** Every page with commands for people. */
export function pages(): string[] {
  const docs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  return ['README.md', 'bench/README.md', ...docs.toSorted((left, right) => left.localeCompare(right))];
}

const fences = /^```([\w-]*)\n([\s\S]*?)^```$/gm;
/** What code between backticks must begin with to be a command, and not a name or a path. */
const beginning = /^(?:[A-Z_]+=\S+ )*(?:bin\/hyperlens(?: |$)|hyperlens (?=[a-z])|npm (?:start|test|run|ci|install)\b|npx |scripts\/node |\.ci\/run|cd |cast |geth |curl |git |docker |rm )/;

/** Every command a page shows: each line of its shell blocks, and code between backticks that begins like a command. */
export function commandsOf(page: string): Shown[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  const commands: string[] = [];
  for (const [, language = '', block = ''] of text.matchAll(fences)) {
    const lines = block.replaceAll(/\\\n\s*/g, '').split('\n').map((line) => line.replace(/^\$ /, '').trim()).filter((line) => line !== '' && !line.startsWith('#'));
    if (['sh', 'bash', 'shell', 'console'].includes(language)) commands.push(...lines);
    else if (language === '') commands.push(...lines.filter((line) => beginning.test(line)));
  }
  const prose = text.replaceAll(fences, '');
  for (const paragraph of prose.split(/\n\s*\n/)) {
    for (const [, code = ''] of paragraph.matchAll(/`([^`]+)`/g)) {
      const command = code.replaceAll(/\s+/g, ' ').replaceAll('\\|', '|');
      if (beginning.test(command)) commands.push(command);
    }
  }
  // The table of verbs leaves the program's name out.
  if (page === 'docs/cli.md') for (const [, cell = ''] of prose.matchAll(/^\| (`[^|]*(?:\\\|[^|]*)*) \|/gm)) for (const [, code = ''] of cell.matchAll(/`([^`]+)`/g)) commands.push(`bin/hyperlens ${code.replaceAll('\\|', '|')}`);
  return [...new Set(commands)].map((command) => ({ page, command }));
}

/** Blocks of a page in another language, for example `toml`. */
export function blocksOf(page: string, language: string): string[] {
  return [...readFileSync(path.join(root, page), 'utf8').matchAll(fences)].flatMap(([, found, block]) => (found === language && block !== undefined ? [block] : []));
}

/** Options a row of the table of verbs names, by verb. */
export function optionsOfVerbs(): Map<string, string[]> {
  const rows = readFileSync(path.join(root, 'docs/cli.md'), 'utf8').matchAll(/^\| `([a-z]+)(.*)$/gm);
  const found = new Map<string, string[]>();
  for (const [, verb = '', row = ''] of rows) found.set(verb, [...(found.get(verb) ?? []), ...[...row.matchAll(/`(--[a-z-]+)/g)].map((match) => match[1] ?? '')]);
  return found;
}
