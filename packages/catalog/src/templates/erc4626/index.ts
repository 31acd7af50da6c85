import { subjectScore } from '../reader/index.ts';
import { defineKind } from '../kind.ts';
import { composeVault } from './compose.ts';
import { readVault } from './read.ts';
import { vaultParameters } from './schema.ts';
import { testVault } from './tests.ts';

/** ERC-4626 vaults over one ERC-20 token. */
export const erc4626 = defineKind({
  id: 'erc4626', version: 1, title: 'ERC-4626 vault',
  description: 'A vault that takes one ERC-20 token and gives shares: protection against inflation attacks, deposit cap, fees on deposit and withdrawal with a hard limit, pause, permit, owner.',
  standards: ['ERC-20', 'ERC-4626', 'ERC-2612'],
  tags: ['vault', 'yield', 'shares', 'deposit', 'erc4626'],
  prompts: [
    'An ERC-4626 vault called Acorn Vault, symbol vACRN, for the token 0x5FbDB2315678afecb367f032d93F642f64180aa3',
    'tokenized vault over 0x5FbDB2315678afecb367f032d93F642f64180aa3 with a deposit cap of 1,000,000 tokens, pausable',
    'erc4626 vault, underlying asset 0x5FbDB2315678afecb367f032d93F642f64180aa3, 0.5% withdrawal fee to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'Create a yield vault named "Harbor USD" (hUSD) that holds 0x5FbDB2315678afecb367f032d93F642f64180aa3; deposit fee of 25 bps and withdrawal fee of 50 bps; the owner can change the fees, never above 2%',
    'I need a vault: users deposit 0x5FbDB2315678afecb367f032d93F642f64180aa3 and get shares, owner can pause deposits but withdrawals must always stay open',
    'Vault for 0x5FbDB2315678afecb367f032d93F642f64180aa3\n- ERC-4626\n- max total deposits 500k\n- owner can raise the cap\n- two-step ownership',
    'simple erc-4626 vault, asset 0x5FbDB2315678afecb367f032d93F642f64180aa3, decimals offset 3, shares support permit',
    'A savings vault with 1% fee on deposits and withdrawals, asset 0x5FbDB2315678afecb367f032d93F642f64180aa3, no pause',
  ],
  risks: [
    'The first depositor of an empty vault can be robbed by inflating the share price; virtual shares with a decimals offset make that pointless.',
    'Tokens that charge a fee on transfer, rebase or can be frozen break the accounting of a vault.',
    'The share price follows whatever the vault holds: protocols that use it as a price can be misled by donations.',
    'Fees that an owner can raise take from depositors; a hard limit bounds it.',
    'Whoever may pause withdrawals can lock every depositor in.',
    'An asset address that is no token on the chosen network leaves a vault nobody can use.',
  ],
  schema: vaultParameters,
  matches: (request) => subjectScore(request, { strong: /\berc[\s-]?4626\b|\b(?:tokeni[sz]ed|yield|savings?|deposit)[\s-]*(?:bearing\s+)?vaults?\b|\bvaults?\b/, weak: /\b(?:deposit\w*\s+[^.\n]{0,60}\bshares|share\s+tokens?)\b/ }),
  read: readVault,
  compose: composeVault,
  tests: testVault,
});
