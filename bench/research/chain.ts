// Builds every case on a local chain and writes down what stands where and what is true about it.
//   scripts/node bench/research/chain.ts --home FOLDER [--out manifest.json]      the product's own local chain of that home
//   scripts/node bench/research/chain.ts --rpc URL [--out manifest.json]          any empty development chain (id 31337, evm_mine, evm_increaseTime)
// `--set first`, `second` or `ordinary` builds one of the sets, `--only id,id` some cases.
// The chain of a home keeps what was built; start a server or a command on the same home to look at it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeLocalChain } from '../../packages/catalog/src/chains/index.ts';
import { buildWorld } from './build.ts';
import { sets, type CaseSet } from './cases/index.ts';
import { makeManifest, type Manifest } from './manifest.ts';
import { openRpc } from './node.ts';

/** Builds on the chain behind a URL. */
export async function buildOn(url: string, options: { only?: readonly string[]; set?: CaseSet; progress?: (line: string) => void } = {}): Promise<Manifest> {
  return makeManifest(await buildWorld(openRpc(url), options));
}

/** Builds on the local chain of a home, starting it. `close` ends the chain; its history stays in the home. */
export async function buildAtHome(home: string, options: { only?: readonly string[]; set?: CaseSet; progress?: (line: string) => void } = {}): Promise<{ manifest: Manifest; url: string; close(): Promise<void> }> {
  const chain = makeLocalChain({ folder: path.join(home, 'chain') });
  try {
    const url = await chain.url();
    return { manifest: await buildOn(url, options), url, close: () => chain.close() };
  } catch (error) {
    await chain.close();
    throw error;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { home: { type: 'string' }, rpc: { type: 'string' }, out: { type: 'string' }, only: { type: 'string' }, set: { type: 'string' } } });
  if (!values.home === !values.rpc) { process.stderr.write('usage: chain.ts (--home FOLDER | --rpc URL) [--out FILE] [--only id,id] [--set first|second|ordinary]\n'); process.exit(2); }
  const started = performance.now();
  const set = sets.find((one) => one === values.set);
  if (values.set && !set) { process.stderr.write(`there is no set ${values.set}: ${sets.join(', ')}\n`); process.exit(2); }
  const options = { ...(values.only ? { only: values.only.split(',') } : {}), ...(set ? { set } : {}) };
  if (values.home) mkdirSync(values.home, { recursive: true, mode: 0o700 });
  const built = values.home ? await buildAtHome(path.resolve(values.home), options) : { manifest: await buildOn(values.rpc ?? '', options), close: async () => undefined };
  await built.close();
  const text = `${JSON.stringify(built.manifest, null, 1)}\n`;
  if (values.out) writeFileSync(values.out, text); else process.stdout.write(text);
  process.stderr.write(`${built.manifest.cases.length} cases in ${built.manifest.block} blocks, ${Math.round(performance.now() - started)} ms\n`);
}
