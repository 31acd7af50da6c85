import { AppError, type BytecodeReader, type CodeReading, type WorkContext } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import type { Examined, OnchainInput } from '../input.ts';
import { findAddresses } from '../ownership/candidates.ts';
import { ask, question } from '../questions.ts';
import { makeNotes } from '../writing.ts';
import type { Account } from './account.ts';
import { findDelegates, type Behind } from './delegates.ts';
import { readProxy, type Proxy } from './proxy.ts';
import { readBehaviour, type Behaviour } from './standards.ts';

/** What the identity part found. `readings` are in the order of `logic`. */
export interface Identity { proxy: Proxy | null; logic: Examined['logic']; readings: CodeReading[]; behaviour: Behaviour | null; token: Examined['token'] }

const noToken = { standards: 'Standards', 'supply.total': 'Total supply', 'token.name': 'Name', 'token.symbol': 'Symbol', 'token.decimals': 'Decimals' };
/** Facets of a diamond whose code is read. */
const mostLogic = 24;

/** Writes what kind of account it is: facts `account.*`. */
export function writeAccount({ ledger, reader, context }: OnchainInput, account: Account): string {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const id = notes.fact('account.kind', 'Kind of account', account.kind, 'eth_getCode, eth_getTransactionCount, eth_getBalance');
  notes.fact('account.nonce', account.code === '0x' ? 'Transactions sent' : 'Nonce', account.nonce, 'eth_getTransactionCount');
  notes.fact('account.balance', `Balance in ${reader.network.currency.symbol}`, account.balance.toString(), 'eth_getBalance', { unit: 'wei' });
  if (account.delegate) notes.fact('account.delegate', 'Contract that may act for the wallet', account.delegate, 'the code is an EIP-7702 delegation');
  return id;
}

/**
 * What a contract is: proxy and the code that runs, standards by behaviour, name, symbol, decimals and supply. Writes facts `proxy.*`, `standards`,
 * `token.*`, `supply.total`, `code.*` and the flags is_proxy and total_supply. Never throws for what the chain did wrong.
 */
export async function examineIdentity(input: OnchainInput, bytecode: BytecodeReader, elsewhere: Behind): Promise<Identity> {
  const { reader, ledger, address, code, context } = input;
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const own = await bytecode.read(code, context);
  const found: Identity = { proxy: null, logic: [{ address, code }], readings: [own], behaviour: null, token: null };
  writeCode(notes, own);

  await notes.guard({ 'proxy.kind': 'Kind of proxy', 'proxy.implementation': 'Code that runs' }, 'storage, facets(), masterCopy()', async () => {
    found.proxy = await readProxy(reader, address, own) ?? await withoutFork(context, () => findDelegates(input, own, bytecode, elsewhere)) ?? await findDelegate(input, own, bytecode);
    const behind = found.proxy?.implementations.slice(0, mostLogic) ?? [];
    const codes = await Promise.all(behind.map((one) => reader.code(one)));
    const readings = await Promise.all(codes.map((one) => bytecode.read(one, context)));
    behind.forEach((one, index) => { found.logic.push({ address: one, code: codes[index] ?? '0x' }); found.readings.push(readings[index] ?? own); });
    const { proxy } = found;
    const method = proxy?.method ?? 'no clone pattern; nothing at the ERC-1967, ERC-1822 and early OpenZeppelin positions, no facets(), no masterCopy(), and nothing that its own code does not have runs elsewhere';
    const weak = proxy?.kind === 'delegating' && !proxy.method.startsWith('in a fork') ? { confidence: 'medium' as const } : {};
    const kind = notes.fact('proxy.kind', 'Kind of proxy', proxy?.kind ?? null, method, weak);
    notes.fact('proxy.implementation', 'Code that runs', proxy ? proxy.implementations : null, method, weak);
    if (proxy) {
      notes.fact('proxy.upgradeable', 'The code can be replaced', proxy.upgradeable, method, weak);
      if (proxy.admin) notes.fact('proxy.admin', 'Who may replace the code', proxy.admin, 'storage at the position of the proxy admin');
      if (proxy.beacon) notes.fact('proxy.beacon', 'Beacon', proxy.beacon, method);
    }
    ledger.flag('is_proxy', kind, proxy !== null);
  });
  if (ledger.valueOf('onchain.proxy.kind') === undefined) ledger.flag('is_proxy', 'onchain.proxy.kind', 'unknown');

  await notes.guard(noToken, 'eth_call of the functions of each standard', async () => {
    const complete = found.readings.every((reading) => reading.incomplete === null || reading.functions.length > 0);
    const selectors = complete ? new Set<Hex>(found.readings.flatMap((reading) => reading.functions.map(({ selector }) => selector))) : null;
    found.behaviour = await readBehaviour(reader, address, selectors);
    found.token = writeBehaviour(notes, found.behaviour, selectors !== null);
    if (found.token) ledger.flag('total_supply', 'onchain.supply.total');
  });
  if (ledger.valueOf('onchain.standards') === undefined) found.token = null;
  return found;
}

