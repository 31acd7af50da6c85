import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '@hyperlens/protocol';
import { loadConfig, maskUrl } from './config.ts';
import { listSettings } from './settings.ts';

function homeWith(toml?: string): string {
  const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-config-'));
  if (toml !== undefined) writeFileSync(path.join(home, 'config.toml'), toml);
  return home;
}
function problemOf(action: () => unknown): AppError {
  try { action(); } catch (error) { if (AppError.is(error)) return error; throw error; }
  throw new Error('it did not throw');
}

describe('configuration', () => {
  it('is complete without any input', () => {
    const { config, values, file } = loadConfig({}, { environment: {} });
    expect(config.server).toMatchObject({ host: '127.0.0.1', port: 8000, hosts: [] });
    expect(config.defaultNetwork).toBe('local');
    expect(config.audit.failOn).toBe('high');
    expect(file).toBeNull();
    expect(values.every((value) => value.source === 'default')).toBe(true);
  });

  it('layers file, environment and flags, and remembers where each value came from', () => {
    const home = homeWith('defaultNetwork = "sepolia"\n[server]\nport = 9001\nhosts = ["box.local"]\n[tests]\nfuzzRuns = 10\n');
    const loaded = loadConfig({ 'server.port': { value: '9003', flag: '--port' } }, { environment: { HYPERLENS_HOME: home, HYPERLENS_SERVER_PORT: '9002', HYPERLENS_TESTS_FUZZ_RUNS: '20' } });
    expect(loaded.config.server.port).toBe(9003);
    expect(loaded.config.tests.fuzzRuns).toBe(20);
    expect(loaded.config.defaultNetwork).toBe('sepolia');
    expect(loaded.sourceOf('server.port')).toBe('flag --port');
    expect(loaded.sourceOf('tests.fuzzRuns')).toBe('environment HYPERLENS_TESTS_FUZZ_RUNS');
    expect(loaded.sourceOf('defaultNetwork')).toBe(`file ${home}/config.toml`);
    expect(loaded.sourceOf('home')).toBe('environment HYPERLENS_HOME');
  });

  it('takes networks and approvals from file and environment', () => {
    const home = homeWith('[networks.mine]\nname = "Mine"\nchainId = 77\nrpcUrls = ["http://127.0.0.1:8545"]\nkind = "remote"\n[approval]\nlocal = "always"\n');
    const { config } = loadConfig({}, { environment: { HYPERLENS_HOME: home, HYPERLENS_NETWORKS_MANTLE_SEPOLIA_RPC_URLS: 'https://a.example/x, https://b.example', HYPERLENS_APPROVAL_MINE: 'never' } });
    expect(config.networks['mine']?.chainId).toBe(77);
    expect(config.networks['mantle-sepolia']?.rpcUrls).toEqual(['https://a.example/x', 'https://b.example']);
    expect(config.networks['mantle-sepolia']).toEqual({ rpcUrls: ['https://a.example/x', 'https://b.example'] });
    expect(config.approval).toEqual({ local: 'always', mine: 'never' });
  });

  it('takes a whole network from the command line or the environment', () => {
    const flags = { 'networks.anvil.chainId': { value: '31337', flag: '--set' }, 'networks.anvil.rpcUrls': { value: 'http://127.0.0.1:8545, http://127.0.0.1:8546', flag: '--set' }, 'networks.anvil.testnet': { value: 'true', flag: '--set' } };
    expect(loadConfig(flags, { environment: { HYPERLENS_HOME: homeWith('') } }).config.networks).toEqual({ anvil: { chainId: 31_337, rpcUrls: ['http://127.0.0.1:8545', 'http://127.0.0.1:8546'], testnet: true } });
    const environment = { HYPERLENS_HOME: homeWith(''), HYPERLENS_NETWORKS_MY_CHAIN_CHAIN_ID: '5', HYPERLENS_NETWORKS_MY_CHAIN_RPC_URLS: 'http://127.0.0.1:1' };
    expect(loadConfig({}, { environment }).config.networks).toEqual({ 'my-chain': { chainId: 5, rpcUrls: ['http://127.0.0.1:1'] } });
    expect(() => loadConfig({ 'networks.anvil.chainId': { value: 'many', flag: '--set' } }, { environment: { HYPERLENS_HOME: homeWith('') } })).toThrow('networks.anvil.chainId');
  });

  it('names key and source of what is wrong', () => {
    const cases: [string | undefined, Record<string, string>, string, RegExp][] = [
      ['[server]\nprot = 1\n', {}, 'server.prot', /config\.toml/],
      ['colour = "red"\n', {}, 'colour', /config\.toml/],
      ['[server]\nport = "x"\n', {}, 'server.port', /config\.toml/],
      ['[networks.mine]\nchain = 1\n', {}, 'networks.mine.chain', /config\.toml/],
      ['server = 3\n', {}, 'server', /config\.toml/],
      ['not toml', {}, '(whole file)', /config\.toml/],
      ['[model]\napiKey = "sk-1"\n', {}, 'model.apiKey', /config\.toml/],
      [undefined, { HYPERLENS_SERVER_PORT: 'many' }, 'server.port', /HYPERLENS_SERVER_PORT/],
      [undefined, { HYPERLENS_SERVER_PROT: '1' }, 'HYPERLENS_SERVER_PROT', /environment/],
      [undefined, { HYPERLENS_AUDIT_FAIL_ON: 'terrible' }, 'audit.failOn', /HYPERLENS_AUDIT_FAIL_ON/],
    ];
    for (const [toml, environment, key, source] of cases) {
      const error = problemOf(() => loadConfig({}, { environment: { HYPERLENS_HOME: homeWith(toml), ...environment } }));
      expect([error.code, error.details['key']], JSON.stringify([toml, environment])).toEqual(['CONFIG_INVALID', key]);
      expect(String(error.details['source'])).toMatch(source);
    }
    expect(problemOf(() => loadConfig({}, { environment: {}, file: '/nowhere/config.toml' })).code).toBe('FILE_UNREADABLE');
  });

  it('never shows a secret', () => {
    const { config, values } = loadConfig({}, { environment: { HYPERLENS_MODEL_PROVIDER: 'openai', OPENAI_API_KEY: 'sk-canary', HYPERLENS_KEYSTORE_PASSPHRASE: 'canary-phrase', DATABASE_URL: 'postgres://me:canary-word@db/x' } });
    expect(config.model.apiKey).toBe('sk-canary');
    expect(JSON.stringify(values)).not.toContain('canary');
    expect(values.find((value) => value.key === 'model.apiKey')).toMatchObject({ source: 'environment OPENAI_API_KEY', value: '********' });
    expect(maskUrl('host=db password=hush')).toBe('********');
  });

  it('is documented, key by key', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');
    expect(listSettings().map(({ key }) => key).filter((key) => !page.includes(`\`${key}`))).toEqual([]);
  });

  it('describes every setting', () => {
    expect(listSettings().filter((setting) => setting.key !== 'home' && setting.description === '')).toEqual([]);
    expect(listSettings().map((setting) => setting.variable)).toContain('HYPERLENS_KEYSTORE_PASSPHRASE_FILE');
  });

  it('refuses a shared token that no header can carry, without showing it', () => {
    for (const token of ['with spaces in the middle', 'tooshort', 'naïve-token-of-many-letters']) {
      expect(() => loadConfig({}, { environment: { HYPERLENS_SERVICES_TOKEN: token } })).toThrow(/services\.token/);
      expect(() => loadConfig({}, { environment: { HYPERLENS_SERVICES_TOKEN: token } })).not.toThrow(token);
    }
    expect(loadConfig({}, { environment: { HYPERLENS_SERVICES_TOKEN: 'sixteen-or-more-letters' } }).config.services.token).toBe('sixteen-or-more-letters');
  });
});
