import { describeAddress, type Candidate, type SubjectFinder } from '@hyperlens/agents/research/run';
import type { ChainReader, ChainReaders, DeploymentJournal, Networks } from '@hyperlens/protocol';

const mostLooked = 200;
/** The local chain is small enough to look at every contract that was made on it. */
const mostBlocks = 5_000;
/** Questions for the newest tokens of a test network, and tokens of them that are looked at. */
const mostPages = 24;
const mostMinted = 120;
const transfer = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const nobody: `0x${string}` = `0x${'0'.repeat(64)}`;

export interface DeploymentFinderOptions { journal: Pick<DeploymentJournal, 'list'>; networks: Pick<Networks, 'get'>; readers: ChainReaders }

/**
 * Finds names among what this product deployed on a network; on the local chain among all contracts people made there, and on other test
 * networks among the tokens that were minted in the newest blocks, as far as a few questions reach.
 */
export function makeDeploymentFinder({ journal, networks, readers }: DeploymentFinderOptions): SubjectFinder {
  return {
    id: 'deployments',
    async find(query, network, signal) {
      const deployed = (await journal.list({ network, limit: mostLooked })).flatMap((deployment) => deployment.contracts.map((contract) => contract.address as `0x${string}`));
      const reader = await readers.open(network);
      const made: `0x${string}`[] = [];
      const { kind, testnet, id } = networks.get(network);
      if (kind === 'remote' && testnet) made.push(...await mintedLately(reader, signal));
      if (kind === 'local') {
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
        found.push({ address: subject.address as `0x${string}`, network, name: subject.name, symbol: subject.symbol, source: deployed.some((one) => one.toLowerCase() === address) ? 'deployments' : kind === 'local' ? 'the local chain' : `the newest blocks of ${id}` });
      }
      return found;
    },
  };
}

/** Tokens that came into being or were minted in the newest blocks, newest first. */
async function mintedLately(reader: ChainReader, signal: AbortSignal): Promise<`0x${string}`[]> {
  const seen: `0x${string}`[] = [];
  await reader.logs({ topics: [transfer, nobody], fromBlock: Math.max(0, reader.block.number - mostBlocks), toBlock: reader.block.number, pages: mostPages }, (logs) => { for (const { address } of logs) seen.push(address); }, { signal });
  return [...new Set(seen.reverse())].slice(0, mostMinted);
}
