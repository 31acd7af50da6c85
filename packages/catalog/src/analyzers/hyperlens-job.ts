import { parentPort, workerData } from 'node:worker_threads';
import type { CompileResult } from '@hyperlens/protocol';
import { detectors, runDetectors } from '../detectors/index.ts';

const { compilation, ownFiles } = workerData as { compilation: CompileResult; ownFiles: string[] };
parentPort?.postMessage({ answer: runDetectors(detectors, compilation, ownFiles) });
