import type { Wish } from '../reader/index.ts';

/** What vesting is asked for and this one does not do. */
export const vestingWishes: readonly Wish[] = [
  { pattern: /\b(?:nfts?|erc-?721|erc-?1155)\b/, reason: 'Grants are no NFTs' },
  { pattern: /\b(?:transferr?able|sell|tradable|tradeable)\s+(?:grants?|positions?|vesting)\b|\b(?:change|update)\s+(?:the\s+|their\s+)?(?:beneficiar(?:y|ies)|address(?:es)?)\b/, reason: 'A grant cannot be moved to another account' },
  { pattern: /\b(?:exponential|accelerat(?:ed|ion|ing)|s-?curve|quadratic|logarithmic|milestone|performance)[\s-]*(?:vesting|based|unlock)?\b/, reason: 'Vesting is linear or in equal steps; other curves and milestones are not built' },
  { pattern: /\b(?:merkle|airdrop)\w*\b/, reason: 'Airdrops and Merkle claims are not built' },
  { pattern: /\bvot(?:e|es|ing)\s+(?:power|with|rights?)\b(?:\s+\w+)?/, reason: 'Tokens that vest cannot vote' },
  { pattern: /\b(?:different|individual|own|custom)\s+(?:schedules?|cliffs?|durations?)\s+(?:per|for\s+each|for\s+every)\b(?:\s+\w+)?/, reason: 'All grants of one contract have the same schedule: deploy one contract for each' },
];

/** Words that say what every vesting contract does. */
export const vocabulary = /\b(?:vest(?:s|ed|ing)?|unvested|schedules?|periods?|durations?|beneficiar(?:y|ies)|recipients?|employees?|founders?|co-?founders?|advisors?|investors?|contributors?|members?|team|staff|allocations?|grants?|amounts?|unlock(?:s|ed|ing)?|lock(?:s|ed|ing)?|releas(?:e|es|ed|ing|able)|claim(?:s|ed|ing|able)?|withdraw(?:s|n)?|gets?|receiv(?:e|es|ed|ing)|distribut(?:e|es|ed|ing|ion)|fund(?:s|ed|ing)?|native|eth|ether|mnt|metis|erc[\s-]?20|usdc|usdt|dai|after|then|until|starts?|begins?|starting|total|equal(?:ly)?|steps?|tranches?|anyone|remaining|rest|return(?:s|ed)?|back|over|alice|bob|carol|tokens?|time|cliffs?)\b/;
