import type { Fork, Forks } from '@hyperlens/protocol';
import { expect, it } from 'vitest';

type Hex = `0x${string}`;
const account = (end: string): Hex => `0x${end.padStart(40, '0')}`;
/** Stores its call data's first word at slot 0 and logs it; reverts when that word is zero; answers slot 0 when called without data. */
const recorder: Hex = '0x3615601b576000358015602757806000558060005260206000a1005b60005460005260206000f35b60006000fd';
/** PUSH1 0 PUSH1 0 REVERT as the whole code. */
const refuser: Hex = '0x60006000fd';
const word = (value: bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`;

/** What every maker of forks has to do. `target` gives a network, a block of it to fork, and an account with wei at that block. */
export function describeForks(target: () => Promise<{ forks: Forks; network: string; block: number; rich: Hex; wei: bigint }>): void {
  const fork = async (use: (fork: Fork) => Promise<void>): Promise<void> => {
    const { forks, network, block } = await target();
    const opened = await forks.open(network, block);
    try { await use(opened); } finally { await opened.close(); }
  };

  it('starts on the block it was asked for, with the state of that block', () => fork(async (one) => {
    const { block, rich, wei } = await target();
    expect(one.block.number).toBe(block);
    expect(await one.balance(rich)).toBe(wei);
  }));

  it('sends for anybody, pays their gas, and answers with logs, calls and the reason of a revert', () => fork(async (one) => {
    const [sender, contract, wall] = [account('a1'), account('c1'), account('c2')];
    await one.setCode(contract, recorder);
    await one.setCode(wall, refuser);
    const sent = await one.send({ from: sender, to: contract, data: word(7n) });
    expect(sent).toMatchObject({ status: 'success', reason: null, contractAddress: null });
    expect(sent.logs).toMatchObject([{ address: contract, data: word(7n), logIndex: 0 }]);
    expect(sent.calls).toEqual([{ from: sender, to: contract, kind: 'call' }]);
    expect(await one.call({ to: contract, data: '0x' })).toEqual({ ok: true, returned: word(7n) });
    expect(await one.storage(contract, word(0n))).toBe(word(7n));
    const refused = await one.send({ from: sender, to: wall, data: '0x' });
    expect(refused.status).toBe('reverted');
    expect(refused.reason).not.toBe('');
    expect(await one.call({ to: wall, data: '0x' })).toMatchObject({ ok: false, data: null });
  }));

  it('creates contracts and writes balances, storage and code', () => fork(async (one) => {
    const created = await one.send({ from: account('a2'), to: null, data: '0x6005600c60003960056000f360006000fd' });
    expect(await one.code(created.contractAddress ?? account('0'))).toBe(refuser);
    await one.setBalance(account('a3'), 5n);
    expect(await one.balance(account('a3'))).toBe(5n);
    await one.setStorage(account('c3'), '0x01', '0x2a');
    expect(await one.storage(account('c3'), word(1n))).toBe(word(42n));
  }));

  it('keeps its own clock and goes back to a snapshot', () => fork(async (one) => {
    /** NUMBER and TIMESTAMP, one word each. */
    await one.setCode(account('c4'), '0x436000524260205260406000f3');
    const now = async (): Promise<[bigint, bigint]> => {
      const answer = await one.call({ to: account('c4'), data: '0x' });
      if (!answer.ok) throw new Error(answer.reason);
      return [BigInt(answer.returned.slice(0, 66)), BigInt(`0x${answer.returned.slice(66)}`)];
    };
    const [startBlock, startTime] = await now();
    expect(startTime).toBe(BigInt(Date.parse(one.block.time) / 1000));
    const snapshot = await one.snapshot();
    await one.send({ from: account('a4'), to: account('a5'), data: '0x', value: 3n });
    expect(await now()).toEqual([startBlock + 1n, startTime + 1n]);
    await one.mine(300, 12);
    expect(await now()).toEqual([startBlock + 301n, startTime + 1n + 3600n]);
    await one.mine(1, 2_592_000);
    expect((await now())[1]).toBe(startTime + 1n + 3600n + 2_592_000n);
    await one.revert(snapshot);
    expect(await now()).toEqual([startBlock, startTime]);
    expect(await one.balance(account('a5'))).toBe(0n);
    await expect(one.revert(snapshot)).rejects.toMatchObject({ code: 'SIMULATION_UNAVAILABLE' });
    expect(await one.balance(account('a5'))).toBe(0n);
  }));

  it('keeps forks apart, gives the same answers each time, and refuses after close', async () => {
    const { forks, network, block } = await target();
    const [first, second] = await Promise.all([forks.open(network, block), forks.open(network, block)]);
    const run = async (one: Fork) => [await one.send({ from: account('a6'), to: account('a7'), data: '0x', value: 9n }), await one.send({ from: account('a6'), to: null, data: '0x43ff' })];
    const one = await run(first);
    expect(await second.balance(account('a7'))).toBe(0n);
    expect(await run(second)).toEqual(one);
    await Promise.all([first.close(), second.close()]);
    await expect(first.balance(account('a7'))).rejects.toMatchObject({ code: 'SIMULATION_UNAVAILABLE' });
  });

  it('says why there is no fork', async () => {
    const { forks, network, block } = await target();
    await expect(forks.open('nowhere', 0)).rejects.toMatchObject({ code: 'NETWORK_UNKNOWN' });
    await expect(forks.open(network, block + 1_000)).rejects.toMatchObject({ code: 'SIMULATION_UNAVAILABLE' });
    const cancelled = new AbortController();
    cancelled.abort();
    await expect(forks.open(network, block, { signal: cancelled.signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
}
