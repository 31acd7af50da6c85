import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { AppError, type Json } from '@hyperlens/protocol';
import { listSettings, secretKeys, settings, urlKeys, variableOf, type Config, type Setting } from './settings.ts';

/** One value with the place it came from: `default`, a file, a variable or a flag. */
export interface ConfigValue { key: string; value: Json; source: string; secret: boolean }
export interface LoadedConfig {
  config: Config;
  values: ConfigValue[];
  /** The file that was read, null when there is none. */
  file: string | null;
  /** Where a key came from. */
  readonly sourceOf: (key: string) => string;
}
/** Values from the command line: `{ 'server.port': '9000' }`, each with the flag as people typed it. */
export type ConfigFlags = Record<string, { value: string | string[] | boolean; flag: string }>;

interface Entry { value: unknown; source: string }
type Entries = Map<string, Entry>;
type Environment = Record<string, string | undefined>;

const catalogue = listSettings();
const byKey = new Map(catalogue.map((setting) => [setting.key, setting]));
const byVariable = new Map(catalogue.map((setting) => [setting.variable, setting]));
const aliases: Record<string, string> = { DATABASE_URL: 'database.url' };
/** Variables a provider's own tools use; read when the provider is chosen and no key of ours is set. */
const providerKeys: Record<string, string> = { openai: 'OPENAI_API_KEY', anthropic: 'ANTHROPIC_API_KEY', google: 'GOOGLE_GENERATIVE_AI_API_KEY' };
/** Ours, but not settings: the configuration file itself, and what the tests use. */
const otherVariables = /^HYPERLENS_(CONFIG$|TEST_)/;

function wrong(key: string, source: string, problem: string): AppError {
  return new AppError('CONFIG_INVALID', { key, source, problem });
}

/** Text from a variable or flag as the type its setting wants; what does not fit stays text, and the schema then says so. */
function fromText(setting: Pick<Setting, 'type'>, text: string): unknown {
  if (setting.type === 'number') return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  if (setting.type === 'boolean') return ({ true: true, 1: true, yes: true, false: false, 0: false, no: false } as Record<string, boolean>)[text.trim().toLowerCase()] ?? text;
  if (setting.type === 'list') return text.split(',').map((part) => part.trim()).filter(Boolean);
  return text;
}

/** Fields of a network that are no text. */
const networkTypes: Record<string, Setting['type']> = { chainId: 'number', confirmations: 'number', confirmationTimeoutSeconds: 'number', testnet: 'boolean', rpcUrls: 'list', verifiers: 'list' };

/** The record keys that variables can reach: HYPERLENS_NETWORKS_<ID>_RPC_URLS, HYPERLENS_NETWORKS_<ID>_CHAIN_ID and HYPERLENS_APPROVAL_<ID>. */
function recordVariable(name: string, text: string): { key: string; value: unknown } | null {
  const network = /^HYPERLENS_NETWORKS_([A-Z0-9_]+)_(RPC_URLS|CHAIN_ID)$/.exec(name);
  if (network?.[1]) {
    const field = network[2] === 'CHAIN_ID' ? 'chainId' : 'rpcUrls';
    return { key: `networks.${network[1].toLowerCase().replaceAll('_', '-')}.${field}`, value: fromText({ type: networkTypes[field] ?? 'string' }, text) };
  }
  const approval = /^HYPERLENS_APPROVAL_([A-Z0-9_]+)$/.exec(name);
  if (approval?.[1]) return { key: `approval.${approval[1].toLowerCase().replaceAll('_', '-')}`, value: text };
  return null;
}

function environmentLayer(environment: Environment, entries: Entries): void {
  for (const [name, text] of Object.entries(environment)) {
    if (text === undefined || text === '') continue;
    const key = aliases[name] ?? byVariable.get(name)?.key;
    const setting = key === undefined ? undefined : byKey.get(key);
    if (setting && setting.type !== 'record') {
      // The product's own name wins over the alias, whatever the order of the environment.
      if (aliases[name] === undefined || !entries.get(setting.key)?.source.startsWith('environment')) entries.set(setting.key, { value: fromText(setting, text), source: `environment ${name}` });
      continue;
    }
    if (!name.startsWith('HYPERLENS_') || otherVariables.test(name)) continue;
    const record = recordVariable(name, text);
    if (!record) throw wrong(name, 'the environment', 'there is no such setting');
    entries.set(record.key, { value: record.value, source: `environment ${name}` });
  }
}

function fileLayer(file: string, asked: boolean, entries: Entries): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!asked && (error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new AppError('FILE_UNREADABLE', { path: file, reason: (error as Error).message }, error);
  }
  let tree: unknown;
  try {
    tree = parseToml(text);
  } catch (error) {
    throw wrong('(whole file)', file, (error as Error).message.split('\n')[0] ?? 'not TOML');
  }
  const walk = (value: unknown, key: string): void => {
    const known = byKey.get(key);
    if (known?.type === 'record' || (!known && value !== null && typeof value === 'object' && !Array.isArray(value))) {
      const children = Object.entries(value as Record<string, unknown>);
      if (known) for (const [id, child] of children) recordEntry(`${key}.${id}`, child);
      else for (const [name, child] of children) walk(child, key ? `${key}.${name}` : name);
      return;
    }
    if (secretKeys.includes(key)) throw wrong(key, file, `secrets are only read from the environment (${variableOf(key)})`);
    entries.set(key, { value, source: `file ${file}` });
  };
  const recordEntry = (key: string, value: unknown): void => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && key.split('.').length === 2) {
      for (const [name, child] of Object.entries(value)) entries.set(`${key}.${name}`, { value: child, source: `file ${file}` });
    } else entries.set(key, { value, source: `file ${file}` });
  };
  walk(tree, '');
  return true;
}

