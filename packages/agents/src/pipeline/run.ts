import { AppError, type BuildRequest, type BuildStep, type CompiledContract, type ContractPackage, type DeploymentInput, type Flow, type FlowFunction, type ModelUsage, type Run, type Spec } from '@hyperlens/protocol';
import { makeStage, stubborn, type Stage as AnyStage } from '../stage/index.ts';
import { auditGate, specGate, testGate } from './gates.ts';
import type { BuildDependencies } from './ports.ts';

type Stage = AnyStage<BuildStep>;
export interface BuildInput { request: BuildRequest; network: string }
export interface BuildOutcome { status: Run['status'] }

/** Errors of the world around us, which may be gone a moment later. */
const passing = (error: unknown) => (['NETWORK_UNREACHABLE', 'RPC_GARBAGE', 'DATABASE_UNAVAILABLE', 'COMPILER_CRASHED', 'MODEL_UNAVAILABLE', 'NONCE_TAKEN', 'DEPLOYMENT_CONFLICT'] as const).some((code) => AppError.is(error, code));
const patient = { attempts: 3, backoffMilliseconds: 500, retryable: passing };
const minute = 60_000;

/**
 * The workflow coordinator: a request in plain words goes in, a contract that was specified, written, compiled, audited, tested, approved,
 * deployed and verified comes out, or an error that says which step refused. One checkpointed step a line; gates stand between them and
 * take their rules from configuration alone.
 */
