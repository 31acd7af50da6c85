import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Abi } from 'viem';
import { makeCompiler } from '../../packages/catalog/src/toolchains/index.ts';

export interface Artifact { abi: Abi; bytecode: `0x${string}` }
/** Compiled contracts by `folder/File:Contract`. */
export type Artifacts = Record<string, Artifact>;

const folder = path.join(import.meta.dirname, 'tokens');
const cache = path.resolve(import.meta.dirname, '../../.runtime/research-bench');
/** Sources people deployed without the optimizer in their day. */
const unoptimized = new Set(['0.4.26', '0.7.6']);

/** Compiles every token, one batch a folder and compiler version, and keeps the result until a source changes. Throws an Error with solc's words. */
export async function compileTokens(): Promise<Artifacts> {
  const files = globSync('*/*.sol', { cwd: folder }).toSorted();
  // A batch is a folder and a version, so that none takes longer than the compiler may.
  const batches = Map.groupBy(files, (file) => `${path.dirname(file)} ${/pragma solidity ([\d.]+);/.exec(readFileSync(path.join(folder, file), 'utf8'))?.[1] ?? ''}`);
  const compiler = makeCompiler({ workers: 2 });
  try {
    const compiled = await Promise.all([...batches].map(async ([batch, names]): Promise<Artifacts> => {
      const version = batch.split(' ')[1] ?? '';
      const sources = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
      const stored = path.join(cache, `${version}-${createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 24)}.json`);
      if (existsSync(stored)) return JSON.parse(readFileSync(stored, 'utf8')) as Artifacts;
      const result = await compiler.compile({ sources, solcVersion: version, optimizer: { enabled: !unoptimized.has(version), runs: 200 } });
      if (!result.ok) throw new Error(result.diagnostics.filter((one) => one.severity === 'error').map((one) => one.formatted ?? one.message).join('\n'));
      const artifacts = Object.fromEntries(result.contracts.filter((one) => one.bytecode !== '').map((one) => [`${one.file.replace(/\.sol$/, '')}:${one.name}`, { abi: one.abi as Abi, bytecode: `0x${one.bytecode.replace(/^0x/, '')}` as const }]));
      mkdirSync(cache, { recursive: true });
      writeFileSync(`${stored}.${process.pid}`, JSON.stringify(artifacts));
      renameSync(`${stored}.${process.pid}`, stored);
      return artifacts;
    }));
    return Object.assign({}, ...compiled) as Artifacts;
  } finally {
    await compiler.close();
  }
}
