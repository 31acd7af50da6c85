import type { Analyzer, CompileResult, RawFinding } from '@hyperlens/protocol';
import type { DetectorFailure } from '../detectors/run.ts';
import { runWorker } from './worker.ts';

/** Version of our own detectors as a set; raised when what they report changes. */
const version = '0.1.0';

/** Our own detectors on the syntax tree, in a thread of their own. */
export function makeHyperlensAnalyzer(): Analyzer {
  return {
    id: 'hyperlens', title: 'HyperLens detectors', kind: 'builtin',
    locate: () => Promise.resolve({ path: 'built in', version }),
    async analyze(input, context) {
      const { compilation } = input;
      if (!compilation?.ok) return { status: 'not_applicable', version, findings: [], reason: 'the sources do not compile' };
      if (!input.ownFiles.every(file => compilation.sources[file]?.ast !== undefined)) return { status: 'failed', version, findings: [], reason: 'the compiler gave no syntax tree for some of the files' };
      const slim: CompileResult = { ...compilation, contracts: [], standardInput: null, rawOutput: null };
      const result = await runWorker<{ findings: RawFinding[]; failures: DetectorFailure[] }>(new URL('./hyperlens-job.ts', import.meta.url), { compilation: slim, ownFiles: input.ownFiles }, context);
      if (result.status !== 'answered') return { status: result.status, version, findings: [], reason: result.reason };
      const { findings, failures } = result.answer;
      if (failures.length === 0) return { status: 'completed', version, findings };
      return { status: 'failed', version, findings, reason: `${failures.length} detectors did not finish: ${failures.map(one => `${one.id} (${one.reason})`).join(', ').slice(0, 500)}` };
    },
  };
}
