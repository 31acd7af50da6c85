import { registerReadCases } from '../reading.kit.ts';
import { vesting } from './index.ts';

const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const alice = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const bob = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC';

registerReadCases(vesting, {
  reads: [
    [`Vest 5 ETH to ${alice} over 30 days`, { currency: { type: 'native' }, grants: [{ beneficiary: alice, amount: '5000000000000000000' }], schedule: { start: 'deployment', cliffSeconds: 0, durationSeconds: 2_592_000, stepSeconds: 0, upfrontBasisPoints: 0 }, access: 'none', addable: false }],
    [`token vesting, token ${token}, total 1,000,000 tokens: ${alice} 60%, ${bob} 40%, 1 year cliff, 3 years vesting, irrevocable`, { grants: [{ beneficiary: alice, amount: `6${'0'.repeat(23)}` }, { beneficiary: bob, amount: `4${'0'.repeat(23)}` }], revocable: false }],
    [`vesting for token ${token}, starting on March 1, 2027, 2 years, ${alice} gets 10k, revocable by the owner`, { schedule: { start: 1_803_859_200, cliffSeconds: 0, durationSeconds: 63_072_000, stepSeconds: 0, upfrontBasisPoints: 0 }, revocable: true, access: 'ownable' }],
    [`team vesting of token ${token}, owner can add beneficiaries`, { addable: true, grants: [], schedule: { start: 'deployment', cliffSeconds: 31_536_000, durationSeconds: 126_144_000, stepSeconds: 0, upfrontBasisPoints: 0 } }],
  ],
  refuses: [
    ['Token vesting over 4 years with a one year cliff', /Which token vests/],
    [`vesting of token ${token} for ${alice} over one year`, /How much/],
    [`vesting of token ${token}, milestone based, owner can add beneficiaries`, /milestones/],
    [`vesting of token ${token} monthly over 100 days, owner can add beneficiaries`, /whole number of such steps/],
  ],
  throws: [
    [`vesting of token ${token} over 1 year with a 2 year cliff, owner can add beneficiaries`, 'REQUEST_CONTRADICTS_ITSELF'],
    [`irrevocable vesting of token ${token} over 1 year, owner can add beneficiaries, the owner can revoke grants`, 'REQUEST_CONTRADICTS_ITSELF'],
  ],
});
