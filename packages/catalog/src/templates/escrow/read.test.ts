import { registerReadCases } from '../reading.kit.ts';
import { escrow } from './index.ts';

const judge = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

registerReadCases(escrow, {
  reads: [
    ['an escrow', { currency: { type: 'native' }, buyer: null, seller: null, arbiter: { account: '$deployer', acts: 'disputed', splits: false }, fee: null }],
    [`Escrow with mediator ${judge}, 2.5% commission, deadline 7 days`, { arbiter: { account: judge, acts: 'always', splits: false }, fee: { basisPoints: 250, recipient: '$deployer' }, deadline: { mode: 'fixed', seconds: 604_800 } }],
    ['Escrow for any ERC20 token without an arbiter, each deal has a deadline', { currency: { type: 'any-token' }, arbiter: null, deadline: { mode: 'per-deal' } }],
    ['Trustless escrow: buyer pays in, confirms delivery to release, refund after 10 days', { arbiter: null, deadline: { mode: 'fixed', seconds: 864_000 } }],
  ],
  refuses: [
    ['escrow with milestone payments', /milestones/],
    ['an escrow for NFTs', /no NFTs/],
    ['escrow with an arbiter and a 40% fee', /at most 10/],
    ['escrow decided by a Kleros jury', /Juries/],
  ],
  throws: [],
});
