// The part of speed.ts that is measured: a process of its own, so that the memory of the chain is not counted. Arguments as JSON, results as lines of JSON.
import { makeChainReaders, makeNetworks } from '@hyperlens/catalog/chains';
import { openStorage, makeTransferIndex } from '@hyperlens/platform/storage';
import { readTransfers } from '@hyperlens/agents/research/onchain/transfers';
import type { ChainClient, ChainReader, TransferIndex } from '@hyperlens/protocol';

const { home, data, token, creationBlock, rounds } = JSON.parse(process.argv[2] ?? '{}') as { home: string; data: string; token: `0x${string}`; creationBlock: number; rounds: number };
const networks = makeNetworks({ home });
const client = await networks.client('local');
const readers = makeChainReaders({ networks });
const storage = await openStorage({ home: data });
const index = makeTransferIndex(storage);
const say = (line: unknown) => { process.stdout.write(`${JSON.stringify(line)}\n`); };

/** Milliseconds the node needs to hand out all logs, asked for pages that fit into one answer. */
async function nodeAlone(asked: ChainClient, last: number): Promise<{ milliseconds: number; logs: number }> {
  const started = performance.now();
  let logs = 0;
  for (let from = creationBlock; from <= last; from += 2) {
    const page = await asked.request('eth_getLogs', [{ address: token, fromBlock: `0x${from.toString(16)}`, toBlock: `0x${Math.min(last, from + 1).toString(16)}` }]);
    logs += (page as unknown[]).length;
  }
  return { milliseconds: performance.now() - started, logs };
}

async function scan(index: TransferIndex): Promise<{ milliseconds: number; holders: number; blocksAsked: number }> {
  const opened = await readers.open('local');
  let blocksAsked = 0;
  const reader: ChainReader = { ...opened, logs(filter, onPage, context) { blocksAsked += filter.toBlock - filter.fromBlock + 1; return opened.logs(filter, onPage, context); } };
  const started = performance.now();
  const history = await readTransfers({ reader, token, fromBlock: creationBlock, index });
  if (!history.complete) throw new Error(history.reason ?? 'incomplete');
  return { milliseconds: performance.now() - started, holders: history.transfers.size, blocksAsked };
}

const last = (await readers.open('local')).block.number;
const key = { chainId: 31337, token: token.toLowerCase() as `0x${string}` };
for (let round = 0; round < rounds; round += 1) {
  for (const head of await index.heads(key)) await index.drop(key, head);
  say({ what: 'node', ...await nodeAlone(client, last) });
  say({ what: 'cold', ...await scan(index) });
  say({ what: 'warm', ...await scan(index) });
}
say({ what: 'ready' });
// One more block is mined by the parent; then the scan must read that one only.
await new Promise((resolve) => { process.stdin.once('data', resolve); });
say({ what: 'next', ...await scan(index) });
await storage.close();
await networks.close();
process.exit(0);
