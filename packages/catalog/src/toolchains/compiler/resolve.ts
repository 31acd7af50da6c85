import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError, type SourceFiles } from '@hyperlens/protocol';
import { locateShipped, shippedPackages } from './packages.ts';
import { applyRemappings, parseRemapping, printRemapping, projectRemappings, type Remapping } from './remappings.ts';
import { readDemands } from './syntax.ts';

export const MAX_SOURCES = 5_000;
export const MAX_TOTAL_BYTES = 32 * 1024 * 1024;
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Where a source was found: given with the request, in the project, or in a package the product ships. */
export type Origin = 'given' | 'project' | 'shipped';
export interface Reached { name: string; content: string; origin: Origin; pragmas: string[]; /** Absolute path, for what was found in an include folder. */ place?: string }
export interface Missing { path: string; from: string }
export interface SourceGraph {
  /** Every source reached, by its name for the compiler. */
  reached: Map<string, Reached>;
  missing: Missing[];
  /** The remappings that were used, in solc's spelling. */
  remappings: string[];
  problems: string[];
}

/** Input of `gather`: names to start from, sources by name, the project folder imports may be read from, and further folders (absolute). */
export interface GatherInput { entries: readonly string[]; sources: SourceFiles; root?: string | undefined; remappings?: readonly string[] | undefined; include?: readonly string[] | undefined }

/**
 * Follows imports from the entries. A path is looked up as solc does (relative to the importing name, else remapped), first among the
 * given sources, then below `root` (the folder itself, then node_modules of it and of the folders above), then below each folder of `include`
 * in turn (solc's --include-path), then in shipped packages. Nothing outside those folders and no file that is not `.sol` is ever read. Throws PAYLOAD_TOO_LARGE.
 */
export function gather(input: GatherInput): SourceGraph {
  const project = input.root === undefined ? { remappings: [], problems: [] } : projectRemappings(input.root);
  const remappings = [...project.remappings, ...(input.remappings ?? []).map(parseRemapping).filter((found) => found !== null)];
  const used = new Map<string, Remapping>();
  const reached = new Map<string, Reached>();
  const missing: Missing[] = [];
  let bytes = 0;
  const find = (name: string): { content: string; origin: Origin; place?: string } | null => {
    const given = Object.hasOwn(input.sources, name) ? input.sources[name] : undefined;
    if (given !== undefined) return { content: given, origin: 'given' };
    const fromProject = input.root === undefined ? null : readFromProject(input.root, name);
    if (fromProject !== null) return { content: fromProject, origin: 'project' };
    for (const folder of input.include ?? []) {
      const place = path.resolve(folder, name);
      const content = readWithin(folder, place);
      if (content !== null) return { content, origin: 'project', place };
    }
    const fromPackage = readShipped(name);
    return fromPackage === null ? null : { content: fromPackage, origin: 'shipped' };
  };
  const queue: { name: string; path: string; from: string }[] = input.entries.map((name) => ({ name, path: name, from: 'the request' }));
  for (let item = queue.shift(); item; item = queue.shift()) {
    if (reached.has(item.name)) continue;
    const found = find(item.name);
    if (!found) { missing.push({ path: item.path, from: item.from }); continue; }
    bytes += found.content.length;
    if (bytes > MAX_TOTAL_BYTES || reached.size >= MAX_SOURCES) throw new AppError('PAYLOAD_TOO_LARGE', { limit: MAX_TOTAL_BYTES });
    const demands = readDemands(found.content);
    reached.set(item.name, { name: item.name, ...found, pragmas: demands.pragmas });
    for (const wanted of demands.imports) {
      const direct = /^\.\.?\//.test(wanted) ? relativeName(item.name, wanted) : wanted;
      const mapped = applyRemappings(remappings, item.name, direct);
      if (mapped) used.set(printRemapping(mapped.by), mapped.by);
      queue.push({ name: mapped?.name ?? direct, path: wanted, from: item.name });
    }
  }
  return { reached, missing, remappings: [...used.keys()], problems: project.problems };
}

/** A relative import's name: the folder of the importing name with `.` and `..` worked out, as solc does it. */
function relativeName(from: string, wanted: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of wanted.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Reads a source below the project's root or its node_modules; null when it is not there or lies outside. */
function readFromProject(root: string, name: string): string | null {
  const direct = readWithin(root, path.resolve(root, name));
  if (direct !== null) return direct;
  const parts = name.split('/');
  const packageName = parts.slice(0, name.startsWith('@') ? 2 : 1).join('/');
  if (packageName === '' || parts.includes('..')) return null;
  for (let folder = path.resolve(root); ; folder = path.dirname(folder)) {
    const home = path.join(folder, 'node_modules', packageName);
    const found = readWithin(home, path.join(folder, 'node_modules', name));
    if (found !== null) return found;
    if (folder === path.dirname(folder)) return null;
  }
}

function readShipped(name: string): string | null {
  const place = locateShipped(name);
  return place && readWithin(place.folder, place.file);
}

/** The text of a `.sol` file that really lies in `folder`, symbolic links followed; null otherwise. */
function readWithin(folder: string, file: string): string | null {
  if (!file.endsWith('.sol')) return null;
  try {
    const home = realpathSync(folder);
    const real = realpathSync(file);
    if (!real.startsWith(home + path.sep) || !real.endsWith('.sol')) return null;
    const state = statSync(real);
    if (!state.isFile() || state.size > MAX_FILE_BYTES) return null;
    return readFileSync(real, 'utf8');
  } catch {
    return null; // Not there or not readable: the next place is tried, and the import is reported as missing when none has it.
  }
}

/** True for names that belong to libraries, wherever their text came from. */
export function isLibraryName(name: string): boolean {
  return name.split('/').includes('node_modules') || name.startsWith('lib/') || shippedPackages.some((prefix) => name.startsWith(`${prefix}/`));
}
