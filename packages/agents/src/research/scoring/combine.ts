import { unknownValue, type Claim, type SectionName, type SectionReport } from '@hyperlens/protocol';
import { givenUpOf } from './given-up.ts';
import { isRight } from './rights.ts';

/** Who is believed first where two sections speak of the same flag: what was seen on the chain before what was read in the source. */
const precedence: readonly SectionName[] = ['onchain', 'tokenomics', 'audit', 'team', 'sentiment'];

/** Flags for which true is the good news; there the first who knows is believed. */
const good = new Set(['is_open_source', 'is_in_dex', 'is_true_token', 'trust_list']);

const isTrue = (claim: Claim): boolean => claim.value === true;
const evidenceOf = (claims: readonly Claim[]): string[] => [...new Set(claims.flatMap((claim) => claim.evidence))];

/**
 * One claim a flag from all sections. A risk that one of them found stays found, whatever the other missed. A right that only the source shows is
 * judged by whether somebody holds it on the chain (`rightOf`). That a source shows nothing closes no question the chain left open: a trial finds
 * what reading missed. Where no on-chain section was asked, the source is taken at its word. Evidence of all who agree is named.
 */
export function combineFlags(reports: readonly SectionReport[]): Record<string, Claim> {
  const ordered = precedence.flatMap((section) => reports.filter((report) => report.section === section));
  const chain = reports.find((report) => report.section === 'onchain');
  const names = [...new Set(ordered.flatMap((report) => Object.keys(report.flags)))].toSorted();
  return Object.fromEntries(names.map((name) => {
    const claims = ordered.flatMap((report) => report.flags[name] ?? []);
    const tried = chain?.flags[name];
    if (chain && isRight(name) && claims.some(isTrue) && tried?.value !== true) return [name, rightOf(claims, chain, tried)];
    if (chain && !good.has(name) && !claims.some(isTrue) && (tried === undefined || tried.value === unknownValue)) return [name, { value: unknownValue, evidence: evidenceOf(claims) }];
    const known = claims.filter((claim) => claim.value !== unknownValue);
    const found = known.find((claim) => isTrue(claim) && !good.has(name)) ?? known[0] ?? claims[0];
    const agreeing = known.filter((claim) => claim.value === found?.value);
    // null is a known value: looked for, and there is none.
    return [name, { value: found ? found.value : unknownValue, evidence: evidenceOf(agreeing.length > 0 ? agreeing : claims) }];
  }));
}

/**
 * A right that the source shows and the chain did not find anybody use. Somebody is in charge: it is there. Ownership is given up for good, and
 * trying it as everybody found nothing: nobody has it. Anything between is not known, so that learning less never closes the question.
 */
function rightOf(claims: readonly Claim[], chain: SectionReport, tried: Claim | undefined): Claim {
  const gone = givenUpOf(chain);
  const shown = claims.filter(isTrue);
  if (gone.value === false) return { value: true, evidence: evidenceOf([...shown, gone]) };
  if (gone.value === true && tried?.value === false) return { value: false, evidence: evidenceOf([tried, gone]) };
  return { value: unknownValue, evidence: evidenceOf([...(tried ? [tried] : []), ...shown, ...(gone.value === true ? [] : [gone])]) };
}
