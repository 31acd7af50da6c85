import { AppError, type CompiledContract, type CompileResult, type ConstructorArgument, type DeploymentInput, type Json, type RouteParsed, type WorkContext } from '@hyperlens/protocol';
import type { Application } from '../application.ts';

/** The first error of a compilation as a sentence. */
export function firstError(result: CompileResult): string {
  const error = result.diagnostics.find(({ severity }) => severity === 'error');
  return error ? `${error.file ? `${error.file}:${error.line ?? 0}: ` : ''}${error.message}`.slice(0, 500) : 'no reason was given';
}

/** The contract of that name, or the only one that can be deployed. Throws INPUT_INVALID when it is not clear which. */
function pick(contracts: CompiledContract[], own: string[], name: string | undefined): CompiledContract {
  const deployable = contracts.filter((contract) => contract.bytecode !== '' && own.includes(contract.file));
  const named = name === undefined ? deployable : deployable.filter((contract) => contract.name === name);
  const [only] = named;
  if (only && named.length === 1) return only;
  const names = deployable.map((contract) => contract.name).slice(0, 20).join(', ') || 'none';
  throw new AppError('INPUT_INVALID', { where: 'body.contract', problem: named.length === 0 ? `there is no such contract that can be deployed; there are: ${names}` : `several could be meant, name one of: ${names}` });
}

/** Constructor arguments with the names and types of the ABI. Throws INPUT_INVALID when their number differs. */
function toArguments(contract: CompiledContract, values: Json[]): ConstructorArgument[] {
  const inputs = contract.abi.find(({ type }) => type === 'constructor')?.inputs ?? [];
  if (inputs.length !== values.length) throw new AppError('INPUT_INVALID', { where: 'body.constructorArguments', problem: `the constructor takes ${inputs.length} (${inputs.map(({ type, name }) => `${type} ${name}`).join(', ')}), ${values.length} were given` });
  return inputs.map(({ name, type }, index) => ({ name, type, value: values[index] ?? null }));
}

/**
 * A person's own sources as something the deployment can take: compiled for the network, and through the audit gate, which no request can open.
 * @throws COMPILATION_FAILED, GATE_REFUSED, INPUT_INVALID, NETWORK_UNKNOWN.
 */
export async function prepareDeployment(application: Application, body: RouteParsed<'deployments.create'>['body'], defaults: { network: string; intentKey: string; audited: boolean }, context: WorkContext): Promise<DeploymentInput> {
  const network = application.networks.get(body.network ?? defaults.network);
  const request = { sources: body.sources, evmVersion: network.evmVersion, ...(body.remappings ? { remappings: body.remappings } : {}), ...(body.solcVersion ? { solcVersion: body.solcVersion } : {}) };
  const compiled = await application.compiler.compile({ ...request, outputs: 'artifacts' }, context);
  if (!compiled.ok) throw new AppError('COMPILATION_FAILED', { problem: firstError(compiled) });
  const contract = pick(compiled.contracts, Object.keys(body.sources), body.contract);
  const constructorArguments = toArguments(contract, body.constructorArguments);
  if (defaults.audited) {
    const report = await application.audit.audit(request, context);
    if (report.verdict !== 'pass') throw new AppError('GATE_REFUSED', { gate: 'audit', reason: report.reasons.join(' ') || `the verdict is ${report.verdict}` });
  }
  return { intentKey: defaults.intentKey, runId: null, network: network.id, ...(body.account ? { account: body.account } : {}), contract, constructorArguments, upgradeability: 'none' };
}
