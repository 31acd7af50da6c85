import type { Fork } from '@hyperlens/protocol';
import { encodeFunctionData, numberToHex, parseAbi, zeroAddress, type Hex } from 'viem';
import type { Admin, KnownFunction } from '../input.ts';
import { changing, isEverybodys } from '../code/functions.ts';
import { isNobody } from './declared.ts';
import { sampleCalls } from './arguments.ts';

const abi = parseAbi(['function owner() view returns (address)', 'function renounceOwnership()', 'function transferOwnership(address to)']);
const ownerCall = encodeFunctionData({ abi, functionName: 'owner' });
const renounceCall = encodeFunctionData({ abi, functionName: 'renounceOwnership' });

export interface TakeBack { possible: boolean; /** Function and account that did it; no function: time alone did. */ by: { selector: Hex | null; name: string | null; account: Hex; after: string | null } | null; tried: number; /** Calls that the budget left out. */ left: number }

/** Transactions one search may send. */
const most = 160;
/** Somebody the owner may be in league with. */
const accomplice: Hex = '0x7e57000000000000000000000000000000007e5b';
/** Longer than owners have been away to come back: 400 days. */
const longWait = 400 * 86_400;
const transferOwnership: Hex = '0xf2fde38b';

/** Who may take it back, and with what. */
export interface TakeBackQuestion {
  functions: readonly KnownFunction[];
  accounts: readonly Pick<Admin, 'address' | 'only'>[];
  /** Accounts without a known power whose addresses stand in storage, code and creation: an offer that outlived the ownership may name them. */
  others: readonly Hex[];
  /** Functions that write the owner, as far as the code tells; null: it does not. The others, and everybody after a long wait, try only these. */
  writers: readonly Hex[] | null;
}

/**
 * Tries in a fork whether a given-up ownership can be had again: gives it up as the owner (plain, after the owner locked it for a time, and after
 * it was offered to somebody), then lets each account call each changing function and looks at owner(), which is looked at once more after a
 * long time. Not tried when the budget ends is not possible to exclude; `tried` says how many calls were made.
 */
export async function tryTakeBack(fork: Fork, address: Hex, { functions, accounts, others, writers }: TakeBackQuestion): Promise<TakeBack> {
  const owner = async (): Promise<Hex | null> => {
    const result = await fork.call({ to: address, data: ownerCall });
    return result.ok && /^0x0{24}[0-9a-f]{40}$/.test(result.returned) ? `0x${result.returned.slice(26)}` : null;
  };
  const nobody = (found: Hex | null): boolean => found !== null && (found === zeroAddress || isNobody(found));
  const first = await owner();
  if (first === null) return { possible: false, by: null, tried: 0, left: 0 };
  const calls = changing(functions).filter((one) => !isEverybodys(one) || accepts.test(one.name ?? '')).flatMap((one) => sampleCalls(one).slice(0, 2).map((data) => ({ one, data })));
  const telling = calls.filter(({ one }) => accepts.test(one.name ?? '') || (writers?.includes(one.selector) ?? true));
  const has = (selector: Hex): boolean => functions.some((one) => one.selector === selector);
  const offer = encodeFunctionData({ abi, functionName: 'transferOwnership', args: [accomplice] });
  const openings: { name: string; data: Hex }[] = [...functions.filter(({ name }) => name === 'lock(uint256)').map(({ selector }) => ({ name: 'lock(uint256)', data: `${selector}${'0'.repeat(64)}` as Hex })), ...(has(transferOwnership) ? [{ name: 'an offer of transferOwnership(address)', data: offer }] : [])];
  let [tried, left] = [0, 0];
  const search = async (people: readonly Pick<Admin, 'address' | 'only'>[], list: typeof calls, after: string | null): Promise<TakeBack['by']> => {
    for (const { address: account, only } of people.filter((one) => !isNobody(one.address))) {
      for (const { one, data } of list) {
        if (only && !only.includes(one.selector)) continue;
        if (tried >= most) { left += 1; continue; }
        // A call is cheap; only what goes through is worth a transaction.
        if (!(await fork.call({ to: address, data, from: account })).ok) continue;
        const before = await fork.snapshot();
        tried += 1;
        await fork.send({ from: account, to: address, data });
        const now = await owner();
        await fork.revert(before);
        if (now !== null && !nobody(now)) return { selector: one.selector, name: one.name, account, after };
      }
    }
    return null;
  };
  const everybody = accounts.concat(accounts.some((one) => one.address.toLowerCase() === first) ? [] : { address: first });
  for (const opening of nobody(first) ? [null] : [null, ...openings]) {
    const start = await fork.snapshot();
    if (!nobody(first)) {
      if (opening) await fork.send({ from: first, to: address, data: opening.data });
      if (!nobody(await owner())) await fork.send({ from: first, to: address, data: renounceCall });
    }
    let by: TakeBack['by'] = null;
    if (nobody(await owner())) {
      by = await search(everybody, calls, opening?.name ?? null) ?? await search([...others.map((one) => ({ address: one })), { address: accomplice }], telling, opening?.name ?? null);
      if (!by) {
        await fork.mine(1, longWait);
        const later = await owner();
        by = later !== null && !nobody(later) ? { selector: null, name: null, account: later, after: 'a long time' } : await search(everybody, telling, `${opening ? `${opening.name} and ` : ''}a long time`);
      }
    }
    await fork.revert(start);
    if (by) return { possible: true, by, tried, left };
  }
  return { possible: false, by: null, tried, left };
}

