import type { Coverage } from '@hyperlens/protocol';
import type { Mark } from './instrument.ts';

/** Figures from the marks and the hexadecimal numbers of those that were hit. Percent with one decimal; a file without conditions has all of them. */
export function measure(marks: readonly Mark[], hits: readonly string[]): Coverage {
  const reached = new Set(hits.map((hit) => BigInt(`0x${hit || '0'}`).toString()));
  const files = Map.groupBy(marks, (mark) => mark.file);
  const perFile = [...files].map(([file, own]) => ({ file, ...count(own, reached) }));
  const sum = (part: 'linesHit' | 'linesFound' | 'branchesHit' | 'branchesFound'): number => perFile.reduce((total, one) => total + one[part], 0);
  return {
    lines: percent(sum('linesHit'), sum('linesFound')), branches: percent(sum('branchesHit'), sum('branchesFound')),
    files: perFile.map((one) => ({ file: one.file, lines: percent(one.linesHit, one.linesFound), branches: percent(one.branchesHit, one.branchesFound), missedLines: one.missedLines })),
  };
}

function count(marks: readonly Mark[], reached: ReadonlySet<string>): { linesHit: number; linesFound: number; branchesHit: number; branchesFound: number; missedLines: number[] } {
  const lines = new Map<number, boolean>();
  for (const mark of marks) if (mark.kind === 'statement') lines.set(mark.line, (lines.get(mark.line) ?? false) || reached.has(String(mark.id)));
  const branches = marks.filter((mark) => mark.kind !== 'statement');
  return {
    linesHit: [...lines.values()].filter(Boolean).length, linesFound: lines.size,
    branchesHit: branches.filter((mark) => reached.has(String(mark.id))).length, branchesFound: branches.length,
    missedLines: [...lines].filter(([, hit]) => !hit).map(([line]) => line).toSorted((one, other) => one - other),
  };
}

/** Of nothing, all is reached. */
const percent = (hit: number, found: number): number => (found === 0 ? 100 : Math.round((hit / found) * 1000) / 10);
