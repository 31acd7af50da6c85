import { AppError, buildRequest, type AuditReport, type BuildRequestInput, type DeploymentPlan, type Flow, type Spec, type TestReport } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { makeBuildFlow } from './index.ts';
import type { BuildDependencies } from './ports.ts';

const spec: Spec = {
  schemaVersion: 1, kind: 'erc20', contractName: 'Acorn', network: 'local', parameters: {}, constructorArguments: [], standards: ['ERC-20'], upgradeability: 'none',
  understood: [], assumed: [], unsupported: [], templates: [], author: 'rules', hash: 'a'.repeat(64),
};
const auditReport = (verdict: AuditReport['verdict']): AuditReport => ({ verdict, reasons: [`it is a ${verdict}`], tools: [], findings: [], files: [] });
const testReport = (failed: number, verdict: TestReport['verdict'] = failed ? 'fail' : 'pass'): TestReport => ({
  verdict, passed: 3, failed, skipped: 0, cases: failed ? [{ suite: 'AcornTest', name: 'test_a', kind: 'unit', status: 'failed' }] : [], coverage: { lines: null, branches: null, files: [] }, gas: [], reasons: [], seed: '0x1', milliseconds: 1,
});
const plan = (needsApproval: boolean): DeploymentPlan => ({
  network: 'local', chainId: 31337, contractName: 'Acorn', from: '0x0000000000000000000000000000000000000001', summary: ['Deploys Acorn.'], constructorArguments: [],
  initCodeHash: `0x${'0'.repeat(64)}`, gasLimit: '1', maxFeePerGas: '1', layer1Fee: '0', maximumCost: '1', balance: '1', currencySymbol: 'ETH', needsApproval,
});

interface World { spec?: Spec; specError?: AppError; audit?: AuditReport; tests?: TestReport; needsApproval?: boolean; answer?: { approved: boolean; by: string } | null; compiles?: boolean[]; /** How many times ending the run finds the database full. */ full?: number }

/** Runs the flow on an in-memory engine that records each step once, as the real one does. */
async function walk(world: World, request: BuildRequestInput) {
  const log: string[] = [];
  const statuses: string[] = [];
  let policyGiven: unknown;
  let full = world.full ?? 0;
  const compiles = [...(world.compiles ?? [])];
  const flow: Flow = {
    runId: 'run-1', now: () => Promise.resolve(new Date(0)), sleep: () => Promise.resolve(),
    step: async (name, body, { attempts = 1, retryable = () => false } = {}) => {
      log.push(name);
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await body({ attempt, signal: new AbortController().signal, idempotencyKey: `run-1/${name}` });
        } catch (error) {
          if (attempt >= attempts || !retryable(error)) throw error;
        }
      }
    },
    parallel: (async (steps: (() => Promise<unknown>)[]) => {
      const settled = await Promise.allSettled(steps.map((step) => step()));
      const failed = settled.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value);
    }) as Flow['parallel'],
    receive: (() => Promise.resolve(world.answer ?? null)) as Flow['receive'],
  };
  const contract = { file: 'contracts/Acorn.sol', name: 'Acorn', abi: [], bytecode: '6000', deployedBytecode: '6000', immutableReferences: {}, linkReferences: {}, methodIdentifiers: {}, metadata: '' };
  const agents = {
    specify: () => (world.specError ? Promise.reject(world.specError) : Promise.resolve(world.spec ?? spec)),
    write: () => Promise.resolve({ contractName: 'Acorn', file: 'contracts/Acorn.sol', sources: { 'contracts/Acorn.sol': 'contract Acorn {}' }, tests: {}, constructorArguments: [], standards: [], upgradeability: 'none' as const }),
    compile: () => {
      const ok = compiles.shift() ?? true;
      return Promise.resolve({ ok, solcVersion: '0.8.30', longVersion: '0.8.30+x', evmVersion: 'cancun', diagnostics: ok ? [] : [{ severity: 'error' as const, message: 'bad' }], contracts: [contract], sources: {}, standardInput: {}, notes: [], milliseconds: 1 });
    },
    audit: (input: { policy?: unknown }) => { policyGiven = input.policy; return Promise.resolve(world.audit ?? auditReport('pass')); },
    tools: () => Promise.resolve([]),
    test: () => Promise.resolve(world.tests ?? testReport(0)),
    plan: () => Promise.resolve(plan(world.needsApproval ?? false)),
    deploy: () => { log.push('DEPLOYED'); return Promise.resolve({ status: 'confirmed', error: null, contracts: [{ name: 'Acorn', address: '0x0000000000000000000000000000000000000002', transactionHash: `0x${'1'.repeat(64)}`, blockNumber: 1, bytecodeMatch: 'exact' }] }); },
  };
  const dependencies = {
    directory: { resolve: () => agents }, networks: { get: () => ({ id: 'local', name: 'Local', evmVersion: 'cancun', confirmationTimeoutSeconds: 60 }) },
    runs: { setStep: () => Promise.resolve(), setStatus: (_: string, status: string) => {
      if (status !== 'running' && full > 0) { full -= 1; return Promise.reject(new AppError('DATABASE_FULL', { reason: 'no space left on device' })); }
      statuses.push(status);
      return Promise.resolve();
    }, setResult: () => Promise.resolve(), savePackage: () => Promise.resolve() },
    journal: { findByIntent: () => Promise.resolve({ contracts: [{ bytecodeMatch: 'exact' }] }) },
    workspace: { publish: (_: string, files: Record<string, string>) => Promise.resolve(Object.fromEntries(Object.keys(files).map((name) => [name, `/home/${name}`]))) },
    announcer: { announce: () => Promise.resolve() },
    policy: { approvalTimeoutSeconds: 1, repairCycles: 3 },
  } as unknown as BuildDependencies;
  const error = await makeBuildFlow(dependencies)(flow, { request: buildRequest.parse(request), network: 'local' }).then(() => null, (failure: unknown) => AppError.from(failure).code);
  return { log, error, status: statuses.at(-1), policyGiven };
}

