import type { ResearchTask } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { makeLedger } from '../evidence/index.ts';
import { examineCode } from './code/examine.ts';
import { functionsOf } from './code/functions.ts';
import { examineCreation, examineSiblings } from './deployer/examine.ts';
import { examineRecord, type JudgeToken } from './deployer/record.ts';
import { examineIdentity } from './identity/examine.ts';
import type { Examined, OnchainInput } from './input.ts';
import { askOpinions } from './opinions.ts';
import { examineOwnership } from './ownership/examine.ts';
import { examineRegain } from './ownership/regain.ts';
import { tradeInput, type Market } from './parts.ts';
import type { OnchainDependencies } from './service.ts';
import { examineSource } from './source.ts';

/** Transactions that trying out another token of the same account may take. */
const siblingBudget = 80;

/** A contract: what it is, who made it, who has power over it and, for a token, who holds it and whether it can be traded. */
export async function examineContract(dependencies: OnchainDependencies, input: OnchainInput): Promise<void> {
  const [identity, creation] = await Promise.all([examineIdentity(input, dependencies.bytecode), examineCreation(input)]);
  const sources = await examineSource(input, identity.proxy, dependencies.sources);
  const functions = functionsOf(identity.readings, sources);
  const opinions = examineCode(input, functions, identity.readings);
  const base: Examined = { ...input, logic: identity.logic, functions, admins: [], deployer: creation?.deployer ?? null, creationBlock: creation?.block ?? null, token: identity.token };
  const { readings, proxy } = identity;
  const [ownership, siblings, market] = await Promise.all([
    examineOwnership({ ...input, functions, readings, proxy, creation }),
    examineSiblings(input, creation),
    identity.token ? openMarket(dependencies, base) : null,
  ]);
  const examined: Examined = { ...base, admins: ownership.admins };
  const regain = examineRegain(input, functions, ownership.admins, dependencies.forks);
  if (!market) { await regain; return; }
  const whole: Market = { ...examined, history: market.history, pools: market.pools };
  const { parts, known, forks } = dependencies;
  await Promise.all([
    regain, parts.holders(whole, known), parts.flows(whole, known), askOpinions(input, dependencies.archives),
    (async () => {
      await parts.trade(tradeInput(whole, forks, opinions));
      await examineRecord(input, siblings, judgeWith(dependencies, input));
    })(),
  ]);
}

async function openMarket({ parts, index, known }: OnchainDependencies, base: Examined): Promise<Pick<Market, 'history' | 'pools'>> {
  const history = await parts.transfers(base, index);
  const pools = await parts.liquidity({ ...base, history }, known);
  return { history, pools };
}

/** Tries another token of the same account in a ledger of its own, with what little is needed to see whether it can be sold. */
function judgeWith({ parts, index, known, forks }: OnchainDependencies, input: OnchainInput): JudgeToken {
  return async (token: Hex) => {
    const task: ResearchTask = { ...input.task, subject: { ...input.task.subject, address: token } };
    const ledger = makeLedger({ section: 'onchain', block: task.block, observedAt: task.observedAt });
    const creationBlock = await input.reader.creationBlock(token);
    const other: Examined = { ...input, task, ledger, address: token, code: await input.reader.code(token), logic: [], functions: [], admins: [], deployer: null, creationBlock, token: { name: null, symbol: null, decimals: null, totalSupply: null } };
    const history = await parts.transfers(other, index);
    const pools = await parts.liquidity({ ...other, history }, known);
    if (pools.length === 0) return null;
    await parts.trade({ ...tradeInput({ ...other, history, pools }, forks, undefined), budget: siblingBudget });
    const flag = ledger.report('').flags.is_honeypot?.value;
    return typeof flag === 'boolean' ? flag : null;
  };
}
