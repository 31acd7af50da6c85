import type { CompileResult, RawFinding } from '@hyperlens/protocol';
import type { Detector } from './detector.ts';
import { name } from './model/ast.ts';
import { functionKind } from './model/project.ts';
import { makeUnit } from './model/unit.ts';

/** A detector that did not come to its end; its findings so far are kept, and the run is not complete. */
export interface DetectorFailure { id: string; reason: string }

/**
 * Runs detectors over one compilation and writes each hit as a finding with its place. A detector that throws is reported in `failures`
 * instead of taking the others with it: the caller must not call such a run clean.
 */
export function runDetectors(detectors: readonly Detector[], compilation: CompileResult, ownFiles: string[]): { findings: RawFinding[]; failures: DetectorFailure[] } {
  const unit = makeUnit(compilation, ownFiles);
  const { project } = unit;
  const findings: RawFinding[] = [];
  const failures: DetectorFailure[] = [];
  for (const detector of detectors) {
    const seen = new Map<string, RawFinding>();
    try {
      for (const hit of detector.detect(unit)) {
        if (!project.isOwn(hit.node)) continue;
        const known = seen.get(hit.node.src);
        if (known) { addToken(known, hit.details?.token); continue; }
        const contract = project.contractOf(hit.node);
        const definition = project.functionOf(hit.node);
        const finding: RawFinding = {
          ruleId: detector.id, category: detector.category, severity: hit.severity ?? detector.severity, confidence: hit.confidence ?? detector.confidence,
          title: detector.title, description: hit.message ? `${hit.message} ${detector.description}` : detector.description, fix: detector.fix,
          ...project.place(hit.node),
          ...(contract ? { contract: contract.name } : {}), ...(definition ? { function: name(definition) || functionKind(definition) } : {}),
          ...(hit.details ? { details: hit.details } : {}),
          ...(detector.scwe ? { scwe: detector.scwe } : {}), ...(detector.owasp ? { owasp: detector.owasp } : {}), ...(detector.swc ? { swc: detector.swc } : {}),
        };
        seen.set(hit.node.src, finding);
        findings.push(finding);
      }
    } catch (error) {
      failures.push({ id: detector.id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { findings, failures };
}

/** A place that several tokens inherit is one finding that names them all. */
function addToken(finding: RawFinding, token: unknown): void {
  const { details } = finding;
  if (typeof token !== 'string' || !details || details.token === token) return;
  details.alsoIn = [...new Set([...(typeof details.alsoIn === 'string' ? details.alsoIn.split(', ') : []), token])].join(', ');
}
