import { AppError, type BlockReference, type ChainReader, type ResearchRequest, type Subject } from '@hyperlens/protocol';
import { encodeFunctionData, getAddress, isAddress, parseAbi } from 'viem/utils';
import { readText } from '../onchain/text.ts';
import type { Candidate, ResearchDependencies } from './ports.ts';

export interface Resolved { subject: Subject; block: BlockReference | null }
type Hex = `0x${string}`;

const token = parseAbi(['function name() view returns (string)', 'function symbol() view returns (string)', 'function decimals() view returns (uint8)', 'function totalSupply() view returns (uint256)', 'function balanceOf(address) view returns (uint256)', 'function allowance(address,address) view returns (uint256)']);
const nowhere = '0x000000000000000000000000000000000000dEaD';
const nothing = { network: null, chainId: null, address: null, name: null, symbol: null, decimals: null } as const;

/** Finds out what the person means, on which chain and at which block. Throws SUBJECT_NOT_FOUND, SUBJECT_AMBIGUOUS and what reading the chain throws. */
export async function resolveSubject(request: ResearchRequest, { readers, finders, defaultNetwork }: Pick<ResearchDependencies, 'readers' | 'finders' | 'defaultNetwork'>, signal: AbortSignal): Promise<Resolved> {
  const typed = request.subject.trim();
  if (request.sources) return { subject: { kind: 'source', query: typed, ...nothing }, block: null };
  const { query, network } = spelled(typed, request.network ?? defaultNetwork);
  if (isAddress(query, { strict: false })) return describeAddress(await readers.open(network, request.atBlock), getAddress(query), query);

  const failures: string[] = [];
  const found = await Promise.all(finders.map((finder) => finder.find(query, network, signal).catch((error: unknown) => { failures.push(`${finder.id}: ${AppError.from(error).message}`); return [] as Candidate[]; })));
  const candidates = [...new Map(found.flat().map((candidate) => [`${candidate.network}/${candidate.address.toLowerCase()}`, candidate])).values()].toSorted((a, b) => (a.address < b.address ? -1 : 1));
  if (candidates.length > 1) {
    throw new AppError('SUBJECT_AMBIGUOUS', { subject: query, candidates: candidates.slice(0, 10).map((one) => `${one.address} (${one.name ?? 'no name'} on ${one.network}, from ${one.source})`).join(', ') });
  }
  const [only] = candidates;
  if (only) return describeAddress(await readers.open(only.network, request.atBlock), getAddress(only.address), query);
  if (hasProfile(request)) return { subject: { kind: 'project', query, ...nothing, name: request.project.name ?? query }, block: null };
  throw new AppError('SUBJECT_NOT_FOUND', { subject: query, network, reason: failures.length > 0 ? failures.join('; ') : `looked in ${finders.map((finder) => finder.id).join(', ') || 'nothing'}` });
}

/**
 * An address as people write it: with `0X`, or with its chain before it (CAIP-10, `eip155:1:0x...`), which then is the network. Throws
 * INPUT_INVALID for what can only be a mistake.
 */
export function spelled(typed: string, network: string): { query: string; network: string } {
  const mistake = (problem: string): never => { throw new AppError('INPUT_INVALID', { where: 'subject', problem }); };
  const account = /^(eip155:[1-9]\d{0,15}):(0x[0-9a-f]*)$/i.exec(typed);
  const query = (account?.[2] ?? typed).replace(/^0X/, '0x');
  if (/^https?:\/\//i.test(query)) mistake('a web address is not looked at; give the address, symbol or name it is about');
  if (/^0x[0-9a-f]{64}$/i.test(query)) mistake('this is the hash of a transaction or a block; give the address of a contract or a wallet');
  if (/^0x[0-9a-f]*$/i.test(query) && !isAddress(query, { strict: false })) mistake('an address is 0x followed by 40 hexadecimal digits');
  // A wrong checksum is a typing error, and another address is another subject (EIP-55).
  if (/[a-f]/.test(query.slice(2)) && /[A-F]/.test(query.slice(2)) && isAddress(query, { strict: false }) && !isAddress(query)) mistake('the checksum of the address is wrong (EIP-55)');
  return { query, network: account?.[1]?.toLowerCase() ?? network };
}

/** A project without an address can be looked at when somebody said where. */
function hasProfile({ project, only }: ResearchRequest): boolean {
  const { name: _name, ...places } = project;
  return Object.values(places).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined)) || (only?.every((section) => section === 'sentiment' || section === 'team') ?? false);
}

/** What an address is at the reader's block: a wallet, a fungible token, or another contract, with the name it gives itself. */
export async function describeAddress(reader: ChainReader, address: Hex, query: string): Promise<Resolved> {
  const { network, block } = reader;
  const shared = { query, network: network.id, chainId: network.chainId, address: getAddress(address) };
  const code = await reader.code(address);
  // A delegated account (EIP-7702) is a wallet that runs code of its choice.
  if (code === '0x' || code.startsWith('0xef0100')) return { subject: { kind: 'wallet', ...shared, name: null, symbol: null, decimals: null }, block };
  const [name, symbol, decimals, supply, balance, allowance] = await reader.calls([
    ...(['name', 'symbol', 'decimals', 'totalSupply'] as const).map((functionName) => ({ to: address, data: encodeFunctionData({ abi: token, functionName }) })),
    { to: address, data: encodeFunctionData({ abi: token, functionName: 'balanceOf', args: [nowhere] }) },
    { to: address, data: encodeFunctionData({ abi: token, functionName: 'allowance', args: [nowhere, nowhere] }) },
  ]);
  const word = (result: typeof name): bigint | null => (result?.ok && result.returned.length === 66 ? BigInt(result.returned) : null);
  const places = word(decimals);
  const divides = places !== null && places <= 255n;
  // ERC-20 makes decimals optional; ERC-721 has balanceOf and maybe totalSupply too, but neither decimals nor allowances.
  const fungible = word(supply) !== null && word(balance) !== null && (divides || word(allowance) !== null);
  return { subject: { kind: fungible ? 'token' : 'contract', ...shared, name: readText(name) || null, symbol: readText(symbol) || null, decimals: fungible && divides ? Number(places) : null }, block };
}
