import { registerKindCases } from '../sampled.kit.ts';
import { multisig } from './index.ts';

const owners = [1, 2, 3, 4, 5].map((index) => `0x${String(index).padStart(40, '0')}`);
const plain = { owners: owners.slice(0, 3), threshold: 2, delaySeconds: 0, signatures: false, receivesNfts: false };
const both = { owners: ['$deployer', '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'], threshold: 2, delaySeconds: 86_400, signatures: true, receivesNfts: true };
const five = { owners, threshold: 3, delaySeconds: 3_600, signatures: true, receivesNfts: false };
const one = { owners: owners.slice(0, 1), threshold: 1, delaySeconds: 0, signatures: true, receivesNfts: false };

registerKindCases({
  kind: multisig, contractName: 'TeamWallet',
  sample: (pick) => ({ owners: owners.slice(0, pick([1, 2, 3, 5])), threshold: pick([1, 2, 3, 5]), delaySeconds: pick([0, 1, 86_400]), signatures: pick([true, false]), receivesNfts: pick([true, false]) }),
  run: [plain, both, five, one],
  mutants: [
    { title: 'one confirmation is enough', parameters: plain, from: 'if (confirmations < threshold)', to: 'if (confirmations < 1)' },
    { title: 'transactions execute again', parameters: plain, from: 'transaction.executed = true;', to: '' },
    { title: 'anybody executes', parameters: plain, from: /(function execute\(uint256 transactionId\) external) onlyOwner/, to: '$1' },
    { title: 'owners change owners alone', parameters: plain, from: 'function addOwner(address owner) external onlyWallet', to: 'function addOwner(address owner) external onlyOwner' },
    { title: 'confirmations come back with their owner', parameters: plain, from: '_membership[owner] = ++_memberships;', to: '_membership[owner] = 1; ++_memberships;' },
    { title: 'the delay is not waited for', parameters: five, from: 'block.timestamp < readyAt', to: 'false' },
    { title: 'a delay that ran before counts', parameters: five, from: 'if (count == threshold || (count > threshold && transaction.readyAt == 0))', to: 'if (count >= threshold && transaction.readyAt == 0)' },
    { title: 'one signature counts twice', parameters: both, from: 'signer <= previous', to: 'signer < previous' },
  ],
});
