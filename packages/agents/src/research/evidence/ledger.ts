import { unknownValue, type BlockReference, type Chart, type Claim, type Confidence, type Evidence, type Json, type SectionName, type SectionReport, type SourceReport } from '@hyperlens/protocol';

/** How something was learned. `source` and `method` as in `evidence`; the ledger adds the block or the time. */
export interface Origin {
  title: string;
  unit?: string;
  source: string;
  method: string;
  confidence?: Confidence;
  /** Another block than the task's, for what was read elsewhere in history. */
  at?: BlockReference;
}

export interface Ledger {
  /** Records a value; gives the evidence id. The same id again replaces it. */
  known(what: string, value: Json, origin: Origin): string;
  /** Records that something is not known, and why. */
  unknown(what: string, because: string, origin: Origin): string;
  /** A named statement of the section. Its value is that of the evidence unless given. With nothing known it says `unknown`. */
  fact(name: string, evidence: string | string[], value?: Json): void;
  /** A token flag by its GoPlus name. */
  flag(name: string, evidence: string | string[], value?: Json): void;
  source(report: SourceReport): void;
  chart(chart: Chart): void;
  /** What an id says: its value, or undefined when it is unknown or was never recorded. */
  valueOf(id: string): Json | undefined;
  /** How sure the evidence of an id is; undefined when there is none. */
  confidenceOf(id: string): Confidence | undefined;
  /** The finished report, in an order that does not depend on what came first. */
  report(summary: string): SectionReport;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const sorted = <Value>(entries: Map<string, Value>): Record<string, Value> => Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Where a service writes down what it learned. On-chain evidence carries the task's block, everything else the run's recorded time, so that
 * the same task gives the same report.
 */
export function makeLedger({ section, block, observedAt }: { section: SectionName; block: BlockReference | null; observedAt: string }): Ledger {
  const evidence = new Map<string, Evidence>();
  const facts = new Map<string, Claim>();
  const flags = new Map<string, Claim>();
  const sources = new Map<string, SourceReport>();
  const charts = new Map<string, Chart>();

  const record = (what: string, learned: { value: Json } | { unknown: string }, { title, unit, source, method, confidence = 'high', at }: Origin): string => {
    const id = `${section}.${what}`;
    const onChain = at ?? (/^(chain|simulation):/.test(source) ? block : null);
    evidence.set(id, { id, title, ...learned, unit: unit ?? null, source, block: onChain?.number ?? null, time: onChain?.time ?? observedAt, method, confidence });
    return id;
  };
  const claimOf = (ids: string | string[], value: Json | undefined): Claim => {
    const list = [ids].flat();
    const first = evidence.get(list[0] ?? '');
    // null is a value: "there is none" is not "nobody knows".
    const said = value === undefined ? first?.value : value;
    return { value: said === undefined ? unknownValue : said, evidence: list };
  };

  return {
    known: (what, value, origin) => record(what, { value }, origin),
    unknown: (what, because, origin) => record(what, { unknown: because }, origin),
    fact: (name, ids, value) => { facts.set(name, claimOf(ids, value)); },
    flag: (name, ids, value) => { flags.set(name, claimOf(ids, value)); },
    source: (report) => { sources.set(report.id, report); },
    chart: (chart) => { charts.set(chart.id, chart); },
    valueOf: (id) => evidence.get(id)?.value,
    confidenceOf: (id) => evidence.get(id)?.confidence,
    report(summary) {
      const asked = [...sources.values()].filter((one) => one.status !== 'not_applicable' && one.status !== 'not_configured' && one.status !== 'switched_off');
      const known = [...evidence.values()].some((one) => one.value !== undefined);
      const status = !known ? 'unknown' : asked.every((one) => one.status === 'ok') ? 'completed' : 'partial';
      return {
        section, status, summary, sources: [...sources.values()].toSorted(byId), facts: sorted(facts), flags: sorted(flags),
        charts: [...charts.values()].toSorted(byId), evidence: [...evidence.values()].toSorted(byId),
      };
    },
  };
}
