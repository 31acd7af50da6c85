import type { Wish } from '../reader/index.ts';

/** What staking is asked for and this one does not do. */
export const stakingWishes: readonly Wish[] = [
  { pattern: /\b(?:[\d.,]+\s?%\s*(?:fixed\s+)?(?:apr|apy|annual(?:ly)?|per\s+year|a\s+year|yearly|interest|per\s+(?:month|day|week))|(?:fixed|guaranteed)\s+(?:apr|apy|rate|interest|return)s?|(?:apr|apy)\s*(?:of|is|:|=)?\s*[\d.,]+\s?%?)/, reason: 'A fixed rate is not built: stakers share a reward budget that must be paid in, so the rate depends on how much is staked' },
  { pattern: /\b(?:stak(?:e|es|ing)\s+(?:native\s+)?(?:eth|ether|mnt|metis|native\s+coins?)|native\s+(?:eth|coin|currency|token)\s+staking|eth\s+staking)\b/, reason: 'The coin of the chain cannot be staked, only ERC-20 tokens' },
  { pattern: /\b(?:nfts?|erc-?721|erc-?1155)\b(?:\s+staking)?/, reason: 'Staking of NFTs is not built' },
  { pattern: /\b(?:tiers?|tiered|multipliers?|boost(?:s|ed|ing)?|levels?)\b(?:\s+\w+)?/, reason: 'Tiers and boosts are not built: rewards go by amount and time' },
  { pattern: /\b(?:multiple|several|two|three|many)\s+(?:different\s+)?(?:reward\s+tokens|pools)\b|\b(?:master-?chef|pools?\s+with\s+allocation)\b/, reason: 'One contract has one staked token and one reward token' },
  { pattern: /\b(?:auto-?compound(?:s|ed|ing)?|compound(?:s|ed|ing)?|re-?stak(?:e|es|ing))\b/, reason: 'Compounding is not built: rewards are claimed and can be staked again' },
  { pattern: /\b(?:liquid\s+staking|receipt\s+tokens?|staking\s+derivatives?|st-?tokens?|ve-?tokens?|vote-?escrow(?:ed)?)\b/, reason: 'A stake is no token of its own' },
  { pattern: /\b(?:validators?|delegat(?:e|es|ion|ors?)|slash(?:ed|ing)?)\b/, reason: 'Validators, delegation and slashing are not built' },
  { pattern: /\b(?:referrals?|affiliates?)\b(?:\s+\w+)?/, reason: 'Referrals are not built' },
  { pattern: /\b(?:minimum|min|maximum|max)\s+(?:stake|deposit|amount)\b(?:\s+(?:of|is|:))?\s*[\d.,]*\w*/, reason: 'Limits on the amount of a stake are not built' },
  { pattern: /\bmint(?:s|ed|ing|able)?\s+(?:the\s+)?rewards?\b|\brewards?\s+(?:are\s+)?minted\b/, reason: 'Rewards are not minted: they are paid from budgets' },
];

/** Words that say what every staking contract does. */
export const vocabulary = /\b(?:(?:un-?)?stak(?:e|es|ed|ing|ers?)|rewards?(?:ed)?|earn(?:s|ed|ing)?|farm(?:s|ing)?|pools?|claim(?:s|ed|ing|able)?|withdraw(?:s|als?|n|ing)?|exit(?:s|ing)?|leav(?:e|es|ing)|deposit(?:s|ed|ing)?|lock(?:s|ed|ing)?|budgets?|fund(?:s|ed|ing)?|notif(?:y|ies|yrewardamount)|synthetix(?:[\s-]style)?|style|distribut(?:e|es|ed|ing|ion)|share(?:s|d)?|proportional(?:ly)?|pro[\s-]?rata|per\s+second|over\s+time|lp|liquidity\s+providers?|erc[\s-]?20|receiv(?:e|es|ing)|paid|pay(?:s|ing)?|get|anytime|any\s+time|early|penalt(?:y|ies)|principal|original|duration|period|time|different|separate|tokens?|same|unbonding|cool-?down)\b/;
