import { AppError } from '@hyperlens/protocol';
import type { Network, RequestSurvey, Understanding, Unsupported } from '@hyperlens/protocol';

/** What people call networks that are known by another name. */
const aliases: Record<string, string> = {
  'local chain': 'local', localhost: 'local', 'local network': 'local', 'local node': 'local', 'local anvil': 'local', 'local hardhat': 'local',
  'metis hyperion': 'hyperion', 'hyperion testnet': 'hyperion', 'mantle testnet': 'mantle-sepolia', 'mantle sepolia testnet': 'mantle-sepolia', 'mantle mainnet': 'mantle', 'mantle network': 'mantle',
  mainnet: 'ethereum', 'ethereum mainnet': 'ethereum', 'ethereum sepolia': 'sepolia', 'sepolia testnet': 'sepolia',
};

export interface TargetNetwork { network: string; understood: Understanding[]; assumed: Understanding[]; unsupported: Unsupported[] }

/**
 * The network a contract is meant for: the one given, else the one the request names, else the default. A given network wins over a named
 * one, and that is said. Throws REQUEST_CONTRADICTS_ITSELF for two different networks in one request.
 */
export function targetNetwork(survey: RequestSurvey, given: string | undefined, known: readonly Network[], defaultNetwork: string): TargetNetwork {
  const result: TargetNetwork = { network: given ?? defaultNetwork, understood: [], assumed: [], unsupported: [] };
  const named = survey.networks.filter((entry) => !/^(?:evm(?: chains?)?|test ?net)$/.test(entry.words)).map((entry) => ({ ...entry, id: resolve(entry.words, known) }));
  const ids = [...new Set(named.flatMap((entry) => (entry.id === null ? [] : [entry.id])))];
  if (ids.length > 1) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `it names more than one network (${ids.join(', ')}); one contract is deployed to one of them` });
  const mentioned = named.find((entry) => entry.id !== null);
  if (given !== undefined) {
    const other = named.find((entry) => entry.id !== given);
    if (other) result.assumed.push({ field: 'network', statement: `the network chosen for this run, ${given}, goes before the one in the request ("${other.words}")` });
    return result;
  }
  for (const entry of named.filter((candidate) => candidate.id === null)) {
    result.unsupported.push({ quote: entry.quote, reason: `The network "${entry.words}" is not configured.`, essential: true });
  }
  if (mentioned?.id) {
    result.network = mentioned.id;
    result.understood.push({ field: 'network', statement: `network ${mentioned.id}`, quote: mentioned.quote });
  } else result.assumed.push({ field: 'network', statement: `network ${defaultNetwork}` });
  return result;
}

function resolve(words: string, known: readonly Network[]): string | null {
  const plain = words.replaceAll(/\btest net\b/g, 'testnet').replaceAll(/\bmain net\b/g, 'mainnet').trim();
  const bare = plain.replace(/ (?:chain|network)$/, '');
  const wanted = [aliases[plain], aliases[bare], plain, bare, bare.replace(/ (?:testnet|mainnet)$/, '')].filter((entry) => entry !== undefined);
  for (const entry of wanted) {
    const id = entry.replaceAll(' ', '-');
    const found = known.find((network) => network.id === id || network.name.toLowerCase() === entry);
    if (found) return found.id;
  }
  // "hyperion" for hyperion-testnet, when that leaves no choice.
  const longer = known.filter((network) => network.id.startsWith(`${bare.replaceAll(' ', '-')}-`));
  return longer.length === 1 ? longer[0]?.id ?? null : null;
}
