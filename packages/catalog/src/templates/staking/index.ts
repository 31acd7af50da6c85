import { subjectScore } from '../reader/index.ts';
import { defineKind } from '../kind.ts';
import { composeStaking } from './compose.ts';
import { readStaking } from './read.ts';
import { stakingParameters } from './schema.ts';
import { testStaking } from './tests.ts';

/** Staking of one ERC-20 token for rewards in another or the same. */
export const staking = defineKind({
  id: 'staking', version: 1, title: 'Staking rewards',
  description: 'Stake an ERC-20 token and earn rewards by amount and time from budgets the owner pays in: same or another reward token, lock with or without penalty, unbonding period, pause of new deposits.',
  standards: [],
  tags: ['staking', 'rewards', 'farming', 'lock'],
  prompts: [
    'A staking contract: stake 0x5FbDB2315678afecb367f032d93F642f64180aa3, earn 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512 over 30 days',
    'Synthetix-style staking rewards for token 0x5FbDB2315678afecb367f032d93F642f64180aa3, rewards in the same token, weekly rewards',
    'staking pool called Oak Stake where users stake 0x5FbDB2315678afecb367f032d93F642f64180aa3 and rewards are paid in 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512; 7 day unbonding period',
    'Stake token 0x5FbDB2315678afecb367f032d93F642f64180aa3, reward token 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512, lock of 90 days, no early exit, owner can pause',
    'I want people to stake 0x5FbDB2315678afecb367f032d93F642f64180aa3 and earn more of the same token, 30 days lock with 10% early withdrawal penalty that goes to the stakers',
    'staking contract\n- staking token 0x5FbDB2315678afecb367f032d93F642f64180aa3\n- reward token 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512\n- reward duration 14 days\n- owner can change the duration\n- Ownable2Step',
    'LP staking: stake 0x5FbDB2315678afecb367f032d93F642f64180aa3, rewards 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512, withdraw any time',
    'stake 0x5FbDB2315678afecb367f032d93F642f64180aa3 for rewards in 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512 with a 60 day lock, leaving early costs 5% to the treasury 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  ],
  risks: [
    'Rewards end when the owner pays no new budget in; nobody is promised a rate.',
    'A small new budget can lower the rate, because what is left is spread over a new period.',
    'Who stakes a large amount just before a budget starts takes a large share of it.',
    'A lock or an unbonding period keeps stakers from leaving when they want to.',
    'Tokens that charge a fee on transfer, rebase or can be frozen break the accounting.',
  ],
  schema: stakingParameters,
  matches: (request) => subjectScore(request, { strong: /\bstak(?:e|es|ed|ing|ers?)\b/, weak: /\b(?:(?:yield|liquidity)\s+farm\w*|reward\s+pool|earn\s+rewards)\b/ }),
  read: readStaking,
  compose: composeStaking,
  tests: testStaking,
});
