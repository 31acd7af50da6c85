import { argumentLists, mostLists, type Cast } from './arguments.ts';
import { isKnownTo, opensTo, opensToAny, readersOf } from './blocked.ts';
import { compare, lookAt, type Actors, type Effect, type Sizes, type State } from './effects.ts';
import { addressOf, encode, largest, selectors, topics, words as wordsOf, type Argument } from './encode.ts';
import type { Admin, TokenFunction } from './input.ts';
import type { Market } from './market.ts';
import { plain, type Notes } from './notes.ts';
import type { Stage } from './stage.ts';
import { supply as giveTokens } from './transfers.ts';
import { balance } from './trial.ts';

type Hex = `0x${string}`;

/** Something a call does to holders, who can do it, and the evidence. */
export interface Power extends Effect { function: string; by: string; evidence: string }
export interface Powers {
  powers: Power[];
  /** Evidence of what was tried; also of why nothing was. */
  evidence: string;
  /** Nobody could sell before any call, so that calls that stop sales show nothing. */
  stuck: boolean;
  /** Functions that refused every candidate with every argument. `spent`: it lets somebody further than a stranger, and then never works, whatever was done before and however late. */
  refused: { selector: Hex; label: string; spent: boolean }[];
  /** False when something was left out, so that "not found" is not "not there". */
  complete: boolean;
}

const anyone = 'anyone';
/** Calls kept back for the looks after one call. */
const reserve = 60;
/** Giving power away or up is no power over holders, and would only blur what is tried after it. */
const skipped = new Set(['0x715018a6', '0xf2fde38b', selectors.permit as string]);

interface Scene { /** As `stage.implementation` says it. */ implementation: string; stage: Stage; market: Market | null; actors: Actors; sizes: Sizes; accounts: Hex[]; before: State; cast: Cast; /** Those who bought cannot sell, and a wallet that was sent tokens can: something shuts them out one by one. */ barred: boolean }

/** Tried once more under other circumstances: so many functions, with so many lists of arguments, after each of so many calls, and after so long a time in seconds. */
const [mostAgain, listsAgain, mostSteps, longWait] = [4, 8, 12, 400 * 86_400];
/** Arguments that may be a signature, a proof or a word that has to be known. */
const secret = /bytes|string/;

