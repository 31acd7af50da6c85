import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';

/** `context:prefix=target` as solc reads it (Solidity documentation, "Import Remapping"). */
export interface Remapping { context: string; prefix: string; target: string }

const MAX_LIBRARIES = 200;

/** Parses one remapping; null when it is not one. */
export function parseRemapping(text: string): Remapping | null {
  const match = /^(?:([^:=]*):)?([^:=]+)=(.*)$/.exec(text.trim());
  return match ? { context: match[1] ?? '', prefix: match[2] ?? '', target: match[3] ?? '' } : null;
}

/** The spelling solc takes in `settings.remappings`. */
export function printRemapping({ context, prefix, target }: Remapping): string {
  return `${context ? `${context}:` : ''}${prefix}=${target}`;
}

/** Applies the remapping that fits best: longest context, then longest prefix, then the last one; null when none fits. */
export function applyRemappings(remappings: readonly Remapping[], from: string, name: string): { name: string; by: Remapping } | null {
  let best: Remapping | null = null;
  for (const candidate of remappings) {
    if (!name.startsWith(candidate.prefix) || !from.startsWith(candidate.context)) continue;
    const longer = best === null || candidate.context.length > best.context.length
      || (candidate.context.length === best.context.length && candidate.prefix.length >= best.prefix.length);
    if (longer) best = candidate;
  }
  return best && { name: best.target + name.slice(best.prefix.length), by: best };
}

/**
 * Remappings of a project, weakest first: those forge infers from the folders under `lib`, then foundry.toml, then remappings.txt.
 * Targets are relative to the root. A file that is missing adds nothing; a foundry.toml that cannot be read is reported in `problems`.
 */
export function projectRemappings(root: string): { remappings: Remapping[]; problems: string[] } {
  const problems: string[] = [];
  const remappings = [...inferred(root), ...fromFoundry(root, problems), ...fromText(root, '')];
  return { remappings, problems };
}

function fromText(root: string, base: string): Remapping[] {
  const text = readOptional(path.join(root, base, 'remappings.txt'));
  return (text ?? '').split(/\r?\n/).map(parseRemapping).filter((found) => found !== null)
    .map((found) => ({ ...found, context: base === '' ? found.context : `${base}/${found.context}`, target: base === '' ? found.target : path.posix.join(base, found.target) }));
}

function fromFoundry(root: string, problems: string[]): Remapping[] {
  const text = readOptional(path.join(root, 'foundry.toml'));
  if (text === null || text.trim() === '') return [];
  try {
    const profile = (parse(text) as { profile?: Record<string, { remappings?: unknown }> }).profile?.default;
    const listed = Array.isArray(profile?.remappings) ? profile.remappings : [];
    return listed.filter((entry) => typeof entry === 'string').map(parseRemapping).filter((found) => found !== null);
  } catch (error) {
    problems.push(`foundry.toml could not be read: ${(error as Error).message.split('\n')[0]}`);
    return [];
  }
}

/** As forge does: `<name>/` stands for lib/<name>/src, or contracts, or the folder itself; libraries of libraries count inside them. */
function inferred(root: string, base = 'lib', depth = 0): Remapping[] {
  if (depth > 2) return [];
  const folders = listFolders(path.join(root, base)).slice(0, MAX_LIBRARIES);
  return folders.flatMap((name) => {
    const folder = `${base}/${name}`;
    const inner = ['src', 'contracts'].find((candidate) => listFolders(path.join(root, folder)).includes(candidate));
    const context = depth === 0 ? '' : `${path.posix.dirname(base)}/`;
    return [
      { context, prefix: `${name}/`, target: inner ? `${folder}/${inner}/` : `${folder}/` },
      ...inferred(root, `${folder}/lib`, depth + 1),
      ...fromText(root, folder),
    ];
  });
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.') && (statSync(path.join(folder, name), { throwIfNoEntry: false })?.isDirectory() ?? false)).toSorted();
  } catch {
    return []; // The project has no such folder, which is common and fine.
  }
}

function readOptional(file: string): string | null {
  try {
    return statSync(file).size > 1_000_000 ? null : readFileSync(file, 'utf8');
  } catch {
    return null; // The file is optional.
  }
}
