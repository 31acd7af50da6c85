import { makeOnchainService, type Parts } from '@hyperlens/agents/research/onchain';
import { tryRelease } from '@hyperlens/agents/research/onchain/liquidity';
import { makeBytecodeReader } from '@hyperlens/catalog/bytecode';
import { makeChainReaders } from '@hyperlens/catalog/chains';
import { makeForks } from '@hyperlens/catalog/simulation';
import type { Json, ResearchService, SectionReport } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChain, type TestChain } from './testing/chain.kit.ts';

type Hex = `0x${string}`;
let chain: TestChain;
let service: ResearchService;
const closing: (() => Promise<void>)[] = [];
/** Parts that are tested where they live. */
const silent: Parts = { transfers: async () => null, liquidity: async () => [], holders: async () => undefined, flows: async () => undefined, trade: async () => undefined };

beforeAll(async () => {
  chain = await startChain();
  const readers = makeChainReaders({ networks: chain.networks });
  const [bytecode, forks] = [makeBytecodeReader(), makeForks({ networks: chain.networks })];
  closing.push(() => bytecode.close(), () => forks.close(), () => chain.close());
  service = makeOnchainService({ readers, forks, bytecode, sources: null, archives: [], known: () => ({ factories: [], quotes: [], lockers: [], burns: [], labels: [] }), parts: silent });
});
afterAll(async () => { for (const close of closing) await close(); });

async function look(address: Hex): Promise<{ report: SectionReport; fact(name: string): Json | undefined; flag(name: string): Json | undefined; text: string }> {
  const { block } = await makeChainReaders({ networks: chain.networks }).open('local');
  const { report } = await service.analyze({ runId: 'run', subject: { kind: 'contract', query: address, network: 'local', chainId: 31337, address, name: null, symbol: null, decimals: null }, block, observedAt: block.time, project: { feeds: [], people: [], treasuries: [], vesting: [], notCirculating: [], unlocks: [], allocation: [], posts: [] } });
  for (const claim of [...Object.values(report.facts), ...Object.values(report.flags)]) for (const id of claim.evidence) expect(report.evidence.map((one) => one.id)).toContain(id);
  return { report, fact: (name) => report.facts[name]?.value, flag: (name) => report.flags[name]?.value, text: JSON.stringify(report) };
}
const hidden = (found: Json | undefined): Json[] => (Array.isArray(found) ? found.map((one) => (one as { account: Json }).account) : []);

describe('tokens', () => {
  it('are known by what they answer', async () => {
    const token = await chain.deploy('Plain');
    const seen = await look(token);
    expect(seen.fact('account.kind')).toBe('contract');
    expect(seen.fact('standards')).toEqual(['ERC-20', 'ERC-2612']);
    expect([seen.fact('token.name'), seen.fact('token.symbol'), seen.fact('token.decimals'), seen.fact('supply.total')]).toEqual(['Plain name', 'PLN', 18, (10n ** 21n).toString()]);
    expect(seen.fact('owner')).toBeNull();
    expect([seen.flag('is_proxy'), seen.flag('hidden_owner'), seen.flag('selfdestruct'), seen.flag('owner_address'), seen.flag('can_take_back_ownership')]).toEqual([false, false, false, null, false]);
    expect(seen.flag('creator_address')).toBe(chain.accounts[0]);
    expect(seen.flag('is_open_source')).toBe('unknown');
    expect(seen.fact('code.compiler')).toMatch(/^solc 0\.8\./);
    expect((await look(token)).text).toBe(seen.text);
  });

  it('older than strings, collections, and vaults too', async () => {
    const ancient = await look(await chain.deploy('Ancient'));
    expect([ancient.fact('standards'), ancient.fact('token.name'), ancient.fact('token.symbol')]).toEqual([['ERC-20'], 'Ancient', 'ANC']);
    expect((await look(await chain.deploy('Collection'))).fact('standards')).toEqual(['ERC-165', 'ERC-721']);
    expect((await look(await chain.deploy('Multi'))).fact('standards')).toEqual(['ERC-165', 'ERC-1155']);
    const vault = await look(await chain.deploy('Vault', [await chain.deploy('Plain')]));
    expect(vault.fact('standards')).toEqual(['ERC-20', 'ERC-4626']);
  });

  it('that say yes to everything are not believed', async () => {
    const seen = await look(await chain.deploy('Yes'));
    expect(seen.fact('standards')).toEqual([]);
  });
});