/** Calls every function that changes state as each candidate, with a grid of arguments, and looks what it does to holders. Wrap it in `stage.apart`. */
export async function tryPowers({ stage, market, money, holders, admins, functions, telling, notes, stopped, patient }: { stage: Stage; market: Market | null; money: bigint; holders: readonly Hex[]; admins: readonly Admin[]; functions: readonly TokenFunction[]; /** Those that the code says something about: when they refuse everybody, it is tried harder. */ telling: ReadonlySet<Hex>; notes: Notes; stopped: () => void; /** Let a day pass before looking, for tokens that make wallets wait. */ patient: boolean }): Promise<Powers> {
  const how = 'sent each function as each candidate with a grid of arguments, then traded and compared balances, in a fork';
  const title = 'What whoever has power over the token can do to holders';
  const changing = functions.filter(({ mutability, selector }) => mutability !== 'view' && mutability !== 'pure' && !skipped.has(selector)).toSorted((a, b) => (a.selector < b.selector ? -1 : 1));
  if (changing.length === 0) return { powers: [], stuck: false, refused: [], complete: functions.length > 0, evidence: functions.length > 0 ? notes.known('powers', title, [], 'the token has no function that changes state') : notes.unknown('powers', title, 'the functions of the token are not known', how) };
  const scene = await setScene(stage, market, money, holders, admins[0]?.address ?? await stage.wallet('nobody'), patient);
  if (!scene) return { powers: [], stuck: true, refused: [], complete: false, evidence: notes.unknown('powers', title, 'no wallet could be given tokens, so that effects on holders could not be seen', how) };

  const stuck = market ? scene.before.sell === null : scene.before.move === null;
  const found: Power[] = [];
  const left = new Set<string>();
  const refused = new Map<TokenFunction, { label: string; admitted: boolean }>();
  const enablers: Call[] = [];
  /** Passed later, when something was done before. */
  const harmless = new Set<TokenFunction>();
  /** Functions that showed an effect. */
  const shown = new Set<TokenFunction>();
  let exhausted = false;
  let sent = 0;
  const switches: { sender: Hex; data: Hex }[] = [];
  const idle: TokenFunction[] = [];
  const revivals: { sender: Hex; data: Hex }[] = [];
  const pass = async (on: Scene, list: readonly TokenFunction[], after: string, again = false): Promise<void> => {
    for (const one of list) {
      stopped();
      const label = labelOf(one);
      const lists = argumentLists(one, on.cast)?.slice(0, again ? listsAgain : mostLists);
      if (!lists || stage.left() < reserve * 2) { left.add(label); continue; }
      const { effects, tried, finished, silent, passed, admitted, enabling } = await tryFunction(on, one, lists, admins);
      sent += tried;
      if (!finished) left.add(label);
      // What opened by itself may open others in turn, which is not followed.
      if (passed && again) { harmless.add(one); exhausted ||= effects.length === 0; } else if (!passed) refused.set(one, { label, admitted: admitted || refused.get(one)?.admitted === true });
      enablers.push(...enabling);
      const turns = one.inputs?.every((type) => type === 'bool') === true;
      if (effects.length === 0 && silent && turns) switches.push(silent);
      if (effects.length === 0 && silent && (!turns || stuck)) idle.push(one);
      if (stuck) revivals.push(...effects.filter(({ effect }) => revives.has(effect.kind)).map(({ call }) => call));
      // What anybody can do only after somebody with power let them is the power of that one.
      for (const { effect, by: user, example } of sift(effects)) {
        const by = again && user === anyone ? admins[0]?.role ?? user : user;
        const evidence = notes.known(`power.${one.selector}.${effect.kind}`, `${label}: ${words[effect.kind]}`, { function: label, by, arguments: example, ...(effect.tax === undefined ? {} : { tax: effect.tax }) }, `${how}${after}`);
        found.push({ ...effect, function: label, by, evidence });
        shown.add(one);
      }
    }
  };
  await pass(scene, changing, '');
  // A rule may have to be switched on before what it says about a wallet or an amount shows.
  const sleeping = idle.splice(0);
  if (switches.length > 0 && sleeping.length > 0) {
    await stage.apart(async () => {
      for (const { sender, data } of switches.slice(0, 12)) await stage.send(sender, stage.token, data);
      await pass({ ...scene, before: await lookAt(stage, market, scene.actors, scene.sizes, scene.accounts) }, sleeping, ', after every switch that did nothing by itself was turned on');
    });
  }
  // A power that is used already changes nothing when it is used again: first its other side, then what is left.
  for (const { sender, data } of revivals.slice(0, 6)) {
    if (sleeping.length === 0) break;
    const revived = await stage.apart(async () => {
      for (const each of forBoth(data, scene)) await stage.send(sender, stage.token, each);
      const before = await lookAt(stage, market, scene.actors, scene.sizes, scene.accounts);
      if (before.sell === null) return false;
      await pass({ ...scene, before, barred: false }, sleeping, ', after a call that let holders sell again');
      return true;
    });
    if (revived) break;
  }
  // What the code speaks of and everybody is refused may need something done before it, or time; a contract of ours may have to be the one that it asks.
  const stillRefused = (): TokenFunction[] => [...refused.keys()].filter((one) => telling.has(one.selector) && !shown.has(one)).slice(0, mostAgain);
  // What anybody who holds tokens can call is nobody's power.
  for (const one of stillRefused()) if (await opensTo(scene, one, scene.actors.victim)) harmless.add(one);
  const alone = enablers.filter(({ asks }) => !asks).toSorted((a, b) => Number(b.first) - Number(a.first));
  const circumstances = [...alone.slice(0, mostSteps).map((call) => ({ steps: [call], late: false })), { steps: enablers.filter(({ asks, first }) => first && !asks).slice(0, mostSteps * 2), late: false }, { steps: enablers.filter(({ first }) => first).slice(0, mostSteps * 2), late: true }];
  for (const { steps, late } of circumstances) {
    const again = stillRefused();
    if (again.length === 0) break;
    if (stage.left() < reserve * 8) { exhausted = true; break; }
    await stage.apart(async () => {
      for (const { sender, data } of steps) await stage.send(sender, stage.token, data);
      if (late) await stage.mine(1, longWait);
      const opened: TokenFunction[] = [];
      for (const one of again) if (await opensToAny(scene, one, admins)) opened.push(one);
      if (opened.length === 0) return;
      await pass({ ...scene, implementation: await stage.implementation(), before: await lookAt(stage, market, scene.actors, scene.sizes, scene.accounts) }, opened, late ? ', after calls of the others and more than a year' : ', after calls of others', true);
    });
  }
  const spent = new Set<TokenFunction>();
  for (const one of [...harmless, ...shown]) refused.delete(one);
  // Only where everything was tried to its end is it over.
  const readers = await readersOf(scene, admins);
  for (const one of exhausted ? [] : stillRefused()) if (one.inputs?.some((type) => secret.test(type)) === false && ((readers.length === admins.length && refused.get(one)?.admitted === true) || await isKnownTo(scene, one, readers))) spent.add(one);
  const closed = [...refused].map(([one, { label, admitted }]) => ({ selector: one.selector, label, spent: spent.has(one) || (admitted && one.inputs?.length === 0 && !telling.has(one.selector)) })).toSorted((a, b) => (a.label < b.label ? -1 : 1));
  const evidence = notes.known('powers', title, { functions: changing.length, calls: sent, candidates: admins.map(({ address, role }) => `${role} ${address}`), found: found.map(({ kind, function: name, by }) => `${name} ${kind} (${by})`), refused: closed.map(({ label, spent: over }) => (over ? `${label}, for ever as far as could be tried` : label)), notTried: [...left].toSorted() }, how);
  return { powers: found, stuck, refused: closed, complete: left.size === 0, evidence };
}

