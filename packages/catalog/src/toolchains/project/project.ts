import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError, type SourceFiles } from '@hyperlens/protocol';
import { printRemapping, projectRemappings } from '../compiler/remappings.ts';
import { gather, MAX_SOURCES, MAX_TOTAL_BYTES } from '../compiler/resolve.ts';
import { withoutComments } from '../compiler/syntax.ts';

/** A person's Solidity project, read once, complete enough to be compiled on another machine. */
export interface Project {
  /** Absolute. The nearest folder with foundry.toml, remappings.txt, a Hardhat configuration or package.json; else the folder itself. */
  root: string;
  /** Own contracts and every import that the project itself holds, by the name the compiler knows them under. */
  sources: SourceFiles;
  /** Keys of `sources` that are the person's own contracts, not tests and not libraries. */
  ownFiles: string[];
  /** Test files (`*.t.sol`, files below test/ or tests/, files with test functions). */
  tests: SourceFiles;
  /** `prefix=target`, for the compiler. */
  remappings: string[];
  /** Absolute paths of the sources that lie in an include folder, by their key in `sources`. */
  places: Record<string, string>;
}

export interface ProjectLimits { maxFiles?: number; maxBytes?: number }
export interface ProjectOptions extends ProjectLimits { /** Folders that imports resolve from after the project itself, as with solc --include-path. */ include?: readonly string[] }

const markers = ['foundry.toml', 'remappings.txt', 'hardhat.config.ts', 'hardhat.config.js', 'hardhat.config.cjs', 'hardhat.config.mjs', 'hardhat.config.mts', 'package.json'];
/** Folders that hold no sources of the person: dependencies, build results, deployment scripts. */
const skipped = new Set(['node_modules', 'lib', 'out', 'artifacts', 'cache', 'broadcast', 'typechain', 'typechain-types', 'coverage', 'build', 'script', 'scripts']);

/**
 * Reads a file or folder given to a verb as a project. Imports are followed into the project's own lib and node_modules and into the folders to include, so that the
 * result does not depend on this disk. Throws FILE_UNREADABLE, NO_CONTRACTS_FOUND, IMPORT_NOT_FOUND, PAYLOAD_TOO_LARGE.
 */
export function collectProject(given: string, { include = [], ...limits }: ProjectOptions = {}): Project {
  const start = path.resolve(given);
  const included = include.map(readableFolder);
  const { folder, files } = listOwn(start, limits.maxFiles ?? MAX_SOURCES);
  if (files.length === 0) throw new AppError('NO_CONTRACTS_FOUND', { path: start });
  const root = findRoot(folder);
  const own: SourceFiles = {};
  let bytes = 0;
  for (const file of files) {
    const content = readText(file);
    bytes += content.length;
    if (bytes > (limits.maxBytes ?? MAX_TOTAL_BYTES)) throw new AppError('PAYLOAD_TOO_LARGE', { limit: limits.maxBytes ?? MAX_TOTAL_BYTES });
    own[path.relative(root, file).split(path.sep).join('/')] = content;
  }
  const graph = gather({ entries: Object.keys(own), sources: own, root, include: included });
  const lost = graph.missing[0];
  if (lost) throw new AppError('IMPORT_NOT_FOUND', { path: `"${lost.path}"`, from: lost.from });
  const isTest = (name: string): boolean => name.endsWith('.t.sol') || /(^|\/)tests?\//.test(name) || /\bfunction\s+(test|invariant)\w*\s*\(/.test(withoutComments(own[name] ?? ''));
  const testNames = Object.keys(own).filter(isTest);
  const contracts = Object.keys(own).filter((name) => !testNames.includes(name));
  // What the product ships is everywhere the product is; it need not travel.
  const sources = Object.fromEntries([...graph.reached.values()].filter((source) => source.origin !== 'shipped' && !testNames.includes(source.name)).map((source) => [source.name, source.content]));
  const tests = Object.fromEntries(testNames.map((name) => [name, own[name] ?? '']));
  if (contracts.length === 0) Object.assign(sources, tests);
  return {
    root, sources, ownFiles: contracts.length > 0 ? contracts : testNames, tests, remappings: projectRemappings(root).remappings.map(printRemapping),
    places: Object.fromEntries([...graph.reached.values()].flatMap(({ name, place }) => (place === undefined ? [] : [[name, place]]))),
  };
}

function readableFolder(given: string): string {
  const folder = path.resolve(given);
  const state = statSync(folder, { throwIfNoEntry: false });
  if (!state?.isDirectory()) throw new AppError('FILE_UNREADABLE', { path: folder, reason: state ? 'it is not a folder' : 'it does not exist' });
  return folder;
}

function listOwn(start: string, maximum: number): { folder: string; files: string[] } {
  let state;
  try {
    state = statSync(start);
  } catch (error) {
    throw unreadable(start, error);
  }
  if (state.isFile()) {
    if (!start.endsWith('.sol')) throw new AppError('NO_CONTRACTS_FOUND', { path: start });
    return { folder: path.dirname(start), files: [start] };
  }
  if (!state.isDirectory()) throw new AppError('FILE_UNREADABLE', { path: start, reason: 'it is neither a file nor a folder' });
  const files: string[] = [];
  walk(start, files, maximum, 0);
  return { folder: start, files: files.toSorted() };
}

/** Collects `.sol` files; symbolic links are not followed, so that a link cannot lead out of the project or in circles. */
function walk(folder: string, files: string[], maximum: number, depth: number): void {
  if (depth > 24) return;
  let names: string[];
  try {
    names = readdirSync(folder).toSorted();
  } catch (error) {
    throw unreadable(folder, error);
  }
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const full = path.join(folder, name);
    const state = lstatSync(full, { throwIfNoEntry: false });
    if (state?.isDirectory() && !skipped.has(name)) walk(full, files, maximum, depth + 1);
    else if (state?.isFile() && name.endsWith('.sol') && !name.endsWith('.s.sol')) files.push(full);
    if (files.length > maximum) throw new AppError('INPUT_INVALID', { where: folder, problem: `holds more than ${maximum} Solidity files` });
  }
}

function findRoot(folder: string): string {
  for (let candidate = folder; ; candidate = path.dirname(candidate)) {
    if (markers.some((name) => existsSync(path.join(candidate, name)))) return candidate;
    if (candidate === path.dirname(candidate)) return folder;
  }
}

function readText(file: string): string {
  try {
    // A file given by name may be a link; what it leads to must still be Solidity.
    if (!realpathSync(file).endsWith('.sol')) throw new Error('it is a link to something that is not Solidity');
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): AppError {
  const code = (error as NodeJS.ErrnoException).code;
  const known: Record<string, string> = { ENOENT: 'it does not exist', EACCES: 'permission denied', EISDIR: 'it is a folder', ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text' };
  return new AppError('FILE_UNREADABLE', { path: file, reason: (code && known[code]) ?? (error as Error).message }, error);
}
