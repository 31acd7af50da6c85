import { subjectScore } from '../reader/index.ts';
import { defineKind } from '../kind.ts';
import { composeVesting } from './compose.ts';
import { readVesting } from './read.ts';
import { vestingParameters } from './schema.ts';
import { testVesting } from './tests.ts';

/** Vesting of tokens or of the coin of the chain. */
export const vesting = defineKind({
  id: 'vesting', version: 1, title: 'Vesting',
  description: 'Pays an ERC-20 token or the coin of the chain to beneficiaries as it vests: cliff, linear or in steps, a share at the start, start date, several beneficiaries at deployment or added by the owner, revocable or not.',
  standards: [],
  tags: ['vesting', 'cliff', 'team', 'allocation', 'lock'],
  prompts: [
    'Token vesting for 0x5FbDB2315678afecb367f032d93F642f64180aa3: 4 years linear with a 1 year cliff, beneficiary 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 gets 1,000,000 tokens, revocable',
    'vesting contract for ETH, owner can add beneficiaries, 12 months, no cliff',
    'Create a vesting schedule named "Team Vesting" for the token 0x5FbDB2315678afecb367f032d93F642f64180aa3\n- 0x70997970C51812dc3A010C7d01b50e0d17dc79C8: 500k\n- 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC: 250k\n- cliff 6 months\n- duration 2 years\n- not revocable',
    'I want 10 ETH to vest to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 linearly over 6 months',
    'Vest token 0x5FbDB2315678afecb367f032d93F642f64180aa3 to investors: 10% at TGE, rest monthly over 1 year, owner can create grants',
    'employee token vesting, ERC-20 at 0x5FbDB2315678afecb367f032d93F642f64180aa3, four year vesting, one year cliff, the company can revoke unvested tokens',
    'lock 2M tokens (token 0x5FbDB2315678afecb367f032d93F642f64180aa3) for 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, vesting over 24 months starting 2027-01-01, irrevocable',
    'vesting of token 0x5FbDB2315678afecb367f032d93F642f64180aa3 (6 decimals) in quarterly steps over 3 years, 100,000 tokens each for 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 and 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  ],
  risks: [
    'A contract that is not funded pays nobody; while it holds too little, who releases first is paid first.',
    'A beneficiary that loses its key loses its grant: grants cannot be moved.',
    'An owner who may revoke can take back everything that has not vested.',
    'Amounts are whole numbers of the smallest unit: with wrong decimals every amount is wrong.',
    'Tokens that charge a fee on transfer, rebase or can be frozen break what was promised.',
  ],
  schema: vestingParameters,
  matches: (request) => subjectScore(request, { strong: /\bvest(?:ing|s|ed)?\b(?!\s+interest)|\bcliffs?\b/, weak: /\b(?:token\s+lock(?:s|er|up)?|unlock(?:s|ed)?\s+(?:over|monthly|linearly)|linear(?:ly)?\s+(?:unlock|releas)\w*)\b/ }),
  read: readVesting,
  compose: composeVesting,
  tests: testVesting,
});
