import type { Json } from '@hyperlens/protocol';
import { registerKindCases } from '../sampled.kit.ts';
import { escrow } from './index.ts';

const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const plain = { currency: { type: 'native' }, buyer: null, seller: null, arbiter: null, deadline: { mode: 'fixed', seconds: 1_209_600 }, fee: null };
const disputed = { currency: { type: 'any-token' }, buyer: null, seller: null, arbiter: { account: '$deployer', acts: 'disputed', splits: true }, deadline: { mode: 'per-deal' }, fee: { basisPoints: 150, recipient: '$deployer' } };
const shop = { currency: { type: 'token', token }, buyer: token, seller: other, arbiter: { account: '$deployer', acts: 'always', splits: false }, deadline: { mode: 'none' }, fee: { basisPoints: 150, recipient: '$deployer' } };

registerKindCases({
  kind: escrow, contractName: 'HarborEscrow',
  sample: (pick) => ({
    currency: pick([plain.currency, disputed.currency, shop.currency]), buyer: pick([null, token]), seller: pick([null, other]),
    arbiter: pick([null, { account: pick(['$deployer', '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC']), acts: pick(['always', 'disputed']), splits: pick([true, false]) }]),
    deadline: pick<Record<string, Json>>([{ mode: 'none' }, { mode: 'per-deal' }, { mode: 'fixed', seconds: 60 }]), fee: pick([null, { basisPoints: 1, recipient: '$deployer' }, { basisPoints: 1000, recipient: other }]),
  }),
  run: [plain, disputed, shop],
  mutants: [
    { title: 'deals end twice', parameters: plain, from: 'deal.status = Status.Released;', to: '' },
    { title: 'sellers release to themselves', parameters: disputed, from: 'bool allowed = msg.sender == deal.buyer ||', to: 'bool allowed = msg.sender == deal.buyer || msg.sender == deal.seller ||' },
    { title: 'the deadline is ignored', parameters: plain, from: ' && block.timestamp >= deal.deadline', to: '' },
    { title: 'the arbiter needs no dispute', parameters: disputed, from: /\(msg\.sender == arbiter && deal\.status == Status\.Disputed\)/, to: 'msg.sender == arbiter' },
    { title: 'fees are paid out again', parameters: shop, from: 'feesOwed = 0;', to: '' },
    { title: 'a split that pays the seller all', parameters: disputed, from: 'sellerShare - fee', to: 'deal.amount - fee' },
  ],
});
