/** State at a block, which forks that stand on the same block learn once. */
export interface Share {
  /** The answer to a question about the state at the block, when somebody was given it before. */
  find(block: number, method: unknown, parameters: unknown): unknown;
  keep(block: number, method: unknown, parameters: unknown, result: unknown): void;
  leave(): void;
}

/** Questions whose answer depends on nothing but the block: the last parameter says which. */
const ofState = new Set(['eth_getStorageAt', 'eth_getCode', 'eth_getBalance', 'eth_getTransactionCount']);
/** Characters of answers kept for one block; a slot takes two hundred with its question. */
const mostKept = 32_000_000;

/**
 * What forks have read of their chains, by place: a name of the chain and the hash of a block. It is forgotten when the last fork of the
 * place leaves, so nothing outlives those who use it. Only answers are shared: a chain that stays silent is asked by each fork anew.
 */
export function makeShares(): { join(place: string): Share } {
  const places = new Map<string, { users: number; size: number; answers: Map<string, unknown> }>();

  return {
    join(place) {
      const shared = places.get(place) ?? { users: 0, size: 0, answers: new Map<string, unknown>() };
      places.set(place, shared);
      shared.users += 1;
      const question = (block: number, method: unknown, parameters: unknown): string | null =>
        (typeof method === 'string' && ofState.has(method) && Array.isArray(parameters) && parameters.at(-1) === `0x${block.toString(16)}` ? `${method} ${JSON.stringify(parameters)}` : null);
      return {
        find(block, method, parameters) {
          const asked = question(block, method, parameters);
          return asked === null ? undefined : shared.answers.get(asked);
        },
        keep(block, method, parameters, result) {
          const asked = question(block, method, parameters);
          if (asked === null || typeof result !== 'string' || shared.size + asked.length + result.length > mostKept) return;
          if (!shared.answers.has(asked)) shared.size += asked.length + result.length;
          shared.answers.set(asked, result);
        },
        leave() {
          shared.users -= 1;
          if (shared.users === 0) places.delete(place);
        },
      };
    },
  };
}
