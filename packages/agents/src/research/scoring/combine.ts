import { unknownValue, type Claim, type SectionName, type SectionReport } from '@hyperlens/protocol';

/** Who is believed first where two sections speak of the same flag: what was seen on the chain before what was read in the source. */
const precedence: readonly SectionName[] = ['onchain', 'tokenomics', 'audit', 'team', 'sentiment'];

/**
 * One claim a flag from all sections. A risk that one of them found stays found, whatever the other missed; a flag only one of them knows is
 * taken from there. Evidence of all who know is named.
 */
export function combineFlags(reports: readonly SectionReport[]): Record<string, Claim> {
  const ordered = precedence.flatMap((section) => reports.filter((report) => report.section === section));
  const names = [...new Set(ordered.flatMap((report) => Object.keys(report.flags)))].toSorted();
  return Object.fromEntries(names.map((name) => {
    const claims = ordered.flatMap((report) => report.flags[name] ?? []);
    const known = claims.filter((claim) => claim.value !== unknownValue);
    const found = known.find((claim) => claim.value === true && !good.has(name)) ?? known[0] ?? claims[0];
    const agreeing = known.filter((claim) => claim.value === found?.value);
    // null is a known value: looked for, and there is none.
    return [name, { value: found ? found.value : unknownValue, evidence: [...new Set((agreeing.length > 0 ? agreeing : claims).flatMap((claim) => claim.evidence))] }];
  }));
}

/** Flags for which true is the good news; there the first who knows is believed. */
const good = new Set(['is_open_source', 'is_in_dex', 'is_true_token', 'trust_list']);
