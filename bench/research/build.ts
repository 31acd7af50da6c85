import { encodeAbiParameters, encodeFunctionData, encodePacked, getAddress, getContractAddress, keccak256, parseEther, toHex, type Abi, type AbiParameter, type Address, type PrivateKeyAccount } from 'viem';
import { cases as everyCase, type Case, type CaseSet, type Part, type Step, type Value } from './cases/index.ts';
import { compileTokens, type Artifacts } from './compile.ts';
import { deployExchange, makeMarket, type Exchange } from './market.ts';
import { openStage, type Contract, type Stage } from './stage.ts';
import type { Node } from './node.ts';

/** A case as it stands on a chain. */
export interface Built { id: string; owner: Address; subject: Address; pair: Address | null; poolV3: Address | null; /** What it is traded against, where that is not wrapped ether. */ quote: Address | null; parts: Record<string, Address>; /** Pools against other tokens and of other fees. */ pools: Address[] }
export interface World { stage: Stage; exchange: Exchange; cases: Built[]; block: number; /** Every address that may hold something. */ cast: Address[]; /** Does more steps of a case. */ act(id: string, steps: readonly Step[]): Promise<void> }

export const traders = ['one', 'two', 'three', 'four', 'five', 'six'];
const dead: Address = '0x000000000000000000000000000000000000dEaD';
const nobody: Address = '0x0000000000000000000000000000000000000000';
const later = { seconds: 3600, blocks: 30 };

/** One case on the way: what it created so far and what is left to do. */
interface Actor { one: Case; parts: Map<string, Contract>; rest: Step[]; pools: Address[] }

/**
 * Builds every case on an empty development chain: exchange, contracts, pools, ordinary trade, and what their owners did. Addresses depend on
 * nothing but the cases. Throws an Error naming the case and the step when something does not go as it was written down.
 */
export async function buildWorld(node: Node, options: { only?: readonly string[]; set?: CaseSet; progress?: (line: string) => void } = {}): Promise<World> {
  const ofSet = options.set ? everyCase.filter((one) => one.set === options.set) : everyCase;
  const asked = (one: Case): boolean => options.only?.some((word) => word === one.id || one.id.startsWith(`${word}-`)) ?? true;
  const chosen = ofSet.filter((one) => asked(one) || ofSet.some((other) => asked(other) && other.sameOwnerAs === one.id));
  const artifacts = await compileTokens();
  const stage = await openStage(node);
  await stage.fund(stage.account('builder').address, '50');
  if (await node.request('eth_getTransactionCount', [stage.account('builder').address, 'latest']) !== '0x0') throw new Error('this chain has been built already');
  const exchange = await deployExchange(stage, artifacts);
  for (const name of traders) await stage.fund(stage.account(name).address, '400');
  const actors: Actor[] = chosen.map((one) => ({ one, parts: new Map(), rest: [...one.steps], pools: [] }));
  for (const actor of actors) {
    options.progress?.(`${actor.one.id}`);
    await stage.fund(person(stage, actor.one, 'owner').address, '30');
    if (usesSecret(actor.one)) await stage.fund(person(stage, actor.one, 'secret').address, '1');
    for (const part of actor.one.parts) await create(stage, exchange, artifacts, actor, part);
    await play(stage, exchange, artifacts, actor);
  }
  await node.request('evm_increaseTime', [later.seconds]);
  for (let count = 0; count < later.blocks; count += 1) await node.request('evm_mine', []);
  for (const actor of actors) await play(stage, exchange, artifacts, actor);
  const built = [];
  for (const actor of actors) built.push(await describe(stage, exchange, actor));
  const block = Number(await node.request('eth_blockNumber', []));
  const people = [...traders, 'builder', ...chosen.flatMap((one) => [accountName(one, 'owner'), accountName(one, 'secret')])].map((name) => stage.account(name).address);
  const cast = [...new Set([...people, dead, ...Object.values(exchange).map((one) => one.address), ...built.flatMap((one) => [one.subject, one.pair, one.poolV3, ...one.pools, ...Object.values(one.parts)])])].filter((one) => one !== null);
  const act = async (id: string, steps: readonly Step[]): Promise<void> => {
    const actor = need(actors.find((candidate) => candidate.one.id === id), id);
    await play(stage, exchange, artifacts, { ...actor, rest: [...steps] });
  };
  return { stage, exchange, cases: built, block, cast: cast.map((one) => getAddress(one)), act };
}

const usesSecret = (one: Case): boolean => JSON.stringify(one).includes('secret');
export const accountName = (one: Case, name: string): string => (traders.includes(name) ? name : name === 'owner' ? `owner of ${one.sameOwnerAs ?? one.id}` : `${name} of ${one.id}`);
const person = (stage: Stage, one: Case, name: string): PrivateKeyAccount => stage.account(accountName(one, name));

