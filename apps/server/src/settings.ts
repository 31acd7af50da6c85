import { z } from 'zod';
import { auditPolicy, network } from '@hyperlens/protocol';
import { sourceSecrets, sourceSettings } from './source-settings.ts';

/** Engines the model client can speak to; see docs/models.md. */
export const modelProvider = z.enum(['openai', 'anthropic', 'google', 'openai-compatible']);

/**
 * What the configuration may say about a network: any part of a known one (its RPC URLs, its confirmations), or a whole one of your own.
 * The network manager checks that a new network is complete.
 */
export const networkSettings = network.omit({ id: true, caip2: true }).partial().extend({
  rpcUrls: z.array(z.url()).optional(),
  verifiers: network.shape.verifiers.removeDefault().optional(),
  confirmationTimeoutSeconds: network.shape.confirmationTimeoutSeconds.removeDefault().optional(),
}).strict();
export type NetworkSettings = z.infer<typeof networkSettings>;

const pool = (concurrency: number) => z.number().int().min(1).max(64).default(concurrency);
const days = (value: number) => z.number().int().min(0).max(36_500).default(value);
const seconds = (value: number, maximum: number) => z.number().int().min(1).max(maximum).default(value);

/**
 * Every setting, its type, default and meaning. A key is the path to it (`server.port`); its environment variable is the path in capitals
 * (`HYPERLENS_SERVER_PORT`, `HYPERLENS_KEYSTORE_PASSPHRASE_FILE`). Times are in the unit the name says.
 */
export const settings = z.object({
  home: z.string().min(1).describe('Folder that holds all data.'),
  server: z.object({
    host: z.string().min(1).default('127.0.0.1').describe('Loopback address to listen on.'),
    port: z.number().int().min(0).max(65_535).default(8000).describe('Port to listen on; 0 takes any free one. When not set, the next free port from 8000 on.'),
    hosts: z.array(z.string().min(1)).default([]).describe('Further host names the server answers to, for example behind an SSH tunnel.'),
    trustSameUser: z.boolean().default(true).describe('Accept connections from programs of the same user without a token (Linux); others always need it.'),
    requestsPerMinute: z.number().int().min(10).max(1_000_000).default(3_000).describe('Requests one client may send per minute.'),
    bodyLimitBytes: z.number().int().min(1_024).max(256 * 1_048_576).default(48 * 1_048_576).describe('Largest request body.'),
  }).strict().prefault({}),
  client: z.object({
    server: z.url({ protocol: /^https?$/ }).optional().describe('Server that the verbs talk to instead of working in process (--server).'),
    token: z.string().min(1).optional().describe('Access token for that server; only from the environment.'),
  }).strict().prefault({}),
  database: z.object({
    url: z.string().min(1).optional().describe('PostgreSQL 15+ with pgvector; without it an embedded database lives in the home folder. Also DATABASE_URL.'),
  }).strict().prefault({}),
  defaultNetwork: z.string().min(1).default('local').describe('Network used when none is named.'),
  networks: z.record(z.string().regex(/^[a-z0-9-]+$/, 'a network id has small letters, digits and dashes'), networkSettings).default({}).describe('Own networks, and changes to known ones.'),
  approval: z.record(z.string(), z.enum(['never', 'always'])).default({}).describe('Whether a deployment to a network has to be approved.'),
  audit: z.object({
    failOn: auditPolicy.shape.failOn.describe('Findings of this severity or worse stop a run.'),
    requiredTools: auditPolicy.shape.requiredTools.describe('Analyzers that must finish, installed or not.'),
    toolTimeoutMilliseconds: auditPolicy.shape.toolTimeoutMilliseconds.describe('Time for one analyzer.'),
    toolMemoryMegabytes: auditPolicy.shape.toolMemoryMegabytes.describe('Memory for one analyzer.'),
  }).strict().prefault({}),
  tests: z.object({
    fuzzRuns: z.number().int().min(1).max(1_000_000).default(256).describe('Inputs tried per fuzz test.'),
    invariantRuns: z.number().int().min(1).max(100_000).default(32).describe('Call sequences tried per invariant.'),
    invariantDepth: z.number().int().min(1).max(10_000).default(32).describe('Calls in one sequence.'),
    timeoutSeconds: seconds(120, 3_600).describe('Time for one test run.'),
    coverage: z.boolean().default(true).describe('Measure which lines and branches the tests reach.'),
  }).strict().prefault({}),
  pools: z.object({
    agent: pool(2).describe('Runs worked on at once.'),
    analytics: pool(1).describe('Analytics jobs at once.'),
    data: pool(2).describe('Data jobs at once.'),
  }).strict().prefault({}),
  model: z.object({
    provider: modelProvider.optional().describe('Model provider; without one the built-in reader works alone.'),
    name: z.string().min(1).optional().describe('Model id as the provider spells it.'),
    baseUrl: z.url({ protocol: /^https?$/ }).optional().describe('Address of an OpenAI-compatible server, or of a proxy.'),
    apiKey: z.string().min(1).optional().describe('Key of the provider; only from the environment (also OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY).'),
    timeoutSeconds: seconds(120, 3_600).describe('Time for one model call.'),
    inputPricePerMillion: z.number().min(0).optional().describe('Dollars per million tokens read; with the next one costs are recorded.'),
    outputPricePerMillion: z.number().min(0).optional().describe('Dollars per million tokens written.'),
  }).strict().prefault({}),
  keystore: z.object({
    path: z.string().min(1).optional().describe('Encrypted keystore file; default keystore.json in the home folder.'),
    passphrase: z.string().min(1).optional().describe('Passphrase of the keystore; only from the environment.'),
    passphraseFile: z.string().min(1).optional().describe('File that holds the passphrase.'),
  }).strict().prefault({}),
  retention: z.object({
    runsDays: days(365).describe('Ended runs that deployed nothing are kept so long; 0 for ever.'),
    eventsDays: days(90).describe('Events are kept so long, and always while their run is kept or a consumer has not handled them; 0 for ever.'),
    stepResultsDays: days(30).describe('How long an ended run can be continued from a step or forked; 0 for ever.'),
    outboxDays: days(7).describe('Records of flows that were started are kept so long; 0 for ever.'),
    idempotencyHours: z.number().int().min(0).max(87_600).default(24).describe('After so long the idempotency key of an ended run is free again; 0 never. One of a deployment stays taken.'),
  }).strict().prefault({}),
  log: z.object({
    level: z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('warn').describe('Least important lines written to stderr.'),
  }).strict().prefault({}),
  sources: sourceSettings.prefault({}),
  net: z.object({
    allow: z.array(z.string().min(1)).default([]).describe('Hosts on private addresses that research may fetch, as host or host:port.'),
    timeoutSeconds: seconds(10, 120).describe('Time for one request to a source outside.'),
    responseLimitBytes: z.number().int().min(1_024).max(64 * 1_048_576).default(4 * 1_048_576).describe('Largest answer taken from a source outside.'),
  }).strict().prefault({}),
  services: z.object({
    token: z.string().regex(/^[\x21-\x7e]{16,500}$/, 'must be 16 to 500 printable characters without spaces, as it travels in a header').optional().describe('Token the processes of one installation show each other; only from the environment.'),
  }).strict().prefault({}),
  roles: z.array(z.enum(['all', 'gateway', 'worker', 'onchain', 'sentiment', 'tokenomics', 'team'])).min(1).default(['all']).describe('What this process does.'),
}).strict();

