import { z } from 'zod';

// What passes between this process and the one that runs the EVM. What comes back is checked: a process that went wrong may send anything.

type Hex = `0x${string}`;
const hex = z.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]*$/.test(value));

/** What can be asked of a fork. Amounts in wei, times in seconds. */
export type Action =
  | { do: 'send'; from: Hex; to: Hex | null; data: Hex; value: bigint; gas: bigint; gasPrice: bigint | null }
  | { do: 'call'; from: Hex | null; to: Hex; data: Hex; value: bigint; gas: bigint }
  | { do: 'balance' | 'code'; address: Hex }
  | { do: 'storage'; address: Hex; slot: Hex }
  | { do: 'setBalance'; address: Hex; wei: bigint }
  | { do: 'setCode'; address: Hex; code: Hex }
  | { do: 'setStorage'; address: Hex; slot: Hex; value: Hex }
  | { do: 'mine'; blocks: number; seconds: number }
  | { do: 'snapshot' }
  | { do: 'revert'; snapshot: string };

/** To the process. `answer` is what the chain said to an `upstream`. */
export type Request =
  | { type: 'open'; id: number; fork: number; chainId: number; name: string; block: number }
  | { type: 'ask'; id: number; fork: number; action: Action }
  | { type: 'close'; fork: number }
  | { type: 'answer'; id: number; result?: unknown; error?: string };

const log = z.object({ address: hex, topics: z.array(hex), data: hex, blockNumber: z.number(), blockHash: hex, transactionHash: hex, logIndex: z.number() });
export const receipt = z.object({
  status: z.enum(['success', 'reverted']), reason: z.string().nullable(), gasUsed: z.bigint(), contractAddress: hex.nullable(), logs: z.array(log), calls: z.array(z.object({ from: hex, to: hex, kind: z.enum(['call', 'staticcall', 'delegatecall', 'create']) })),
});
export const callResult = z.union([z.object({ ok: z.literal(true), returned: hex }), z.object({ ok: z.literal(false), reason: z.string(), data: hex.nullable() })]);
export const opened = z.object({ number: z.number(), hash: hex, time: z.string() });
export { hex };

/** From the process: `ready` once, `tired` when it holds much memory and no fork, `excess` when it ends because of a transaction, `upstream` when it needs something of the forked chain, and one `done` or `failed` for each open and ask. */
export const reply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('excess') }),
  z.object({ type: z.literal('tired') }),
  z.object({ type: z.literal('upstream'), id: z.number(), fork: z.number(), method: z.string(), parameters: z.array(z.unknown()) }),
  z.object({ type: z.literal('done'), id: z.number(), value: z.unknown() }),
  z.object({ type: z.literal('failed'), id: z.number(), reason: z.string() }),
]);
export type Reply = z.infer<typeof reply>;
