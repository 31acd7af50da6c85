import type { ChainReader, Log } from '@hyperlens/protocol';
import { getAddress, keccak256, parseAbi, stringToBytes, toEventSelector, zeroAddress, type Hex } from 'viem';
import { addressIn } from '../identity/proxy.ts';
import { askAll, question } from '../questions.ts';

/** Events by which contracts tell who is in charge and what code they run (ERC-173, ERC-1967, ERC-2535, OpenZeppelin AccessControl). */
const events = {
  owner: toEventSelector(parseAbi(['event OwnershipTransferred(address, address)'])[0]), granted: toEventSelector(parseAbi(['event RoleGranted(bytes32, address, address)'])[0]), revoked: toEventSelector(parseAbi(['event RoleRevoked(bytes32, address, address)'])[0]),
  upgraded: toEventSelector(parseAbi(['event Upgraded(address)'])[0]), beacon: toEventSelector(parseAbi(['event BeaconUpgraded(address)'])[0]), admin: toEventSelector(parseAbi(['event AdminChanged(address, address)'])[0]), cut: toEventSelector(parseAbi(['event DiamondCut((address,uint8,bytes4[])[], address, bytes)'])[0]),
} as const;

/** What the contract's own administrative events tell, oldest first. */
export interface AdminLog {
  /** Every owner there was, in order. */
  owners: { block: number; owner: Hex }[];
  /** Roles ever granted. */
  roles: { role: Hex; account: Hex }[];
  upgrades: { block: number; transaction: Hex; what: 'implementation' | 'beacon' | 'admin' | 'facets'; address: Hex | null }[];
  /** Why it may be incomplete; null when it is not. */
  incomplete: string | null;
}

const mostRoles = 500;

/** Reads the administrative events of a contract in one pass. Throws what the reader throws. */
export async function readAdminLog(reader: ChainReader, address: Hex, fromBlock: number): Promise<AdminLog> {
  const found: AdminLog = { owners: [], roles: [], upgrades: [], incomplete: null };
  const roles = new Map<string, { role: Hex; account: Hex }>();
  const take = (log: Log): void => {
    const [topic, first, second] = log.topics;
    const at = { block: log.blockNumber };
    if (topic === events.owner) { const owner = addressIn(second ?? null) ?? (second ? zeroAddress : null); if (owner) found.owners.push({ ...at, owner }); }
    else if (topic === events.granted && first && second) { const account = addressIn(second); if (account && roles.size < mostRoles) roles.set(`${first}${account}`, { role: first, account }); }
    else if (topic === events.upgraded || topic === events.beacon) found.upgrades.push({ ...at, transaction: log.transactionHash, what: topic === events.beacon ? 'beacon' : 'implementation', address: addressIn(first ?? null) });
    else if (topic === events.admin) found.upgrades.push({ ...at, transaction: log.transactionHash, what: 'admin', address: /^0x.{64}0{24}[0-9a-f]{40}$/.test(log.data) ? getAddress(`0x${log.data.slice(-40)}`) : null });
    else if (topic === events.cut) found.upgrades.push({ ...at, transaction: log.transactionHash, what: 'facets', address: null });
  };
  const coverage = await reader.logs({ address, topics: [Object.values(events)], fromBlock, toBlock: reader.block.number, pages: 2_000 }, (logs) => { for (const log of logs) take(log); });
  return { ...found, roles: [...roles.values()], incomplete: coverage.complete ? null : coverage.reason ?? 'not all logs could be read' };
}

/** Names of roles, by their hash. */
const roleNames = new Map<Hex, string>([[`0x${'0'.repeat(64)}`, 'DEFAULT_ADMIN_ROLE'], ...[
  'MINTER_ROLE', 'PAUSER_ROLE', 'BURNER_ROLE', 'UPGRADER_ROLE', 'SNAPSHOT_ROLE', 'ADMIN_ROLE', 'OWNER_ROLE', 'OPERATOR_ROLE', 'MANAGER_ROLE', 'GOVERNOR_ROLE', 'GUARDIAN_ROLE', 'KEEPER_ROLE', 'BLACKLISTER_ROLE', 'BLACKLIST_ROLE', 'FREEZER_ROLE', 'FEE_SETTER_ROLE', 'FEE_MANAGER_ROLE', 'TREASURY_ROLE', 'RESCUER_ROLE', 'TRANSFER_ROLE', 'EXEMPT_ROLE',
  'PROPOSER_ROLE', 'EXECUTOR_ROLE', 'CANCELLER_ROLE', 'TIMELOCK_ADMIN_ROLE', 'DEPOSITOR_ROLE', 'PREDICATE_ROLE', 'BRIDGE_ROLE', 'ISSUER_ROLE', 'SUPPLY_CONTROLLER_ROLE', 'ASSET_PROTECTION_ROLE',
].map((name): [Hex, string] => [keccak256(stringToBytes(name)), name])]);
export function roleName(role: Hex): string { return roleNames.get(role) ?? role; }

