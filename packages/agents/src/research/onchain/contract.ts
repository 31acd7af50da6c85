import { AppError, type Fork, type ResearchTask } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { makeLedger } from '../evidence/index.ts';
import { examineAirdrop } from './airdrop.ts';
import { examineCode } from './code/examine.ts';
import { functionsOf } from './code/functions.ts';
import { examineCreation, examineSiblings } from './deployer/examine.ts';
import { examineRecord, type JudgeToken } from './deployer/record.ts';
import { examineIdentity } from './identity/examine.ts';
import type { Examined, OnchainInput } from './input.ts';
import { examineImitation } from './imitation.ts';
import { askOpinions } from './opinions.ts';
import { examineOwnership } from './ownership/examine.ts';
import { examineRegain } from './ownership/regain.ts';
import { peopleOf, tradeInput, type Market } from './parts.ts';
import type { OnchainDependencies } from './service.ts';
import { examineSource } from './source.ts';
import { reasonOf } from './text.ts';

/** Transactions that trying out another token of the same account may take. */
const siblingBudget = 80;

/** A contract: what it is, who made it, who has power over it and, for a token, who holds it and whether it can be traded. */
export async function examineContract(dependencies: OnchainDependencies, input: OnchainInput): Promise<void> {
  const { parts, known, forks, index } = dependencies;
  const opening = openFork(dependencies, input);
  // It is waited for below, which may be later than it fails, or never; a failure nobody has waited for yet would end the process.
  opening.catch(() => undefined);
  try {
    const creating = examineCreation(input);
    const behind = { fork: async () => (await opening).fork, deployer: async () => (await creating)?.deployer ?? null };
    const [identity, creation] = await Promise.all([examineIdentity(input, dependencies.bytecode, behind), creating]);
    const sources = await examineSource(input, identity.proxy, { own: dependencies.own ?? null, published: dependencies.sources });
    const functions = functionsOf(identity.readings, sources);
    const opinions = examineCode(input, functions, identity.readings, identity.logic.slice(identity.proxy ? 1 : 0).map((one) => one.code));
    const { readings, proxy, token } = identity;
    const base: Examined = { ...input, logic: identity.logic, functions, admins: [], deployer: creation?.deployer ?? null, creationBlock: creation?.block ?? null, token };
    const history = token ? await parts.transfers(base, index) : null;
    const [admins, siblings, pools] = await Promise.all([
      (async () => {
        const { fork, because } = await opening;
        const found = await examineOwnership({ ...input, functions, readings, logic: identity.logic.map(({ code }) => code), proxy, creation, fork, people: peopleOf(history), token: token !== null, bytecode: dependencies.bytecode });
        await examineRegain(input, { functions, readings, proxied: proxy !== null, admins: found.admins, others: found.others }, fork, because);
        return found.admins;
      })(),
      examineSiblings(input, creation, proxy?.implementations ?? []),
      token ? parts.liquidity({ ...base, history, trying: { forks, bytecode: dependencies.bytecode } }, known) : null,
    ]);
    if (!token) return;
    examineImitation(base, known);
    const whole: Market = { ...base, admins, history, pools };
    await Promise.all([
      parts.holders({ ...whole, archives: dependencies.archives }, known), parts.flows(whole, known), examineAirdrop(whole, history), askOpinions(input, dependencies.archives, dependencies.withoutKey),
      parts.trade(tradeInput(whole, forks, opinions)).then(() => examineRecord(input, siblings, judgeWith(dependencies, input))),
    ]);
  } finally {
    await opening.then(({ fork }) => fork?.close(), () => undefined /* There is no fork to close; whoever needed it was told why. */);
  }
}

/** A fork for trying powers; without one, `because` says why to the parts that would use it. */
async function openFork({ forks }: OnchainDependencies, { reader, context }: OnchainInput): Promise<{ fork: Fork | null; because: string }> {
  try {
    return { fork: await forks.open(reader.network.id, reader.block.number, context), because: '' };
  } catch (error) {
    if (context.signal?.aborted || !AppError.is(error)) throw error;
    return { fork: null, because: reasonOf(error) };
  }
}

/** Verdicts on tokens at a block, by service: accounts with many tokens are looked at often. What could not be told is tried again. */
const verdicts = new WeakMap<OnchainDependencies, Map<string, boolean>>();
const mostVerdicts = 1_000;

/** Tries another token of the same account, once a block. */
function judgeWith(dependencies: OnchainDependencies, input: OnchainInput): JudgeToken {
  const known = verdicts.get(dependencies) ?? new Map<string, boolean>();
  verdicts.set(dependencies, known);
  return async (token) => {
    const key = `${input.reader.block.hash} ${token}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const verdict = await judgeToken(dependencies, input, token);
    const oldest = known.keys().next().value;
    if (known.size >= mostVerdicts && oldest) known.delete(oldest);
    if (verdict !== null) known.set(key, verdict);
    return verdict;
  };
}

/** Tries a token in a ledger of its own, with what little is needed to see whether it can be sold; null when that cannot be told. */
async function judgeToken({ parts, index, known, forks }: OnchainDependencies, input: OnchainInput, token: Hex): Promise<boolean | null> {
  const task: ResearchTask = { ...input.task, subject: { ...input.task.subject, address: token } };
  const ledger = makeLedger({ section: 'onchain', block: task.block, observedAt: task.observedAt });
  const [creationBlock, code] = await Promise.all([input.reader.creationBlock(token), input.reader.code(token)]);
  const other: Examined = { ...input, task, ledger, address: token, code, logic: [], functions: [], admins: [], deployer: null, creationBlock, token: { name: null, symbol: null, decimals: null, totalSupply: null } };
  const history = await parts.transfers(other, index);
  const pools = await parts.liquidity({ ...other, history }, known);
  // What can be bought nowhere is no honeypot; where pools could not be looked for, nothing is known.
  if (pools.length === 0) return ledger.report('').flags.is_in_dex?.value === false ? false : null;
  await parts.trade({ ...tradeInput({ ...other, history, pools }, forks, undefined), budget: siblingBudget });
  const flag = ledger.report('').flags.is_honeypot?.value;
  return typeof flag === 'boolean' ? flag : null;
}
