import { globSync } from 'node:fs';
import path from 'node:path';
import { parseAbi } from 'viem';
import { beforeAll, describe, expect, it } from 'vitest';
import { cases, type Step } from './cases/index.ts';
import { buildWorld, type Built, type World } from './build.ts';
import { makeManifest, type Manifest } from './manifest.ts';
import { erc20 } from './market.ts';
import { openEdr, type Node } from './node.ts';
import { tryTokenV3 } from './trade-v3.ts';
import { tryToken, type Trial } from './trade.ts';

/** Flags whose truth every token case must state; the others are only stated where they are defined. */
const stated = ['is_honeypot', 'buy_tax', 'sell_tax', 'is_mintable', 'hidden_owner', 'transfer_pausable', 'is_blacklisted', 'is_proxy', 'slippage_modifiable', 'trading_cooldown', 'is_anti_whale', 'can_take_back_ownership', 'selfdestruct', 'external_call', 'owner_change_balance', 'honeypot_with_same_creator'];

describe('the cases with known truth', () => {
  let node: Node;
  let world: World;
  let manifest: Manifest;
  beforeAll(async () => {
    node = await openEdr();
    world = await buildWorld(node);
    manifest = await makeManifest(world);
  });

  it('are many, of every family, and completely labelled', () => {
    expect(new Set(cases.map((one) => one.id)).size).toBe(cases.length);
    expect(cases.filter((one) => one.kind === 'token').length).toBeGreaterThanOrEqual(45);
    expect(cases.filter((one) => one.family === 'honeypot').length).toBeGreaterThanOrEqual(20);
    const second = Map.groupBy(cases.filter((one) => one.set === 'second'), (one) => one.family);
    for (const [family, least] of [['clean', 10], ['fees', 10], ['honeypot', 18], ['trap', 12]] as const) expect(second.get(family)?.length, family).toBeGreaterThanOrEqual(least);
    for (const one of cases.filter((candidate) => candidate.family !== 'subject')) expect(Object.keys(one.flags), one.id).toEqual(expect.arrayContaining(stated));
    const used = new Set(cases.flatMap((one) => one.parts.map((part) => `${part.file}.sol`)));
    const unused = globSync('*/*.sol', { cwd: path.join(import.meta.dirname, 'tokens') }).filter((file) => !used.has(file) && !/shared\/(Locker|V3Helper)/.test(file));
    expect(unused).toEqual([]);
  });

  it('stand on the chain as they are described', () => {
    expect(manifest.cases.map((one) => one.id)).toEqual(cases.map((one) => one.id));
    for (const one of cases.filter((candidate) => candidate.market !== 'none')) {
      const built = manifest.cases.find((candidate) => candidate.id === one.id);
      expect(built?.pair ?? built?.poolV3, one.id).toMatch(/^0x/);
    }
  });

  it('trade as their labels say, shown by wallets of strangers', async () => {
    const tried = new Map<string, Trial>();
    const { router, weth, helperV3 } = world.exchange;
    for (const one of manifest.cases.filter((candidate) => candidate.market !== 'none')) {
      if (one.pair) tried.set(one.id, await tryToken(node, { token: one.subject, pair: one.pair, router: router.address, weth: weth.address, quote: one.quote }));
      else if (one.poolV3) tried.set(one.id, { ...await tryTokenV3(node, { token: one.subject, pool: one.poolV3, helper: helperV3.address, weth: weth.address }), rounds: [], transferTax: null, buyTax: null, sellTax: null, partly: null });
      else throw new Error(`${one.id} has no pool`);
    }
    const wrong: string[] = [];
    for (const one of manifest.cases) {
      const trial = tried.get(one.id);
      if (!trial) continue;
      const met = trial.closed ? 'closed' : trial.stuck ? 'stuck' : 'free';
      if (met !== one.market) wrong.push(`${one.id} is ${met} and not ${one.market}`);
      if (one.flags.is_honeypot !== 'any' && one.flags.is_honeypot !== (met === 'stuck')) wrong.push(`${one.id}: the label is_honeypot contradicts the trade`);
      if (one.flags.cannot_buy !== 'any' && one.flags.cannot_buy !== trial.closed) wrong.push(`${one.id}: the label cannot_buy contradicts the trade`);
      if (typeof one.flags.cannot_sell_all === 'boolean' && met === 'free' && trial.partly !== one.flags.cannot_sell_all) wrong.push(`${one.id}: the label cannot_sell_all contradicts the trade`);
      for (const [name, measured] of [['buy_tax', trial.buyTax], ['sell_tax', trial.sellTax], ['transfer_tax', trial.transferTax]] as const) {
        const expected = one.flags[name];
        if (typeof expected !== 'object' || !('near' in expected || 'between' in expected)) continue;
        const [low, high] = 'near' in expected ? [expected.near - expected.within, expected.near + expected.within] : expected.between;
        if (measured === null || measured < low || measured > high) wrong.push(`${one.id}: ${name} is ${measured}`);
      }
    }
    expect(wrong).toEqual([]);
    // Clean ones never hold anybody, and there are honeypots of at least ten kinds.
    expect(manifest.cases.filter((one) => one.family === 'clean' && tried.get(one.id)?.stuck).map((one) => one.id)).toEqual([]);
    expect([...tried].filter(([, trial]) => trial.stuck).length).toBeGreaterThanOrEqual(20);
  });

  it('give the powers their labels speak of, shown by using them', async () => {
    const wrong: string[] = [];
    for (const one of cases) for (const { flag, steps } of one.shows ?? []) {
      const [built, listed] = [world.cases.find((candidate) => candidate.id === one.id), manifest.cases.find((candidate) => candidate.id === one.id)];
      if (!built || !listed) throw new Error(`${one.id} does not stand`);
      try {
        const shown = await world.stage.undone(async () => {
          const before = await look(world, built);
          await world.act(one.id, steps);
          return uses(flag, steps, before, await look(world, built));
        });
        if (shown !== (one.flags[flag] !== false)) wrong.push(`${one.id}: ${flag} is ${shown}`);
      } catch (error) {
        wrong.push(String(error));
      }
    }
    expect(wrong).toEqual([]);
  });
});

