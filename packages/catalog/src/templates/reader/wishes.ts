/** Behaviour that people ask for and that needs more than the kinds here build. `reason` completes "is not built because ...". */
export interface Wish { pattern: RegExp; reason: string }

/**
 * Common wishes. A kind that supports one of them consumes its words before `reportLeftovers` looks.
 * All are essential: a contract without them would be another contract.
 */
export const commonWishes: readonly Wish[] = [
  { pattern: /\b(?:elastic\s+supply|rebas(?:e|es|ing)(?:\s+token)?|algorithmic(?:\s+(?:stablecoin|peg|supply))?)\b/, reason: 'balances that change by themselves (rebasing) are not built' },
  { pattern: /\b(?:reflections?|redistribut\w+\s+(?:to|among|between)(?:\s+\w+){0,3}|passive\s+income|dividends?|profit[\s-]sharing|revenue[\s-]sharing|(?:holders?|everyone)\s+(?:earn|receive|get)s?\s+(?:a\s+share|rewards?|interest|yield|part)\b)/, reason: 'paying holders from transfers or revenue is not built' },
  { pattern: /\b(?:auto(?:matic(?:ally)?)?[\s-]*(?:liquidity|lp|add(?:s|ing)?\s+liquidity|swap(?:s|ping)?)|liquidity\s+(?:pool|fee|tax|generation|lock(?:ed|ing)?)|add(?:s|ing)?\s+liquidity|uniswap|pancake\s?swap|sushi\s?swap|buy\s?back\w*|market\s+mak\w+|\bamm\b|\bdex\b|swap\s+fees?)\b/, reason: 'trading, pools and buy-backs are not built' },
  { pattern: /\b(?:anti[\s-]?(?:bot|whale|snipe\w*|mev)|(?:snipers?|bots?)\s+(?:protection|blocking|blocked)|trading\s+(?:gate|start|enabled?|open\w*|cool\s?down)|cool\s?downs?|enable\s+trading)\b/, reason: 'trading gates, cooldowns and bot filters are not built' },
  { pattern: /\b(?:bridge[ds]?|bridging|cross[\s-]?chain|omni[\s-]?chain|multi[\s-]?chain|layer\s?zero|oft\b|wormhole|axelar|ccip|teleport\w*)\b(?:\s+(?:to|between|across)\s+\w+)?/, reason: 'bridges and cross-chain messages are not built' },
  { pattern: /\b(?:price\s+(?:feeds?|oracles?)|oracles?|chainlink|pyth|peg(?:ged|s)?\s+to|backed\s+by|collateral\w*|liquidat\w+)\b(?:\s+\w+){0,3}/, reason: 'oracles, pegs and collateral are not built' },
  { pattern: /\b(?:lotter(?:y|ies)|raffles?|gambl\w+|casino|betting|dice|random(?:ly|ness|i[sz]ed?)?(?:\s+(?:mint|ids?|traits?|winner|reveal))?|vrf|jackpot|coin\s?flip)\b/, reason: 'chance games and randomness are not built' },
  { pattern: /\b(?:on|for|to)\s+(?:the\s+)?(?:solana|cardano|polkadot|near|aptos|sui|tron|ton|bitcoin|cosmos|stellar|algorand|tezos|starknet|hedera|ripple|xrp\s?ledger)\b|\b(?:spl[\s-]token|ink!|cairo\s+contract|rust\s+(?:program|contract)|move\s+(?:module|contract)|vyper)\b/, reason: 'only Solidity for EVM chains is written' },
  { pattern: /\b(?:marketplaces?|auctions?|order\s?books?|(?:dutch|english)[\s-]auction|bidding|bids?)\b/, reason: 'markets and auctions are not built' },
  { pattern: /\b(?:lend(?:ing|s)?|borrow(?:ing|s|ers?)?|loans?|perpetuals?|futures|options\s+trading|derivatives?|leverage\w*|yield\s+farm\w*|farming)\b/, reason: 'lending and derivatives are not built' },
  { pattern: /\b(?:stak(?:e|es|ed|ing|ers?)(?:\s+(?:rewards?|pool|contract))?)\b/, reason: 'staking is a contract of its own here; ask for it in a request of its own' },
  { pattern: /\b(?:vest(?:ed|ing|s)(?:\s+(?:schedule|contract|period))?|cliffs?|time[\s-]?lock(?:ed|s)?|lock[\s-]?up(?:s|\s+period)?|locked\s+for)\b/, reason: 'vesting and locks are a contract of their own here; ask for it in a request of its own' },
  { pattern: /\b(?:governor|governance\s+(?:contract|system|module|proposals?)|dao\s+(?:contract|treasury|with)|proposals?\s+(?:and|to|with)|quorum|timelock\s+controller)\b/, reason: 'a governor is not built; a token can have votes (ERC20Votes)' },
  { pattern: /\b(?:presale|pre-sale|crowd\s?sale|ico\b|ido\b|token\s+sale|launch\s?pad|bonding\s+curve|public\s+sale|buy\s+tokens|purchase\s+tokens)\b/, reason: 'token sales are not built' },
  { pattern: /\b(?:air\s?drops?|merkle(?:\s+(?:tree|proof|root|claim))?|claim(?:able|ing)?\s+(?:by|with)\s+(?:a\s+)?proof|snapshots?)\b/, reason: 'airdrops, Merkle claims and snapshots are not built' },
  { pattern: /\b(?:white[\s-]?list\w*|allow[\s-]?list\w*|kyc|accredited|permissioned\s+transfers?|verified\s+(?:users?|holders?|addresses))\b/, reason: 'allow lists and identity checks are not built' },
  { pattern: /\b(?:black[\s-]?list\w*|deny[\s-]?list\w*|block[\s-]?list\w*|freez(?:e|es|ing)\s+(?:accounts?|addresses|holders?|funds|wallets?)|seize|seizure|claw[\s-]?back|confiscat\w*|force[d]?[\s-]transfers?)\b/, reason: 'this kind has no deny list, freezing or seizure' },
  { pattern: /\b(?:upgrad(?:e|es|ed|eable|able|eability)(?:\s+(?:proxy|contract|later))?|uups|(?:transparent|beacon|diamond)\s+prox(?:y|ies)|prox(?:y|ies)\b|diamond\s+standard|erc-?2535)\b/, reason: 'this kind is not built upgradeable' },
  { pattern: /\b(?:erc-?(?:4337|6551|404|3643|1400|777|223|5192|4907|6909|3525|7579|1363|4626|1155|721|20)|account\s+abstraction|token\s+bound\s+accounts?|rentable|rentals?|renting|fractional\w*)\b/, reason: 'this standard is not part of this kind' },
  { pattern: /\b(?:private\s+transfers?|zero[\s-]knowledge|zk[\s-]?(?:proofs?|snarks?)?\b|confidential|encrypted\s+balances?|homomorphic|anonymous\s+transfers?)\b/, reason: 'private balances and zero-knowledge proofs are not built' },
  { pattern: /\b(?:gas[\s-]?less\s+(?:transactions?|transfers?|mint\w*)|meta[\s-]?transactions?|erc-?2771|relayers?|trusted\s+forwarder)\b/, reason: 'meta-transactions are not built (a token can have ERC-2612 permit)' },
  { pattern: /\b(?:(?:scheduled|daily|weekly|monthly|yearly|annual(?:ly)?)\s+(?:emissions?|mint\w*|inflation|unlock\w*|payouts?|distribution)|inflation(?:ary)?|emissions?|halving|(?:every|each|per)\s+(?:block|day|week|month|year)\s+(?:mint|burn|emit|release)\w*|demurrage|expir(?:e|es|ing|y)\b)/, reason: 'supply or rights that change with time are not built' },
  { pattern: /\b(?:breed(?:ing)?|evol(?:ve|ving|ution)|level(?:s|ing)?\s+up|craft(?:ing)?|on[\s-]?chain\s+(?:svg|art|metadata|game|images?)|svg|dynamic\s+(?:nft|metadata|traits?)|delayed\s+reveal|reveal(?:ed|s)?\b)/, reason: 'game logic, on-chain art and reveals are not built' },
  { pattern: /\b(?:honey\s?pot|rug\s?pull|hidden\s+(?:mint|fee|backdoor|owner)|back\s?door|drain\s+(?:holders?|users?|wallets?)|steal|scam|nobody\s+(?:else\s+)?can\s+sell|only\s+(?:the\s+)?(?:owner|i)\s+can\s+sell|prevent\w*\s+(?:holders?|users?|others|buyers?|people)\s+from\s+selling|can't\s+sell|cannot\s+sell)\b/, reason: 'contracts that deceive or rob their users are not written' },
  { pattern: /\b[\w-]+\.eth\b/, reason: 'names are not resolved to accounts; write the address' },
];