describe('who is in charge', () => {
  it('an owner and what it may do', async () => {
    const seen = await look(await chain.deploy('Owned', [chain.accounts[3]!]));
    expect(seen.fact('owner')).toBe(chain.accounts[3]);
    expect(seen.fact('ownership.kind')).toEqual({ kind: 'wallet' });
    expect(seen.fact('ownership.powers')).toEqual([{ account: chain.accounts[3], declared: true, found: 'declared', functions: expect.arrayContaining(['mint(address,uint256)', 'setFee(uint256)', 'transferOwnership(address)']) as Json }]);
    expect([seen.flag('hidden_owner'), seen.flag('can_take_back_ownership')]).toEqual([false, false]);
    expect(seen.report.evidence.find((one) => one.id === 'onchain.code.flag.is_mintable')?.value).toBe(true);
  });

  it('a keeper nobody declared, behind a given-up ownership', async () => {
    const seen = await look(await chain.deploy('HiddenOwner', [chain.accounts[5]!]));
    expect(seen.fact('ownership.renounced')).toBe(true);
    expect(seen.flag('hidden_owner')).toBe(true);
    expect(hidden(seen.fact('ownership.hidden'))).toEqual([chain.accounts[5]]);
    expect(seen.fact('ownership.fakeRenounce')).toBe(true);
  });

  it('an account for whom a silent call does something, one known by its hash, and one that needs no allowance', async () => {
    for (const name of ['Silent', 'Taker']) {
      const seen = await look(await chain.deploy(name, [chain.accounts[5]!]));
      expect([seen.flag('hidden_owner'), hidden(seen.fact('ownership.hidden'))], name).toEqual([true, [chain.accounts[5]]]);
    }
    for (const name of ['Hashed', 'HashedByHand']) {
      const hashed = await look(await chain.deploy(name, [chain.accounts[5]!]));
      expect([hashed.flag('hidden_owner'), hashed.fact('ownership.hashed')], name).toEqual([true, true]);
    }
    const harmless = await look(await chain.deploy('Ledgers', [chain.accounts[5]!]));
    expect([harmless.flag('hidden_owner'), harmless.fact('ownership.hashed')]).toEqual([false, undefined]);
  });

  it('a password that brings the ownership back', async () => {
    const seen = await look(await chain.deploy('Password', ['open sesame']));
    expect(seen.flag('can_take_back_ownership')).toBe(true);
  });

  it('an owner who can come back', async () => {
    const seen = await look(await chain.deploy('LockBack'));
    expect(seen.flag('can_take_back_ownership')).toBe(true);
  });

  it('roles, confirmed', async () => {
    const seen = await look(await chain.deploy('Roles', [chain.accounts[6]!, chain.accounts[7]!]));
    expect(seen.fact('ownership.roles')).toEqual([{ role: 'DEFAULT_ADMIN_ROLE', account: chain.accounts[0] }, { role: 'MINTER_ROLE', account: chain.accounts[6] }]);
    expect(seen.flag('hidden_owner')).toBe(false);
  });

  it('several together, or with a delay', async () => {
    const multi = await chain.deploy('MultiSignature', [chain.accounts[1]!, chain.accounts[2]!]);
    expect((await look(await chain.deploy('Owned', [multi]))).fact('ownership.kind')).toEqual({ kind: 'safe', threshold: 2, owners: 2 });
  });

  it('a contract counts for what its code can send, and as hidden when it obeys somebody', async () => {
    const [policy, personal, bystander] = [await chain.deploy('Policy'), await chain.deploy('PolicyOfOne', [chain.accounts[5]!]), await chain.deploy('Bystander')];
    const automatic = await look(await chain.deploy('Elastic', [policy]));
    expect([automatic.flag('hidden_owner'), automatic.fact('ownership.hidden')]).toEqual([false, []]);
    expect(automatic.fact('ownership.powers')).toMatchObject([{ account: policy, functions: ['0x2bec1547'], obeys: expect.stringContaining('nobody') as string }]);
    const kept = await look(await chain.deploy('Elastic', [personal]));
    expect([kept.flag('hidden_owner'), hidden(kept.fact('ownership.hidden')), kept.fact('ownership.shared')]).toEqual([true, [personal], 'unknown']);
    const powerless = await look(await chain.deploy('Elastic', [bystander]));
    expect([powerless.flag('hidden_owner'), powerless.fact('ownership.powers')]).toEqual([false, []]);
  });

  it('whether power is shared', async () => {
    const multi = await chain.deploy('MultiSignature', [chain.accounts[1]!, chain.accounts[2]!]);
    expect((await look(await chain.deploy('Owned', [multi]))).fact('ownership.shared')).toBe(true);
    expect((await look(await chain.deploy('Owned', [chain.accounts[3]!]))).fact('ownership.shared')).toBe(false);
    expect((await look(await chain.deploy('Plain'))).fact('ownership.shared')).toBe(false);
  });
});

