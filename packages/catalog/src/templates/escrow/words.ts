import type { Wish } from '../reader/index.ts';

/** What escrows are asked for and this one does not do. */
export const escrowWishes: readonly Wish[] = [
  { pattern: /\bmile-?stones?\b(?:\s+(?:payments?|based|releases?))?|\binstal?lments?\b|\b(?:staged|stepwise)\s+(?:payments?|releases?)\b/, reason: 'Payments by milestones are not built: open one deal for each' },
  { pattern: /\b(?:nfts?|erc-?721|erc-?1155|collectibles?)\b/, reason: 'This escrow holds money, no NFTs' },
  { pattern: /\b(?:multi-?sig(?:nature)?|2\s?-?of\s?-?3|two\s+of\s+three)\b/, reason: 'Release by votes of several is not built: one arbiter decides' },
  { pattern: /\b(?:jury|jurors|kleros|dao\s+vote|vot(?:e|es|ing)\s+on\s+disputes?)\b/, reason: 'Juries are not built: one arbiter decides' },
  { pattern: /\b(?:atomic\s+)?swaps?\b|\bhash-?time-?lock\w*|\bhtlc\b|\btoken\s+for\s+token\b/, reason: 'Swaps of one asset for another are not built' },
  { pattern: /\b(?:tracking|shipment\s+tracking|delivery\s+(?:oracle|confirmation\s+from)|api)\b/, reason: 'Facts from outside the chain are not read' },
  { pattern: /\b(?:reputation|ratings?|reviews?)\b/, reason: 'Ratings of parties are not kept' },
  { pattern: /\b(?:yield|interest)\b(?:\s+\w+)?/, reason: 'Money in escrow earns nothing' },
];

/** Words that say what every escrow does. */
export const vocabulary = /\b(?:escrows?|deals?|trades?|transactions?|orders?|purchases?|buyers?|sellers?|payers?|payees?|clients?|customers?|freelancers?|vendors?|merchants?|contractors?|depositors?|part(?:y|ies)|goods|items?|work|services?|deliver(?:s|y|ed|ing)?|deposit(?:s|ed|ing)?|funds?|fund(?:ed|ing)|money|payments?|pay(?:s|ing|out)?|paid|releas(?:e|es|ed|ing)|refund(?:s|ed|ing|able)?|return(?:s|ed)?|hold(?:s|ing)?|held|lock(?:s|ed)?|confirm(?:s|ed|ation)?|approv(?:e|es|ed|al)|receiv(?:e|es|ed|ing|er)|send(?:s|er)?|between|until|once|when|unless|both|either|them|gets?|freelance|shop|store|app|platform|clients?'?s?|pays?\s+in|creat(?:e|es|ed|ing)|open(?:s|ed)?|sides?|decid(?:e|es|ed)|resolv(?:e|es|ed)|settl(?:e|es|ed)|goes|marketplace|peer-to-peer|p2p|back|done|complete(?:s|d)?|finished|agree(?:s|d)?|happy|satisfied|safe(?:ly)?|secure(?:ly)?|multiple|many|several|time|conditions?)\b/;
