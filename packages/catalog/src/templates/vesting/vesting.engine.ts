import { registerKindCases } from '../sampled.kit.ts';
import { vesting } from './index.ts';

const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const grants = [{ beneficiary: other, amount: '1000000000000000000000003' }, { beneficiary: '$deployer', amount: '5' }, { beneficiary: token, amount: '100' }];
const year = 31_536_000;
const schedule = { start: 'deployment', cliffSeconds: year, durationSeconds: 4 * year, stepSeconds: 0, upfrontBasisPoints: 0 };
const tokens = { currency: { type: 'token', token, decimals: 18 }, grants, addable: false, schedule, revocable: true, access: 'ownable', owner: '$deployer' };
const coins = { currency: { type: 'native' }, grants: [], addable: true, schedule: { start: 'deployment', cliffSeconds: 0, durationSeconds: year, stepSeconds: year / 12, upfrontBasisPoints: 1000 }, revocable: true, access: 'ownable2step', owner: '$deployer' };
const dated = { ...tokens, addable: true, schedule: { start: 1_900_000_000, cliffSeconds: 2_592_000, durationSeconds: 25_920_000, stepSeconds: 2_592_000, upfrontBasisPoints: 0 } };
const bare = { currency: { type: 'native' }, grants: grants.slice(0, 1), addable: false, schedule: { ...schedule, cliffSeconds: 100, durationSeconds: 1000, upfrontBasisPoints: 1 }, revocable: false, access: 'none', owner: '$deployer' };

registerKindCases({
  kind: vesting, contractName: 'TeamVesting',
  sample: (pick) => ({
    currency: pick([tokens.currency, coins.currency]), grants: pick([[], grants, grants.slice(0, 1)]), addable: pick([true, false]), revocable: pick([true, false]),
    schedule: { start: pick(['deployment', 1_900_000_000]), cliffSeconds: pick([0, 7, year]), durationSeconds: pick([1, 604_800, year, 4 * year]), stepSeconds: pick([0, 7, year / 12]), upfrontBasisPoints: pick([0, 1000]) },
    access: pick(['none', 'ownable', 'ownable2step']), owner: pick(['$deployer', token]),
  }),
  run: [tokens, coins, dated, bare],
  mutants: [
    { title: 'a cliff that does not hold', parameters: tokens, from: 'if (elapsed < CLIFF) return 0;', to: '' },
    { title: 'what was released is forgotten', parameters: coins, from: 'grant_.released = vested;', to: '' },
    { title: 'revoking takes what has vested', parameters: tokens, from: 'grant_.amount = vested;', to: 'grant_.amount = grant_.released;' },
    { title: 'anybody revokes', parameters: coins, from: 'onlyOwner nonReentrant {\n        Grant storage', to: 'nonReentrant {\n        Grant storage' },
    { title: 'new grants pay for old ones', parameters: dated, from: /if \(missing > 0\) revert Underfunded[^;]+;/, to: '' },
    { title: 'steps that are not waited for', parameters: dated, from: 'elapsed / STEP, DURATION / STEP', to: 'elapsed, DURATION' },
  ],
});