/** The configuration the rest of the product gets: checked, complete, paths absolute. */
export type Config = z.infer<typeof settings>;

/** Keys that may only come from the environment and are never shown. */
export const secretKeys: readonly string[] = ['client.token', 'model.apiKey', 'keystore.passphrase', 'services.token', ...sourceSecrets];

/** Keys whose value may hold a password inside a URL; shown with the password masked. */
export const urlKeys: readonly string[] = ['database.url', 'client.server', 'model.baseUrl'];

/** One setting as documentation and `hyperlens config` list it. `type` decides how text from the environment is read. */
export interface Setting { key: string; variable: string; type: 'string' | 'number' | 'boolean' | 'list' | 'record'; description: string; secret: boolean }

/** Name of the environment variable of a key: `model.apiKey` is HYPERLENS_MODEL_API_KEY. */
export function variableOf(key: string): string {
  return `HYPERLENS_${key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[.-]/g, '_').toUpperCase()}`;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const definition = schema._zod.def as { type: string; innerType?: z.core.$ZodType };
  return definition.innerType && ['default', 'prefault', 'optional', 'nullable'].includes(definition.type) ? unwrap(definition.innerType) : schema;
}

/** All leaf settings in the order of the schema. */
export function listSettings(schema: z.core.$ZodType = settings, prefix = ''): Setting[] {
  const inner = unwrap(schema);
  const definition = inner._zod.def as { type: string; shape?: Record<string, z.core.$ZodType> };
  if (definition.type === 'object' && definition.shape) {
    return Object.entries(definition.shape).flatMap(([name, child]) => listSettings(child, prefix ? `${prefix}.${name}` : name));
  }
  const types: Record<string, Setting['type']> = { number: 'number', boolean: 'boolean', array: 'list', record: 'record' };
  const description = (z.globalRegistry.get(schema) ?? z.globalRegistry.get(inner))?.description ?? '';
  return [{ key: prefix, variable: variableOf(prefix), type: types[definition.type] ?? 'string', description, secret: secretKeys.includes(prefix) }];
}
