import { canonicalJson, type Claim, type Comparison, type Difference, type ResearchResult } from '@hyperlens/protocol';

interface Row { section: string; name: string; claim: Claim }

/** Everything a result states, by section and name: the verdict, flags, facts. */
function rowsOf(result: ResearchResult): Row[] {
  const { verdict } = result;
  const evidence = [...new Set([...verdict.reasons, ...verdict.unknown].flatMap((reason) => reason.evidence))];
  const judged = (name: string, value: Claim['value']): Row => ({ section: 'verdict', name, claim: { value, evidence } });
  return [
    judged('level', verdict.level), judged('score.low', verdict.score.low), judged('score.high', verdict.score.high),
    ...Object.entries(result.flags).map(([name, claim]) => ({ section: 'flags', name, claim })),
    ...Object.entries(result.sections).flatMap(([section, report]) => Object.entries(report?.facts ?? {}).map(([name, claim]) => ({ section, name, claim }))),
  ];
}

const keyOf = ({ section, name }: Pick<Row, 'section' | 'name'>): string => `${section}/${name}`;
const order = ['verdict', 'flags', 'onchain', 'tokenomics', 'sentiment', 'team', 'audit'];
const bySection = (a: Pick<Row, 'section' | 'name'>, b: Pick<Row, 'section' | 'name'>) => order.indexOf(a.section) - order.indexOf(b.section) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** Two or more results side by side. */
export function compareResults(results: readonly ResearchResult[]): Comparison {
  const tables = results.map((result) => new Map(rowsOf(result).map((row) => [keyOf(row), row])));
  const all = new Map(tables.flatMap((table) => [...table]));
  const rows = [...all.values()].toSorted(bySection).map(({ section, name }) => {
    const values = tables.map((table) => table.get(keyOf({ section, name }))?.claim ?? null);
    return { section, name, values, differs: new Set(values.map((claim) => canonicalJson(claim?.value))).size > 1 };
  });
  return { subjects: results.map(({ runId, subject, block, verdict }) => ({ runId, subject, block, verdict })), rows };
}

/** What changed from one result of a subject to a later one. */
export function differencesOf(before: ResearchResult, after: ResearchResult): Difference[] {
  return compareResults([before, after]).rows.filter((row) => row.differs).map(({ section, name, values }) => ({ section, name, before: values[0] ?? null, after: values[1] ?? null }));
}
