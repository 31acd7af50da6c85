// An application in memory for the tests of the gateway and the CLI. Nothing of the product imports this.
import { randomUUID } from 'node:crypto';
import { AppError, buildRequest, buildSteps, type AuditReport, type Deployment, type Event, type HealthReport, type Network, type NewEvent, type Run, type Spec, type TestReport, type Template } from '@hyperlens/protocol';
import type { Application } from '../application.ts';
import { fakeResearch } from './research.fake.ts';

const now = (): string => new Date().toISOString();
export const fakeHash = `0x${'ab'.repeat(32)}` as const;
export const fakeAddress = `0x${'11'.repeat(20)}` as const;

export const fakeSpec: Spec = {
  schemaVersion: 1, kind: 'erc20', contractName: 'Acorn', network: 'local', parameters: { name: 'Acorn', symbol: 'ACRN' }, constructorArguments: [], standards: ['ERC-20'], upgradeability: 'none',
  understood: [{ field: 'symbol', statement: 'symbol ACRN', quote: 'ACRN' }], assumed: [{ field: 'decimals', statement: '18 decimals' }], unsupported: [], templates: [], author: 'rules', hash: 'a'.repeat(64),
};
export const fakeAudit: AuditReport = {
  verdict: 'pass', reasons: ['Nothing of high severity or worse.'], files: ['contracts/Acorn.sol'], solcVersion: '0.8.30',
  tools: [{ id: 'hyperlens', version: '1', status: 'completed', milliseconds: 5, findings: 1, required: true }],
  findings: [{ id: 'f1', ruleId: 'token/mint', severity: 'informational', confidence: 'high', title: 'The owner can mint', description: 'The supply can grow.', file: 'contracts/Acorn.sol', line: 3, endLine: 3, tool: 'hyperlens', tools: ['hyperlens'], status: 'open' }],
};
export const fakeTests: TestReport = { verdict: 'pass', passed: 2, failed: 0, skipped: 0, cases: [{ suite: 'AcornTest', name: 'test_supply', kind: 'unit', status: 'passed' }, { suite: 'AcornTest', name: 'testFuzz_mint', kind: 'fuzz', status: 'passed', runs: 256 }], coverage: { lines: 100, branches: 90, files: [] }, gas: [], reasons: [], seed: '0x1', milliseconds: 12 };
export const fakeNetwork: Network = { id: 'local', name: 'Local chain', chainId: 31_337, caip2: 'eip155:31337', testnet: true, kind: 'local', rpcUrls: ['http://user:canary@127.0.0.1:8545/'], currency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, evmVersion: 'cancun', fees: { type: 'eip1559', layer1: 'none', gasMarginPercent: 15 }, confirmations: 0, confirmationTimeoutSeconds: 30, approval: 'never', verifiers: [] };
const template: Template & { source: string } = { id: 'erc20', version: 1, title: 'ERC-20', description: 'A token', kind: 'erc20', standards: ['ERC-20'], tags: [], prompts: [], risks: [], licence: 'MIT', cid: 'bafy', builtin: true, createdAt: now(), source: 'contract A {}' };

export function fakeDeployment(runId: string | null): Deployment {
  return { id: randomUUID(), runId, intentKey: 'k', network: 'local', chainId: 31_337, status: 'confirmed', plan: null, error: null, createdAt: now(), updatedAt: now(), contracts: [{ name: 'Acorn', address: fakeAddress, transactionHash: fakeHash, blockNumber: 1, bytecodeMatch: 'exact' }], attempts: [{ transactionHash: fakeHash, nonce: 0, rawTransaction: '0x02', status: 'confirmed', createdAt: now() }] };
}

