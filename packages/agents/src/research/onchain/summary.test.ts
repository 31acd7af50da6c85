import type { Json } from '@hyperlens/protocol';
import { expect, it } from 'vitest';
import { makeLedger } from '../evidence/index.ts';
import { summarize } from './summary.ts';

const told = (values: Record<string, Json>): string => {
  const ledger = makeLedger({ section: 'onchain', block: null, observedAt: '2026-01-01T00:00:00Z' });
  for (const [name, value] of Object.entries({ 'account.kind': 'contract', standards: ['ERC-20'], ...values })) ledger.known(name, value, { title: name, source: 'chain', method: 'read' });
  return summarize(ledger);
};

it.each<[Record<string, Json>, string]>([
  [{}, 'A contract with the behaviour of ERC-20.'],
  [{ 'account.kind': 'empty' }, 'An address that never did anything on this network.'],
  [{ 'trade.ordinary': { bought: true, buyTax: 0, sales: [{ ok: true, tax: 0 }] } }, 'A contract with the behaviour of ERC-20; bought and sold without a tax.'],
  [{ 'trade.ordinary': { bought: true, buyTax: 0.05, sales: [{ ok: true, tax: 0.0825 }] } }, 'A contract with the behaviour of ERC-20; bought for a tax of 5 % and sold for 8.25 %.'],
  [{ 'trade.ordinary': { bought: true, buyTax: 0, sales: [{ ok: false }] } }, 'A contract with the behaviour of ERC-20; it could be bought and not sold at once.'],
  [{ 'trade.ordinary': { bought: false, reason: 'closed' } }, 'A contract with the behaviour of ERC-20; buying it failed.'],
  [{ 'trade.ordinary': { bought: true, buyTax: 0, sales: [{ ok: false }] }, 'trade.traps': ['a fresh wallet can buy but cannot sell', 'more'] }, 'A contract with the behaviour of ERC-20; a trap: a fresh wallet can buy but cannot sell.'],
])('the summary of %j', (values, expected) => { expect(told(values)).toBe(expected); });
