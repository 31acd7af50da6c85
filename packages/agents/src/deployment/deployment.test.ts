import { AppError, type Deployment, type Network } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { makeDeployment } from './deployment.ts';
import { account, encoder, hash32, inputOf, makeFakeChain, makeFakeClock, makeFakeJournal } from './fakes.kit.ts';

/** An agent on a fake chain that adds a block every two seconds, and what the test does to it as time passes. */
function makeWorld(during: (world: { now: number; fake: ReturnType<typeof makeFakeChain> }) => void = () => undefined, change: Partial<Network> = {}) {
  const fake = makeFakeChain(change);
  const journal = makeFakeJournal();
  let block = 0;
  const clock = makeFakeClock((now) => {
    during({ now, fake });
    for (; block < Math.floor(now / 2000); block += 1) fake.chain.mine();
  });
  fake.chain.automine = false;
  const agent = makeDeployment({ networks: fake.networks, signer: fake.signer, journal, encoder, clock });
  const deploy = async (key = 'one', bytecode?: string, signal?: AbortSignal): Promise<Deployment> => {
    const input = inputOf(key, bytecode);
    return agent.deploy({ ...input, plan: await agent.plan(input) }, signal ? { signal } : {});
  };
  return { ...fake, journal, clock, agent, deploy, statuses: () => [...journal.all.values()].map(({ attempts }) => attempts.map(({ status }) => status)) };
}
const once = (work: () => void): (() => void) => { let done = false; return () => { if (!done) { done = true; work(); } }; };

