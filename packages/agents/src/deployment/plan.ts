import { AppError, type ChainClient, type DeploymentEncoder, type DeploymentInput, type DeploymentPlan, type Network, type Signer } from '@hyperlens/protocol';
import { summarize } from './words.ts';

/** EIP-7825: no transaction may have more gas than this on chains since Fusaka. */
const transactionGasCap = 2n ** 24n;

/** The node's estimate with the network's margin, which exists because state moves between the estimate and the block. */
export function withMargin(gas: bigint, network: Network): bigint {
  const limit = (gas * BigInt(100 + network.fees.gasMarginPercent)) / 100n;
  return gas <= transactionGasCap && limit > transactionGasCap ? transactionGasCap : limit;
}

/** The account that signs: the one asked for when the signer has it, else its first. Throws SIGNER_MISSING. */
export async function chooseAccount(signer: Signer, network: Network, wanted?: string): Promise<`0x${string}`> {
  const accounts = await signer.accounts(network);
  const account = wanted === undefined ? accounts[0] : accounts.find((candidate) => candidate.toLowerCase() === wanted.toLowerCase());
  if (!account) throw new AppError('SIGNER_MISSING', { network: network.id });
  return account;
}

/** What is simulated, and the hash that identifies what will be created. */
export function codeOf(input: DeploymentInput, encoder: DeploymentEncoder, from: `0x${string}`): { simulated: `0x${string}`; hash: `0x${string}` } {
  if (input.upgradeability === 'none') {
    const { data, hash } = encoder.encodeDeployment(input.contract, input.constructorArguments, from);
    return { simulated: data, hash };
  }
  if (!input.proxy) throw new AppError('INPUT_INVALID', { where: 'proxy', problem: 'the compiled proxy is needed for an upgradeable contract' });
  const { implementation, together } = encoder.encodeProxied(input.contract, input.proxy, input.constructorArguments, from);
  return { simulated: together, hash: implementation.hash };
}

/**
 * Simulates and prices a deployment. The price limit is half as much again as the fees of now, which leaves room to replace a stuck
 * transaction without asking again. Throws SIMULATION_REVERTED, FUNDS_INSUFFICIENT, SIGNER_MISSING and what the chain client throws.
 */
export async function makePlan(input: DeploymentInput, { client, signer, encoder }: { client: ChainClient; signer: Signer; encoder: DeploymentEncoder }): Promise<DeploymentPlan> {
  const { network } = client;
  const from = await chooseAccount(signer, network, input.account);
  const { simulated, hash } = codeOf(input, encoder, from);
  const abi = [...input.contract.abi, ...(input.proxy?.abi ?? [])];
  const { gas } = await client.simulate({ from, to: null, data: simulated, abi });
  const gasLimit = withMargin(gas, network);
  const [fees, balance] = await Promise.all([client.fees({ data: simulated, gas: gasLimit }), client.balance(from)]);
  const maxFeePerGas = (fees.maxFeePerGas * 3n) / 2n;
  const layer1Fee = (fees.layer1Fee * 3n) / 2n;
  const maximumCost = gasLimit * maxFeePerGas + layer1Fee;
  if (balance < maximumCost) throw new AppError('FUNDS_INSUFFICIENT', { account: from, balance: balance.toString(), needed: maximumCost.toString() });
  const needsApproval = network.approval === 'always';
  const proxied = input.upgradeability !== 'none';
  return {
    network: network.id, chainId: network.chainId, contractName: input.contract.name, from,
    summary: summarize({ contractName: input.contract.name, from, network, constructorArguments: input.constructorArguments, proxied, maximumCost, balance, needsApproval }),
    constructorArguments: input.constructorArguments, initCodeHash: hash,
    gasLimit: gasLimit.toString(), maxFeePerGas: maxFeePerGas.toString(), maxPriorityFeePerGas: fees.maxPriorityFeePerGas.toString(),
    layer1Fee: layer1Fee.toString(), maximumCost: maximumCost.toString(), balance: balance.toString(), currencySymbol: network.currency.symbol, needsApproval,
  };
}