/** An event bus in memory that keeps order and replays. */
export function fakeBus() {
  const log: Event[] = [];
  const followers = new Set<{ stream?: string; deliver: (event: Event) => void }>();
  const positionOf = (cursor: string): number => Number(cursor.split('-')[1]);
  const matching = (stream: string | undefined, after: string | null | undefined): Event[] => log.filter((event) => (stream === undefined || event.stream === stream) && (!after || positionOf(event.cursor) > positionOf(after)));
  const bus: Application['events'] & { followers: typeof followers } = {
    followers,
    append(events) {
      const stored = [events].flat().map((event: NewEvent): Event => ({ cursor: `1-${log.length + 1}`, id: randomUUID(), type: event.type, stream: event.stream, sequence: log.filter(({ stream }) => stream === event.stream).length + 1, data: event.data as Event['data'], recordedAt: now() }));
      for (const event of stored) {
        log.push(event);
        for (const follower of followers) if (follower.stream === undefined || follower.stream === event.stream) follower.deliver(event);
      }
      return Promise.resolve(stored);
    },
    read: ({ stream, after, limit }) => Promise.resolve(matching(stream, after).slice(0, limit ?? 100)),
    follow({ stream, after }, deliver) {
      const follower = { ...(stream === undefined ? {} : { stream }), deliver };
      if (after !== undefined) for (const event of matching(stream, after)) deliver(event);
      followers.add(follower);
      return Promise.resolve({ close: () => { followers.delete(follower); return Promise.resolve(); } });
    },
    consume: () => Promise.resolve({ close: () => Promise.resolve() }),
    deadLetters: () => Promise.resolve([]),
    redrive: (id) => Promise.reject(new AppError('NOT_FOUND', { what: 'dead letter', id })),
    discard: () => Promise.resolve(),
    rewind: () => Promise.resolve(),
  };
  return bus;
}

export interface FakeOptions {
  /** What a request does: its words choose the way the run goes. Milliseconds between steps. */
  pace?: number;
  health?: () => Promise<HealthReport>;
}

