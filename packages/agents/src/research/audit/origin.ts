import { AppError, type ChainReaders, type ResearchTask, type SourceArchive, type SourceFiles, type WorkContext } from '@hyperlens/protocol';
import { getAddress, keccak256, stringToBytes, toHex } from 'viem/utils';

type Hex = `0x${string}`;

/** The sources that are looked at, and where they come from. */
export interface Origin {
  sources: SourceFiles;
  /** Files whose weaknesses are reported; libraries people did not write themselves are left out. */
  ownFiles: string[];
  /** `supplied`, or the id of an archive. */
  source: string;
  /** Name of the contract at the address; null when all contracts are looked at. */
  contract: string | null;
  solcVersion?: string;
  /** The address whose source this is: of the implementation, behind a proxy. */
  address: string | null;
}
/** How asking one archive ended. */
export interface Asked { id: string; title: string; status: 'ok' | 'unreachable'; reason?: string; found: boolean }
export interface Found { origin: Origin | null; asked: Asked[]; implementation: string | null }

/** Where proxies keep the address of their code (ERC-1967). */
const implementationSlot = toHex(BigInt(keccak256(stringToBytes('eip1967.proxy.implementation'))) - 1n, { size: 32 });
/** Runtime code of a minimal proxy (ERC-1167) around the address. */
const minimalProxy = /^0x363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3$/i;
const isLibrary = (path: string): boolean => /(^|\/)(node_modules|@[\w-]+|lib|openzeppelin[\w-]*)\//i.test(path);

/** The code an address runs by ERC-1967 or ERC-1167 at the block of the task, null when it is its own. Throws what reading throws. */
async function implementationOf(readers: ChainReaders, network: string, address: Hex, block: number): Promise<Hex | null> {
  const reader = await readers.open(network, block);
  const [code, slot] = await Promise.all([reader.code(address), reader.storage(address, implementationSlot)]);
  const clone = minimalProxy.exec(code)?.[1];
  const named = clone ?? slot.slice(2).padStart(64, '0').slice(24);
  return /^0*$/.test(named) ? null : getAddress(`0x${named}`);
}

/** Where sources are looked for: in what this product deployed, then in what people published. */
export interface Archives { own?: SourceArchive | undefined; published: readonly SourceArchive[] }

/**
 * Finds the sources of the subject: the supplied ones, else those archives have of the implementation behind the address, else of the address.
 * What a source does wrong is in `asked`; it throws only INTERRUPTED.
 */
export async function findSources(task: ResearchTask, { own, published: archives }: Archives, readers: ChainReaders | undefined, context: WorkContext): Promise<Found> {
  if (task.sources) {
    const sources = task.sources;
    return { origin: { sources, ownFiles: task.ownFiles ?? Object.keys(sources), source: 'supplied', contract: null, address: null, ...(task.solcVersion ? { solcVersion: task.solcVersion } : {}) }, asked: [], implementation: null };
  }
  const { address, chainId, network } = task.subject;
  const asked: Asked[] = [];
  if (!address || chainId === null || !network) return { origin: null, asked, implementation: null };
  let implementation: Hex | null = null;
  if (readers && task.block) {
    try {
      implementation = await implementationOf(readers, network, address as Hex, task.block.number);
      asked.push({ id: `chain:${network}`, title: `The chain ${network}`, status: 'ok', found: true });
    } catch (error) {
      if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, error);
      asked.push({ id: `chain:${network}`, title: `The chain ${network}`, status: 'unreachable', reason: AppError.from(error).message, found: false });
    }
  }
  for (const archive of [...(own ? [own] : []), ...archives]) {
    try {
      const place = implementation ?? (address as Hex);
      const published = await archive.contract(chainId, place, context, network);
      const solidity = published !== null && /solidity/i.test(published.language);
      // Nothing is missing when this product did not deploy a contract.
      if (archive !== own || solidity) asked.push({ id: archive.id, title: archive.title, status: 'ok', found: solidity, ...(published && !solidity ? { reason: `the source is in ${published.language.slice(0, 40)}, which is not read here` } : {}) });
      if (!published || !solidity) continue;
      const files = Object.keys(published.files).toSorted();
      const theirs = files.filter((path) => !isLibrary(path));
      const version = /^v?(\d+\.\d+\.\d+)/.exec(published.compiler)?.[1];
      return { origin: { sources: published.files, ownFiles: theirs.length > 0 ? theirs : files, source: archive.id, contract: published.name, address: place, ...(version ? { solcVersion: version } : {}) }, asked, implementation };
    } catch (error) {
      if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, error);
      asked.push({ id: archive.id, title: archive.title, status: 'unreachable', reason: AppError.from(error).message, found: false });
    }
  }
  return { origin: null, asked, implementation };
}
