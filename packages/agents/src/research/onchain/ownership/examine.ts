import type { BytecodeReader, CodeReading, Fork, Json } from '@hyperlens/protocol';
import { getContractAddress, zeroAddress, type Hex } from 'viem';
import type { Admin, KnownFunction, OnchainInput } from '../input.ts';
import type { Proxy } from '../identity/proxy.ts';
import { askAll, question } from '../questions.ts';
import { makeNotes, type Notes } from '../writing.ts';
import { argumentAddresses, type Creation } from '../deployer/creation.ts';
import { comparesCaller } from '../code/reach.ts';
import { findAddresses, findHashed, watchedSlots } from './candidates.ts';
import { readReachable, type Reachable } from './contracts.ts';
import { confirmRoles, describeHolder, isNobody, readAdminLog, readDeclared, readWards, roleName, type AdminLog, type Declared } from './declared.ts';
import { findPowers, type PowerSearch } from './powers.ts';
import { readShared } from './shared.ts';
import { findShown } from './shown.ts';

export interface OwnershipInput extends OnchainInput { functions: readonly KnownFunction[]; readings: readonly CodeReading[]; /** The code they are of. */ logic: readonly Hex[]; proxy: Proxy | null; creation: Creation | null; /** A fork at the block; null when there is none. */ fork: Fork | null; /** Accounts in the token's transfers, larger holders first. */ people: readonly Hex[]; token: boolean; bytecode: BytecodeReader }

const titles = { owner: 'Owner', 'ownership.renounced': 'Ownership given up', 'ownership.roles': 'Roles held', 'ownership.hidden': 'Accounts with power that is not declared', 'ownership.powers': 'Who may call what others may not', 'ownership.named': 'Accounts with power that the contract names', 'ownership.shared': 'Whoever has power needs others or time to use it' };
/** Addresses that are tried out, declared ones included. */
const mostCandidates = 24;
/** Addresses without a known power that are handed on. */
const mostOthers = 12;
/** Contracts of the deployer, by its first nonces, that are asked about. */
const mostMade = 48;
/** Accounts whose hash is looked for in the code. */
const mostHashed = 5_000;

/**
 * Who is in charge, declared and not. Writes facts `owner`, `ownership.*`, `proxy.history` and the flags owner_address and hidden_owner; gives
 * the admins for the trade part, declared owner first, and others whose addresses were found. Never throws for what the chain did wrong.
 */
