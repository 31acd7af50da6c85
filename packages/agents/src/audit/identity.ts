import { createHash } from 'node:crypto';
import type { Finding } from '@hyperlens/protocol';

/** Source text without comments and without differences of white space. */
export function normalise(snippet: string): string {
  return snippet.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/\/\/[^\n]*/g, ' ').replace(/\s+/g, ' ').replace(/\s*([(){}[\];,.=<>+\-*/!&|?:])\s*/g, '$1').trim();
}

/**
 * Gives each finding its id: SHA-256 (hex, 32 digits of it) over rule, contract, function and the normalised text of the place, so that it
 * survives edits elsewhere, moved lines, and new comments. Equal places are told apart by their order in file and line.
 */
export function identify<Draft extends Omit<Finding, 'id'>>(findings: Draft[]): (Draft & { id: string })[] {
  const counts = new Map<string, number>();
  const ordered = [...findings].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.endLine - b.endLine));
  const ids = new Map<Draft, string>();
  for (const finding of ordered) {
    const parts = [finding.ruleId, finding.contract ?? '', finding.function ?? '', normalise(finding.snippet ?? '')];
    // Without a text the place is all there is.
    if (parts[3] === '') parts.push(finding.file, String(finding.line));
    const key = JSON.stringify(parts);
    const ordinal = counts.get(key) ?? 0;
    counts.set(key, ordinal + 1);
    ids.set(finding, createHash('sha256').update(ordinal === 0 ? key : `${key}#${ordinal}`).digest('hex').slice(0, 32));
  }
  return findings.map(finding => ({ ...finding, id: ids.get(finding) ?? '' }));
}