function flagLayer(flags: ConfigFlags, entries: Entries): void {
  for (const [key, { value, flag }] of Object.entries(flags)) {
    const setting = byKey.get(key);
    if (secretKeys.includes(key)) throw wrong(key, `flag ${flag}`, `secrets are only read from the environment (${variableOf(key)})`);
    const type = setting?.type ?? networkTypes[/^networks\.[^.]+\.(\w+)$/.exec(key)?.[1] ?? ''];
    const parsed = type && typeof value === 'string' ? fromText({ type }, value) : value;
    entries.set(key, { value: parsed, source: `flag ${flag}` });
  }
}

function toTree(entries: Entries): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  for (const [key, { value, source }] of entries) {
    const parts = key.split('.');
    const last = parts.pop() as string;
    let node = tree;
    for (const part of parts) {
      const next = Object.hasOwn(node, part) ? node[part] : (node[part] = {});
      if (next === null || typeof next !== 'object') throw wrong(key, source, `${part} is not a group of settings`);
      node = next as Record<string, unknown>;
    }
    if (last === '__proto__' || parts.includes('__proto__')) throw wrong(key, source, 'there is no such setting');
    node[last] = value;
  }
  return tree;
}

/** A URL with its password replaced, for showing. Text that is no URL is hidden whole when it may hold a password. */
export function maskUrl(text: string): string {
  const url = URL.parse(text);
  if (!url) return text.includes('@') || /password/i.test(text) ? '********' : text;
  if (url.password) url.password = '********';
  for (const name of url.searchParams.keys()) if (/pass|key|token|secret/i.test(name)) url.searchParams.set(name, '********');
  return url.toString();
}

function shown(key: string, value: unknown): Json {
  if (secretKeys.includes(key)) return '********';
  if (typeof value === 'string' && urlKeys.includes(key)) return maskUrl(value);
  if (key.endsWith('.rpcUrls') && Array.isArray(value)) return value.map((url) => maskUrl(String(url)));
  return (value ?? null) as Json;
}

/** Every leaf of the finished configuration, including the parts of networks and approvals. */
function leaves(value: unknown, prefix: string): [string, unknown][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [[prefix, value]];
  const children = Object.entries(value);
  const group = !prefix || [...byKey.keys()].some((key) => key.startsWith(`${prefix}.`));
  if (!group && children.length === 0) return [[prefix, value]];
  return children.flatMap(([name, child]) => leaves(child, prefix ? `${prefix}.${name}` : name));
}

/**
 * Reads the configuration: defaults, then the file ($HYPERLENS_HOME/config.toml, HYPERLENS_CONFIG or --config), then the environment, then
 * flags. This is the only place that reads the environment.
 * @throws CONFIG_INVALID naming the key and where it came from; FILE_UNREADABLE for a file that was asked for.
 */
export function loadConfig(flags: ConfigFlags = {}, options: { file?: string; environment?: Environment } = {}): LoadedConfig {
  const environment = options.environment ?? process.env;
  const above: Entries = new Map([['home', { value: path.join(homedir(), '.hyperlens'), source: 'default' }]]);
  environmentLayer(environment, above);
  flagLayer(flags, above);
  const home = path.resolve(String(above.get('home')?.value));
  const asked = options.file ?? environment['HYPERLENS_CONFIG'];
  const file = path.resolve(asked ?? path.join(home, 'config.toml'));

  const entries: Entries = new Map();
  const found = fileLayer(file, asked !== undefined, entries);
  if (entries.has('home')) throw wrong('home', file, 'the file lies in the home folder; set HYPERLENS_HOME or --home instead');
  for (const [key, entry] of above) entries.set(key, entry);
  entries.set('home', { value: home, source: above.get('home')?.source ?? 'default' });

  const provider = entries.get('model.provider')?.value;
  const providerVariable = typeof provider === 'string' ? providerKeys[provider] : undefined;
  if (providerVariable && !entries.has('model.apiKey') && environment[providerVariable]) entries.set('model.apiKey', { value: environment[providerVariable], source: `environment ${providerVariable}` });

  const parsed = settings.safeParse(toTree(entries));
  const sourceOf = (key: string): string => entries.get(key)?.source ?? 'default';
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const key = [...(issue?.path.map(String) ?? []), ...(unknown === undefined ? [] : [unknown])].join('.');
    const holder = [...entries.keys()].find((candidate) => candidate === key || candidate.startsWith(`${key}.`) || key.startsWith(`${candidate}.`));
    throw wrong(key, holder ? sourceOf(holder) : 'default', unknown === undefined ? (issue?.message ?? 'it does not fit') : 'there is no such setting');
  }
  const config = parsed.data;
  const base = path.dirname(file);
  if (config.keystore.path) config.keystore.path = path.resolve(base, config.keystore.path);
  if (config.keystore.passphraseFile) config.keystore.passphraseFile = path.resolve(base, config.keystore.passphraseFile);
  const values = leaves(config, '').map(([key, value]) => ({ key, value: shown(key, value), source: sourceOf(key), secret: secretKeys.includes(key) }));
  return { config, values, file: found ? file : null, sourceOf };
}

/** What programs of this machine need to be found and to reach the network: PATH, and proxy and certificate settings. */
export function machineEnvironment(environment: Environment = process.env): { searchPath: string; network: Record<string, string> } {
  const wanted = /^(https?_proxy|no_proxy|all_proxy|ssl_cert_file|ssl_cert_dir|requests_ca_bundle|pip_(index_url|cert|config_file|extra_index_url))$/i;
  const network = Object.entries(environment).filter((entry): entry is [string, string] => wanted.test(entry[0]) && entry[1] !== undefined);
  return { searchPath: environment.PATH ?? '', network: Object.fromEntries(network) };
}
