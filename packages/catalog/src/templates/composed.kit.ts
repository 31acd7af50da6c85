import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SourceFiles } from '@hyperlens/protocol';

/** What solc says about composed sources. `problems` are errors and warnings, formatted. */
export interface Compiled { problems: string[]; contracts: Record<string, Record<string, { abi: { type: string; name?: string; inputs: { type: string; name: string }[] }[]; evm: { bytecode: { object: string } } }>> }

const load = createRequire(import.meta.url);
const instances = new Map<string, { compile(input: string, callbacks: { import(path: string): { contents: string } | { error: string } }): string }>();

/** Compiles sources with one of the bundled compilers, straight from node_modules; imports come from OpenZeppelin and our test base. */
export function compileComposed(sources: SourceFiles, version: '0.8.28' | '0.8.30' = '0.8.30', optimize = false): Compiled {
  const wrap = load('solc/wrapper') as (soljson: unknown) => { compile(input: string, callbacks: { import(path: string): { contents: string } | { error: string } }): string };
  const solc = instances.get(version) ?? wrap(load(`solc-${version}/soljson.js`));
  instances.set(version, solc);
  const own = Object.keys(sources);
  const input = {
    language: 'Solidity', sources: Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }])),
    settings: { evmVersion: 'cancun', optimizer: { enabled: optimize, runs: 200 }, outputSelection: Object.fromEntries(own.map((path) => [path, { '*': ['abi', 'evm.bytecode.object'] }])) },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport })) as { errors?: { severity: string; formattedMessage: string }[]; contracts?: Compiled['contracts'] };
  return { problems: (output.errors ?? []).filter((entry) => entry.severity !== 'info').map((entry) => entry.formattedMessage), contracts: output.contracts ?? {} };
}

function findImport(path: string): { contents: string } | { error: string } {
  try {
    const file = path.startsWith('@openzeppelin/') ? load.resolve(path) : fileURLToPath(new URL(`../toolchains/solidity/${path}`, import.meta.url));
    return { contents: readFileSync(file, 'utf8') };
  } catch (error) {
    return { error: String(error) };
  }
}
