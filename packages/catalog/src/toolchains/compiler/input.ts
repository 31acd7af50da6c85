import type { CompileRequest, Json } from '@hyperlens/protocol';
import semver from 'semver';

type Outputs = NonNullable<CompileRequest['outputs']>;

const artifact = [
  'abi', 'metadata', 'evm.bytecode.object', 'evm.bytecode.linkReferences', 'evm.bytecode.sourceMap', 'evm.deployedBytecode.object',
  'evm.deployedBytecode.linkReferences', 'evm.deployedBytecode.sourceMap', 'evm.deployedBytecode.immutableReferences', 'evm.methodIdentifiers',
];
/** What Slither reads from a build-info file. */
const everything = ['abi', 'metadata', 'devdoc', 'userdoc', 'storageLayout', 'evm.bytecode', 'evm.deployedBytecode', 'evm.methodIdentifiers'];

/** What solc is asked to produce (standard JSON, `settings.outputSelection`). Asking for targets only saves half of the time or more. */
export function outputSelection(outputs: Outputs, targets: readonly string[], version: string): Record<string, Record<string, string[]>> {
  const trees = semver.lt(version, '0.4.12') ? ['ast', 'legacyAST'] : ['ast'];
  if (outputs === 'analysis') return { '*': { '*': known(everything, version), '': trees } };
  const contracts = known(outputs === 'ast' ? [...artifact, 'storageLayout'] : artifact, version);
  const selection: Record<string, Record<string, string[]>> = outputs === 'ast' ? { '*': { '': trees } } : {};
  for (const target of targets) selection[target] = { '*': contracts };
  return selection;
}

function known(outputs: readonly string[], version: string): string[] {
  return outputs.filter((name) => !(name === 'storageLayout' && semver.lt(version, '0.5.13')) && !(name.endsWith('immutableReferences') && semver.lt(version, '0.6.5')));
}

export interface InputParts {
  sources: ReadonlyMap<string, { content: string }>;
  remappings: readonly string[];
  version: string;
  evmVersion: string;
  targets: readonly string[];
  request: CompileRequest;
}

/** The standard JSON input of a compilation (Solidity documentation, "Compiler Input and Output JSON Description"). */
export function standardInput(parts: InputParts): { [key: string]: Json } {
  const { request } = parts;
  return {
    language: 'Solidity',
    sources: Object.fromEntries([...parts.sources].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, { content }]) => [name, { content }])),
    settings: {
      ...(parts.remappings.length > 0 ? { remappings: [...parts.remappings] } : {}),
      optimizer: request.optimizer ?? { enabled: true, runs: 200 },
      evmVersion: parts.evmVersion,
      ...(request.viaIR ? { viaIR: true } : {}),
      outputSelection: outputSelection(request.outputs ?? 'artifacts', parts.targets, parts.version),
      ...request.settings,
    },
  };
}