/** What calls do that put a wallet on a list. */
const listing = new Set<Effect['kind']>(['stopsOne', 'taxesOne', 'exempts', 'unbars']);

/** After these somebody can sell who could not. */
const revives = new Set<Effect['kind']>(['opens', 'exempts', 'unbars']);

/** A call that names a holder, and the same for the other one. */
function forBoth(data: Hex, { actors: { victim, other } }: Scene): Hex[] {
  const changed = data.replaceAll(victim.slice(2).toLowerCase(), other.slice(2).toLowerCase()) as Hex;
  return changed === data ? [data] : [data, changed];
}

const words: Record<Effect['kind'], string> = {
  upgrades: 'exchanges the code of the token', runs: 'runs the code of another contract on the token\'s own storage', stopsAll: 'stops everybody\'s trades', stopsOne: 'stops the trades of one wallet', limits: 'sets a limit on amounts', unlimits: 'lifts a limit on amounts', taxesAll: 'changes the tax of trades',
  taxesOne: 'changes the tax of one wallet', exempts: 'exempts a wallet from what binds others', unbars: 'lets a wallet trade again that was shut out by buying', opens: 'opens trading', mints: 'makes new tokens', takes: 'takes tokens of others', scales: 'changes all balances by one factor',
};

/** Wallets with tokens that let our contract trade for them, and how everything is before. Null when nobody could be given tokens. */
async function setScene(stage: Stage, market: Market | null, money: bigint, holders: readonly Hex[], admin: Hex, patient: boolean): Promise<Scene | null> {
  const [victim, other, whale, buyer, nobody] = await Promise.all(['victim', 'other', 'whale', 'buyer', 'nobody'].map((label) => stage.wallet(label))) as [Hex, Hex, Hex, Hex, Hex];
  for (const [wallet, amount] of [[victim, money], [other, money], [whale, money * 6n]] as const) {
    if (!await giveTokens(stage, market, wallet, amount, holders) && !await giveTokens(stage, market, wallet, money, holders) && wallet === victim) return null;
    await stage.send(wallet, stage.token, encode(selectors.approve, ['address', 'uint256'], [stage.trader, largest]));
  }
  if (market && await market.fund(buyer, money)) await stage.send(buyer, market.quote, encode(selectors.approve, ['address', 'uint256'], [stage.trader, largest]));
  if (patient) await stage.mine(7_200, 12);
  const actors: Actors = { victim, other, whale, buyer, nobody, admin, token: stage.token };
  const accounts = [...new Set([victim, other, whale, nobody, admin, stage.token, ...(market ? [market.pool.address] : [])])];
  const held = await balance(stage, victim);
  const sizes: Sizes = { sell: held / 2n, much: await balance(stage, whale), money };
  const before = await lookAt(stage, market, actors, sizes, accounts);
  const barred = market !== null && before.sell === null && before.sellOther === null && await sellsUnbought(stage, market, holders);
  const decimals = await stage.call(stage.trader, stage.token, '0x313ce567');
  const unit = 10n ** (decimals.ok && decimals.returned.length === 66 && BigInt(decimals.returned) <= 30n ? BigInt(decimals.returned) : 0n);
  return { barred, implementation: await stage.implementation(), stage, market, actors, sizes, accounts, before, cast: { answering: await Promise.all([1n, 30n, 3_000n].map((value) => stage.answering(value))), victim, nobody, pool: market?.pool.address ?? null, admin, helper: stage.trader, held, supply: before.sight.supply ?? held * 1_000n, unit } };
}

