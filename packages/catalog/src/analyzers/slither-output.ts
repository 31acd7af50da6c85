import { z } from 'zod';
import type { Confidence, RawFinding, Severity } from '@hyperlens/protocol';
import { slitherChecks } from './slither-map.ts';

const element = z.object({
  type: z.string(), name: z.string(),
  source_mapping: z.object({ filename_relative: z.string().optional(), filename_absolute: z.string().optional(), lines: z.array(z.number().int()) }).partial().optional(),
  type_specific_fields: z.object({ parent: z.object({ type: z.string(), name: z.string() }).loose().optional() }).loose().optional(),
}).loose();
const output = z.object({
  success: z.boolean(), error: z.string().nullish(),
  results: z.object({ detectors: z.array(z.object({ check: z.string(), impact: z.string(), confidence: z.string(), description: z.string(), elements: z.array(element).default([]) }).loose()).optional() }).loose().optional(),
}).loose();

const severities: Record<string, Severity> = { High: 'high', Medium: 'medium', Low: 'low', Informational: 'informational', Optimization: 'informational' };
const confidences: Record<string, Confidence> = { High: 'high', Medium: 'medium', Low: 'low' };

/**
 * Reads what `slither --json -` printed (Slither JSON output, schema of 0.11). Throws an Error with the reason when it is not that, or when
 * Slither says itself that it did not succeed. Findings whose places are all outside `ownFiles` are left out.
 */
export function readSlither(text: string, ownFiles: string[], lines: (file: string) => string[]): RawFinding[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error('its output is not JSON', { cause: error });
  }
  const read = output.safeParse(parsed);
  if (!read.success) throw new Error(`its output has an unknown form (${z.prettifyError(read.error).slice(0, 200)})`);
  if (!read.data.success) throw new Error(`it reports a failure: ${(read.data.error ?? 'no reason given').trim().split('\n').at(-1)?.slice(0, 300)}`);
  return (read.data.results?.detectors ?? []).flatMap((one): RawFinding[] => {
    const places = one.elements.flatMap(part => {
      const given = part.source_mapping?.filename_relative ?? '';
      const file = ownFiles.find(own => own === given) ?? ownFiles.find(own => given.endsWith(`/${own}`));
      const [first, last] = [part.source_mapping?.lines?.at(0), part.source_mapping?.lines?.at(-1)];
      return file && first !== undefined && last !== undefined ? [{ part, file, line: first, endLine: last }] : [];
    });
    // Slither names the function first and then the exact statements: the first statement is the place, else whatever comes first.
    const place = places.find(({ part }) => part.type === 'node') ?? places[0];
    if (!place) return [];
    const known = slitherChecks[one.check];
    const owner = place.part.type === 'function' ? place.part : place.part.type_specific_fields?.parent;
    const contract = owner?.type === 'contract' ? owner.name : (owner as { type_specific_fields?: { parent?: { name?: string } } } | undefined)?.type_specific_fields?.parent?.name;
    return [{
      ruleId: known?.ruleId ?? `slither/${one.check}`, category: known?.category ?? 'other', severity: severities[one.impact] ?? 'medium', confidence: confidences[one.confidence] ?? 'low',
      title: one.check.replaceAll('-', ' '), description: one.description.trim().slice(0, 4_000), file: place.file, line: place.line, endLine: place.endLine,
      snippet: lines(place.file).slice(place.line - 1, place.endLine).join('\n').slice(0, 2_000),
      ...(contract ? { contract } : {}), ...(owner?.type === 'function' ? { function: owner.name } : {}),
      ...(known?.scwe ? { scwe: known.scwe } : {}), ...(known?.owasp ? { owasp: known.owasp } : {}), ...(known?.swc ? { swc: known.swc } : {}),
    }];
  });
}
