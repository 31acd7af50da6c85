// Runs in a worker thread, so that code made to be hard to read can be stopped: the analysis of one contract after the other.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { contractInfo, initSync } from 'evmole/dist/evmole.js';

initSync({ module: readFileSync(fileURLToPath(import.meta.resolve('evmole/evmole_bg.wasm'))) });

parentPort?.on('message', ({ code, storage }: { code: string; storage: boolean }) => {
  try {
    parentPort?.postMessage({ contract: contractInfo(code, storage ? { storage: true } : { selectors: true, arguments: true, stateMutability: true }) });
  } catch (error) {
    parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
});
