import type { ErrorPart, EventPart, FunctionPart, Parameter } from './parts.ts';

const width = 120;

/** NatSpec lines (`/// @tag text`), long ones wrapped. Texts are ours or already cleaned: a line break would end the comment. */
export function natspec(tags: [tag: string, text: string][]): string[] {
  return tags.flatMap(([tag, text]) => wrap(`@${tag} ${text.replace(/\s+/g, ' ').trim()}`).map((line) => `/// ${line}`));
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width - 8) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A function with its NatSpec, without outer indentation. */
export function printFunction(part: FunctionPart): string[] {
  const parameters = part.parameters ?? [];
  // The two functions without the word `function`.
  const head = part.name === 'constructor' || part.name === 'receive' ? part.name : `function ${part.name}`;
  const words: string[] = part.name === 'constructor' ? [] : [part.visibility];
  if (part.mutability) words.push(part.mutability);
  if (part.virtual) words.push('virtual');
  if (part.overrides) words.push(part.overrides === true ? 'override' : `override(${part.overrides.join(', ')})`);
  words.push(...(part.modifiers ?? []));
  if (part.returns?.length) words.push(`returns (${part.returns.map((entry) => (entry.name ? `${entry.type} ${entry.name}` : entry.type)).join(', ')})`);
  return [
    ...natspec([
      ['notice', part.notice],
      ...(part.dev ? [['dev', part.dev] as [string, string]] : []),
      ...parameters.filter((entry) => entry.name && entry.doc).map((entry): [string, string] => ['param', `${entry.name} ${entry.doc}`]),
      ...(part.returns ?? []).filter((entry) => entry.doc).map((entry): [string, string] => ['return', entry.name ? `${entry.name} ${entry.doc}` : entry.doc ?? '']),
    ]),
    ...(part.tags ?? []).map((tag) => `/// ${tag}`),
    ...printHeader(head, parameters, words, part.body),
  ];
}

function printHeader(head: string, parameters: Parameter[], words: string[], body: string[]): string[] {
  const list = parameters.map((entry) => `${entry.type} ${entry.name}`.trim());
  const closed = body.length === 0;
  const oneLine = `${head}(${list.join(', ')})${words.map((word) => ` ${word}`).join('')} {${closed ? '}' : ''}`;
  const rest = closed ? [] : [...body.map((line) => (line ? `    ${line}` : '')), '}'];
  if (oneLine.length <= width - 4) return [oneLine, ...rest];
  const opening = `${head}(${list.join(', ')})`;
  const start = opening.length <= width - 4 ? [opening] : [`${head}(`, ...list.map((entry, index) => `    ${entry}${index < list.length - 1 ? ',' : ''}`), ')'];
  return [...start, ...words.map((word) => `    ${word}`), closed ? '{}' : '{', ...rest];
}

/** An event with its NatSpec. */
export function printEvent(part: EventPart): string[] {
  const list = part.parameters.map((entry) => `${entry.type}${entry.indexed ? ' indexed' : ''} ${entry.name}`).join(', ');
  return [...natspec([['notice', part.notice], ...documented(part.parameters)]), `event ${part.name}(${list});`];
}

/** A custom error with its NatSpec. */
export function printError(part: ErrorPart): string[] {
  const list = (part.parameters ?? []).map((entry) => `${entry.type} ${entry.name}`).join(', ');
  return [...natspec([['notice', part.notice], ...documented(part.parameters ?? [])]), `error ${part.name}(${list});`];
}

function documented(parameters: Parameter[]): [string, string][] {
  return parameters.filter((entry) => entry.doc).map((entry) => ['param', `${entry.name} ${entry.doc}`]);
}
