import { subjectScore } from '../reader/index.ts';
import { defineKind } from '../kind.ts';
import { composeEscrow } from './compose.ts';
import { readEscrow } from './read.ts';
import { escrowParameters } from './schema.ts';
import { testEscrow } from './tests.ts';

/** Escrows for any number of deals. */
export const escrow = defineKind({
  id: 'escrow', version: 1, title: 'Escrow',
  description: 'Keeps payments until deals are done: coin of the chain or ERC-20, release by buyer or arbiter, refund by seller, arbiter or after a deadline, disputes, splitting, fee. One contract serves any number of deals.',
  standards: [],
  tags: ['escrow', 'payment', 'arbiter', 'dispute', 'refund'],
  prompts: [
    'An escrow contract for ETH between a buyer and a seller with an arbiter',
    'escrow where the buyer deposits, releases to the seller when happy, and gets a refund after a 30 days deadline',
    'Freelance escrow called GigSafe: client pays in, arbiter 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 resolves disputes, 1% platform fee to 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
    'I need a token escrow for any ERC-20, either party can open a dispute and the arbitrator can split the funds',
    'simple escrow, no arbiter, deadline per deal',
    'Escrow paid in 0x5FbDB2315678afecb367f032d93F642f64180aa3 (ERC-20), 50 bps fee, 14 day refund window',
    'Build an escrow named Harbor\n- buyer creates and funds a deal\n- seller can refund\n- mediator decides disputes\n- no fee',
    'escrow for our shop: every deal pays the merchant 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, customers get their money back after 2 weeks',
  ],
  risks: [
    'An arbiter decides where money goes; a dishonest or unreachable one can harm both parties.',
    'With a dispute open and an arbiter who never answers, money stays locked until one of the parties gives in.',
    'Seconds around the deadline belong to whoever acts first; deadlines must leave time to deliver and confirm.',
    'A party that is a contract must be able to receive money, or its payment cannot be made.',
    'Tokens that charge a fee on transfer, rebase or can be frozen do not fit an escrow.',
  ],
  schema: escrowParameters,
  matches: (request) => subjectScore(request, { strong: /\bescrows?\b/, weak: /\b(?:buyer\b[^.\n]{0,120}\bseller|seller\b[^.\n]{0,120}\bbuyer|arbit(?:er|rator))\b/ }),
  read: readEscrow,
  compose: composeEscrow,
  tests: testEscrow,
});