async function create(stage: Stage, exchange: Exchange, artifacts: Artifacts, actor: Actor, part: Part): Promise<void> {
  const artifact = artifacts[`${part.file}:${part.contract}`];
  if (!artifact) throw new Error(`${actor.one.id}: ${part.file}:${part.contract} was not compiled`);
  const inputs = artifact.abi.find((entry) => entry.type === 'constructor')?.inputs ?? [];
  const values = await Promise.all(inputs.map((input, at) => resolve(stage, exchange, artifacts, actor, part.arguments[at] ?? '', input)));
  actor.parts.set(part.name, await stage.deploy(person(stage, actor.one, part.as), artifact, values, `${actor.one.id} ${part.name}`));
}

async function subjectOf(stage: Stage, exchange: Exchange, actor: Actor): Promise<Address> {
  const { one, parts } = actor;
  if (typeof one.subject === 'string') return need(parts.get(one.subject), one.subject).address;
  if ('account' in one.subject) return person(stage, one, one.subject.account).address;
  if ('pairOf' in one.subject) return makeMarket(stage, exchange, need(parts.get(one.subject.pairOf), one.subject.pairOf).address).pair();
  if ('at' in one.subject) return one.subject.at.startsWith('$') ? named(stage, exchange, actor, one.subject.at) : one.subject.at as Address;
  return stage.read<Address>(need(parts.get(one.subject.on), one.subject.on), one.subject.read);
}