/** What only a fork shows is not seen when it fails; the other ways to find a proxy are still there. */
async function withoutFork<Value>(context: WorkContext, work: () => Promise<Value>): Promise<Value | null> {
  try { return await work(); } catch (error) {
    context.signal?.throwIfAborted();
    if (AppError.is(error, 'SIMULATION_UNAVAILABLE')) { context.progress?.('what code runs elsewhere could not be tried in a fork'); return null; }
    throw error;
  }
}

function writeCode(notes: ReturnType<typeof makeNotes>, own: CodeReading): void {
  notes.fact('code.size', 'Length of the code', own.length, 'eth_getCode', { unit: 'bytes' });
  notes.fact('code.hash', 'Hash of the code', own.hash, 'keccak-256 of eth_getCode');
  if (own.metadata?.solc) notes.fact('code.compiler', 'Compiler', `solc ${own.metadata.solc}`, 'CBOR trailer of the code', { confidence: 'medium' });
  if (own.metadata?.ipfs) notes.fact('code.metadata', 'Metadata of the compiler', `ipfs://${own.metadata.ipfs}`, 'CBOR trailer of the code', { confidence: 'medium' });
  if (own.incomplete) notes.missing('code.functions', 'Functions of the code', own.incomplete, 'evmole');
}

function writeBehaviour(notes: ReturnType<typeof makeNotes>, behaviour: Behaviour, byCode: boolean): Examined['token'] {
  const method = `answers to the functions of each standard${byCode ? ', and the selectors of the code' : '; the code could not be read'}`;
  const confidence = behaviour.answersAnything ? 'low' : byCode ? 'high' : 'medium';
  notes.fact('standards', 'Standards by behaviour', behaviour.standards, method, { confidence });
  const fungible = behaviour.standards.includes('ERC-20') || (behaviour.totalSupply !== null && behaviour.missing.length === 0 && behaviour.decimals !== null) || behaviour.missing.length > 0;
  if (behaviour.missing.length > 0) notes.fact('standards.missing', 'Functions of ERC-20 that are not there', behaviour.missing, 'selectors of the code');
  const collection = behaviour.standards.includes('ERC-721') || behaviour.standards.includes('ERC-1155');
  if (fungible || collection) {
    notes.fact('token.name', 'Name', behaviour.name, 'eth_call name()');
    notes.fact('token.symbol', 'Symbol', behaviour.symbol, 'eth_call symbol()');
  }
  if (!fungible || behaviour.totalSupply === null) return null;
  notes.fact('token.decimals', 'Decimals', behaviour.decimals, 'eth_call decimals()');
  notes.fact('supply.total', 'Total supply', behaviour.totalSupply.toString(), 'eth_call totalSupply()', { unit: 'smallest unit' });
  if (behaviour.asset) notes.fact('token.asset', 'Asset of the vault', behaviour.asset, 'eth_call asset()');
  return { name: behaviour.name, symbol: behaviour.symbol, decimals: behaviour.decimals, totalSupply: behaviour.totalSupply };
}

/**
 * A proxy of its own making: it answers totalSupply() or owner() although its dispatcher does not have them, and an address that stands in its
 * first storage positions or its code does.
 */
async function findDelegate({ reader, address, context }: OnchainInput, own: CodeReading, bytecode: BytecodeReader): Promise<Proxy | null> {
  if (!own.instructions.DELEGATECALL || own.incomplete !== null || own.functions.length > 12) return null;
  const has = (selector: Hex): boolean => own.functions.some((one) => one.selector === selector);
  const probes = (['totalSupply', 'owner'] as const).map((name) => ({ name, selector: name === 'owner' ? '0x8da5cb5b' as const : '0x18160ddd' as const })).filter(({ selector }) => !has(selector));
  for (const { name, selector } of probes) {
    if (await ask(reader, question(address, name)) === null) continue;
    // ERC-897 proxies say what they run, wherever that is written down.
    const said = await ask(reader, question(address, 'implementation'));
    const places = [...(said ? [{ address: said, where: 'what implementation() answers' }] : []), ...(await findAddresses(reader, address, [own])).slice(0, 8)];
    for (const { address: candidate, where } of places) {
      const code = await reader.code(candidate);
      if (code === '0x' || !(await bytecode.read(code, context)).functions.some((one) => one.selector === selector)) continue;
      return { kind: 'delegating', implementations: [candidate], admin: null, beacon: null, upgradeable: where !== 'written into the code', method: `it answers ${name}(), which its own code does not have and the contract in ${where} does` };
    }
  }
  return null;
}
