import { unknownValue, type Claim, type SectionName, type SectionReport } from '@hyperlens/protocol';
import { givenUp } from './given-up.ts';

/** Who is believed first where two sections speak of the same flag: what was seen on the chain before what was read in the source. */
const precedence: readonly SectionName[] = ['onchain', 'tokenomics', 'audit', 'team', 'sentiment'];

/** Flags for which true is the good news; there the first who knows is believed. */
const good = new Set(['is_open_source', 'is_in_dex', 'is_true_token', 'trust_list']);

/** What a source lets somebody do: it means nothing when nobody holds the right any more. */
const rights = new Set(['is_mintable', 'transfer_pausable', 'is_blacklisted', 'is_whitelisted', 'slippage_modifiable', 'personal_slippage_modifiable', 'anti_whale_modifiable', 'owner_change_balance']);

const isTrue = (claim: Claim): boolean => claim.value === true;
const evidenceOf = (claims: readonly Claim[]): string[] => [...new Set(claims.flatMap((claim) => claim.evidence))];

/**
 * One claim a flag from all sections. A risk that one of them found stays found, whatever the other missed; a flag only one of them knows is
 * taken from there. A right that only the source shows is judged by whether somebody holds it on the chain (`rightOf`). Evidence of all who
 * agree is named.
 */
export function combineFlags(reports: readonly SectionReport[]): Record<string, Claim> {
  const ordered = precedence.flatMap((section) => reports.filter((report) => report.section === section));
  const chain = reports.find((report) => report.section === 'onchain');
  const names = [...new Set(ordered.flatMap((report) => Object.keys(report.flags)))].toSorted();
  return Object.fromEntries(names.map((name) => {
    const claims = ordered.flatMap((report) => report.flags[name] ?? []);
    if (chain && rights.has(name) && claims.some(isTrue) && chain.flags[name]?.value !== true) return [name, rightOf(claims, chain, chain.flags[name])];
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
  const gone = givenUp(chain);
  const shown = claims.filter(isTrue);
  if (gone.value === false) return { value: true, evidence: evidenceOf([...shown, gone]) };
  if (gone.value === true && tried?.value === false) return { value: false, evidence: evidenceOf([tried, gone]) };
  return { value: unknownValue, evidence: evidenceOf([...(tried ? [tried] : []), ...shown, ...(gone.value === true ? [] : [gone])]) };
}