/** What the contract declares about itself now. Null: no such function. The zero address: nobody. */
export interface Declared { owner: Hex | null; /** The getter that told. */ getter: string | null; pending: Hex | null; others: { getter: string; address: Hex }[] }

const getters = ['owner', 'getOwner', 'admin', 'governance', 'governor', 'authority', 'controller', 'defaultAdmin'] as const;

/** Asks every getter that owners commonly have. The first that answers with somebody is the owner; one that answers with nobody comes last. */
export async function readDeclared(reader: ChainReader, address: Hex): Promise<Declared> {
  const [pendingOwner, pendingAdmin, ...answers] = await askAll(reader, [question(address, 'pendingOwner'), question(address, 'pendingAdmin'), ...getters.map((name) => question(address, name))]);
  const given = getters.flatMap((getter, index) => { const found = answers[index]; return found ? [{ getter, address: found }] : []; });
  const main = given.find(({ getter }) => getter === 'owner') ?? given.find((one) => one.address !== zeroAddress) ?? given[0];
  const somebody = (found: Hex | null | undefined): Hex | null => (found && found !== zeroAddress ? found : null);
  return { owner: main?.address ?? null, getter: main?.getter ?? null, pending: somebody(pendingOwner) ?? somebody(pendingAdmin), others: given.filter((one) => one.address !== zeroAddress && one.address !== main?.address) };
}

/** Roles that are held now: those ever granted, confirmed by hasRole. */
export async function confirmRoles(reader: ChainReader, address: Hex, granted: AdminLog['roles']): Promise<AdminLog['roles']> {
  const held = await askAll(reader, granted.map(({ role, account }) => question(address, 'hasRole', [role, account])));
  return granted.filter((_, index) => held[index] === true).toSorted((a, b) => (`${a.role}${a.account}` < `${b.role}${b.account}` ? -1 : 1));
}

/** Whoever stands behind an address that is in charge. */
export interface Holder { address: Hex; kind: 'wallet' | 'contract' | 'safe' | 'timelock' | 'multisig' | 'nobody'; threshold?: number; owners?: number; /** Seconds. */ delay?: number }

/** Addresses nobody has a key for: zero and the first few, ...dEaD, and dead000... */
export function isNobody(address: Hex): boolean { return /^0x0{36}|^0xdead0{20}/i.test(address); }

/** What kind of account is in charge: a Safe by owners and threshold, a timelock by its delay, another contract, or a wallet. */
export async function describeHolder(reader: ChainReader, address: Hex): Promise<Holder> {
  if (isNobody(address)) return { address, kind: 'nobody' };
  const [code, [owners, threshold, required, minimum, delay]] = await Promise.all([reader.code(address), askAll(reader, [question(address, 'getOwners'), question(address, 'getThreshold'), question(address, 'required'), question(address, 'getMinDelay'), question(address, 'delay')])]);
  if (code === '0x' || code.startsWith('0xef0100')) return { address, kind: 'wallet' };
  const most = (number: bigint): number => Number(number > 10n ** 12n ? 10n ** 12n : number);
  if (owners && owners.length > 0 && threshold !== null) return { address, kind: 'safe', threshold: most(threshold), owners: new Set(owners).size };
  if (owners && owners.length > 0 && required !== null) return { address, kind: 'multisig', threshold: most(required), owners: new Set(owners).size };
  if (minimum !== null || delay !== null) return { address, kind: 'timelock', delay: most(minimum ?? delay ?? 0n) };
  return { address, kind: 'contract' };
}

/** wards(address), rely(address) and deny(address), by which contracts in the manner of MakerDAO keep those who may do anything. */
const wardSelectors = ['0xbf353dbb', '0x65fae35e', '0x9c52a7f1'] as const;

/** Those of some accounts that are wards now; none when the contract keeps no wards. */
export async function readWards(reader: ChainReader, address: Hex, selectors: ReadonlySet<Hex>, accounts: readonly Hex[]): Promise<Hex[]> {
  if (!wardSelectors.every((one) => selectors.has(one))) return [];
  const answers = await askAll(reader, accounts.map((account) => question(address, 'wards', [account])));
  return accounts.filter((_, index) => answers[index] === 1n);
}
