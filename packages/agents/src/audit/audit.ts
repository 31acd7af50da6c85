import { AppError, type AnalysisInput, type Analyzer, type AnalyzerOutcome, type AuditAgent, type AuditPolicy, type AuditReport, type CompileResult, type Compiler, type RawFinding, type ToolRun, type WorkContext } from '@hyperlens/protocol';
import { mergeFindings } from './merge.ts';
import { tightenPolicy } from './policy.ts';
import { judge } from './verdict.ts';

type Located = Awaited<ReturnType<Analyzer['locate']>>;

/** What the audit stands on. */
export interface AuditDependencies {
  compiler: Pick<Compiler, 'compile'>;
  /** In the order of whose words count first. */
  analyzers: readonly Analyzer[];
  /** From configuration. */
  policy: AuditPolicy;
  /** Looks a tool up; give one that remembers, because starting an external tool for its version costs a second. */
  locate?: (analyzer: Analyzer) => Promise<Located>;
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
}

/** Time a tool gets on top of its own limit to stop by itself, in milliseconds. */
const grace = 5_000;

/** The audit: compile once, let every tool look, make one report of it. Fails closed: what was not checked is never called passed. */
export function makeAudit(dependencies: AuditDependencies): AuditAgent {
  const locate = dependencies.locate ?? (analyzer => analyzer.locate());
  return {
    async audit(request, context = {}) {
      const policy = tightenPolicy(dependencies.policy, request.policy);
      const ownFiles = request.ownFiles ?? Object.keys(request.sources);
      const unknown = ownFiles.find(file => request.sources[file] === undefined);
      if (unknown !== undefined || ownFiles.length === 0) throw new AppError('INPUT_INVALID', { where: 'ownFiles', problem: unknown === undefined ? 'names no file' : `${unknown} is not among the sources` });
      const found = await Promise.all(dependencies.analyzers.map(analyzer => lookUp(analyzer, locate)));
      const external = found.some(one => one.analyzer.kind === 'external' && one.present);
      const { compilation, problems } = await compile(dependencies.compiler, request, ownFiles, external, context);
      const { policy: _policy, ...rest } = request;
      const input: AnalysisInput = { ...rest, ownFiles, ...(compilation ? { compilation } : {}) };
      const runs = await Promise.all(found.map(one => runTool(one, input, policy, dependencies.now, context)));
      if (context.signal?.aborted) throw new AppError('INTERRUPTED');
      const findings = mergeFindings(runs.map(({ tool, found: list }) => ({ tool: tool.id, findings: list })));
      const tools = runs.map(run => run.tool);
      const report: AuditReport = { ...judge({ policy, findings, tools, problems }), tools, findings, files: ownFiles, ...(compilation ? { solcVersion: compilation.solcVersion } : {}) };
      return report;
    },
    async tools() {
      const all = await Promise.all(dependencies.analyzers.map(analyzer => lookUp(analyzer, locate)));
      return all.map(({ analyzer, present, place }) => ({
        id: analyzer.id, title: analyzer.title, kind: analyzer.kind, installed: present, version: place?.version ?? null, path: place?.path ?? null, installable: analyzer.install !== undefined,
      }));
    },
  };
}

interface Found { analyzer: Analyzer; place: Located; present: boolean; problem?: string }

/** A tool whose place cannot be looked up counts as present: the audit must not pass because of an error in looking. */
async function lookUp(analyzer: Analyzer, locate: (analyzer: Analyzer) => Promise<Located>): Promise<Found> {
  try {
    const place = await locate(analyzer);
    return { analyzer, place, present: place !== null };
  } catch (error) {
    return { analyzer, place: null, present: true, problem: AppError.from(error).message };
  }
}

/** Compiles with syntax trees, and with everything an external tool needs when there is one. What went wrong is a problem, not an exception. */
async function compile(compiler: Pick<Compiler, 'compile'>, request: Parameters<AuditAgent['audit']>[0], ownFiles: string[], external: boolean, context: WorkContext): Promise<{ compilation?: CompileResult; problems: string[] }> {
  const { policy: _policy, ownFiles: _own, ...rest } = request;
  try {
    // Unoptimised, because Slither's own models expect it; the tree does not depend on it.
    const compilation = await compiler.compile({ ...rest, targets: ownFiles, outputs: external ? 'analysis' : 'ast', optimizer: { enabled: false, runs: 200 }, allowVersionSubstitution: true }, context);
    if (compilation.ok) return { compilation, problems: [] };
    const first = compilation.diagnostics.find(one => one.severity === 'error');
    return { compilation, problems: [`The sources do not compile: ${first ? `${first.file ?? ''}${first.line ? `:${first.line}` : ''} ${first.message}`.trim() : 'no reason given'}.`] };
  } catch (error) {
    if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, error);
    return { problems: [`The sources could not be compiled: ${AppError.from(error).message}`] };
  }
}

/** Runs one tool within its time. Whatever it does, the answer is a tool run with findings. */
async function runTool(one: Found, input: AnalysisInput, policy: AuditPolicy, now: () => number, context: WorkContext): Promise<{ tool: ToolRun; found: RawFinding[] }> {
  const { analyzer, place, present, problem } = one;
  const required = policy.requiredTools.includes(analyzer.id) || (analyzer.bestEffort !== true && present);
  const started = now();
  const answer = (outcome: AnalyzerOutcome) => ({
    tool: { id: analyzer.id, version: outcome.version || (place?.version ?? ''), status: outcome.status, milliseconds: Math.round(now() - started), findings: outcome.findings.length, required, ...(outcome.reason ? { reason: outcome.reason } : {}) },
    found: outcome.findings.map(finding => ({ ...finding, snippet: finding.snippet ?? snippetOf(input, finding) })),
  });
  const none = (status: AnalyzerOutcome['status'], reason: string): AnalyzerOutcome => ({ status, version: place?.version ?? '', findings: [], reason });
  if (problem !== undefined) return answer(none('failed', `it could not be looked up: ${problem}`));
  if (!present) return answer(none('not_installed', 'not found on this machine'));
  context.progress?.(`${analyzer.title} is looking`);
  const limit = AbortSignal.timeout(policy.toolTimeoutMilliseconds + grace);
  const signal = context.signal ? AbortSignal.any([context.signal, limit]) : limit;
  const overdue = new Promise<AnalyzerOutcome>(resolve => { signal.addEventListener('abort', () => resolve(none(analyzer.bestEffort ? 'unknown' : 'timeout', `no answer after ${policy.toolTimeoutMilliseconds + grace} ms`)), { once: true }); });
  try {
    const outcome = await Promise.race([analyzer.analyze(input, { ...context, signal, timeoutMilliseconds: policy.toolTimeoutMilliseconds, memoryMegabytes: policy.toolMemoryMegabytes }), overdue]);
    const own = new Set(input.ownFiles);
    return answer({ ...outcome, findings: outcome.findings.filter(finding => own.has(finding.file)) });
  } catch (error) {
    // Analyzers must not throw; one that does has not checked anything.
    return answer(none('failed', AppError.from(error).message));
  }
}

function snippetOf(input: AnalysisInput, finding: RawFinding): string {
  const text = input.compilation?.sources[finding.file]?.content ?? input.sources[finding.file] ?? '';
  return text.split('\n').slice(finding.line - 1, finding.endLine).join('\n').slice(0, 2_000);
}
