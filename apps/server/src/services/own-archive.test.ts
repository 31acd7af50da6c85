import { describe, expect, it } from 'vitest';
import { AppError, type ChainReaders, type CompileResult, type ContractPackage, type Deployment } from '@hyperlens/protocol';
import { makeOwnArchive } from './own-archive.ts';

const [place, behind, hash] = [`0x${'Ab'.repeat(20)}`, `0x${'cd'.repeat(20)}`, `0x${'1'.repeat(64)}`] as const;
const written: ContractPackage = { contractName: 'Oak', file: 'Oak.sol', sources: { 'Oak.sol': 'contract Oak {}' }, tests: {}, constructorArguments: [], standards: [], upgradeability: 'none' };
const made = (address: string, match: 'exact' | 'mismatch' = 'exact') => ({ name: 'Oak', address, transactionHash: hash, blockNumber: 3, bytecodeMatch: match });
const deployment = (change: object = {}) => ({ id: 'one', runId: 'run', network: 'local', chainId: 31_337, plan: { from: behind }, contracts: [made(place)], ...change }) as unknown as Deployment;
const archive = ({ deployments = [deployment()], kept = written, receipt = { status: 'success', contractAddress: place.toLowerCase() }, compile = async () => ({ longVersion: '0.8.30+commit.1', contracts: [{ name: 'Oak', abi: [{ type: 'function', name: 'grow' }] }] }) as unknown as CompileResult }: { deployments?: Deployment[]; kept?: ContractPackage | null; receipt?: object | null; compile?: () => Promise<CompileResult> } = {}) => makeOwnArchive({
  journal: { list: async ({ network, address } = {}) => (network === 'local' ? deployments.filter((one) => one.contracts.some((contract) => contract.address.toLowerCase() === address?.toLowerCase())) : []) },
  runs: { loadPackage: async () => kept }, compiler: { compile }, readers: { open: async () => ({ receipt: async () => receipt }) } as unknown as ChainReaders,
});
const ask = (options: Parameters<typeof archive>[0] = {}, address: `0x${string}` = place, network?: string) => archive(options).contract(31_337, address, {}, network ?? 'local');

describe('sources of what this product deployed', () => {
  it('are known with the compiler, the functions and the deployment', async () => {
    expect(await ask()).toEqual({ match: 'exact', name: 'Oak', language: 'Solidity', compiler: '0.8.30+commit.1', files: written.sources, abi: [{ type: 'function', name: 'grow' }], verifiedAt: null, deployment: { transactionHash: hash, blockNumber: 3, deployer: behind } });
  });
  it('are not given for what is not that contract', async () => {
    expect(await ask({}, behind)).toBeNull();
    expect(await ask({}, place, 'other')).toBeNull();
    expect(await archive().contract(31_337, place)).toBeNull();
    expect(await ask({ receipt: null })).toBeNull();
    expect(await ask({ receipt: { status: 'success', contractAddress: behind } })).toBeNull();
    expect(await ask({ deployments: [deployment({ contracts: [made(place, 'mismatch')] })] })).toBeNull();
    expect(await ask({ deployments: [deployment({ runId: null })] })).toBeNull();
    expect(await ask({ deployments: [deployment({ chainId: 1 })] })).toBeNull();
    expect(await ask({ kept: null })).toBeNull();
  });
  it('are those behind the proxy, not of the proxy', async () => {
    const upgradeable = { deployments: [deployment({ contracts: [made(behind), made(place)] })], kept: { ...written, upgradeability: 'uups' as const } };
    expect((await ask(upgradeable))?.name).toBe('Oak');
    expect(await ask({ ...upgradeable, receipt: { status: 'success', contractAddress: behind } }, behind)).toBeNull();
  });
  it('stay known when they cannot be compiled again, without the names of functions', async () => {
    expect(await ask({ compile: () => Promise.reject(new AppError('COMPILER_CRASHED', { reason: 'gone' })) })).toMatchObject({ compiler: 'unknown', abi: [], files: written.sources });
  });
});
