/**
 * The little of Solidity's syntax that must be read before a compiler is chosen: version pragmas and imports.
 * (Solidity grammar, `pragmaDirective` and `importDirective`.)
 */

/** The source with every comment blanked (same length, same lines), strings untouched. */
export function withoutComments(source: string): string {
  let result = '';
  let position = 0;
  const token = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\\n\r])*"?|'(?:\\[\s\S]|[^'\\\n\r])*'?/g;
  for (const match of source.matchAll(token)) {
    result += source.slice(position, match.index);
    result += match[0].startsWith('/') ? match[0].replace(/[^\n\r]/g, ' ') : match[0];
    position = match.index + match[0].length;
  }
  return result + source.slice(position);
}

// The first alternative swallows string literals elsewhere, so that words inside them are not taken for directives.
const stringLiteral = /"(?:\\[\s\S]|[^"\\\n\r])*"?|'(?:\\[\s\S]|[^'\\\n\r])*'?/.source;
const importPattern = new RegExp(`${stringLiteral}|(?<![\\w$])import\\b[^;"']*(?:"(?<double>[^"\\n]*)"|'(?<single>[^'\\n]*)')`, 'g');
const pragmaPattern = new RegExp(`${stringLiteral}|(?<![\\w$])pragma\\s+solidity\\s+(?<range>[^;]+);`, 'g');

/** What a source asks of its surroundings: import paths as written, version ranges as written. */
export interface Demands { imports: string[]; pragmas: string[] }

/** Reads the import paths and the version pragmas of a source, in order. */
export function readDemands(source: string): Demands {
  const text = withoutComments(source);
  return {
    imports: [...new Set([...text.matchAll(importPattern)].map((match) => match.groups?.double ?? match.groups?.single ?? ''))].filter((path) => path !== ''),
    pragmas: [...text.matchAll(pragmaPattern)].flatMap((match) => (match.groups?.range === undefined ? [] : [tidyRange(match.groups.range)])),
  };
}

/** A pragma's range in the spelling the semver package reads: no quotes, no blanks between operator and number. */
function tidyRange(range: string): string {
  return range.replace(/["']/g, '').replace(/([<>=^~])\s+(?=\d)/g, '$1').replace(/\s+/g, ' ').trim();
}

/** The source with its version pragmas replaced by `version`; lines stay where they are. */
export function rewritePragma(source: string, version: string): string {
  const blanked = withoutComments(source);
  let result = '';
  let position = 0;
  for (const match of blanked.matchAll(pragmaPattern)) {
    if (match.groups?.range === undefined) continue;
    result += source.slice(position, match.index);
    result += `pragma solidity ${version};${match[0].replace(/[^\n]/g, '')}`;
    position = match.index + match[0].length;
  }
  return result + source.slice(position);
}