interface Look { balances: Map<string, bigint>; owner: string | null; tax: number | null }

async function look({ stage, cast, exchange }: World, { subject, pair, quote }: Built): Promise<Look> {
  const balances = new Map<string, bigint>();
  for (const who of cast) balances.set(who, await stage.read<bigint>({ address: subject, abi: erc20 }, 'balanceOf', [who]));
  const owner = await stage.read<string>({ address: subject, abi: parseAbi(['function owner() view returns (address)']) }, 'owner').catch(() => null);
  const trial = pair ? await tryToken(stage.node, { token: subject, pair, router: exchange.router.address, weth: exchange.weth.address, quote }) : null;
  return { balances, owner, tax: trial && !trial.closed ? trial.stuck ? 1 : (trial.buyTax ?? 0) + (trial.sellTax ?? 0) : null };
}

/** Whether what happened between two looks is the power the flag speaks of. Of a list or a fee for one account it is that a sale is refused. */
function uses(flag: string, steps: readonly Step[], before: Look, after: Look): boolean {
  const sum = (one: Look) => [...one.balances.values()].reduce((total, balance) => total + balance, 0n);
  switch (flag) {
    case 'is_mintable': return sum(after) > sum(before);
    case 'owner_change_balance': return [...before.balances].some(([who, balance]) => (after.balances.get(who) ?? 0n) < balance);
    case 'slippage_modifiable': return before.tax !== after.tax;
    case 'transfer_pausable': return before.tax !== 1 && (after.tax === 1 || after.tax === null);
    case 'can_take_back_ownership': return /^0x0*$/.test(before.owner ?? '') && !/^0x0*$/.test(after.owner ?? '0x');
    default: return steps.some((step) => step.do === 'sell' && step.refused);
  }
}
