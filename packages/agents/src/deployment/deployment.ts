import { AppError, type ChainClient, type CompiledContract, type DeployedContract, type Deployment, type DeploymentAgent, type DeploymentEncoder, type DeploymentInput, type DeploymentJournal, type DeploymentPlan, type Networks, type Receipt, type Signer, type WorkContext } from '@hyperlens/protocol';
import { compareCode } from './compare.ts';
import { land, type Clock } from './landing.ts';
import { chooseAccount, codeOf, makePlan, withMargin } from './plan.ts';
import { makeAttempts, type Budget } from './signing.ts';

type Hex = `0x${string}`;

export interface DeploymentDependencies { networks: Networks; signer: Signer; journal: DeploymentJournal; encoder: DeploymentEncoder; clock: Clock }

/** ERC-1967: keccak-256 of "eip1967.proxy.implementation" less one. */
const implementationSlot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';

/**
 * The deployment agent: simulate, price, sign, store, submit, confirm by depth, compare the code, record. One intent is one contract: see `land`.
 * An upgradeable contract is two transactions; its implementation is an intent of its own, `<intentKey>/implementation`.
 */
export function makeDeployment(dependencies: DeploymentDependencies): DeploymentAgent {
  const { networks, signer, journal, encoder } = dependencies;
  return {
    async plan(input, context) {
      context?.progress?.(`Simulating on ${networks.get(input.network).name}`);
      return makePlan(input, { client: await networks.client(input.network), signer, encoder });
    },

    async deploy(input, context = {}) {
      const { plan } = input;
      const client = await networks.client(input.network);
      const from = await checkPlan(input, plan, client, dependencies);
      let deployment = await openIntent(dependencies, input, input.intentKey, plan);
      if (deployment.status === 'confirmed') return deployment;
      const budget: Budget = { maximumCost: BigInt(plan.maximumCost), maxFeePerGas: BigInt(plan.maxFeePerGas) };
      const create = (target: Deployment, data: Hex, contract: CompiledContract, name: string, limit: Budget, most?: bigint): Promise<Created> =>
        createContract({ ...dependencies, client, context }, { deployment: target, data, contract, name, from, budget: limit, ...(most === undefined ? {} : { most }) });
      try {
        if (input.upgradeability === 'none') {
          const { data } = encoder.encodeDeployment(input.contract, input.constructorArguments, from);
          const { contract } = await create(deployment, data, input.contract, input.contract.name, budget, BigInt(plan.gasLimit));
          return await journal.update(deployment.id, { status: 'confirmed', contracts: [contract], error: null });
        }
        const proxy = input.proxy as CompiledContract;
        const code = encoder.encodeProxied(input.contract, proxy, input.constructorArguments, from);
        const first = await openIntent(dependencies, input, `${input.intentKey}/implementation`, { ...plan, contractName: `${plan.contractName} implementation` });
        const implementation = await create(first, code.implementation.data, input.contract, `${input.contract.name} implementation`, budget);
        await journal.update(first.id, { status: 'confirmed', contracts: [implementation.contract], error: null });
        const rest = { ...budget, maximumCost: budget.maximumCost - implementation.receipt.gasUsed * budget.maxFeePerGas };
        const made = await create(deployment, code.proxy(implementation.contract.address as Hex).data, proxy, input.contract.name, rest);
        const slot = await client.storageAt(made.contract.address as Hex, implementationSlot);
        if (!slot.toLowerCase().endsWith(implementation.contract.address.slice(2).toLowerCase())) throw new AppError('BYTECODE_MISMATCH', { address: made.contract.address });
        return await journal.update(deployment.id, { status: 'confirmed', contracts: [made.contract, implementation.contract], error: null });
      } catch (error) {
        const failure = AppError.from(error);
        // What is decided against is failed; everything else goes on from the journal when it is asked for again.
        const final = AppError.is(failure, 'DEPLOYMENT_REVERTED') || AppError.is(failure, 'BYTECODE_MISMATCH');
        deployment = await journal.update(deployment.id, { error: failure.message, ...(final ? { status: 'failed' as const } : {}) });
        throw failure;
      }
    },
  };
}

