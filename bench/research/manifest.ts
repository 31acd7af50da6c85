import { getAddress, type Address } from 'viem';
import { cases, type Case, type Expected } from './cases/index.ts';
import { erc20 } from './market.ts';
import { accountName, traders, type World } from './build.ts';
import type { Contract, Stage } from './stage.ts';

/** What a chain holds and what is true about it: everything a scorer or another program needs, without the keys. */
export interface Manifest { chainId: number; block: number; exchange: Record<string, Address>; cases: ManifestCase[] }
export interface ManifestCase extends Pick<Case, 'id' | 'family' | 'set' | 'kind' | 'trick' | 'levels' | 'market'> {
  subject: Address; owner: Address; pair: Address | null; poolV3: Address | null; quote: Address | null; parts: Record<string, Address>; pools: Address[];
  flags: Record<string, Expected>;
}

/** Where asking for balances means nothing: what balanceOf says is part of the trick, or the subject has none. */
const balancesLie = new Set(['honeypot-fake-events', 'trap-fake-airdrop', 'second-leaflets', 'subject-pictures', 'subject-items']);

/** Adds to the labels what is known once the case stands: addresses in full, supply and holders counted over everybody who took part. */
export async function makeManifest(world: World): Promise<Manifest> {
  const { stage, exchange } = world;
  const addresses = Object.fromEntries(Object.entries(exchange).map(([name, contract]: [string, Contract]) => [name, getAddress(contract.address)]));
  const everybody = [...traders, 'builder'].map((name) => stage.account(name).address);
  const listed: ManifestCase[] = [];
  for (const built of world.cases) {
    const one = cases.find((candidate) => candidate.id === built.id);
    if (!one) continue;
    const place = (name: string): Address | undefined => (name === 'owner' ? built.owner : traders.includes(name) ? stage.account(name).address : built.parts[name]);
    const flags: Record<string, Expected> = Object.fromEntries(Object.entries(one.flags).map(([name, expected]) => [name, complete(expected, place)]));
    // GoPlus says `anti_whale` in some places and `is_anti_whale` in others.
    if (flags.is_anti_whale !== undefined) flags.anti_whale = flags.is_anti_whale;
    if (one.kind === 'token' && !balancesLie.has(one.id) && !(typeof one.subject === 'object' && 'at' in one.subject)) {
      const who = [...new Set([...everybody, ...Object.values(addresses), built.owner, stage.account(accountName(one, 'secret')).address, built.subject, built.pair, built.poolV3, ...built.pools, ...Object.values(built.parts), dead])].filter((address) => address !== null);
      flags.total_supply = { oneOf: [String(await stage.read<bigint>({ address: built.subject, abi: erc20 }, 'totalSupply'))] };
      const count = await holders(stage, built.subject, who);
      flags.holder_count = { oneOf: [count.all, count.withoutDead] };
      if (built.pair) flags.lp_total_supply = { oneOf: [String(await stage.read<bigint>({ address: built.pair, abi: erc20 }, 'totalSupply'))] };
    }
    listed.push({
      id: one.id, family: one.family, set: one.set, kind: one.kind, trick: one.trick, levels: one.levels, market: one.market, subject: built.subject, owner: built.owner,
      pair: built.pair, poolV3: built.poolV3, quote: built.quote, parts: built.parts, pools: built.pools, flags,
    });
  }
  return { chainId: Number(await stage.node.request('eth_chainId', [])), block: world.block, exchange: addresses, cases: listed };
}

const dead: Address = '0x000000000000000000000000000000000000dEaD';

function complete(expected: Expected, place: (name: string) => Address | undefined): Expected {
  if (typeof expected !== 'object' || !('address' in expected) || !expected.address?.startsWith('$')) return expected;
  const address = place(expected.address.slice(1));
  if (!address) throw new Error(`nothing is called ${expected.address}`);
  return { address };
}

async function holders(stage: Stage, token: Address, who: readonly Address[]): Promise<{ all: number; withoutDead: number }> {
  const having = [];
  for (const one of who) if (await stage.read<bigint>({ address: token, abi: erc20 }, 'balanceOf', [one]) > 0n) having.push(one);
  return { all: having.length, withoutDead: having.filter((one) => one !== dead).length };
}
