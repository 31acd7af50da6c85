import type { FeeQuote, Network } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { decodeFunctionResult, encodeFunctionData, parseAbi, serializeTransaction } from 'viem/utils';
import { quantity, type Endpoints } from './endpoints.ts';
import { RpcFailure, isRecord } from './rpc.ts';

const oracleAbi = parseAbi([
  'function getL1Fee(bytes data) view returns (uint256)',
  'function tokenRatio() view returns (uint256)',
  'function getOperatorFee(uint256 gasUsed) view returns (uint256)',
]);

/**
 * What a transaction would be priced at now. eip1559: twice the base fee of the latest block plus the node's tip, which stays valid for at
 * least six full blocks; legacy: the node's price plus a fifth. The layer-1 fee has a quarter on top, because it moves with Ethereum's.
 */
export async function quoteFees(endpoints: Endpoints, network: Network, transaction: { data: Hex; gas?: bigint }): Promise<FeeQuote> {
  const [price, layer1Fee] = await Promise.all([gasPrice(endpoints, network), layer1(endpoints, network, transaction)]);
  return { ...price, layer1Fee };
}

async function gasPrice(endpoints: Endpoints, network: Network): Promise<Omit<FeeQuote, 'layer1Fee'>> {
  const baseFee = network.fees.type === 'eip1559' ? await endpoints.call('eth_getBlockByNumber', ['latest', false], parseBaseFee) : null;
  if (baseFee === null) {
    const price = await endpoints.call('eth_gasPrice', [], quantity);
    return { type: 'legacy', maxFeePerGas: (price * 12n) / 10n, maxPriorityFeePerGas: 0n };
  }
  const tip = await priorityFee(endpoints, baseFee);
  return { type: 'eip1559', maxFeePerGas: baseFee * 2n + tip, maxPriorityFeePerGas: tip };
}

/** Nodes without eth_maxPriorityFeePerGas still tell a price, whose part above the base fee is the tip. */
async function priorityFee(endpoints: Endpoints, baseFee: bigint): Promise<bigint> {
  try {
    return await endpoints.call('eth_maxPriorityFeePerGas', [], quantity);
  } catch (error) {
    if (!(error instanceof RpcFailure)) throw error;
    const price = await endpoints.call('eth_gasPrice', [], quantity);
    return price > baseFee ? price - baseFee : 0n;
  }
}

function parseBaseFee(result: unknown): bigint | null {
  if (!isRecord(result)) throw new Error('not a block');
  return result.baseFeePerGas === undefined || result.baseFeePerGas === null ? null : quantity(result.baseFeePerGas);
}

/**
 * The data fee of a rollup, wei of the gas token. OP Stack: `GasPriceOracle.getL1Fee(serialized transaction)`; Mantle multiplies by
 * `tokenRatio()`, because its oracle counts in ether and gas is paid in MNT. The operator fee exists since the Isthmus and Arsia upgrades.
 */
async function layer1(endpoints: Endpoints, network: Network, transaction: { data: Hex; gas?: bigint }): Promise<bigint> {
  const { layer1: rule, oracle } = network.fees;
  if (rule === 'none' || !oracle) return 0n;
  const call = (data: Hex): Promise<Hex> => endpoints.call('eth_call', [{ to: oracle, data }, 'latest'], word);
  const read = async (name: 'getL1Fee' | 'tokenRatio' | 'getOperatorFee', data: Hex): Promise<bigint> => decodeFunctionResult({ abi: oracleAbi, functionName: name, data: await call(data) });
  const [dataFee, ratio, operatorFee] = await Promise.all([
    read('getL1Fee', encodeFunctionData({ abi: oracleAbi, functionName: 'getL1Fee', args: [serializeLikeSigned(network, transaction)] })),
    rule === 'mantle' ? read('tokenRatio', encodeFunctionData({ abi: oracleAbi, functionName: 'tokenRatio' })) : 1n,
    transaction.gas === undefined ? 0n : read('getOperatorFee', encodeFunctionData({ abi: oracleAbi, functionName: 'getOperatorFee', args: [transaction.gas] })).catch((error: unknown) => {
      // Before those upgrades the oracle has no such function, the call reverts, and no operator fee is charged.
      if (error instanceof RpcFailure && error.kind === 'rejected') return 0n;
      throw error;
    }),
  ]);
  return ((dataFee * ratio + operatorFee) * 125n) / 100n;
}

/** The bytes the fee is counted on: the transaction with a signature and amounts of the usual length. */
function serializeLikeSigned(network: Network, transaction: { data: Hex }): Hex {
  const filler: Hex = `0x${'a5'.repeat(32)}`;
  return serializeTransaction(
    { type: 'eip1559', chainId: network.chainId, nonce: 1_000, gas: 30_000_000n, maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 11n, data: transaction.data },
    { r: filler, s: filler, yParity: 1 },
  );
}

function word(result: unknown): Hex {
  if (typeof result !== 'string' || !/^0x[0-9a-fA-F]{64}$/.test(result)) throw new Error('not one word');
  return result as Hex;
}