export async function examineOwnership(input: OwnershipInput): Promise<{ admins: Admin[]; renounced: boolean | null; others: Hex[] }> {
  const { reader, ledger, address, context, proxy, creation } = input;
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const admins = new Map<Hex, Admin>();
  const add = (one: Hex | null, why: Admin['why'], evidence: string): void => { if (one && !isNobody(one) && !admins.has(one)) admins.set(one, { address: one, why, evidence: [evidence] }); };
  let renounced: boolean | null = null;
  let places = new Map<Hex, string>();
  let reachable: ReadonlyMap<Hex, Reachable> = new Map();

  await notes.guard(titles, 'eth_call, logs, storage', async () => {
    const [declared, log] = await Promise.all([readDeclared(reader, address), readAdminLog(reader, address, creation?.block ?? 0)]);
    // A ward is mostly a contract that the same account made.
    const made = creation?.deployer ? Array.from({ length: mostMade }, (_, nonce) => getContractAddress({ from: creation.deployer ?? zeroAddress, nonce: BigInt(nonce) })) : [];
    const wards = await readWards(reader, address, new Set(input.functions.map(({ selector }) => selector)), [...new Set([...(creation?.deployer ? [creation.deployer] : []), ...made, ...argumentAddresses(creation?.input ?? null)])]);
    const roles = [...await confirmRoles(reader, address, log.roles), ...wards.map((account) => ({ role: 'ward' as const, account }))];
    renounced = await writeDeclared(input, notes, declared);
    add(declared.owner, 'owner', 'onchain.owner');
    add(declared.pending, 'pending', 'onchain.ownership.pending');
    for (const { address: one } of declared.others) add(one, 'owner', 'onchain.ownership.others');
    writeRoles(notes, roles, log);
    for (const { account } of roles) add(account, 'role', 'onchain.ownership.roles');
    if (proxy?.admin) add(proxy.admin, 'proxy', 'onchain.proxy.admin');
    writeHistory(input, notes, log);

    const found = await findAddresses(reader, address, input.readings);
    places = new Map(found.map((one) => [one.address, one.where]));
    for (const { owner } of log.owners) if (!places.has(owner)) places.set(owner, 'owner before');
    if (creation?.deployer && !places.has(creation.deployer)) places.set(creation.deployer, 'made the contract');
    for (const one of argumentAddresses(creation?.input ?? null)) if (!places.has(one)) places.set(one, 'arguments of the creation');
    for (const one of findHashed(input.readings, input.people.slice(0, mostHashed))) places.set(one.address, one.where);
    const declaredOnes = [...admins.keys()];
    const others = [...places.keys()].filter((one) => !admins.has(one) && !isNobody(one)).toSorted((a, b) => rank(places.get(a), a === creation?.deployer) - rank(places.get(b), b === creation?.deployer));
    const candidates = [...declaredOnes, ...others].slice(0, mostCandidates);
    const holder = input.token ? await findHolder(input, candidates) : null;
    const fragments = input.readings[0]?.instructions.DELEGATECALL ? input.readings[0].fragments : [];
    const search = await findPowers({ reader, fork: input.fork, to: address, functions: input.functions, fragments, candidates, holder, slots: watchedSlots(input.readings), token: input.token });
    reachable = await readReachable(reader, input.bytecode, [...new Set([...declaredOnes, ...candidates.filter((one) => (search.powers.get(one) ?? []).length > 0)])], context);
    // Nobody can make a contract send what is not in its code.
    for (const [candidate, powers] of search.powers) search.powers.set(candidate, powers.filter(({ selector }) => reachable.get(candidate)?.sends(selector) ?? true));
    await writePowers(input, notes, search, { reachable, declared: declaredOnes, places, left: declaredOnes.length + others.length - candidates.length, renounced }, add);
  });
  if (ledger.valueOf('onchain.ownership.hidden') === undefined) ledger.flag('hidden_owner', 'onchain.ownership.hidden', 'unknown');
  ledger.flag('owner_address', 'onchain.owner', ledger.valueOf('onchain.owner') === undefined ? 'unknown' : ledger.valueOf('onchain.owner') ?? null);
  if (creation?.deployer) add(creation.deployer, 'deployer', 'onchain.deployer.address');
  const narrowed = [...admins.values()].map((one): Admin => {
    const only = input.functions.map(({ selector }) => selector).filter((selector) => reachable.get(one.address)?.sends(selector) ?? true);
    return only.length === input.functions.length ? one : { ...one, only };
  });
  return { admins: narrowed, renounced, others: [...places.keys()].filter((one) => !admins.has(one) && !isNobody(one)).slice(0, mostOthers) };
}

const listed = (functions: readonly KnownFunction[]): string => functions.slice(0, 12).map(({ selector, name }) => name ?? selector).join(', ');

/** The most telling first: the deployer, then storage and arguments, then the code and earlier owners. */
const rank = (where: string | undefined, deployer: boolean): number => (deployer || where?.startsWith('its hash') ? 0 : where?.startsWith('storage') ? 1 : where?.startsWith('arguments') ? 2 : 3);

/** Somebody with a balance, whose tokens only a power could take. */
async function findHolder({ reader, address, people, creation }: OwnershipInput, candidates: readonly Hex[]): Promise<Hex | null> {
  const possible = [...new Set<Hex>([...people.slice(0, 6), ...(creation?.deployer ? [creation.deployer] : []), ...candidates.slice(0, 6)])];
  const balances = await askAll(reader, possible.map((one) => question(address, 'balanceOf', [one])));
  return possible.find((_, index) => (balances[index] ?? 0n) > 0n) ?? null;
}

