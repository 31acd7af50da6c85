import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** What solhint's processStr gives; the package has no type declarations. */
interface Report { line: number; severity: number; message: string; ruleId?: string }
const solhint = createRequire(import.meta.url)('solhint/lib/index.js') as { processStr(source: string, config: object, file: string): { reports: Report[] } };

const { files, rules } = workerData as { files: Record<string, string>; rules: string[] };
const config = { rules: Object.fromEntries(rules.map(rule => [rule, rule === 'func-visibility' ? ['warn', { ignoreConstructors: true }] : 'warn'])) };
const answer = Object.entries(files).flatMap(([file, source]) => {
  // A source must not be able to switch its own checks off by a comment.
  const reports = solhint.processStr(source.replaceAll('solhint-', 'solhint_'), config, file).reports;
  return reports.map(report => ({ file, line: report.line, message: report.message, ruleId: report.ruleId ?? null }));
});
parentPort?.postMessage({ answer });