describe('proxies', () => {
  it('of every kind, with what they run and who may change it', async () => {
    const implementation = await chain.deploy('Upgradeable');
    const owner = chain.accounts[4]!;
    const proxies = await chain.deploy('Proxies', [implementation, owner]);
    const client = await chain.networks.client('local');
    const at = async (slot: number): Promise<Hex> => `0x${(await client.storageAt(proxies, `0x${slot.toString(16)}`)).slice(-40)}`;
    for (const [slot, kind] of [[0, 'uups'], [1, 'transparent'], [2, 'beacon'], [3, 'erc1167']] as const) {
      const seen = await look(await at(slot));
      expect([seen.fact('proxy.kind'), seen.fact('proxy.implementation'), seen.flag('is_proxy')], kind).toEqual([kind, [implementation], true]);
      expect(seen.fact('standards'), kind).toEqual(['ERC-20']);
      expect(seen.fact('token.symbol'), kind).toBe('UPG');
      if (kind === 'uups') expect(seen.fact('proxy.history')).toEqual([expect.objectContaining({ what: 'implementation', address: implementation })]);
      if (kind !== 'transparent') expect(seen.fact('owner'), kind).toBe(owner);
      expect(seen.fact('deployer.factory'), kind).toBeUndefined();
      expect(seen.fact('deployer.address'), kind).toBe(chain.accounts[0]);
    }
    const own = await look(await chain.deploy('OwnProxy', [implementation]));
    expect([own.fact('proxy.kind'), own.fact('proxy.implementation')]).toEqual(['delegating', [implementation]]);
    const diamond = await look(await chain.deploy('Diamond', [implementation]));
    expect([diamond.fact('proxy.kind'), diamond.fact('proxy.implementation')]).toEqual(['diamond', [implementation]]);
    const office = await chain.deploy('Office');
    const usual: Hex[] = ['0x06fdde03', '0x95d89b41', '0x313ce567', '0x18160ddd', '0x70a08231', '0xdd62ed3e', '0x095ea7b3', '0xa9059cbb', '0x23b872dd', '0x8da5cb5b'];
    const table = await look(await chain.deploy('Table', [implementation, usual, office, ['0x867904b4']]));
    expect([table.fact('proxy.kind'), table.fact('proxy.implementation'), table.flag('is_proxy'), table.fact('standards')]).toEqual(['diamond', [implementation, office], true, ['ERC-20']]);
    const asking = await look(await chain.deploy('Asking', [await chain.deploy('Registry', [implementation])]));
    expect([asking.fact('proxy.kind'), asking.fact('proxy.implementation'), asking.fact('proxy.upgradeable'), asking.fact('standards')]).toEqual(['delegating', [implementation], true, ['ERC-20']]);
    const timelock = await at(4);
    expect((await look(await chain.deploy('Owned', [timelock]))).fact('ownership.kind')).toEqual({ kind: 'timelock', delay: 3600 });
  });
});