/** Does the steps up to `later`, or to the end. */
async function play(stage: Stage, exchange: Exchange, artifacts: Artifacts, actor: Actor): Promise<void> {
  for (let step = actor.rest.shift(); step && step.do !== 'later'; step = actor.rest.shift()) {
    try {
      await perform(stage, exchange, artifacts, actor, step);
    } catch (error) {
      throw new Error(`${actor.one.id}, ${JSON.stringify(step)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

async function perform(stage: Stage, exchange: Exchange, artifacts: Artifacts, actor: Actor, step: Exclude<Step, { do: 'later' }>): Promise<void> {
  const { one } = actor;
  if (step.do === 'call') {
    const abis = step.like ? [need(artifacts[step.like], step.like).abi] : [...actor.parts.values()].map(({ abi }) => abi);
    const abi = abis.find((candidate) => entryOf(candidate, step.function, step.arguments.length));
    const entry = abi && entryOf(abi, step.function, step.arguments.length);
    if (!abi || !entry) throw new Error(`no contract of the case has ${step.function}`);
    const values = await Promise.all(entry.inputs.map((input, at) => resolve(stage, exchange, artifacts, actor, step.arguments[at] ?? '', input)));
    const holder = [...actor.parts.values()].find((contract) => contract.abi === abi);
    const proxied = typeof one.subject !== 'string' || actor.parts.get(one.subject) !== holder;
    const to = step.on ? await named(stage, exchange, actor, step.on) : proxied && actor.parts.size > 1 ? need(holder, step.function).address : await subjectOf(stage, exchange, actor);
    await stage.send(person(stage, one, step.as), { to, data: encodeFunctionData({ abi: [entry], args: values }), value: parseEther(step.ether ?? '0'), what: step.function, refused: step.refused ?? false });
    return;
  }
  if (step.do === 'delegate') {
    await stage.delegate(person(stage, one, step.as), await named(stage, exchange, actor, step.to));
    return;
  }
  // Where the subject is no token of the case, the case trades in its last part.
  const token = typeof one.subject === 'string' || 'read' in one.subject ? await subjectOf(stage, exchange, actor) : need('pairOf' in one.subject ? actor.parts.get(one.subject.pairOf) : [...actor.parts.values()].at(-1), 'token').address;
  const quote = one.quote ? need(actor.parts.get(one.quote), one.quote).address : undefined;
  const market = makeMarket(stage, exchange, token, quote);
  const owner = person(stage, one, 'owner');
  switch (step.do) {
    case 'transfer': {
      const from = person(stage, one, step.as);
      await stage.send(from, { to: token, data: encodeFunctionData({ abi: transferAbi, args: [await named(stage, exchange, actor, step.to), await market.share(token, from.address, step.percent)] }), what: 'transfer' });
      return;
    }
    case 'liquidity': return (step.of ? makeMarket(stage, exchange, await named(stage, exchange, actor, `$${step.of}`)) : market).addLiquidity(step.as ? person(stage, one, step.as) : owner, step.percent, step.ether);
    case 'liquidityQuote': return market.addLiquidityQuote(owner, step.percent, step.quotePercent);
    case 'liquidityWith': {
      actor.pools.push(await market.addLiquidityWith(owner, await named(stage, exchange, actor, step.other), step.percent, BigInt(step.amount)));
      return;
    }
    case 'liquidityV3': {
      actor.pools.push(await market.addLiquidityV3(owner, step.percent, step.ether, step.fee));
      return;
    }
    case 'buy': return market.buy(person(stage, one, step.as), step.ether);
    case 'buyV3': return market.buyV3(person(stage, one, step.as), step.ether, step.fee);
    case 'sell': return market.sell(person(stage, one, step.as), step.percent, step.refused ?? false);
    case 'burnPool': return market.burnPool(owner, step.percent);
    case 'pullPool': return market.pullPool(owner, step.percent);
    case 'givePool': return market.givePool(owner, step.percent, await named(stage, exchange, actor, step.to));
    case 'lockPool': return market.lockPool(owner, step.percent, await now(stage) + BigInt(step.days) * 86_400n);
  }
}

const transferAbi = [{ type: 'function', name: 'transfer', stateMutability: 'nonpayable', inputs: [{ name: 'to', type: 'address' }, { name: 'value', type: 'uint256' }], outputs: [] }] as const;
const entryOf = (abi: Abi, name: string, count: number) => abi.find((entry) => entry.type === 'function' && entry.name === name && entry.inputs.length === count) as Extract<Abi[number], { type: 'function' }> | undefined;
const now = async (stage: Stage): Promise<bigint> => BigInt((await stage.node.request('eth_getBlockByNumber', ['latest', false]) as { timestamp: string }).timestamp);

function need<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

/** The address a name stands for, see `Value`. */
async function named(stage: Stage, exchange: Exchange, actor: Actor, name: string): Promise<Address> {
  const plain = name.slice(1);
  const fixed: Record<string, Address | undefined> = { dead, router: exchange.router.address, factory: exchange.factory.address, weth: exchange.weth.address, locker: exchange.locker.address };
  if (fixed[plain]) return fixed[plain];
  if (plain === 'token') return subjectOf(stage, exchange, actor);
  const market = async () => makeMarket(stage, exchange, await subjectOf(stage, exchange, actor), actor.one.quote ? actor.parts.get(actor.one.quote)?.address : undefined);
  if (plain === 'pair') return (await market()).pair();
  if (plain === 'poolV3') return (await (await market()).poolV3()).address;
  if (plain.startsWith('made:')) return getContractAddress({ from: await named(stage, exchange, actor, `$${plain.slice(5)}`), nonce: 1n });
  const created = actor.parts.get(plain);
  if (created) return created.address;
  if (plain === 'owner' || plain === 'secret' || traders.includes(plain)) return person(stage, actor.one, plain).address;
  throw new Error(`nothing is called ${name}`);
}

async function resolve(stage: Stage, exchange: Exchange, artifacts: Artifacts, actor: Actor, value: Value, type: AbiParameter): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => resolve(stage, exchange, artifacts, actor, one, { ...type, type: type.type.replace(/\[\d*\]$/, '') } as AbiParameter)));
  if (typeof value === 'object') {
    const entry = need(entryOf(need(artifacts[`${need(actor.one.parts.find((one) => one.name === value.on), value.on).file}:${value.on}`], value.on).abi, value.encode, value.arguments.length), value.encode);
    return encodeFunctionData({ abi: [entry], args: await Promise.all(entry.inputs.map((input, at) => resolve(stage, exchange, artifacts, actor, value.arguments[at] ?? '', input))) });
  }
  if (typeof value === 'string' && value.startsWith('$')) {
    const [kind, rest = ''] = value.slice(1).split(/[:+]/);
    switch (kind) {
      case 'now': return await now(stage) + BigInt(rest);
      case 'mark': return keccak256(encodePacked(['address'], [await named(stage, exchange, actor, `$${rest}`)]));
      case 'keccak': return keccak256(toHex(rest));
      case 'slot': return keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [await named(stage, exchange, actor, `$${rest}`), 0x5eedn]));
      default: return named(stage, exchange, actor, value);
    }
  }
  return /^u?int/.test(type.type) ? BigInt(value) : value;
}

async function describe(stage: Stage, exchange: Exchange, actor: Actor): Promise<Built> {
  const { one, parts, pools } = actor;
  const subject = await subjectOf(stage, exchange, actor);
  const quote = one.quote ? parts.get(one.quote)?.address ?? null : null;
  const market = makeMarket(stage, exchange, subject, quote ?? undefined);
  const [pair, poolV3] = [await market.pair(), (await market.poolV3()).address];
  return {
    id: one.id, owner: person(stage, one, 'owner').address, subject: getAddress(subject), pair: pair === nobody ? null : pair, poolV3: poolV3 === nobody ? null : poolV3, quote: quote && getAddress(quote),
    parts: Object.fromEntries([...parts].map(([name, contract]) => [name, getAddress(contract.address)])), pools: pools.map((pool) => getAddress(pool)),
  };
}

