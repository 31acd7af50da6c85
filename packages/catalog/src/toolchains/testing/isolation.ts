import { spawnSync } from 'node:child_process';
import { keccak256, stringToBytes } from 'viem';
import type { EngineArtifact } from './messages.ts';

// Contracts under test may use cheat codes that read the environment and open forks of remote chains. So their process has an empty
// environment and, where Linux lets us, no network at all; elsewhere contracts that use such cheat codes are not run.

let networkless: boolean | undefined;

/** Whether processes can be started without a network here (user namespaces of Linux). Asked once. */
export function canIsolate(): boolean {
  networkless ??= process.platform === 'linux' && spawnSync('unshare', ['--user', '--map-root-user', '--net', '--', 'true'], { timeout: 2_000, stdio: 'ignore' }).status === 0;
  return networkless;
}

/** The command, without a network where that is possible. `unshare` becomes the program, so its process id is the program's. */
export function isolated(file: string, argv: string[]): [file: string, argv: string[]] {
  return canIsolate() ? ['unshare', ['--user', '--map-root-user', '--net', '--', file, ...argv]] : [file, argv];
}

/** Nothing that is worth reading; PATH only finds `unshare`. */
export function environment(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE: cache, PATH: path } = process.env;
  return { RUST_BACKTRACE: '0', ...(path ? { PATH: path } : {}), ...(cache ? { NODE_COMPILE_CACHE: cache } : {}) };
}

const networkCheats = [
  'createFork(string)', 'createFork(string,uint256)', 'createFork(string,bytes32)', 'createSelectFork(string)', 'createSelectFork(string,uint256)',
  'createSelectFork(string,bytes32)', 'rpc(string,string)', 'rpc(string,string,string)',
];

/** The first contract that could reach the network through cheat codes, when its process would have one; undefined when none can. */
export function findNetworkUse(artifacts: readonly EngineArtifact[]): string | undefined {
  if (canIsolate()) return undefined;
  const selectors = networkCheats.map((cheat) => `63${keccak256(stringToBytes(cheat)).slice(2, 10)}`);
  return artifacts.find((artifact) => selectors.some((selector) => artifact.bytecode.includes(selector)))?.name;
}
