import type { Comparison, ReportDocument } from '@hyperlens/protocol';
import { sayName, sayValue } from './words.ts';

/** Results side by side as a document: what differs first, then what is the same. */
export function documentOfComparison(comparison: Comparison): ReportDocument {
  const names = comparison.subjects.map(({ subject }) => subject.symbol ?? subject.name ?? subject.query);
  const columns = [{ title: 'What', weight: 2 }, ...names.map((title) => ({ title, weight: 2 }))];
  const rowsOf = (differs: boolean) => comparison.rows.filter((row) => row.differs === differs)
    .map((row) => [{ text: `${row.section}: ${sayName(row.name)}` }, ...row.values.map((claim, index) => ({ text: claim === null ? '–' : sayValue(claim.value, null, comparison.subjects[index]?.subject ?? { decimals: null, symbol: null }) }))]);
  return {
    title: `Comparison: ${names.join(', ')}`, subtitle: comparison.subjects.map(({ subject, block }) => `${subject.address ?? subject.query}${block ? ` at block ${block.number} of ${subject.network}` : ''}`).join('; '), time: '',
    blocks: [
      { kind: 'heading', level: 2, text: 'What differs', id: 'differs' }, { kind: 'table', caption: 'Rows in which the subjects differ', columns, rows: rowsOf(true) },
      { kind: 'heading', level: 2, text: 'What is the same', id: 'same' }, { kind: 'table', caption: 'Rows in which they do not', columns, rows: rowsOf(false) },
    ],
  };
}
