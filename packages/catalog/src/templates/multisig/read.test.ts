import { registerReadCases } from '../reading.kit.ts';
import { multisig } from './index.ts';

const one = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const two = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC';

registerReadCases(multisig, {
  reads: [
    [`2-of-2 multisig for ${one} and ${two}`, { owners: [one, two], threshold: 2, delaySeconds: 0 }],
    [`Multisig wallet named Vault Keys, signers ${one}, ${two} and me, two confirmations required, 48 hours delay`, { owners: ['$deployer', one, two], threshold: 2, delaySeconds: 172_800 }],
    [`multi-sig with owners ${one} ${two}, threshold 1`, { threshold: 1 }],
  ],
  refuses: [
    ['a 2 of 3 multisig', /Which accounts are the owners/],
    [`a 2 of 3 multisig with me and ${one}`, /only 2 are named/],
    [`multisig of ${one} and ${two} with a daily limit`, /Spending limits/],
    [`multisig of ${one} and ${two} with social recovery`, /Recovery/],
  ],
  throws: [
    [`a 3 of 2 multisig for ${one} and ${two}`, 'REQUEST_CONTRADICTS_ITSELF'],
  ],
});