async function writeDeclared({ reader }: OwnershipInput, notes: Notes, { owner, getter, pending, others }: Declared): Promise<boolean | null> {
  const method = getter ? `eth_call ${getter}()` : 'eth_call owner(), getOwner(), admin(), governance() and the like: none answers';
  notes.fact('owner', titles.owner, owner, method);
  if (pending) notes.fact('ownership.pending', 'Owner to be', pending, 'eth_call pendingOwner() or pendingAdmin()');
  if (others.length > 0) notes.fact('ownership.others', 'Others in charge', others.map((one) => ({ ...one })), 'eth_call of each getter');
  const renounced = owner === null ? null : isNobody(owner);
  notes.fact('ownership.renounced', titles['ownership.renounced'], renounced ?? false, renounced === null ? 'there is no owner function, so nothing to give up' : `${method} gives ${renounced ? 'an address nobody has' : 'somebody'}`);
  if (owner && owner !== zeroAddress) {
    const { address: _, ...holder } = await describeHolder(reader, owner);
    notes.fact('ownership.kind', 'What the owner is', { ...holder } as Json, 'code of the owner, getOwners(), getThreshold(), getMinDelay()');
  }
  return renounced;
}

function writeRoles(notes: Notes, roles: readonly { role: Hex | 'ward'; account: Hex }[], log: AdminLog): void {
  const value = roles.map(({ role, account }) => ({ role: role === 'ward' ? role : roleName(role), account }));
  const method = `RoleGranted logs, each confirmed by hasRole()${roles.some(({ role }) => role === 'ward') ? '; wards() of the deployer and of what it made' : ''}`;
  if (log.incomplete && roles.length === 0) notes.missing('ownership.roles', titles['ownership.roles'], log.incomplete, method);
  else notes.fact('ownership.roles', titles['ownership.roles'], value, method, log.incomplete ? { confidence: 'medium' } : {});
}

function writeHistory({ proxy }: OwnershipInput, notes: Notes, log: AdminLog): void {
  if (!proxy && log.upgrades.length === 0) return;
  const method = 'Upgraded, BeaconUpgraded, AdminChanged and DiamondCut logs';
  if (log.incomplete) notes.missing('proxy.history', 'Earlier code', log.incomplete, method);
  else notes.fact('proxy.history', 'Earlier code', log.upgrades.slice(-200).map((one) => ({ ...one })), method);
}

