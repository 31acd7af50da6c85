import type { Wish } from '../reader/index.ts';

/** What wallets are asked for and this one does not do. */
export const multisigWishes: readonly Wish[] = [
  { pattern: /\b(?:daily|weekly|monthly|spending)\s+(?:limits?|allowances?)\b/, reason: 'Spending limits without confirmations are not built' },
  { pattern: /\b(?:gnosis\s+)?safe\s+(?:modules?|guards?|compatible)\b|\bgnosis\b|\bmodules?\b|\bguards?\b/, reason: 'Modules and guards of Safe are not built' },
  { pattern: /\b(?:social\s+)?recovery\b|\bguardians?\b|\blost\s+keys?\b/, reason: 'Recovery by guardians is not built: owners can be replaced by the others' },
  { pattern: /\b(?:weighted\s+(?:votes?|owners?|signatures?)|weights?)\b/, reason: 'Owners have one vote each' },
  { pattern: /\boff-?chain\s+signatures?\b|\bgas-?less\b|\bsigned\s+messages?\s+collected\b/, reason: 'Owners confirm on chain; signatures collected elsewhere are not executed' },
  { pattern: /\b(?:veto|cancel(?:led|ler)?\s+by)\b(?:\s+\w+)?/, reason: 'A veto is not built: owners revoke their confirmations' },
  { pattern: /\bexpir(?:e|es|y|ation)\b(?:\s+(?:after|of)\s+\d+\s+\w+)?/, reason: 'Submitted transactions do not expire' },
];

/** Words that say what every multi-signature wallet does. */
export const vocabulary = /\b(?:multi-?\s?sig(?:nature|natures|ned)?s?|wallets?|owners?|signers?|signator(?:y|ies)|members?|partners?|founders?|treasury|team|dao|vault|shared|joint|threshold|quorum|confirm(?:s|ed|ing|ations?)?|approv(?:e|es|ed|als?)|sign(?:s|ed|ing|atures?)?|revok(?:e|es|ed|ing)|submit(?:s|ted|ting)?|propos(?:e|es|ed|als?)|execut(?:e|es|ed|ing|ion)|transactions?|tx|calls?|add(?:s|ed|ing)?|remov(?:e|es|ed|ing)|replac(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|receiv(?:e|es|ing)|hold(?:s|ing)?|send(?:s|ing)?|pay(?:s|ments?)?|spend(?:s|ing)?|eth|ether|funds?|money|itself|through|requir(?:e|es|ed|ing)|least|must|before|after|between|consensus|n-of-m|m-of-n|keys?|votes?)\b/;