describe('the deployment agent', () => {
  it('plans in words and prices with room', async () => {
    const { agent, chain } = makeWorld();
    const plan = await agent.plan(inputOf('one'));
    expect(plan).toMatchObject({ gasLimit: '1150', maxFeePerGas: '315', maximumCost: String(1150 * 315), from: account, needsApproval: true, contractName: 'Acorn' });
    expect(plan.summary).toContain('Waits for an approval before anything is signed.');
    chain.balance = 10n;
    await expect(agent.plan(inputOf('one'))).rejects.toMatchObject({ code: 'FUNDS_INSUFFICIENT' });
  });

  it('lands, waits for depth, compares and records', async () => {
    const { deploy, chain, statuses } = makeWorld();
    expect(await deploy()).toMatchObject({ status: 'confirmed', contracts: [{ name: 'Acorn', bytecodeMatch: 'exact', blockNumber: 101 }] });
    expect(chain.head).toBeGreaterThanOrEqual(103);
    expect(statuses()).toEqual([['confirmed']]);
  });

  it('sends the same bytes again when the node lost them', async () => {
    const world = makeWorld(({ now, fake }) => { if (now < 9000) fake.chain.pool.clear(); });
    expect(await world.deploy()).toMatchObject({ status: 'confirmed', attempts: [{ status: 'confirmed' }] });
    expect(new Set(world.chain.sent).size).toBe(1);
    expect(world.chain.sent.length).toBeGreaterThan(1);
    expect(world.chain.signed).toBe(1);
  });

  it.each([false, true])('waits again after a reorganisation (transaction lost: %s)', async (lose) => {
    const reorganise = once(() => { world.chain.reorganise(1, lose); });
    const world = makeWorld(() => { if (world.chain.mined.length > 0) reorganise(); });
    world.chain.head = 102;
    expect(await world.deploy()).toMatchObject({ status: 'confirmed', attempts: [{ status: 'confirmed' }] });
    expect(world.chain.signed).toBe(1);
    expect(world.chain.nonce).toBe(1);
  });

  it('does not believe a receipt of a block that is not on the chain', async () => {
    const world = makeWorld(({ now, fake }) => { fake.chain.staleReceipts = now < 60_000; });
    expect(await world.deploy()).toMatchObject({ status: 'confirmed' });
    expect(world.clock.time).toBeGreaterThanOrEqual(60_000);
  });

  it('records that a mined transaction is out again', async () => {
    const reorganise = once(() => { world.chain.reorganise(1, true); world.chain.refuse = () => 'nonce too high'; });
    const world = makeWorld(() => { if (world.statuses()[0]?.[0] === 'mined') reorganise(); }, { confirmationTimeoutSeconds: 30 });
    await expect(world.deploy()).rejects.toMatchObject({ code: 'CONFIRMATION_TIMED_OUT' });
    expect(world.statuses()).toEqual([['broadcast']]);
  });

  it('makes one contract when two processes do the same intent at once', async () => {
    const world = makeWorld();
    const [one, other] = await Promise.all([world.deploy(), world.deploy()]);
    expect(one.contracts).toEqual(other.contracts);
    expect(world.chain.signed).toBe(1);
    expect(world.chain.nonce).toBe(1);
  });

  it('asks the chain nothing about what is done', async () => {
    const world = makeWorld();
    const done = await world.deploy();
    world.chain.trouble = (method) => new Error(`asked for ${method}`);
    expect(await world.agent.deploy({ ...inputOf('one'), plan: done.plan as NonNullable<Deployment['plan']> })).toEqual(done);
  });

  it('replaces a stuck transaction within the approved price, and follows whichever is mined', async () => {
    const world = makeWorld(({ now, fake }) => { fake.chain.baseFee = now > 1000 && now < 200_000 ? 220n : 100n; });
    const deployment = await world.deploy();
    expect(deployment.attempts.map(({ status }) => status)).toEqual(['replaced', 'confirmed']);
    expect(world.chain.nonce).toBe(1);
    expect(BigInt(deployment.plan?.maxFeePerGas ?? 0)).toBeGreaterThanOrEqual(encoder.readTransaction(deployment.attempts[1]?.rawTransaction as `0x${string}`).maxFeePerGas);
  });

  it('takes the first attempt when that one is mined after it was replaced', async () => {
    const world = makeWorld(({ fake }) => {
      fake.chain.minesAll = false;
      const [first, second] = [...world.journal.all.values()][0]?.attempts ?? [];
      if (!first || !second || fake.chain.mined.length > 0) return;
      fake.chain.mined.push({ hash: first.transactionHash as `0x${string}`, nonce: 0, block: fake.chain.head, data: '0x6001', status: 'success' });
      fake.chain.nonce = 1;
      fake.chain.pool.clear();
    });
    const deployment = await world.deploy();
    expect(deployment.attempts.map(({ status }) => status)).toEqual(['confirmed', 'replaced']);
    expect(deployment.contracts[0]?.transactionHash).toBe(deployment.attempts[0]?.transactionHash);
  });

  it('never pays more than was approved', async () => {
    const world = makeWorld(({ fake }) => { fake.chain.baseFee = 100_000n; });
    await expect(world.deploy()).rejects.toMatchObject({ code: 'CONFIRMATION_TIMED_OUT' });
    for (const attempt of [...world.journal.all.values()].flatMap(({ attempts }) => attempts)) expect(encoder.readTransaction(attempt.rawTransaction as `0x${string}`).maxFeePerGas).toBeLessThanOrEqual(315n);
    const input = inputOf('two');
    world.chain.baseFee = 100n;
    const plan = await world.agent.plan(input);
    world.chain.baseFee = 1000n;
    await expect(world.agent.deploy({ ...input, plan })).rejects.toMatchObject({ code: 'FEES_ABOVE_APPROVED' });
    expect(world.chain.signed).toBe(2);
  });

  it('takes a new nonce only when a stranger has surely used the first', async () => {
    const foreign = once(() => { world.chain.foreign(); });
    const world = makeWorld(({ fake }) => { if (fake.chain.pool.size > 0) foreign(); });
    expect(await world.deploy()).toMatchObject({ status: 'confirmed', attempts: [{ status: 'dropped', nonce: 0 }, { status: 'confirmed', nonce: 1 }] });
    const stolen = makeWorld(({ fake }) => { if (fake.chain.pool.size > 0) fake.chain.foreign(); });
    await expect(stolen.deploy()).rejects.toMatchObject({ code: 'NONCE_TAKEN' });
  });

  it('keeps the journal when it runs out of time, and goes on with the same bytes', async () => {
    const world = makeWorld(({ fake }) => { fake.chain.minesAll = fake.chain.head > 260; }, { confirmationTimeoutSeconds: 20 });
    await expect(world.deploy()).rejects.toMatchObject({ code: 'CONFIRMATION_TIMED_OUT' });
    expect(world.statuses()).toEqual([['broadcast']]);
    expect([...world.journal.all.values()][0]?.error).toContain('was not confirmed');
    world.chain.head = 300;
    expect(await world.deploy()).toMatchObject({ status: 'confirmed', error: null, attempts: [{ status: 'confirmed' }] });
    expect(world.chain.signed).toBe(1);
  });

  it('goes on from every state a killed process can leave', async () => {
    for (const state of ['signed', 'sent', 'mined'] as const) {
      const world = makeWorld();
      const input = inputOf(state);
      const plan = await world.agent.plan(input);
      const { id } = await world.journal.open({ intentKey: state, runId: null, network: 'fake', chainId: 5 });
      await world.journal.update(id, { plan });
      const attempt = await world.journal.withNonce({ deploymentId: id, chainId: 5, account }, async () => ({
        ...await world.signer.sign(world.network, account, { chainId: 5, nonce: 0, to: null, data: '0x6001', value: 0n, gas: 1150n, type: 'eip1559', maxFeePerGas: 210n, maxPriorityFeePerGas: 1n }), nonce: 0, status: 'signed',
      }));
      if (state !== 'signed') await world.client.send(attempt.rawTransaction as `0x${string}`);
      if (state === 'mined') world.chain.mine(5);
      expect(await world.agent.deploy({ ...input, plan })).toMatchObject({ status: 'confirmed', attempts: [{ transactionHash: attempt.transactionHash, status: 'confirmed' }] });
      expect(world.chain.signed).toBe(1);
      expect(world.chain.nonce).toBe(1);
    }
  });

  it('sits out endpoints that fail, but not a wrong chain', async () => {
    const world = makeWorld(({ now, fake }) => { fake.chain.trouble = now < 12_000 ? () => new AppError('NETWORK_UNREACHABLE', { network: 'fake', reason: 'gone' }) : null; });
    expect(await world.deploy()).toMatchObject({ status: 'confirmed' });
    expect(world.chain.signed).toBe(1);
    const wrong = makeWorld();
    wrong.chain.trouble = (method) => (method === 'send' ? new AppError('CHAIN_ID_MISMATCH', { url: 'u', actual: '1', network: 'fake', expected: 5 }) : null);
    await expect(wrong.deploy()).rejects.toMatchObject({ code: 'CHAIN_ID_MISMATCH' });
    wrong.chain.trouble = null;
    expect(await wrong.deploy()).toMatchObject({ status: 'confirmed' });
    expect(wrong.chain.signed).toBe(1);
  });

  it('says what a node has against a transaction, and keeps it for later', async () => {
    const world = makeWorld();
    world.chain.refuse = () => 'insufficient funds for gas * price + value';
    await expect(world.deploy()).rejects.toMatchObject({ code: 'FUNDS_INSUFFICIENT' });
    world.chain.refuse = () => 'exceeds block gas limit';
    await expect(world.deploy()).rejects.toMatchObject({ code: 'RPC_REJECTED' });
    world.chain.refuse = null;
    expect(await world.deploy()).toMatchObject({ status: 'confirmed' });
    expect(world.chain.signed).toBe(1);
  });

  it('sends what an earlier nonce waits for', async () => {
    const world = makeWorld();
    world.chain.trouble = (method) => (method === 'send' ? new AppError('CHAIN_ID_MISMATCH', { url: 'u', actual: '1', network: 'fake', expected: 5 }) : null);
    await expect(world.deploy('abandoned')).rejects.toThrow();
    world.chain.trouble = null;
    expect(await world.deploy('next')).toMatchObject({ status: 'confirmed', attempts: [{ nonce: 1 }] });
    expect(await world.deploy('abandoned')).toMatchObject({ status: 'confirmed', attempts: [{ nonce: 0 }] });
    expect(world.chain.nonce).toBe(2);
  });

  it('fails what reverted and what has other code, and may be asked again after a revert', async () => {
    const world = makeWorld();
    world.chain.automine = true;
    await expect(world.deploy('reverting', '60fd')).rejects.toMatchObject({ code: 'DEPLOYMENT_REVERTED' });
    expect(world.statuses()).toEqual([['failed']]);
    world.chain.code = 'dead';
    await expect(world.deploy('other')).rejects.toMatchObject({ code: 'BYTECODE_MISMATCH' });
    expect([...world.journal.all.values()][1]).toMatchObject({ status: 'failed', contracts: [{ bytecodeMatch: 'mismatch' }] });
  });

  it('stops before signing when it is interrupted, and never between signing and sending', async () => {
    const world = makeWorld();
    await expect(world.deploy('one', undefined, AbortSignal.abort())).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(world.chain.signed).toBe(0);
    const controller = new AbortController();
    const original = { ...world.signer };
    world.signer.sign = (...given) => { controller.abort(); return original.sign(...given); };
    await expect(world.deploy('two', undefined, controller.signal)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(world.chain.sent).toHaveLength(1);
    expect(await world.deploy('two')).toMatchObject({ status: 'confirmed' });
  });

  it('starts at nonce 0 on a local chain that was started anew', async () => {
    const world = makeWorld(undefined, { kind: 'local', rpcUrls: [], confirmations: 0, approval: 'never' });
    world.chain.automine = true;
    await world.deploy('before');
    world.chain.nonce = 0;
    world.chain.mined = [];
    expect(await world.deploy('after')).toMatchObject({ status: 'confirmed', attempts: [{ nonce: 0 }] });
  });

  it('refuses a plan that is about something else', async () => {
    const world = makeWorld();
    const plan = await world.agent.plan(inputOf('one'));
    await expect(world.agent.deploy({ ...inputOf('one'), plan: { ...plan, initCodeHash: hash32('x') } })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(world.agent.deploy({ ...inputOf('one'), plan: { ...plan, chainId: 6 } })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(world.agent.deploy({ ...inputOf('one'), plan: { ...plan, from: `0x${'bb'.repeat(20)}` } })).rejects.toMatchObject({ code: 'SIGNER_MISSING' });
    expect(world.chain.signed).toBe(0);
  });
});
