import type { AbiEntry, CompiledContract } from '@hyperlens/protocol';
import type { EngineArtifact } from './messages.ts';

/** A contract whose functions are tests. */
export interface Suite { source: string; name: string; tests: string[] }

/** Names the EVM takes as tests: `test...` and `invariant...` (Foundry's convention). */
export const isTestFunction = (entry: AbiEntry): boolean => entry.type === 'function' && /^(test|invariant)/.test(entry.name ?? '');

/** Deployable contracts of the test files that have tests, less those `match` leaves out (`*` in it stands for anything; compared with `Suite.test`). */
export function findSuites(contracts: readonly CompiledContract[], testFiles: ReadonlySet<string>, match?: string): Suite[] {
  const fits = matcher(match);
  return contracts.filter((contract) => testFiles.has(contract.file) && contract.bytecode !== '').flatMap((contract) => {
    const tests = contract.abi.filter(isTestFunction).map(signature).filter((test) => fits(`${contract.name}.${test.replace(/\(.*/, '')}`));
    return tests.length === 0 ? [] : [{ source: contract.file, name: contract.name, tests }];
  });
}

function matcher(match: string | undefined): (text: string) => boolean {
  if (match === undefined || match === '') return () => true;
  const pieces = match.slice(0, 200).split('*');
  // Plain searching from piece to piece: a pattern from outside must not be able to hang this process.
  return (text) => {
    let position = 0;
    for (const piece of pieces) {
      const found = text.indexOf(piece, position);
      if (found < 0) return false;
      position = found + piece.length;
    }
    return true;
  };
}

const signature = (entry: AbiEntry): string => `${entry.name ?? ''}(${(entry.inputs ?? []).map((input) => input.type).join(',')})`;

/** A regular expression for exactly these tests, anchored, so that no other test of the suites matches. */
export function patternFor(suites: readonly Suite[]): string {
  const names = [...new Set(suites.flatMap((suite) => suite.tests.map((test) => test.replace(/\(.*/, ''))))];
  return `^(${names.join('|')})(\\(|$)`;
}

/** The contracts in the shape the EVM takes. Interfaces and abstract contracts help to decode calls. */
export function toArtifacts(contracts: readonly CompiledContract[]): EngineArtifact[] {
  return contracts.map((contract) => ({
    source: contract.file, name: contract.name, abi: JSON.stringify(contract.abi), bytecode: contract.bytecode, deployedBytecode: contract.deployedBytecode,
    linkReferences: (contract.linkReferences ?? {}) as EngineArtifact['linkReferences'], deployedLinkReferences: (contract.deployedLinkReferences ?? {}) as EngineArtifact['linkReferences'],
  }));
}
