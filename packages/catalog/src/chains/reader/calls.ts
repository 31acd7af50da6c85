import { AppError, type CallResult, type ReadCall } from '@hyperlens/protocol';
import { decodeFunctionResult, encodeFunctionData, parseAbi, type Hex } from 'viem';
import { revertData, revertReason, isRevert } from '../revert.ts';
import { RpcFailure } from '../rpc.ts';
import type { Ask } from './ask.ts';
import { bytes, toQuantity } from './parse.ts';

/** Multicall3, at the same address on every chain that has it (https://www.multicall3.com). */
export const multicallAddress: Hex = '0xcA11bde05977b3631167028862bE2a173976CA11';
const multicallAbi = parseAbi(['struct Call3 { address target; bool allowFailure; bytes callData; }', 'struct Result { bool success; bytes returnData; }', 'function aggregate3(Call3[] calls) payable returns (Result[])']);
/** Calls in one aggregate, and bytes of their data together: well below what public nodes take. */
const mostCalls = 100;
const mostBytes = 60_000;
/** Longest text a contract may put into a reason. */
const reasonLength = 300;

/**
 * Read calls at one block. Gas is given only where `gas` says so: on the local chain every step of an endless call would be recorded in
 * memory until it is stopped.
 */
export function makeCalls({ ask, block, gas, hasMulticall }: { ask: Ask; block: number; gas: bigint | null; hasMulticall: () => Promise<boolean> }): {
  call: (call: ReadCall) => Promise<CallResult>;
  calls: (calls: readonly ReadCall[]) => Promise<CallResult[]>;
} {
  const call = async (wanted: ReadCall): Promise<CallResult> => {
    const limit = wanted.gas ?? gas;
    const transaction = {
      to: wanted.to, data: wanted.data, ...(wanted.from ? { from: wanted.from } : {}), ...(wanted.value ? { value: toQuantity(wanted.value) } : {}), ...(limit === null ? {} : { gas: toQuantity(limit) }),
    };
    try {
      return { ok: true, returned: await ask('eth_call', [transaction, toQuantity(block)], bytes, { block }) };
    } catch (error) {
      const failure = AppError.is(error, 'RPC_REJECTED') && error.cause instanceof RpcFailure ? error.cause : null;
      if (failure && (isRevert(failure) || /insufficient (funds|balance)/i.test(failure.message))) return refusal(failure);
      throw error;
    }
  };

  /** Calls of one aggregate. What failed without a word is asked again alone: a call before it may have used up the gas. */
  const aggregate = async (group: readonly ReadCall[]): Promise<CallResult[]> => {
    const data = encodeFunctionData({ abi: multicallAbi, args: [group.map(({ to, data: callData }) => ({ target: to, allowFailure: true, callData }))] });
    const answer = await call({ to: multicallAddress, data });
    const results = answer.ok ? decode(answer.returned) : null;
    if (results?.length !== group.length) return Promise.all(group.map(call));
    return Promise.all(results.map(async ({ success, returnData }, index) => {
      if (success) return { ok: true, returned: returnData } satisfies CallResult;
      const wanted = group[index];
      return returnData === '0x' && wanted ? call(wanted) : refusal(new RpcFailure('rejected', 'execution reverted', { code: 3, data: returnData }));
    }));
  };

  return {
    call,
    async calls(wanted) {
      const plain = wanted.map((one, index) => ({ one, index })).filter(({ one }) => one.from === undefined && !one.value && one.gas === undefined);
      const together = plain.length > 2 && await hasMulticall() ? plain : [];
      const answers: CallResult[] = [];
      const groups = inGroups(together.map(({ one }) => one));
      const shared = (await Promise.all(groups.map(aggregate))).flat();
      together.forEach(({ index }, position) => { const found = shared[position]; if (found) answers[index] = found; });
      await Promise.all(wanted.map(async (one, index) => { answers[index] ??= await call(one); }));
      return answers;
    },
  };
}

function inGroups(calls: readonly ReadCall[]): ReadCall[][] {
  const groups: ReadCall[][] = [];
  let size = 0;
  for (const one of calls) {
    const length = one.data.length / 2 + 128;
    const last = groups.at(-1);
    if (!last || last.length >= mostCalls || size + length > mostBytes) { groups.push([one]); size = length; } else { last.push(one); size += length; }
  }
  return groups;
}

function decode(returned: Hex): readonly { success: boolean; returnData: Hex }[] | null {
  try { return decodeFunctionResult({ abi: multicallAbi, data: returned }); } catch { return null; /* Not Multicall3 after all: the calls are made one by one. */ }
}

function refusal(failure: RpcFailure): CallResult {
  const reason = revertReason(failure);
  const data = revertData(failure.data);
  // oxlint-disable-next-line no-control-regex -- a contract chooses these characters
  const clean = reason.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ').slice(0, reasonLength);
  return { ok: false, reason: clean.startsWith('the constructor') ? 'no reason was given' : clean, data };
}
