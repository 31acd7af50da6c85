import { describeAddress, type Candidate, type SubjectFinder } from '@hyperlens/agents/research/run';
import type { ChainReaders, DeploymentJournal, Networks } from '@hyperlens/protocol';

const mostLooked = 200;
/** The local chain is small enough to look at every contract that was made on it. */
const mostBlocks = 5_000;

export interface DeploymentFinderOptions { journal: Pick<DeploymentJournal, 'list'>; networks: Pick<Networks, 'get'>; readers: ChainReaders }

/** Finds names among what this product deployed on a network and, on the local chain, among all contracts people made there. */
export function makeDeploymentFinder({ journal, networks, readers }: DeploymentFinderOptions): SubjectFinder {
  return {
    id: 'deployments',
    async find(query, network, signal) {
      const deployed = (await journal.list({ network, limit: mostLooked })).flatMap((deployment) => deployment.contracts.map((contract) => contract.address as `0x${string}`));
      const reader = await readers.open(network);
      const made: `0x${string}`[] = [];
      if (networks.get(network).kind === 'local') {
        const first = Math.max(0, reader.block.number - mostBlocks);
        for (let number = reader.block.number; number >= first && !signal.aborted; number--) {
          for (const { hash, to } of await reader.transactionsOf(number)) {
            const contract = to === null ? (await reader.receipt(hash))?.contractAddress : null;
            if (contract) made.push(contract);
          }
        }
      }
      const wanted = query.toLowerCase();
      const found: Candidate[] = [];
      for (const address of new Set([...deployed, ...made].map((one) => one.toLowerCase() as `0x${string}`))) {
        signal.throwIfAborted();
        const { subject } = await describeAddress(reader, address, query);
        if (subject.kind === 'wallet' || (subject.symbol?.toLowerCase() !== wanted && subject.name?.toLowerCase() !== wanted)) continue;
        found.push({ address: subject.address as `0x${string}`, network, name: subject.name, symbol: subject.symbol, source: deployed.some((one) => one.toLowerCase() === address) ? 'deployments' : 'the local chain' });
      }
      return found;
    },
  };
}
