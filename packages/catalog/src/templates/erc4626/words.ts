import type { Wish } from '../reader/index.ts';

/** What vaults are asked for and this one does not do. */
export const vaultWishes: readonly Wish[] = [
  { pattern: /\b(?:management|performance|streaming|annual|yearly|success)\s+fees?\b(?:\s+of)?(?:\s+[\d.]+\s?%)?/, reason: 'Fees on profit or over time are not built; fees on deposits and withdrawals are' },
  { pattern: /\b(?:invest(?:s|ed|ing)?|strateg(?:y|ies)|yearn|compound(?:s|ed|ing)?|aave|lido|morpho|curve|auto-?compound\w*|harvest(?:s|ing)?|rebalanc\w+)\b/, reason: 'Strategies that invest the deposits elsewhere are not built: the vault holds the token itself' },
  { pattern: /\b(?:per[\s-](?:user|wallet|account|depositor|address)\s+(?:cap|limit|maximum|max)|(?:cap|limit|max(?:imum)?)\s+(?:deposit\s+)?(?:of\s+[\d.,]+\s?\w*\s+)?per\s+(?:user|wallet|account|depositor|address))\b/, reason: 'Limits for each depositor are not built: shares can be transferred around them' },
  { pattern: /\b(?:lock(?:ed|s)?|lock-?up|lock-?in|cool-?down|withdrawal\s+(?:delay|queue|period)|time-?lock)\b(?:\s+(?:for|of|period))?(?:\s+\d+\s+\w+)?/, reason: 'Lock-ups and withdrawal queues are not built' },
  { pattern: /\b(?:minimum|min)\s+(?:first\s+)?deposits?\b(?:\s+(?:of|is))?\s*[\d.,]*/, reason: 'A minimum deposit is not built' },
  { pattern: /\b(?:erc-?7540|erc-?7575|multi-?asset|several\s+(?:assets|tokens)|multiple\s+(?:assets|tokens))\b/, reason: 'A vault takes exactly one token' },
  { pattern: /\b(?:white-?list(?:ed)?|allow-?list(?:ed)?|kyc|permissioned)\b(?:\s+\w+)?/, reason: 'A list of allowed depositors is not built' },
];

/** Words that say what every ERC-4626 vault does. */
export const vocabulary = /\b(?:tokeni[sz]ed|yield[\s-](?:bearing|vault)|erc[\s-]?4626(?:\s+(?:standard|compliant|compatible))*|vaults?|shares?|share\s+token|underlying(?:\s+(?:asset|token))?|deposit(?:s|ed|ing|ors?)?|withdraw(?:s|als?|ing|n)?|redeem(?:s|ed|ing)?|redemptions?|mint(?:s|ed|ing)?|pro[\s-]?rata|proportional(?:ly)?|receiv(?:e|es|ing)|represent(?:s|ing)?|in\s+(?:return|exchange)|at\s+any\s+time|any\s?time|usdc|usdt|dai|weth|wbtc|stablecoins?|savings?|treasury|their|back|hold(?:s|ing)?|earn(?:s|ing)?|donat(?:e|ed|ions?)|share\s+price|accrues?|exchange\s+rate)\b/;