/** The plan must be about this very code, chain and account: what was approved is what is signed. */
async function checkPlan(input: DeploymentInput, plan: DeploymentPlan, client: ChainClient, { signer, encoder }: DeploymentDependencies): Promise<Hex> {
  const from = await chooseAccount(signer, client.network, plan.from);
  const differs = plan.network !== client.network.id || plan.chainId !== client.network.chainId ? 'its network'
    : input.account !== undefined && input.account.toLowerCase() !== plan.from.toLowerCase() ? 'its account'
      : plan.initCodeHash !== codeOf(input, encoder, from).hash ? 'its code' : null;
  if (differs) throw new AppError('INPUT_INVALID', { where: 'plan', problem: `${differs} differs from what is to be deployed` });
  return from;
}

/** The intent's row. Throws IDEMPOTENCY_CONFLICT when the key was used for other code or another account. */
async function openIntent({ journal }: DeploymentDependencies, input: DeploymentInput, intentKey: string, plan: DeploymentPlan): Promise<Deployment> {
  const deployment = await journal.open({ intentKey, runId: input.runId, network: plan.network, chainId: plan.chainId });
  const known = deployment.plan;
  if (deployment.chainId !== plan.chainId || (known && deployment.attempts.length > 0 && (known.initCodeHash !== plan.initCodeHash || known.from.toLowerCase() !== plan.from.toLowerCase()))) {
    throw new AppError('IDEMPOTENCY_CONFLICT', { key: intentKey });
  }
  if (deployment.status === 'confirmed') return deployment;
  return journal.update(deployment.id, { plan, ...(deployment.attempts.length === 0 ? { status: 'approved' as const } : {}) });
}

interface Created { contract: DeployedContract; receipt: Receipt }

/** One contract: simulated once more on the state of now, landed, and its code compared. Throws BYTECODE_MISMATCH. */
async function createContract(
  dependencies: DeploymentDependencies & { client: ChainClient; context: WorkContext },
  { deployment, data, contract, name, from, budget, most }: { deployment: Deployment; data: Hex; contract: CompiledContract; name: string; from: Hex; budget: Budget; most?: bigint },
): Promise<Created> {
  const { client, journal, clock, context, signer, encoder } = dependencies;
  const signed = deployment.attempts.findLast(({ status }) => status !== 'failed' && status !== 'dropped');
  // Signed bytes have their gas; only a new signature needs an estimate.
  const estimate = signed ? null : (await client.simulate({ from, to: null, data, abi: contract.abi })).gas;
  const gas = estimate === null ? encoder.readTransaction(signed?.rawTransaction as Hex).gas : most ?? withMargin(estimate, client.network);
  if (estimate !== null && estimate > gas) throw new AppError('FEES_ABOVE_APPROVED', { needed: (estimate * budget.maxFeePerGas).toString(), approved: budget.maximumCost.toString() });
  const attempts = makeAttempts({ client, signer, journal, encoder, now: () => clock.now() }, { account: from, data, gas, budget });
  const receipt = await land(deployment, { client, journal, clock, attempts, context });
  if (!receipt.contractAddress) throw new AppError('DEPLOYMENT_REVERTED', { hash: receipt.transactionHash });
  const address = receipt.contractAddress;
  const match = await compareWhenThere(client, clock, address, contract);
  const made: DeployedContract = { name, address, transactionHash: receipt.transactionHash, blockNumber: receipt.blockNumber, bytecodeMatch: match };
  if (match === 'mismatch') {
    await journal.update(deployment.id, { contracts: [made] });
    throw new AppError('BYTECODE_MISMATCH', { address });
  }
  context.progress?.(`${name} is at ${address}; its code is the compiled code`);
  return { contract: made, receipt };
}

/** A node behind a balancer may not have the block yet: no code at all is asked for again a few times before it counts. */
async function compareWhenThere(client: ChainClient, clock: Clock, address: Hex, contract: CompiledContract): Promise<'exact' | 'mismatch'> {
  for (let attempt = 1; ; attempt += 1) {
    const code = await client.code(address);
    if (code !== '0x' || attempt === 5) return compareCode(code, contract);
    await clock.sleep(500 * attempt);
  }
}
