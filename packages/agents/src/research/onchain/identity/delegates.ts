import type { BytecodeReader, CodeReading, Fork } from '@hyperlens/protocol';
import { encodeFunctionData, getAddress, toFunctionSelector, zeroAddress, type Hex } from 'viem';
import { findSiblings } from '../deployer/siblings.ts';
import type { OnchainInput } from '../input.ts';
import { findAddresses } from '../ownership/candidates.ts';
import { abi } from '../questions.ts';
import type { Proxy } from './proxy.ts';
import { stranger } from './standards.ts';

/** What only a fork or the past can tell of a contract. Both are asked for when they are needed. */
export interface Behind { fork: () => Promise<Fork | null>; /** Who made it, null when that is not known. */ deployer: () => Promise<Hex | null> }

/** Functions a token or an owned contract is expected to answer, and one nobody has. */
const probes: Hex[] = [
  ...(['totalSupply', 'decimals', 'owner'] as const).map((functionName) => encodeFunctionData({ abi, functionName })),
  ...(['name()', 'symbol()'] as const).map((signature) => toFunctionSelector(signature)),
  encodeFunctionData({ abi, functionName: 'balanceOf', args: [stranger] }), encodeFunctionData({ abi, functionName: 'allowance', args: [stranger, stranger] }),
  ...(['approve(address,uint256)', 'transfer(address,uint256)', 'transferFrom(address,address,uint256)'] as const).map((signature): Hex => `${toFunctionSelector(signature)}${'0'.repeat(192)}`),
];
const nonsense: Hex = '0xdeadc0de';
/** Contracts that are asked about beside those found, and functions of each. */
const [mostOthers, asksEach] = [40, 2];

/**
 * A contract that runs code from elsewhere by rules of its own: functions which its dispatcher does not have are called in a fork, and the
 * trace tells whose code ran. Further code it runs is looked for in its storage and among the contracts of its deployer. Finds tables of
 * selectors without the functions of ERC-2535, and proxies that keep their target wherever they like. Null when nothing runs elsewhere, or
 * there is no fork. Throws what reader and fork throw.
 */
export async function findDelegates(input: OnchainInput, own: CodeReading, bytecode: BytecodeReader, behind: Behind): Promise<Proxy | null> {
  if ((!own.instructions.DELEGATECALL && !own.instructions.CALLCODE) || own.incomplete !== null) return null;
  const has = (data: Hex): boolean => own.functions.some(({ selector }) => selector === data.slice(0, 10));
  const asked = probes.filter((data) => !has(data));
  const fork = asked.length > 0 ? await behind.fork() : null;
  if (!fork) return null;
  const { reader, address, context } = input;
  const self = address.toLowerCase();
  /** Contracts whose code runs on the subject's storage in this call. */
  const ran = async (data: Hex): Promise<Hex[]> => {
    const start = await fork.snapshot();
    const { calls } = await fork.send({ from: stranger, to: address, data });
    await fork.revert(start);
    return calls.filter(({ kind, from, to }) => kind === 'delegatecall' && from.toLowerCase() === self && BigInt(to) > 0xffffn).map(({ to }) => getAddress(to));
  };
  const found = new Set<Hex>();
  const add = async (list: readonly Hex[]): Promise<void> => { for (const one of list) if (one !== address && !found.has(one) && (await fork.code(one)) !== '0x') found.add(one); };
  for (const data of asked) await add(await ran(data));
  if (found.size === 0) return null;
  const whole = (await ran(nonsense)).some((one) => found.has(one));
  if (!whole) {
    const deployer = await behind.deployer();
    const siblings = deployer && deployer !== zeroAddress ? await findSiblings(reader, deployer, await reader.nonce(deployer), address) : [];
    const others = [...new Set([...(await findAddresses(reader, address, [own])).map((one) => one.address), ...siblings.filter(({ token }) => !token).map((one) => one.address)])].filter((one) => !found.has(one)).slice(0, mostOthers);
    for (const other of others) {
      const code = await reader.code(other);
      if (code === '0x') continue;
      const { functions } = await bytecode.read(code, context);
      for (const { selector } of functions.filter((one) => !has(one.selector)).slice(0, asksEach)) {
        if (!(await ran(`${selector}${'0'.repeat(256)}`)).includes(other)) continue;
        found.add(other);
        break;
      }
    }
  }
  const implementations = [...found];
  const fixed = implementations.every((one) => own.addresses.includes(one));
  return {
    kind: whole ? 'delegating' : 'diamond', implementations, admin: null, beacon: null, upgradeable: !fixed,
    method: `in a fork: functions that its own code does not have run the code of ${implementations.length === 1 ? 'another contract' : `${implementations.length} other contracts`}${whole ? '' : ', which one depends on the function'}`,
  };
}