/** Whether a wallet that was sent tokens, and never bought any, could sell some. */
function sellsUnbought(stage: Stage, market: Market, holders: readonly Hex[]): Promise<boolean> {
  return stage.apart(async () => {
    const wallet = await stage.wallet('given');
    if (!await giveTokens(stage, null, wallet, 0n, holders)) return false;
    await stage.send(wallet, stage.token, encode(selectors.approve, ['address', 'uint256'], [stage.trader, largest]));
    const half = await balance(stage, wallet) / 2n;
    return half > 0n && (await stage.call(wallet, stage.trader, market.quickly('sell', half, wallet))).ok;
  });
}

/** A call; `asks`: it names a contract of ours that answers; `first`: the most telling of its function. */
interface Call { sender: Hex; data: Hex; asks: boolean; first: boolean }
interface Seen { effect: Effect; call: { sender: Hex; data: Hex }; by: string; example: string; /** The call named the pool, so that what it does to one it does to all who trade. */ aboutPool: boolean }

async function tryFunction(scene: Scene, one: TokenFunction, lists: readonly Argument[][], admins: readonly Admin[]): Promise<{ effects: Seen[]; tried: number; finished: boolean; /** A call that went through and changed nothing that shows. */ silent: { sender: Hex; data: Hex } | null; /** Whether any call went through. */ passed: boolean; /** Somebody was refused otherwise than a stranger is. */ admitted: boolean; /** Calls that a stranger is refused and that went through: the most telling one, on which other functions may depend. */ enabling: Call[] }> {
  const { stage } = scene;
  const stranger = await stage.wallet('stranger');
  const effects: Seen[] = [];
  let tried = 0;
  let [passed, admitted] = [false, false];
  const quiet: (Omit<Call, 'first'> & { weight: number })[] = [];
  const enabling = (): Call[] => [false, true].flatMap((asks) => quiet.filter((call) => call.asks === asks).toSorted((a, b) => b.weight - a.weight).slice(0, asks ? 1 : 2).map((call, place) => ({ ...call, first: place === 0 })));
  let silent: { sender: Hex; data: Hex } | null = null;
  let barred = new Set<Hex>();
  const known = new Set<Hex>();
  let order: Admin[] = [...admins.filter(({ only }) => only?.includes(one.selector) ?? true).slice(0, 8), ...(admins.length === 0 ? [{ address: stranger, role: anyone }] : [])];
  for (const [index, list] of lists.entries()) {
    if (stage.left() < reserve) return { effects, tried, finished: false, silent, passed, admitted, enabling: enabling() };
    const data = encode(one.selector, one.inputs ?? [], list);
    const outsider = await stage.call(stranger, stage.token, data);
    for (const [place, admin] of order.entries()) {
      if (barred.has(admin.address)) continue;
      tried += 1;
      const answer = await stage.call(admin.address, stage.token, data);
      if (!answer.ok) {
        // It knows its owner and still has nothing to do for it.
        if (!outsider.ok && (outsider.data !== answer.data || outsider.reason !== answer.reason)) admitted = true;
        // The very refusal a stranger gets, again and again: it does not know this one.
        if (index >= 3 && !known.has(admin.address) && !outsider.ok && outsider.data === answer.data && outsider.reason === answer.reason) barred = new Set([...barred, admin.address]);
        continue;
      }
      passed = true;
      known.add(admin.address);
      const seen = await effectsOf(scene, admin.address, data, list);
      if (seen.length === 0 && !outsider.ok) silent ??= { sender: admin.address, data };
      // What makes a list or nothing that shows may be what others wait for. Other code has other functions, and what was just made is taken from nobody.
      if (!outsider.ok && seen.every(({ kind }) => listing.has(kind))) {
        const flat = list.flat(3);
        quiet.push({ sender: admin.address, data, asks: flat.some((value) => scene.cast.answering?.includes(value as Hex)), weight: (seen.length > 0 && flat.includes(scene.cast.victim) ? 6 : flat.includes(scene.cast.admin) ? 4 : 0) + (seen.length === 0 ? 1 : 0) + (flat.includes(true) ? 2 : 0) + (flat.includes(scene.cast.supply) ? 1 : 0) });
      }
      const open = seen.length > 0 && outsider.ok && (await effectsOf(scene, stranger, data, list)).length > 0;
      for (const effect of seen) effects.push({ effect, call: { sender: admin.address, data }, by: open ? anyone : admin.role, example: exampleOf(list, scene), aboutPool: scene.cast.pool !== null && list.flat(3).includes(scene.cast.pool) });
      if (place > 0 && !outsider.ok) order = [admin, ...order.filter((another) => another !== admin)];
      // A function for everybody may do more for one of them; otherwise the first who may call it shows what it does.
      if (!outsider.ok || seen.length > 0 || index > 1) break;
    }
    if (enough(effects, index)) break;
  }
  return { effects, tried, finished: true, silent, passed, admitted, enabling: enabling() };
}

