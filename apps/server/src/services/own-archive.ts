import { AppError, type ChainReaders, type Compiler, type ContractPackage, type Deployment, type DeploymentJournal, type RunStore, type SourceArchive, type WorkContext } from '@hyperlens/protocol';

type Hex = `0x${string}`;
type Made = Deployment['contracts'][number];

export interface OwnArchiveOptions { journal: Pick<DeploymentJournal, 'list'>; runs: Pick<RunStore, 'loadPackage'>; readers: ChainReaders; compiler: Pick<Compiler, 'compile'> }

/**
 * The sources of what this product built and deployed itself, by the deployment journal and the run that made them. Only of a contract whose
 * code was compared with the compiled code, and whose creating transaction is on the very chain that is asked about: a chain that was started
 * anew has other contracts at the same addresses, and chains that share a chain id have too. Contracts deployed from a person's own files are
 * not in it, their sources are not kept; neither is the shipped proxy in front of an upgradeable contract. Throws what reading the chain throws.
 */
export function makeOwnArchive({ journal, runs, readers, compiler }: OwnArchiveOptions): SourceArchive {
  return {
    id: 'deployments',
    title: 'Deployments of this product',
    async contract(chainId, address, context = {}, network) {
      if (network === undefined) return null;
      for (const deployment of await journal.list({ network, address, limit: 20 })) {
        const made = deployment.contracts.find((one) => one.address.toLowerCase() === address.toLowerCase());
        if (!made || deployment.runId === null || deployment.chainId !== chainId || made.bytecodeMatch !== 'exact' || !await madeBy(network, made)) continue;
        const written = await runs.loadPackage(deployment.runId);
        if (!written || isProxy(deployment, made, written)) continue;
        const compiled = await compileAgain(written, context);
        return {
          match: 'exact', name: written.contractName, language: 'Solidity', files: written.sources, ...compiled, verifiedAt: null,
          deployment: deployment.plan ? { transactionHash: made.transactionHash as Hex, blockNumber: made.blockNumber, deployer: deployment.plan.from as Hex } : null,
        };
      }
      return null;
    },
  };

  /** Whether the transaction of the record made this contract on this chain. */
  async function madeBy(network: string, made: Made): Promise<boolean> {
    const receipt = await (await readers.open(network)).receipt(made.transactionHash as Hex);
    return receipt?.status === 'success' && receipt.contractAddress?.toLowerCase() === made.address.toLowerCase();
  }

  /** The names of its functions, which the record does not keep. Sources that were compiled once and do not compile now give none. */
  async function compileAgain({ sources, file, contractName }: ContractPackage, context: WorkContext) {
    try {
      const result = await compiler.compile({ sources, targets: [file], outputs: 'artifacts', optimizer: { enabled: false, runs: 200 } }, context);
      return { compiler: result.longVersion, abi: result.contracts.find((one) => one.name === contractName)?.abi ?? [] };
    } catch (error) {
      if (context.signal?.aborted || !AppError.is(error)) throw error;
      return { compiler: 'unknown', abi: [] };
    }
  }
}

/** In front of an upgradeable contract stands the proxy, which is deployed under its name; the code of the package is behind it. */
const isProxy = (deployment: Deployment, made: Made, written: ContractPackage): boolean => written.upgradeability === 'uups' && deployment.contracts[0] === made;
