import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** An import that breaks a wall of the house. */
export interface Breach { file: string; imported: string; problem: string }

/** Which workspaces a workspace may import. Siblings never import each other. */
const allowed: Record<string, string[]> = {
  protocol: [], platform: ['protocol'], catalog: ['protocol'], agents: ['protocol'], server: ['protocol', 'platform', 'catalog', 'agents'],
};
/** agents and protocol do no I/O. node:crypto computes, it does not reach out. */
const pure = new Set(['protocol', 'agents']);
const harmless = new Set(['node:crypto', 'node:assert']);
const specifier = String.raw`['"](?<SPEC>[@\w./:#-]+)['"]`;
/** Statements at the beginning of a line, so that words in strings and comments do not count; and import() anywhere. */
const importPattern = new RegExp(String.raw`^(?:(?<type>(?:import|export) type)|import|export)\b[^;'"\`]*?\bfrom\s*${specifier.replace('SPEC', 'from')}|^import\s*${specifier.replace('SPEC', 'bare')}|\bimport\(\s*${specifier.replace('SPEC', 'dynamic')}\s*\)`, 'gm');

/** Every import of the workspaces below `root` that its package.json or the directions of the house do not allow. */
export function findBreaches(root: string): { breaches: Breach[]; files: number } {
  const breaches: Breach[] = [];
  const files = globSync('{apps,packages}/*/src/**/*.ts', { cwd: root });
  for (const file of files) {
    const [group, name] = file.split(path.sep) as [string, string];
    const manifest = JSON.parse(readFileSync(path.join(root, group, name, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string> | undefined>;
    // Types vanish when the code runs, so they may come from development dependencies, like what tests use.
    const test = /\.(test|engine|kit|fake)\.ts$|\/(testing|fixtures)\//.test(file);
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const match of text.matchAll(importPattern)) {
      const imported = (match.groups?.from ?? match.groups?.bare ?? match.groups?.dynamic)!;
      const typeOnly = match.groups?.type !== undefined;
      const problem = check({ file, group, name, imported, test: test || typeOnly, manifest });
      if (problem) breaches.push({ file, imported, problem });
    }
  }
  return { breaches, files: files.length };
}

function check({ file, group, name, imported, test, manifest }: { file: string; group: string; name: string; imported: string; test: boolean; manifest: Record<'dependencies' | 'devDependencies', Record<string, string> | undefined> }): string | null {
  // Solidity inside a string is data.
  if (imported.endsWith('.sol')) return null;
  if (imported.startsWith('.')) {
    const target = path.normalize(path.join(path.dirname(file), imported));
    return target.startsWith(path.join(group, name, 'src')) ? null : 'leaves its workspace by a relative path';
  }
  if (imported.startsWith('node:')) return pure.has(name) && !test && !harmless.has(imported) ? 'does I/O, and this workspace must not' : null;
  const wanted = imported.split('/').slice(0, imported.startsWith('@') ? 2 : 1).join('/');
  if (wanted.startsWith('@hyperlens/')) {
    const workspace = wanted.slice('@hyperlens/'.length);
    if (!allowed[name]?.includes(workspace)) return `${name} must not import ${workspace}`;
  }
  const development = test && ['vitest', 'fast-check', 'typescript'].includes(wanted);
  const declared = manifest.dependencies?.[wanted] ?? (test ? manifest.devDependencies?.[wanted] : undefined);
  return declared || development ? null : `${wanted} is not declared in the package.json of ${name}`;
}
