import { z } from 'zod';
import { address, hash32, hexData, integerText, timestamp } from './common.ts';
import { constructorArgument } from './spec.ts';

/** What a deployment will do, shown before it is approved. All amounts in wei as decimal text. */
export const deploymentPlan = z.object({
  network: z.string(),
  chainId: z.number().int(),
  contractName: z.string(),
  from: address,
  /** Plain words: one sentence per thing that will happen. */
  summary: z.array(z.string()),
  constructorArguments: z.array(constructorArgument),
  initCodeHash: hash32,
  gasLimit: integerText,
  /** Highest possible price per gas. */
  maxFeePerGas: integerText,
  maxPriorityFeePerGas: integerText.optional(),
  layer1Fee: integerText.default('0'),
  /** gasLimit x maxFeePerGas + layer1Fee: the most it can cost. */
  maximumCost: integerText,
  balance: integerText,
  currencySymbol: z.string(),
  needsApproval: z.boolean(),
});
export type DeploymentPlan = z.infer<typeof deploymentPlan>;

export const attempt = z.object({
  transactionHash: hash32,
  nonce: z.number().int(),
  /** Signed transaction, stored before it is broadcast. Public data once broadcast; holds no key. */
  rawTransaction: hexData,
  status: z.enum(['signed', 'broadcast', 'mined', 'confirmed', 'replaced', 'dropped', 'failed']),
  createdAt: timestamp,
});
export type Attempt = z.infer<typeof attempt>;

export const deployedContract = z.object({
  name: z.string(),
  address,
  transactionHash: hash32,
  blockNumber: z.number().int(),
  /** `exact`: the code on chain is the compiled code, immutables aside. */
  bytecodeMatch: z.enum(['exact', 'mismatch', 'unchecked']),
});
export type DeployedContract = z.infer<typeof deployedContract>;

export const deployment = z.object({
  id: z.string(),
  runId: z.string().nullable(),
  /** One contract is deployed per intent, however often the process is killed. */
  intentKey: z.string(),
  network: z.string(),
  chainId: z.number().int(),
  status: z.enum(['planned', 'approved', 'signed', 'broadcast', 'mined', 'confirmed', 'failed']),
  plan: deploymentPlan.nullable(),
  contracts: z.array(deployedContract),
  attempts: z.array(attempt),
  error: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Deployment = z.infer<typeof deployment>;
