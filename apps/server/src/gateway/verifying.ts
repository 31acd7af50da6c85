import { AppError, type CompiledContract, type DeployedContract, type Deployment, type Verification, type WorkContext } from '@hyperlens/protocol';
import type { Application } from '../application.ts';

type Match = Verification['contracts'][number]['match'];
const proxyName = 'ERC1967Proxy';
const proxyFile = '@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol';

/** Runtime code with the bytes of immutables zeroed: they differ by construction. */
function withoutImmutables(code: string, contract: CompiledContract): string {
  const bytes = Buffer.from(code, 'hex');
  for (const { start, length } of Object.values(contract.immutableReferences).flat()) bytes.fill(0, start, start + length);
  return bytes.toString('hex');
}

/** Code without the CBOR metadata solc appends; its length stands in the last two bytes (Solidity docs, contract metadata). */
function withoutMetadata(code: string): string {
  const length = Number.parseInt(code.slice(-4), 16);
  return Number.isNaN(length) || code.length < (length + 2) * 2 ? code : code.slice(0, code.length - (length + 2) * 2);
}

/** How the code on chain compares with compiled code: `partial` is equal but for the metadata. Both without 0x. */
export function compareCode(onChain: string, contract: CompiledContract): Match {
  if (onChain.length !== contract.deployedBytecode.length && withoutMetadata(onChain).length !== withoutMetadata(contract.deployedBytecode).length) return 'mismatch';
  const [actual, expected] = [withoutImmutables(onChain, contract), withoutImmutables(contract.deployedBytecode, contract)];
  if (actual === expected) return 'exact';
  return withoutMetadata(actual) === withoutMetadata(expected) ? 'partial' : 'mismatch';
}

/** The deployment a run made, or the one that holds the address. Throws NOT_FOUND. */
async function findDeployment(application: Application, input: { runId?: string | undefined; address?: string | undefined; network?: string | undefined }): Promise<Deployment> {
  if (input.runId !== undefined) {
    const { deployment } = await application.builds.get(input.runId);
    if (!deployment) throw new AppError('NOT_FOUND', { what: 'deployment of run', id: input.runId });
    return deployment;
  }
  const wanted = input.address?.toLowerCase() ?? '';
  const all = await application.deployments.list({ limit: 1_000, ...(input.network === undefined ? {} : { network: input.network }) });
  const found = all.find((deployment) => deployment.contracts.some(({ address }) => address.toLowerCase() === wanted));
  if (!found) throw new AppError('NOT_FOUND', { what: 'deployment at', id: wanted });
  return found;
}

/** Compiles the recorded sources of a deployment again and compares them with what the chain holds. What cannot be compared is `unchecked`, and the verdict `inconclusive`. */
export async function verifyDeployment(application: Application, input: { runId?: string | undefined; address?: string | undefined; network?: string | undefined }, context: WorkContext): Promise<Verification> {
  const deployment = await findDeployment(application, input);
  const network = application.networks.get(deployment.network);
  const written = deployment.runId === null ? null : await application.runs.loadPackage(deployment.runId);
  const wanted = input.address?.toLowerCase();
  const targets = deployment.contracts.filter(({ address }) => wanted === undefined || address.toLowerCase() === wanted);
  const report = { runId: deployment.runId, network: network.id, chainId: deployment.chainId };
  const unchecked = (reason: string): Verification => ({ ...report, verdict: 'inconclusive', solcVersion: null, contracts: targets.map(({ name, address }) => ({ name, address, match: 'unchecked', reason })), reasons: [reason] });
  if (!written) return unchecked('The sources of this deployment were not kept.');
  if (targets.length === 0) return unchecked('Nothing was deployed.');

  const compiled = await application.compiler.compile({ sources: written.sources, evmVersion: network.evmVersion, outputs: 'artifacts' }, context);
  if (!compiled.ok) return unchecked('The recorded sources do not compile.');
  const contracts = [...compiled.contracts];
  if (targets.some(({ name }) => name === proxyName) && !contracts.some(({ name }) => name === proxyName)) {
    const proxy = await application.compiler.compile({ sources: { 'proxy.sol': `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\nimport {${proxyName}} from "${proxyFile}";\n` }, targets: [proxyFile], evmVersion: network.evmVersion, solcVersion: compiled.solcVersion, outputs: 'artifacts' }, context);
    contracts.push(...proxy.contracts);
  }

  const client = await application.networks.client(network.id);
  const check = async ({ name, address }: DeployedContract): Promise<Verification['contracts'][number]> => {
    const contract = contracts.find((candidate) => candidate.name === name && candidate.deployedBytecode !== '');
    if (!contract) return { name, address, match: 'unchecked', reason: 'The recorded sources hold no such contract.' };
    const code = (await client.code(address as `0x${string}`)).slice(2);
    if (code === '') return { name, address, match: 'mismatch', reason: 'There is no code at this address.' };
    const match = compareCode(code, contract);
    return { name, address, match, ...(match === 'mismatch' ? { reason: 'The code on chain is not the code of the recorded sources.' } : {}) };
  };
  const checked = await Promise.all(targets.map(check));
  const verdict = checked.some(({ match }) => match === 'mismatch') ? 'mismatch' : checked.some(({ match }) => match === 'unchecked') ? 'inconclusive' : 'match';
  return { ...report, verdict, solcVersion: compiled.solcVersion, contracts: checked, reasons: checked.flatMap(({ name, reason }) => (reason ? [`${name}: ${reason}`] : [])) };
}