export function makeBuildFlow(dependencies: BuildDependencies): FlowFunction<BuildInput, BuildOutcome> {
  const { directory, networks, runs, journal, workspace, announcer, policy } = dependencies;

  return async (flow, { request, network: networkId }) => {
    const stage = makeStage<BuildStep>(flow, {
      setStep: (runId, change) => runs.setStep(runId, change),
      progress: (runId, step, text, key) => announcer.announce({ type: 'run.progress', stream: runId, data: { step, text }, key }),
    });
    const conclude = (status: Run['status'], error: Run['error'] = null) => flow.step(`conclude:${status}`, async () => { await runs.setStatus(flow.runId, status, error); return null; }, stubborn);
    try {
      await flow.step('begin', async () => { await runs.setStatus(flow.runId, 'running'); return null; });
      const spec = await specify(stage, flow, request, networkId);
      if (request.specOnly) { await conclude('completed'); return { status: 'completed' }; }

      const { written, compiled } = await writeAndCheck(stage, flow, request, spec, networkId);
      if (!request.deploy) { await conclude('completed'); return { status: 'completed' }; }

      await deployAndVerify(stage, flow, request, spec, written, compiled, networkId);
      await conclude('completed');
      return { status: 'completed' };
    } catch (error) {
      const known = AppError.from(error);
      if (known.code === 'RUN_CANCELLED') throw error;
      // Exit 1 and 2 mean the request or what it led to was understood and refused; everything else broke and can be retried.
      const status = known.exit <= 2 && known.code !== 'FUNDS_INSUFFICIENT' ? 'rejected' : 'failed';
      await conclude(status, { code: known.code, message: known.message, remedy: known.remedy, details: { ...known.details } });
      throw error;
    }
  };

  function specify(stage: Stage, flow: Flow, request: BuildRequest, network: string): Promise<Spec> {
    return stage('specify', async (context) => {
      const onUsage = (usage: ModelUsage) => runs.addUsage(flow.runId, usage);
      const spec = await directory.resolve('build.specify').specify({ request: request.request, network }, { ...context, onUsage });
      await runs.setResult(flow.runId, { spec });
      specGate(spec);
      return { result: spec, summary: `${spec.kind} ${spec.contractName}: ${spec.understood.length} understood, ${spec.assumed.length} assumed, ${spec.unsupported.length} not possible` };
    }, { ...patient, timeoutMilliseconds: 5 * minute });
  }

  /** Writes, compiles, audits and tests. What a model wrote may be mended a bounded number of times; what the composer wrote is right or a defect. */
  async function writeAndCheck(stage: Stage, flow: Flow, request: BuildRequest, spec: Spec, network: string) {
    const cycles = spec.author === 'rules' ? 1 : 1 + policy.repairCycles;
    let feedback: string[] = [];
    for (let cycle = 1; ; cycle++) {
      try {
        const written = await write(stage, flow, request, spec, feedback, cycle);
        const compiled = await compile(stage, written, network, cycle);
        await flow.parallel([() => audit(stage, flow, request, written, network, cycle), () => test(stage, flow, written, network, cycle)]);
        return { written, compiled };
      } catch (error) {
        if (cycle >= cycles || !(AppError.is(error, 'COMPILATION_FAILED') || AppError.is(error, 'GATE_REFUSED'))) throw error;
        feedback = [...feedback, error.message];
      }
    }
  }

  function write(stage: Stage, flow: Flow, request: BuildRequest, spec: Spec, feedback: string[], cycle: number): Promise<ContractPackage> {
    return stage('write', async (context) => {
      const written = await directory.resolve('build.write').write(spec, { ...context, feedback, request: request.request, onUsage: (usage) => runs.addUsage(flow.runId, usage) });
      const paths = await workspace.publish(flow.runId, { ...written.sources, ...written.tests, 'spec.json': `${JSON.stringify(spec, null, 2)}\n` });
      await runs.savePackage(flow.runId, written);
      const path = paths[written.file];
      if (!path) throw new AppError('INTERNAL', { reason: `generation named ${written.file}, which it did not write` });
      await runs.setResult(flow.runId, { contracts: [{ name: written.contractName, path, standards: written.standards }] });
      return { result: written, summary: `${Object.keys(written.sources).length} source and ${Object.keys(written.tests).length} test files` };
    }, { ...patient, timeoutMilliseconds: 10 * minute, cycle });
  }

  function compile(stage: Stage, written: ContractPackage, network: string, cycle: number): Promise<{ contract: CompiledContract; proxy?: CompiledContract; solcVersion: string }> {
    return stage('compile', async (context) => {
      const sources = { ...written.sources, ...(written.upgradeability === 'uups' ? { [proxyFile]: proxySource } : {}) };
      const targets = [written.file, ...(written.upgradeability === 'uups' ? [proxyFile] : [])];
      const result = await directory.resolve('build.compile').compile({ sources, targets, evmVersion: networks.get(network).evmVersion }, context);
      const problems = result.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
      if (!result.ok) throw new AppError('COMPILATION_FAILED', { problem: problems.slice(0, 5).map((problem) => `${problem.file ?? 'source'}:${problem.line ?? 0} ${problem.message}`).join('; ') });
      const contract = result.contracts.find((candidate) => candidate.file === written.file && candidate.name === written.contractName);
      if (!contract?.bytecode) throw new AppError('COMPILATION_FAILED', { problem: `${written.contractName} in ${written.file} has no code to deploy` });
      const proxy = result.contracts.find((candidate) => candidate.file === proxyFile && candidate.name === 'Proxy');
      const size = contract.deployedBytecode.length / 2;
      return { result: { contract, ...(proxy ? { proxy } : {}), solcVersion: result.longVersion }, summary: `solc ${result.solcVersion}, ${size} bytes of 24576` };
    }, { ...patient, timeoutMilliseconds: 5 * minute, cycle });
  }

  function audit(stage: Stage, flow: Flow, request: BuildRequest, written: ContractPackage, network: string, cycle: number) {
    return stage('audit', async (context) => {
      const report = await directory.resolve('build.audit').audit({
        sources: written.sources, ownFiles: Object.keys(written.sources), evmVersion: networks.get(network).evmVersion, ...(request.failOn ? { policy: { failOn: request.failOn } } : {}),
      }, context);
      await runs.setResult(flow.runId, { audit: report });
      auditGate(report);
      const open = report.findings.filter((finding) => finding.status === 'open');
      return { result: null, summary: `${report.verdict}: ${open.length} findings from ${report.tools.filter((tool) => tool.status === 'completed').length} tools` };
    }, { ...patient, timeoutMilliseconds: 15 * minute, cycle });
  }

  function test(stage: Stage, flow: Flow, written: ContractPackage, network: string, cycle: number) {
    return stage('test', async (context) => {
      const report = await directory.resolve('build.test').test({ package: written, evmVersion: networks.get(network).evmVersion }, context);
      await runs.setResult(flow.runId, { tests: report });
      testGate(report);
      const lines = report.coverage.lines === null ? 'coverage unknown' : `${report.coverage.lines.toFixed(0)} % of lines`;
      return { result: null, summary: `${report.passed} passed, ${report.failed} failed, ${lines}` };
    }, { ...patient, timeoutMilliseconds: 15 * minute, cycle });
  }

  async function deployAndVerify(stage: Stage, flow: Flow, request: BuildRequest, spec: Spec, written: ContractPackage, compiled: { contract: CompiledContract; proxy?: CompiledContract }, networkId: string) {
    const network = networks.get(networkId);
    const input: DeploymentInput = {
      intentKey: `build/${flow.runId}`, runId: flow.runId, network: networkId, ...(request.account ? { account: request.account } : {}),
      contract: compiled.contract, constructorArguments: written.constructorArguments, upgradeability: spec.upgradeability, ...(compiled.proxy ? { proxy: compiled.proxy } : {}),
    };
    const plan = await stage('approve', async (context) => {
      const made = await directory.resolve('build.deploy').plan(input, context);
      if (!made.needsApproval || request.approve) return { result: made, summary: made.needsApproval ? 'approved beforehand' : `${network.name} needs no approval` };
      await announcer.announce({ type: 'approval.requested', stream: flow.runId, data: { network: networkId, summary: made.summary, maximumCost: made.maximumCost }, key: `${context.idempotencyKey}/requested` });
      await runs.setStatus(flow.runId, 'waiting');
      return { result: made, summary: made.summary.join(' ') };
    }, { ...patient, timeoutMilliseconds: 5 * minute });
    if (plan.needsApproval && !request.approve) await approval(flow, networkId);

    const deployed = await stage('deploy', async (context) => {
      const done = await directory.resolve('build.deploy').deploy({ ...input, plan }, context);
      // The first is the address people use: the proxy, when there is one.
      const contract = done.contracts[0];
      if (done.status !== 'confirmed' || !contract) throw new AppError('STEP_FAILED', { step: 'deploy', reason: done.error ?? `the deployment is ${done.status}` });
      return { result: { address: contract.address as `0x${string}` }, summary: `${contract.name} at ${contract.address} in block ${contract.blockNumber}` };
    }, { ...patient, timeoutMilliseconds: (network.confirmationTimeoutSeconds + 60) * 1000 });

    await stage('verify', async () => {
      const recorded = await journal.findByIntent(input.intentKey);
      const contracts = recorded?.contracts ?? [];
      if (contracts.length === 0 || contracts.some((contract) => contract.bytecodeMatch !== 'exact')) throw new AppError('BYTECODE_MISMATCH', { address: deployed.address });
      return { result: null, summary: `the code on ${network.name} is the code that was compiled` };
    }, { ...patient, timeoutMilliseconds: 5 * minute });
  }

  /** Waits, durably, for someone to answer. Silence until the deadline is a refusal. */
  async function approval(flow: Flow, network: string): Promise<void> {
    // The step shows as waiting, which its own end cannot say: it is recorded before the answer comes.
    await flow.step('approval-waits', async () => { await runs.setStep(flow.runId, { name: 'approve', status: 'waiting', endedAt: null }); return null; });
    const answer = await flow.receive<{ approved: boolean; by: string }>('approval', policy.approvalTimeoutSeconds);
    if (!answer?.approved) {
      const refusal = answer ? new AppError('APPROVAL_REFUSED', { network, by: answer.by }) : new AppError('APPROVAL_MISSING', { network, id: flow.runId });
      const { code, message, remedy } = refusal;
      await flow.step('approval-refused', async () => { await runs.setStep(flow.runId, { name: 'approve', status: 'failed', endedAt: new Date().toISOString(), error: { code, message, remedy } }); return null; });
      throw refusal;
    }
    await flow.step('approved', async () => {
      await runs.setStep(flow.runId, { name: 'approve', status: 'completed', endedAt: new Date().toISOString(), summary: `approved by ${answer.by}` });
      await runs.setStatus(flow.runId, 'running');
      return null;
    });
  }
}

const proxyFile = 'contracts/Proxy.sol';
const proxySource = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

/// @notice The address people use. It keeps the state and runs the code of the implementation (ERC-1967).
contract Proxy is ERC1967Proxy {
    constructor(address implementation, bytes memory data) payable ERC1967Proxy(implementation, data) {}
}
`;
