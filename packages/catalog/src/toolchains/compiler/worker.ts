// Runs in a worker thread: one solc version, loaded once, compiling standard JSON until it is stopped.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

interface Solc { version(): string; compile(input: string): string }
const { soljson, wrapper } = workerData as { soljson: string; wrapper: string };
const require = createRequire(import.meta.url);
const setup = require(wrapper) as (soljson: unknown) => Solc;
const solc = setup(require(soljson));

parentPort?.on('message', (input: string) => {
  const output = solc.compile(input);
  parentPort?.postMessage({ output, longVersion: solc.version() });
});