const accepts = /^(accept|claim|take|pull|receive)\w*(Owner|Admin|Govern)/i;

/** Functions that set up a contract once, and so write the owner without obeying one. */
const initializer = /^(_*init|setup|constructor|transferOwnership|renounceOwnership|acceptOwnership|claimOwnership)/i;

/**
 * Of functions that write the variable of the owner, those that obey neither the owner nor anybody: with a made-up owner in place, it is
 * refused them with every argument tried. That leaves functions with a condition of their own, such as a password.
 */
export async function findForeignWriters(fork: Fork, address: Hex, writers: readonly KnownFunction[]): Promise<KnownFunction[]> {
  const first = await fork.call({ to: address, data: ownerCall });
  if (!first.ok) return [];
  const start = await fork.snapshot();
  try {
    const possible = writers.filter(({ name }) => name === null || !initializer.test(name));
    const place = possible.length > 0 ? await plantOwner(fork, address) : null;
    if (!place) return [];
    const allowed = async (one: KnownFunction): Promise<boolean> => (await Promise.all(sampleCalls(one).map((data) => fork.call({ to: address, data, from: place.owner })))).some(({ ok }) => ok);
    const results = await Promise.all(possible.map(allowed));
    const refused = possible.filter((one, index) => !results[index] && sampleCalls(one).length > 0);
    // What shares the owner's word (a pause switch beside it) may be what refuses, and what the function writes: turned over, it obeys the owner.
    const foreign = new Set(refused);
    for (const neighbour of refused.length > 0 ? neighboursOf(place.shift) : []) {
      await fork.setStorage(address, place.position, numberToHex(place.word ^ (1n << neighbour), { size: 32 }));
      for (const one of foreign) if (await allowed(one)) foreign.delete(one);
    }
    return [...foreign];
  } finally {
    await fork.revert(start);
  }
}

/** Where the made-up owner stands: the storage word, and how far from its low end. */
interface Place { owner: Hex; position: Hex; word: bigint; shift: bigint }

/** The lowest bits of the bytes of a word that an address at this shift leaves free. */
const neighboursOf = (shift: bigint): bigint[] => Array.from({ length: 32 }, (_, index) => BigInt(index) * 8n).filter((bit) => bit < shift || bit >= shift + 160n);

/** Puts a made-up owner into whichever of the first storage words owner() reads; null when none of them does. */
async function plantOwner(fork: Fork, address: Hex): Promise<Place | null> {
  const planted: Hex = '0x7e57000000000000000000000000000000007e5a';
  for (let slot = 0; slot < 16; slot += 1) {
    const position = numberToHex(slot, { size: 32 });
    const before = BigInt(await fork.storage(address, position));
    for (const shift of [0n, 8n, 16n, 96n]) {
      const word = BigInt.asUintN(256, (before & ~(((1n << 160n) - 1n) << shift)) | (BigInt(planted) << shift));
      await fork.setStorage(address, position, numberToHex(word, { size: 32 }));
      const result = await fork.call({ to: address, data: ownerCall });
      if (result.ok && result.returned.endsWith(planted.slice(2))) return { owner: planted, position, word, shift };
    }
    await fork.setStorage(address, position, numberToHex(before, { size: 32 }));
  }
  return null;
}