/** A high tax is the worst that a number can do; further numbers would only repeat it. */
function enough(effects: readonly Seen[], index: number): boolean {
  return effects.some(({ effect }) => effect.kind === 'taxesAll' && (effect.tax ?? 0) >= 0.5) || (index >= 11 && effects.some(({ effect }) => effect.kind === 'limits'));
}

async function effectsOf(scene: Scene, sender: Hex, data: Hex, list: readonly Argument[]): Promise<Effect[]> {
  const { stage, market, sizes, before } = scene;
  const actors = { ...scene.actors, admin: sender };
  const accounts = [...new Set([...scene.accounts, sender])];
  const start = scene.accounts.includes(sender) ? before : { ...before, sight: await stage.look(accounts) };
  const ours = new Set([scene.cast.helper, ...(scene.cast.answering ?? [])].map((one) => one.toLowerCase()));
  const given = list.flat(3).filter((value) => typeof value === 'string').map((value) => value.toLowerCase());
  // Our contracts are no traders.
  const named = new Set(given.filter((one) => !ours.has(one)));
  const takers = named.has(actors.victim.toLowerCase()) ? [...new Set([sender, actors.nobody])] : [];
  const take = encode(selectors.transferFrom, ['address', 'address', 'uint256'], [actors.victim, actors.other, sizes.sell]);
  const able = async (): Promise<Hex[]> => {
    const found: Hex[] = [];
    for (const taker of takers) { const answer = await stage.call(taker, stage.token, take); if (answer.ok && (answer.returned === '0x' || BigInt(answer.returned.slice(0, 66)) === 1n)) found.push(taker); }
    return found;
  };
  let takesNow: Hex[] = [];
  const { effects: shown, sources } = await stage.apart(async () => {
    const receipt = await stage.send(sender, stage.token, data);
    if (receipt.status !== 'success') return { effects: [], sources: new Map<Hex, bigint>() };
    const after = await lookAt(stage, market, actors, sizes, accounts);
    const from = new Map<Hex, bigint>();
    for (const { address, topics: [name, source] } of receipt.logs.slice(0, 50)) {
      if (address.toLowerCase() === stage.token.toLowerCase() && name === topics.transfer && source && BigInt(source) > 0n) from.set(addressOf(BigInt(source)), 0n);
    }
    for (const source of [...from.keys()].slice(0, 3)) from.set(source, await balance(stage, source));
    takesNow = await able();
    const runsOurs = ({ calls }: typeof receipt): boolean => calls.some(({ kind, from: caller, to }) => kind === 'delegatecall' && caller === stage.token && ours.has(to));
    // What was named may be run by the next call of a function that the token itself does not have.
    const runs = runsOurs(receipt) || (given.some((one) => ours.has(one)) && runsOurs(await stage.send(actors.nobody, stage.token, '0xdeadc0de')));
    const changes = compare(start, after, actors, accounts, named).map((change): Effect => (change.kind === 'exempts' && scene.barred ? { ...change, kind: 'unbars' } : change));
    // Other code, other rules: what it then does says nothing about a power of the code there is now.
    if ((changes.length > 0 || runs || takesNow.length > 0) && await stage.implementation() !== scene.implementation) return { effects: [{ kind: 'upgrades' as const }], sources: new Map<Hex, bigint>() };
    return { effects: [...(runs ? [{ kind: 'runs' as const }] : []), ...changes], sources: from };
  });
  // An allowance that the holder did not give.
  const ableBefore = takesNow.length > 0 ? await able() : [];
  const upgraded = shown.some(({ kind }) => kind === 'upgrades');
  const effects: Effect[] = !upgraded && takesNow.some((one) => !ableBefore.includes(one)) && !shown.some(({ kind }) => kind === 'takes') ? [...shown, { kind: 'takes' }] : shown;
  if (!effects.some(({ kind }) => kind === 'mints')) return effects;
  if (await soldToAll(stage, sender, data)) return effects.filter(({ kind }) => kind !== 'mints');
  if (sources.size === 0) return effects;
  // Tokens that came out of a wallet nobody looked at are not new.
  for (const [source, rest] of sources) if ((await balance(stage, source)) > rest) return effects.filter(({ kind }) => kind !== 'mints');
  return effects;
}

