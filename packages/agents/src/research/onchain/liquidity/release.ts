import type { BytecodeReader, ChainReader, Fork, Forks, WorkContext } from '@hyperlens/protocol';
import { changing, functionsOf } from '../code/functions.ts';
import { findCreation } from '../deployer/creation.ts';
import { isNobody } from '../ownership/declared.ts';
import { findAddresses } from '../ownership/candidates.ts';
import { encode, largest, type Argument } from '../trade/encode.ts';
import { callOf, readNumber } from '../transfers/words.ts';

type Hex = `0x${string}`;

/** What trying a keeper of liquidity needs. */
export interface Trying { forks: Forks; bytecode: BytecodeReader; context: WorkContext }
/** A call by which somebody takes the liquidity out now; null: none was found. */
export interface Release { by: Hex; function: string }

const [mostPeople, mostFunctions, mostCalls, mostSteps] = [6, 40, 600, 4];

/**
 * Whether somebody can take liquidity out of the contract that keeps it, whatever that says of time: in a fork its functions are called as its
 * maker and as everybody whose address stands in it, alone and after a call that changed something else first (the time of the lock, say), and what it holds is looked at.
 * Half or more has to leave. Throws what reader and forks throw.
 */
export async function tryRelease({ reader, keeper, pool, people, trying }: { reader: ChainReader; keeper: Hex; pool: Hex; people: readonly (Hex | null)[]; trying: Trying }): Promise<Release | null> {
  const { forks, bytecode, context } = trying;
  const code = await reader.code(keeper);
  const own = await bytecode.read(code, context);
  const reading = own.forwardsTo ? await bytecode.read(await reader.code(own.forwardsTo), context) : own;
  const functions = changing(functionsOf([reading], [])).slice(0, mostFunctions);
  const maker = await findCreation(reader, keeper, context);
  const lower = (one: Hex): Hex => one.toLowerCase() as Hex;
  const possible = [maker?.deployer ?? null, ...people, ...(await findAddresses(reader, keeper, [own])).map(({ address }) => address)].filter((one): one is Hex => one !== null && !isNobody(one)).map(lower);
  const candidates = [...new Set(possible)].filter((one) => one !== lower(keeper) && one !== lower(pool)).slice(0, mostPeople);
  if (functions.length === 0 || candidates.length === 0) return null;
  const fork = await forks.open(reader.network.id, reader.block.number, context);
  try {
    return await search(fork, { keeper, pool, candidates, calls: functions.map((one) => ({ name: one.name ?? one.selector, dataFor: (who: Hex, held: bigint) => dataOf(one, who, pool, held) })) });
  } finally {
    await fork.close();
  }
}

interface Question { keeper: Hex; pool: Hex; candidates: readonly Hex[]; calls: readonly { name: string; dataFor: (who: Hex, held: bigint) => Hex[] }[] }

async function search(fork: Fork, { keeper, pool, candidates, calls }: Question): Promise<Release | null> {
  const held = async (): Promise<bigint> => readNumber(await fork.call(callOf(pool, 'balanceOf(address)', keeper))) ?? 0n;
  const start = await held();
  if (start === 0n) return null;
  let left = mostCalls;
  /** Calls each function as one account; gives what takes the liquidity, and else what went through. */
  const pass = async (who: Hex): Promise<{ release: Release | null; through: Hex[] }> => {
    const through: Hex[] = [];
    for (const { name, dataFor } of calls) {
      for (const data of dataFor(who, start)) {
        if ((left -= 1) < 0) return { release: null, through };
        if (!(await fork.call({ from: who, to: keeper, data })).ok) continue;
        const before = await fork.snapshot();
        await fork.send({ from: who, to: keeper, data });
        const rest = await held();
        await fork.revert(before);
        if (rest * 2n <= start) return { release: { by: who, function: name }, through };
        through.push(data);
      }
    }
    return { release: null, through };
  };
  for (const who of candidates) {
    const first = await pass(who);
    if (first.release) return first.release;
    for (const data of first.through.slice(0, mostSteps)) {
      const before = await fork.snapshot();
      await fork.send({ from: who, to: keeper, data });
      const { release } = await pass(who);
      await fork.revert(before);
      if (release) return { ...release, function: `${release.function}, after another call` };
    }
  }
  return null;
}

/** Data of a few calls: the pool and the caller for addresses, nothing, all of it and the largest number for numbers. */
function dataOf({ selector, inputs }: { selector: Hex; inputs: string[] | null }, who: Hex, pool: Hex, held: bigint): Hex[] {
  if (inputs === null) return [];
  if (inputs.length === 0) return [selector];
  const lists = ([[[pool, who], 0n], [[pool, who], held], [[who, pool], held], [[pool, who], largest], [[pool, pool], 1n]] as [[Hex, Hex], bigint][]).map(([addresses, number]) => {
    let named = 0;
    return inputs.map((type): Argument => valueOf(type, addresses[Math.min(1, type.startsWith('address') ? named++ : 0)] ?? who, number));
  });
  try { return [...new Set(lists.map((list) => encode(selector, inputs, list)))]; } catch { return []; /* A tuple or a fixed list: no values are known for it. */ }
}

function valueOf(type: string, address: Hex, number: bigint): Argument {
  if (type.endsWith('[]')) return [valueOf(type.slice(0, -2), address, number)];
  if (type === 'address') return address;
  if (type === 'bool') return true;
  if (type === 'string') return '';
  if (type.startsWith('bytes')) return '0x';
  const width = BigInt(/^u?int(\d+)$/.exec(type)?.[1] ?? '256') - (type.startsWith('int') ? 1n : 0n);
  return number >= 1n << width ? (1n << width) - 1n : number;
}