describe('build flow', () => {
  it('goes through every step in order', async () => {
    const { log, status, error } = await walk({}, { request: 'a token' });
    expect(error).toBeNull();
    expect(status).toBe('completed');
    expect(log.filter((name) => name !== 'DEPLOYED')).toEqual(['begin', 'specify', 'write', 'compile', 'audit', 'test', 'approve', 'deploy', 'verify', 'conclude:completed']);
  });

  it.each([
    ['an audit that fails', { audit: auditReport('fail') }, 'GATE_REFUSED', 'rejected'],
    ['an audit that could not decide', { audit: auditReport('inconclusive') }, 'GATE_INCONCLUSIVE', 'failed'],
    ['a failing test', { tests: testReport(1) }, 'GATE_REFUSED', 'rejected'],
    ['tests that could not finish', { tests: testReport(0, 'inconclusive') }, 'GATE_INCONCLUSIVE', 'failed'],
    ['tests that say pass but ran nothing', { tests: { ...testReport(0), passed: 0 } }, 'GATE_INCONCLUSIVE', 'failed'],
    ['an essential wish that cannot be built', { spec: { ...spec, unsupported: [{ quote: 'rebasing', reason: 'not offered', essential: true }] } }, 'REQUEST_UNSUPPORTED', 'rejected'],
    ['nonsense', { specError: new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'no words' }) }, 'REQUEST_NOT_UNDERSTOOD', 'rejected'],
    ['an approval nobody gave', { needsApproval: true }, 'APPROVAL_MISSING', 'rejected'],
    ['an approval that was refused', { needsApproval: true, answer: { approved: false, by: 'eve' } }, 'APPROVAL_REFUSED', 'rejected'],
    ['code that does not compile', { compiles: [false] }, 'COMPILATION_FAILED', 'rejected'],
  ] satisfies [string, World, string, string][])('%s deploys nothing', async (_, world, code, status) => {
    const result = await walk(world, { request: 'a token' });
    expect(result.error).toBe(code);
    expect(result.status).toBe(status);
    expect(result.log).not.toContain('DEPLOYED');
  });

  it('deploys after an approval, given before or while waiting', async () => {
    expect((await walk({ needsApproval: true, answer: { approved: true, by: 'ann' } }, { request: 'a token' })).log).toContain('DEPLOYED');
    expect((await walk({ needsApproval: true }, { request: 'a token', approve: true })).log).toContain('DEPLOYED');
  });

  it('ends as what it came to, once the database can be written again', async () => {
    expect(await walk({ full: 10 }, { request: 'a token' })).toMatchObject({ status: 'completed', error: null });
    expect(await walk({ full: 10, specError: new AppError('DATABASE_FULL', { reason: 'no space left on device' }) }, { request: 'a token' })).toMatchObject({ status: 'failed', error: 'DATABASE_FULL' });
  });

  it('stops where it was asked to', async () => {
    expect((await walk({}, { request: 'a token', specOnly: true })).log).toEqual(['begin', 'specify', 'conclude:completed']);
    expect((await walk({}, { request: 'a token', deploy: false })).log).not.toContain('approve');
  });

  it('passes on how strict a request wants the audit, and nothing when it does not say', async () => {
    expect((await walk({}, { request: 'a token', failOn: 'low' })).policyGiven).toEqual({ failOn: 'low' });
    expect((await walk({}, { request: 'a token' })).policyGiven).toBeUndefined();
  });

  it('lets a model mend its code at most three times', async () => {
    const byModel = { ...spec, author: 'some-model' };
    const mended = await walk({ spec: byModel, compiles: [false, false, true] }, { request: 'a token' });
    expect(mended.status).toBe('completed');
    expect(mended.log.filter((name) => name.startsWith('write'))).toEqual(['write', 'write:2', 'write:3']);
    const hopeless = await walk({ spec: byModel, compiles: [false, false, false, false, false] }, { request: 'a token' });
    expect(hopeless.error).toBe('COMPILATION_FAILED');
    expect(hopeless.log.filter((name) => name.startsWith('write'))).toHaveLength(4);
  });
});
