// What speed.ts measures, in processes of their own: `node` reads logs and does nothing with them, `scan` finds holders. Neither holds the chain. Takes JSON, gives lines of JSON, and does one round for each line it is sent.
import { createInterface } from 'node:readline';
import { makeChainReaders, makeNetworks } from '@hyperlens/catalog/chains';
import { openStorage, makeTransferIndex } from '@hyperlens/platform/storage';
import { readTransfers } from '@hyperlens/agents/research/onchain/transfers';
import type { ChainClient, ChainReader, ChainReaders, TransferIndex } from '@hyperlens/protocol';

const { mode, home, data, token, creationBlock } = JSON.parse(process.argv[2] ?? '{}') as { mode: 'node' | 'scan'; home: string; data: string; token: `0x${string}`; creationBlock: number };
const networks = makeNetworks({ home });
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

async function scan(index: TransferIndex, readers: ChainReaders): Promise<{ milliseconds: number; holders: number; blocksAsked: number }> {
  const opened = await readers.open('local');
  let blocksAsked = 0;
  const reader: ChainReader = { ...opened, logs(filter, onPage, context) { blocksAsked += filter.toBlock - filter.fromBlock + 1; return opened.logs(filter, onPage, context); } };
  const started = performance.now();
  const history = await readTransfers({ reader, token, fromBlock: creationBlock, index });
  if (!history.complete) throw new Error(history.reason ?? 'incomplete');
  return { milliseconds: performance.now() - started, holders: history.transfers.size, blocksAsked };
}

const readers = makeChainReaders({ networks });
// Called where the loop begins: lines that come before somebody waits for them would be lost.
const orders = () => createInterface({ input: process.stdin });

if (mode === 'node') {
  const client = await networks.client('local');
  for await (const order of orders()) say({ what: 'node', order, ...await nodeAlone(client, (await readers.open('local')).block.number) });
} else {
  const storage = await openStorage({ home: data });
  const index = makeTransferIndex(storage);
  const key = { chainId: 31337, token: token.toLowerCase() as `0x${string}` };
  for await (const order of orders()) {
    if (order === 'cold') for (const head of await index.heads(key)) await index.drop(key, head);
    say({ what: order, ...await scan(index, readers) });
  }
  await storage.close();
}
await networks.close();
process.exit(0);