async function writePowers({ reader, ledger, address, functions, creation, readings, logic, proxy }: OwnershipInput, notes: Notes, search: PowerSearch, context: { reachable: ReadonlyMap<Hex, Reachable>; declared: Hex[]; places: Map<Hex, string>; left: number; renounced: boolean | null }, add: (address: Hex, why: Admin['why'], evidence: string) => void): Promise<void> {
  const named = (one: Hex): Json[] => (search.powers.get(one) ?? []).map(({ selector, name }) => name ?? selector);
  const able = [...search.powers.keys()].filter((one) => named(one).length > 0);
  const undeclared = able.filter((one) => !context.declared.includes(one));
  const automatic = undeclared.filter((one) => context.reachable.get(one)?.obeysNobody === true);
  const shown = await findShown(reader, address, functions, undeclared.filter((one) => !automatic.includes(one)), context.renounced === true);
  const getterOf = (one: Hex): string | undefined => shown.find(({ account }) => account === one)?.getter;
  const hidden = undeclared.filter((one) => !automatic.includes(one) && getterOf(one) === undefined);
  const unread = readings.some((reading) => reading.incomplete !== null && reading.functions.length === 0);
  const method = `eth_call of ${search.guarded.length} functions that a stranger is refused, as each of ${search.powers.size} addresses that are declared or stand in storage, code, creation and logs${search.effects ? '; functions that refuse nobody sent in a fork, watching storage' : '; without a fork, so functions that refuse nobody were not compared'}${search.left > 0 ? `; ${search.left} functions were not tried` : ''}${search.cut.length > 0 ? `; of ${listed(search.cut)} only some calls were compared` : ''}${search.uncompared.length > 0 ? `; ${listed(search.uncompared)} were not compared` : ''}; a contract counts for calls that its code contains or forwards, and as hidden unless its code does not look at who calls it`;
  const powers = able.map((one): Json => ({ account: one, declared: context.declared.includes(one), found: context.declared.includes(one) ? 'declared' : context.places.get(one) ?? 'unknown', ...(getterOf(one) === undefined ? {} : { getter: getterOf(one) ?? '' }), functions: named(one), ...(automatic.includes(one) ? { obeys: 'nobody: its code does not look at who calls it' } : {}) }));
  if (unread) {
    for (const name of ['ownership.powers', 'ownership.hidden', 'ownership.named', 'ownership.shared'] as const) notes.missing(name, titles[name], 'the functions of the code could not be read', method);
    return;
  }
  notes.fact('ownership.guarded', 'Functions that a stranger is refused', search.guarded.map(({ selector, name }) => name ?? selector), 'eth_call as an unknown address, with a small grid of arguments', { confidence: 'medium' });
  notes.fact('ownership.powers', titles['ownership.powers'], powers, method, { confidence: 'medium' });
  const naming = notes.fact('ownership.named', titles['ownership.named'], shown.map((one) => ({ ...one })), 'eth_call of every function without arguments; those with power whom one of them names', { confidence: 'medium' });
  for (const { account } of shown) add(account, 'role', naming);
  const confidence = hidden.length > 0 ? 'high' : context.left > 0 || search.left > 0 ? 'low' : 'medium';
  // Instructions that stand together may belong to different values; following them tells.
  const hashed = readings.some((reading) => reading.hashesCaller) && logic.some((code) => comparesCaller(code, readings));
  if (hashed) notes.fact('ownership.hashed', 'The caller is compared by the hash of its address', true, 'reachable code hashes the caller and compares the result; such an account is named nowhere', { confidence: 'medium' });
  const { shared, each } = await readShared(reader, [...new Set([...able.filter((one) => !automatic.includes(one)), ...(proxy?.upgradeable ? [proxy.admin, proxy.beacon] : [])])].filter((one) => one !== null && one !== undefined));
  const others = hashed ? 'an account that is known only by its hash may have power' : context.left > 0 || search.left > 0 || search.uncompared.length > 0 ? 'not everybody and every function could be tried' : search.effects ? null : 'without a fork, functions that refuse nobody were not compared';
  const how = `code, getOwners(), getThreshold(), getMinDelay() of everybody with power, and of the owners of other contracts: ${each.length === 0 ? 'nobody has power' : JSON.stringify(each).slice(0, 2_000)}`;
  if (shared === null || (shared && others !== null)) notes.missing('ownership.shared', titles['ownership.shared'], shared === null ? 'somebody with power is a contract that does not say who is behind it' : others ?? '', how);
  else notes.fact('ownership.shared', titles['ownership.shared'], shared, how, { confidence: 'medium' });
  if (hidden.length === 0 && !hashed && search.uncompared.length > 0) {
    const id = notes.missing('ownership.hidden', titles['ownership.hidden'], `nobody was found, but ${search.uncompared.length} functions that refuse nobody could not be compared for all addresses within the budget`, method);
    for (const one of automatic) add(one, 'rules', 'onchain.ownership.powers');
    ledger.flag('hidden_owner', [id, 'onchain.owner'], 'unknown');
    return;
  }
  const id = notes.fact('ownership.hidden', titles['ownership.hidden'], hidden.map((one) => ({ account: one, found: context.places.get(one) ?? 'unknown', functions: named(one), deployer: one === creation?.deployer })), method, { confidence });
  for (const one of hidden) add(one, 'hidden', id);
  for (const one of automatic) add(one, 'rules', 'onchain.ownership.powers');
  ledger.flag('hidden_owner', [id, ...(hashed ? ['onchain.ownership.hashed'] : []), 'onchain.owner'], hidden.length > 0 || hashed);
  if (context.renounced) {
    const fake = notes.fact('ownership.fakeRenounce', 'Given up in name only', able.length > 0, `${method}; the owner is an address nobody has`, { confidence });
    ledger.fact('ownership.fakeRenounce', [fake, id]);
  }
}