/** Runs that go through all steps by themselves. "fail the audit", "wait for approval", "hang" and "unsupported" in a request change the way. */
export function makeFakeApplication({ pace = 1, health }: FakeOptions = {}) {
  const runs = new Map<string, Run>();
  const keys = new Map<string, string>();
  const events = fakeBus();
  const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, pace); });
  const find = (id: string): Run => {
    const found = runs.get(id);
    if (!found) throw new AppError('NOT_FOUND', { what: 'run', id });
    return found;
  };
  const setStatus = async (run: Run, status: Run['status'], code?: 'GATE_REFUSED' | 'REQUEST_UNSUPPORTED'): Promise<void> => {
    if (run.status === 'cancelled') return;
    run.status = status;
    if (code) {
      const error = code === 'GATE_REFUSED' ? new AppError(code, { gate: 'audit', reason: 'a finding' }) : new AppError('REQUEST_UNSUPPORTED', { what: 'a rocket' });
      run.error = { code: error.code, message: error.message, remedy: error.remedy };
    }
    await events.append({ type: 'run.updated', stream: run.runId, data: { status, ...(run.error ? { error: { code: run.error.code, message: run.error.message } } : {}) } });
  };
  const go = async (run: Run, from = 0): Promise<void> => {
    await setStatus(run, 'running');
    for (const step of run.steps.slice(from)) {
      const announce = (status: 'running' | 'completed' | 'failed' | 'waiting', summary?: string) => {
        step.status = status;
        step.summary = summary ?? step.summary;
        return events.append({ type: 'run.step', stream: run.runId, data: { step: step.name, status, attempt: 1, ...(summary ? { summary } : {}) } });
      };
      if (find(run.runId).status === 'cancelled') return;
      await announce('running');
      await pause();
      const { request, specOnly, deploy, approve } = run.request;
      if (request.includes('hang') && step.name === 'test') return;
      if (step.name === 'specify') run.spec = fakeSpec;
      if (step.name === 'specify' && request.includes('unsupported')) { await announce('failed'); return setStatus(run, 'rejected', 'REQUEST_UNSUPPORTED'); }
      if (step.name === 'write') run.contracts = [{ name: 'Acorn', path: '/tmp/Acorn.sol', standards: ['ERC-20'] }];
      if (step.name === 'audit') run.audit = fakeAudit;
      if (step.name === 'audit' && request.includes('fail the audit')) { await announce('failed'); return setStatus(run, 'rejected', 'GATE_REFUSED'); }
      if (step.name === 'test') run.tests = fakeTests;
      if (step.name === 'approve' && request.includes('wait for approval') && !approve) { await announce('waiting'); return setStatus(run, 'waiting'); }
      if (step.name === 'deploy') run.deployment = fakeDeployment(run.runId);
      await announce('completed', `${step.name} done`);
      if ((specOnly && step.name === 'specify') || (!deploy && step.name === 'test')) break;
    }
    await setStatus(run, 'completed');
  };
  const make = (request: Parameters<Application['builds']['start']>[0], forkedFrom: string | null): Run => {
    const run: Run = { runId: randomUUID(), kind: 'build', status: 'queued', request: buildRequest.parse(request), steps: buildSteps.map((name) => ({ name, status: 'pending', attempt: 0, startedAt: null, endedAt: null, summary: null, error: null })), spec: null, contracts: [], audit: null, tests: null, deployment: null, error: null, forkedFrom, createdAt: now(), updatedAt: now() };
    runs.set(run.runId, run);
    void events.append({ type: 'run.created', stream: run.runId, data: { request: run.request.request, network: 'local' } }).then(() => go(run));
    return run;
  };

  const unused = (): never => { throw new Error('the fake does not do this'); };
  const application: Application & { runsById: typeof runs } = {
    runsById: runs, version: '0.1.0', home: '/tmp/fake-home', events,
    research: fakeResearch(events), analysis: (section) => Promise.reject(new AppError('SERVICE_UNAVAILABLE', { service: section, reason: 'the fake has none' })),
    render: async (result, format) => ({ contentType: { markdown: 'text/markdown; charset=utf-8', html: 'text/html; charset=utf-8', pdf: 'application/pdf' }[format], bytes: Buffer.from(`${format} of ${result.runId}`) }), announceAt: async () => undefined,
    draw: async (chart, { format }) => ({ contentType: format === 'png' ? 'image/png' : 'image/svg+xml', bytes: Buffer.from(`${format} of ${chart.id}`) }),
    builds: {
      start: (request, options) => {
        const known = options?.idempotencyKey === undefined ? undefined : keys.get(options.idempotencyKey);
        if (known) return Promise.resolve(find(known));
        const run = make(request, null);
        if (options?.idempotencyKey !== undefined) keys.set(options.idempotencyKey, run.runId);
        return Promise.resolve(run);
      },
      get: async (id) => find(id),
      list: ({ status, limit = 50, before } = {}) => {
        const all = [...runs.values()].reverse().filter((run) => !status || run.status === status);
        const start = before === undefined ? 0 : all.findIndex(({ runId }) => runId === before) + 1;
        return Promise.resolve(all.slice(start, start + limit));
      },
      cancel: async (id) => {
        const run = find(id);
        if (['completed', 'rejected', 'cancelled'].includes(run.status)) throw new AppError('RUN_CONFLICT', { id, status: run.status, action: 'cancelling' });
        await setStatus(run, 'cancelled');
        return run;
      },
      retry: async (id) => {
        const run = find(id);
        if (run.status === 'completed') throw new AppError('RUN_CONFLICT', { id, status: run.status, action: 'retrying' });
        void go(run);
        return run;
      },
      fork: async (id, { request }) => make({ ...find(id).request, ...request }, id),
      approve: async (id, { approved }) => {
        const run = find(id);
        if (run.status !== 'waiting') throw new AppError('RUN_CONFLICT', { id, status: run.status, action: 'approving' });
        if (approved) { run.request.approve = true; void go(run, 5); } else await setStatus(run, 'rejected', 'GATE_REFUSED');
        return run;
      },
    },
    runs: { create: unused, get: (id) => Promise.resolve(runs.get(id) ?? null), list: unused, setStatus: unused, setStep: unused, setResult: unused, savePackage: unused, addUsage: unused, loadPackage: (id) => Promise.resolve(runs.get(id)?.spec ? { contractName: 'Acorn', file: 'contracts/Acorn.sol', sources: { 'contracts/Acorn.sol': 'contract Acorn {\n  // owner\n  function mint() external {}\n}\n' }, tests: {}, constructorArguments: [], standards: ['ERC-20'], upgradeability: 'none' } : null) },
    workflows: { register: unused, start: unused, result: unused, signal: unused, cancel: unused, resume: unused, fork: unused, state: unused, steps: unused, schedule: unused, queues: () => Promise.resolve([{ name: 'agent', concurrency: 2, waiting: 0, running: 0 }]) },
    generation: { specify: ({ request }) => (request.includes('nonsense') ? Promise.reject(new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'no kind fits' })) : Promise.resolve(fakeSpec)), write: unused },
    compiler: { versions: () => ['0.8.30'], close: () => Promise.resolve(), compile: () => Promise.resolve({ ok: true, solcVersion: '0.8.30', longVersion: '0.8.30', evmVersion: 'cancun', diagnostics: [], sources: {}, standardInput: {}, notes: [], milliseconds: 1, contracts: [{ file: 'contracts/Acorn.sol', name: 'Acorn', abi: [], bytecode: '60', deployedBytecode: '6001', immutableReferences: {}, linkReferences: {}, methodIdentifiers: {}, metadata: '' }] }) },
    testRunner: { run: ({ match }) => Promise.resolve(match === 'boom' ? { ...fakeTests, verdict: 'fail', failed: 1 } : fakeTests), close: () => Promise.resolve() },
    testing: { test: unused },
    audit: {
      audit: ({ sources, policy }) => Promise.resolve(Object.values(sources).some((text) => text.includes('tx.origin')) ? { ...fakeAudit, verdict: 'fail', reasons: ['One finding.'] } : policy?.failOn === 'informational' ? { ...fakeAudit, verdict: 'fail' } : fakeAudit),
      tools: () => Promise.resolve([{ id: 'slither', title: 'Slither', kind: 'external', installed: false, version: null, path: null, installable: true }]),
    },
    deployment: { plan: ({ contract, network }) => Promise.resolve({ network, chainId: 31_337, contractName: contract.name, from: fakeAddress, summary: ['Deploys.'], constructorArguments: [], initCodeHash: fakeHash, gasLimit: '1', maxFeePerGas: '1', layer1Fee: '0', maximumCost: '1', balance: '5', currencySymbol: 'ETH', needsApproval: true }), deploy: () => Promise.resolve(fakeDeployment(null)) },
    deployments: { open: unused, find: (id) => Promise.resolve(id === 'known' ? fakeDeployment(null) : null), findByIntent: () => Promise.resolve(null), list: () => Promise.resolve([fakeDeployment(null)]), update: unused, withNonce: unused, markAttempt: unused, undecided: unused, release: unused },
    templates: { list: () => Promise.resolve([template]), get: (id) => Promise.resolve(id === 'erc20' ? template : null), add: (input) => Promise.resolve({ ...template, ...input, version: 1 }), search: () => Promise.resolve([{ ...template, score: 0.5 }]) },
    content: { put: unused, get: unused, has: unused },
    networks: {
      list: () => [fakeNetwork], close: () => Promise.resolve(), client: () => Promise.resolve({ code: () => Promise.resolve('0x6001') } as never),
      get: (id) => { if (id !== 'local') throw new AppError('NETWORK_UNKNOWN', { id }); return fakeNetwork; },
      health: () => Promise.resolve({ network: 'local', status: 'healthy', blockNumber: 1, endpoints: [{ url: 'http://user:canary@x.example/', status: 'healthy', latencyMilliseconds: 1 }] }),
    },
    services: { announce: unused, withdraw: unused, resolve: unused, list: () => Promise.resolve([{ id: 'audit', title: 'Audit', version: '1', executor: 'e', capabilities: ['build.audit'], offers: [], limits: { concurrency: 1, timeoutSeconds: 60 }, health: 'healthy', lastSeenAt: now() }]) },
    analyzers: { install: (id) => (id === 'slither' ? Promise.resolve({ path: '/opt/slither', version: '0.11.5' }) : Promise.reject(new AppError('ANALYZER_UNKNOWN', { id }))) },
    reports: { sarif: () => ({ version: '2.1.0', runs: [] }), markdown: () => '# Audit\n' },
    telemetry: { registry: { contentType: 'text/plain; version=0.0.4', metrics: () => Promise.resolve('up 1\n') } },
    health: health ?? (() => Promise.resolve({ status: 'ok', checks: [] })),
    close: () => Promise.resolve(),
  };
  return application;
}