/**
 * Whether the call gives tokens to whoever pays for them in another one, as wrapping and deposits do: a wallet that nobody knows can make it as
 * well once it holds some of what the caller paid.
 */
function soldToAll(stage: Stage, sender: Hex, data: Hex): Promise<boolean> {
  return stage.apart(async () => {
    const paid = await stage.apart(async () => {
      const { logs } = await stage.send(sender, stage.token, data);
      return [...new Set(logs.slice(0, 50).filter(({ address, topics: [name, source] }) => name === topics.transfer && source && addressOf(BigInt(source)) === sender.toLowerCase() && address.toLowerCase() !== stage.token.toLowerCase()).map(({ address }) => address))].slice(0, 2);
    });
    const payer = await stage.wallet('payer');
    for (const other of paid) {
      const answer = await stage.call(sender, other, encode(selectors.balanceOf, ['address'], [sender]));
      const held = answer.ok ? wordsOf(answer.returned)[0] ?? 0n : 0n;
      await stage.send(sender, other, encode(selectors.transfer, ['address', 'uint256'], [payer, held / 2n]));
      await stage.send(payer, other, encode(selectors.approve, ['address', 'uint256'], [stage.token, largest]));
    }
    return paid.length > 0 && (await stage.call(payer, stage.token, data)).ok;
  });
}

/** What a function is about: one that changes a tax may also make trades fail when it is set above everything, and that is the same power. */
function sift(seen: readonly Seen[]): Seen[] {
  const kinds = new Set(seen.map(({ effect }) => effect.kind));
  const best = new Map<string, Seen>();
  for (const one of seen) {
    const { kind, tax = 0 } = one.effect;
    // Balances scaled beyond what a pool can count make trades fail and supplies differ, and that is still the rebase.
    if (kinds.has('scales') && kind !== 'scales') continue;
    // A power over single wallets, used on the pool's.
    if (one.aboutPool && ((kind === 'stopsAll' && (kinds.has('stopsOne') || kinds.has('takes'))) || (kind === 'taxesAll' && kinds.has('taxesOne')))) continue;
    if (kinds.has('taxesAll') && !kinds.has('taxesOne') && (kind === 'stopsAll' || kind === 'limits')) continue;
    const known = best.get(kind);
    if (!known || tax > (known.effect.tax ?? 0) || (one.effect.lowers && !known.effect.lowers)) best.set(kind, one);
  }
  return [...best.values()].toSorted((a, b) => (a.effect.kind < b.effect.kind ? -1 : 1));
}

function labelOf({ name, selector, inputs }: TokenFunction): string {
  const known = plain(name ?? null);
  return (known === null ? `${selector}(${inputs?.join(',') ?? '?'})` : known.includes('(') ? known : `${known}(${inputs?.join(',') ?? '?'})`).slice(0, 120);
}

function exampleOf(list: readonly Argument[], { actors, market }: Scene): string {
  const names = new Map<string, string>([[actors.victim, 'a holder'], [actors.nobody, 'an unused wallet'], [actors.admin, 'the caller'], ...(market ? [[market.pool.address, 'the pool']] as [string, string][] : [])]);
  const show = (value: Argument): string => (Array.isArray(value) ? `[${value.map(show).join(', ')}]` : (names.get(String(value)) ?? String(value)));
  return list.map(show).join(', ');
}