describe('whoever keeps liquidity', () => {
  it('is believed what its functions do, not what it says', async () => {
    const token = await chain.deploy('Plain');
    const [bytecode, forks] = [makeBytecodeReader(), makeForks({ networks: chain.networks })];
    try {
      for (const [name, binds] of [['HonestLock', true], ['EmergencyLock', false], ['PostponedLock', false]] as const) {
        const keeper = await chain.deploy(name);
        await chain.send(token, `0xa9059cbb${keeper.slice(2).toLowerCase().padStart(64, '0')}${(10n ** 18n).toString(16).padStart(64, '0')}`);
        const reader = await makeChainReaders({ networks: chain.networks }).open('local');
        const release = await tryRelease({ reader, keeper, pool: token, people: [null], trying: { forks, bytecode, context: {} } });
        expect([name, release?.by ?? null]).toEqual([name, binds ? null : chain.accounts[0]!.toLowerCase()]);
      }
    } finally {
      await Promise.all([bytecode.close(), forks.close()]);
    }
  });
});

describe('other accounts', () => {
  it('that can be destroyed, and that were', async () => {
    expect((await look(await chain.deploy('Killable'))).flag('selfdestruct')).toBe(true);
  });

  it('wallets, with their tokens and approvals', async () => {
    const token = await chain.deploy('Plain', [], 9);
    const word = (value: string): string => value.padStart(64, '0');
    await chain.send(token, `0x095ea7b3${word(chain.accounts[8]!.slice(2))}${'f'.repeat(64)}`, 9);
    await chain.send(token, `0xa9059cbb${word(chain.accounts[7]!.slice(2))}${word('64')}`, 9);
    const seen = await look(chain.accounts[9]!);
    expect(seen.fact('account.kind')).toBe('wallet');
    expect(seen.fact('wallet.tokens')).toEqual([{ token, symbol: 'PLN', decimals: 18, balance: (10n ** 21n - 100n).toString() }]);
    expect(seen.fact('wallet.dangerousApprovals')).toEqual([expect.objectContaining({ token, spender: chain.accounts[8], unlimited: true, because: 'the spender is a wallet' })]);
    expect(seen.fact('wallet.counterparties')).toEqual([{ address: chain.accounts[7], received: 0, sent: 1 }]);
    expect(seen.fact('wallet.contracts')).toEqual([{ address: token, token: true }]);
    expect(seen.report.flags).toEqual({});
  });

  it('empty ones and precompiled ones', async () => {
    // Without a transaction and without ether an address can still hold tokens and have approved them by signature.
    const empty = await look(`0x${'51'.repeat(20)}`);
    expect([empty.fact('account.kind'), empty.fact('wallet.tokens'), empty.fact('wallet.dangerousApprovals')]).toEqual(['empty', [], []]);
    for (const [address, kind] of [['0x0000000000000000000000000000000000000001', 'precompile'], ['0x0000000000000000000000000000000000000000', 'empty']] as const) {
      const seen = await look(address);
      expect([seen.fact('account.kind'), seen.fact('wallet.dangerousApprovals')]).toEqual([kind, []]);
    }
  });
});

describe('the deployer', () => {
  it('and what else it made', async () => {
    const seen = await look(await chain.deploy('Plain', [], 9));
    expect(seen.fact('deployer.address')).toBe(chain.accounts[9]);
    expect(seen.fact('deployer.contracts')).toHaveLength(1);
  });
});

