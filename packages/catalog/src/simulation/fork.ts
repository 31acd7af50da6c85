import { RpcFailure, isRecord } from '../chains/rpc.ts';
import { revertData, revertReason } from '../chains/revert.ts';
import type { Engine, EngineAnswer } from './engine.ts';
import type { Action } from './messages.ts';

type Hex = `0x${string}`;

/** A fork in the process of the EVM. `act` throws an Error when the engine could not do it; a revert is a result. */
export interface RunningFork { block: { number: number; hash: Hex; time: string }; act(action: Action): Promise<unknown> }

/** Takes a fresh engine into use: reads the block it stands on and keeps the clock, so that no run depends on when it was made. */
export async function makeRunningFork(engine: Engine): Promise<RunningFork> {
  const ask = async (method: string, parameters: readonly unknown[]): Promise<unknown> => {
    const { result, error } = await engine.request(method, parameters);
    if (error) throw new Error(error.message);
    return result;
  };
  const newest = async () => {
    const found = await ask('eth_getBlockByNumber', ['latest', false]);
    if (!isRecord(found)) throw new Error('the fork has no newest block');
    return { number: Number(found.number), hash: String(found.hash) as Hex, time: Number(found.timestamp), baseFee: typeof found.baseFeePerGas === 'string' ? BigInt(found.baseFeePerGas) : 0n };
  };
  const start = await newest();
  /** Of the newest block. Every block comes one second after the one before it. */
  let time = start.time;
  const times = new Map<string, number>();
  const impersonated = new Set<string>();
  const usualPrice = (start.baseFee * 5n) / 4n + 1n;

  const send = async ({ from, to, data, value, gas, gasPrice }: Extract<Action, { do: 'send' }>) => {
    if (!impersonated.has(from)) { await ask('hardhat_impersonateAccount', [from]); impersonated.add(from); }
    const price = gasPrice ?? usualPrice;
    // Whoever the sender is: gas is not what is being tried.
    const needed = gas * price + value;
    if (BigInt(String(await ask('eth_getBalance', [from, 'latest']))) < needed) await ask('hardhat_setBalance', [from, quantity(needed + value)]);
    time += 1;
    await ask('evm_setNextBlockTimestamp', [time]);
    const answer = await engine.request('eth_sendTransaction', [{ from, ...(to ? { to } : {}), data, value: quantity(value), gas: quantity(gas), gasPrice: quantity(price) }]);
    const hash = answer.error ? hashOf(answer.error.data) : answer.result;
    if (typeof hash !== 'string') { time -= 1; throw new Error(answer.error?.message ?? 'the engine gave no transaction hash'); }
    const mined = await ask('eth_getTransactionReceipt', [hash]);
    if (!isRecord(mined)) throw new Error('the engine has no receipt');
    return {
      status: answer.error ? 'reverted' : 'success', reason: answer.error ? reasonOf(answer.error) : null, gasUsed: BigInt(String(mined.gasUsed)),
      contractAddress: typeof mined.contractAddress === 'string' ? mined.contractAddress : null, logs: logsOf(mined.logs), calls: answer.calls(),
    };
  };

  return {
    block: { number: start.number, hash: start.hash, time: new Date(start.time * 1000).toISOString() },
    async act(action) {
      switch (action.do) {
        case 'send': return send(action);
        case 'call': {
          const { from, to, data, value, gas } = action;
          const { result, error } = await engine.request('eth_call', [{ ...(from ? { from } : {}), to, data, value: quantity(value), gas: quantity(gas) }, 'latest']);
          if (!error) return { ok: true, returned: result };
          if (!isRecord(error.data) || !('reason' in error.data)) throw new Error(error.message);
          return { ok: false, reason: reasonOf(error), data: revertData(error.data.data) };
        }
        case 'balance': return BigInt(String(await ask('eth_getBalance', [action.address, 'latest'])));
        case 'code': return ask('eth_getCode', [action.address, 'latest']);
        case 'storage': return ask('eth_getStorageAt', [action.address, quantity(BigInt(action.slot)), 'latest']);
        case 'setBalance': return ask('hardhat_setBalance', [action.address, quantity(action.wei)]);
        case 'setCode': return ask('hardhat_setCode', [action.address, action.code]);
        case 'setStorage': return ask('hardhat_setStorageAt', [action.address, quantity(BigInt(action.slot)), `0x${BigInt(action.value).toString(16).padStart(64, '0')}`]);
        case 'mine': {
          if (action.blocks <= 0) return null;
          await ask('evm_setNextBlockTimestamp', [time + action.seconds]);
          await ask('hardhat_mine', [quantity(BigInt(action.blocks)), quantity(BigInt(action.seconds))]);
          time = (await newest()).time;
          return null;
        }
        case 'snapshot': {
          const snapshot = String(await ask('evm_snapshot', []));
          times.set(snapshot, time);
          return snapshot;
        }
        case 'revert': {
          const then = times.get(action.snapshot);
          if (then === undefined || await ask('evm_revert', [action.snapshot]) !== true) throw new Error('there is no such snapshot');
          // Going back forgets it and those made after it.
          for (const later of [...times.keys()].slice([...times.keys()].indexOf(action.snapshot))) times.delete(later);
          time = then;
          return null;
        }
      }
    },
  };
}

function hashOf(data: unknown): unknown { return isRecord(data) ? data.transactionHash : undefined; }

/** In words, without control characters and at most 300 of them: a contract wrote it. */
function reasonOf({ message, data }: NonNullable<EngineAnswer['error']>): string {
  const found = isRecord(data) ? revertData(data.data) : null;
  const text = found ? revertReason(new RpcFailure('rejected', message, { data: found })) : message;
  return text.replaceAll(/\p{C}/gu, ' ').trim().slice(0, 300);
}

function logsOf(logs: unknown): unknown[] {
  if (!Array.isArray(logs)) throw new Error('the engine has no logs');
  return logs.slice(0, 5_000).map((log: Record<string, unknown>) => ({
    address: log.address, topics: log.topics, data: log.data, blockNumber: Number(log.blockNumber), blockHash: log.blockHash, transactionHash: log.transactionHash, logIndex: Number(log.logIndex),
  }));
}

function quantity(value: bigint): Hex { return `0x${value.toString(16)}`; }
