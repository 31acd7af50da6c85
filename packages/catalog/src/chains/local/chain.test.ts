import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openChain } from './chain.ts';
import { EngineRefusal, type Engine } from './engine.ts';
import { openHistory, type History } from './history.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-history-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const genesis = () => ({ chainId: 31337, hardfork: 'osaka', time: 1000, blockGasLimit: 1, baseFee: '1', accounts: [], balance: '1' });

/** An engine whose block hashes tell what is in the chain. `poison` crashes it, `refused` is refused. */
function makeFakeEngine(): Engine & { chain: string[] } {
  const chain: string[] = [];
  let pool: string[] = [];
  let time = 1000;
  return {
    chain,
    async request(method, [first]) {
      if (method === 'eth_getBlockByNumber') return { number: `0x${chain.length.toString(16)}`, hash: chain.join('|') || 'genesis', timestamp: `0x${time.toString(16)}` };
      if (method === 'eth_sendRawTransaction') {
        if (first === '0xbad0') throw new Error('the engine crashed');
        if (first === '0xbad2') { pool.push('stuck'); return 'hash of 0xbad2'; }
        if (first === '0xbad1') throw new EngineRefusal(-32000, 'nonce too low');
        pool.push(String(first));
        return `hash of ${String(first)}`;
      }
      if (method === 'evm_setNextBlockTimestamp') time = Number(first);
      if (method === 'evm_mine' && pool.includes('stuck')) throw new EngineRefusal(-32603, 'cannot mine');
      if (method === 'evm_mine') { chain.push(`${time}:${pool.join(',')}`); pool = []; }
      return null;
    },
  };
}
const open = (name: string): History => openHistory(path.join(folder, name), genesis) as History;

describe('the history of the local chain', () => {
  it('comes out the same, refused transactions left out', async () => {
    const history = open('same');
    const first = makeFakeEngine();
    const chain = await openChain(first, history, () => 2000);
    await chain.request('eth_sendRawTransaction', ['0x01']);
    await expect(chain.request('eth_sendRawTransaction', ['0xbad1'])).rejects.toThrow('nonce too low');
    await chain.request('evm_increaseTime', [500]);
    await chain.request('eth_sendRawTransaction', ['0x02']);
    await chain.request('evm_mine', [3000]);
    await expect(chain.request('evm_mine', [2999])).rejects.toThrow('not be before');
    expect(first.chain).toEqual(['2000:0x01', '2500:0x02', '3000:']);
    expect([...history.entries()]).toHaveLength(4);
    history.close();
    const again = open('same');
    const second = makeFakeEngine();
    await openChain(second, again, () => 2000);
    expect(second.chain).toEqual(first.chain);
    again.close();
  });

  it('is not believed when a block comes out different', async () => {
    const history = open('different');
    const chain = await openChain(makeFakeEngine(), history, () => 2000);
    await chain.request('eth_sendRawTransaction', ['0x01']);
    await chain.request('eth_sendRawTransaction', ['0x02']);
    const other = makeFakeEngine();
    await expect(openChain({ request: (method, parameters) => other.request(method, method === 'evm_setNextBlockTimestamp' ? [1] : parameters) }, history, () => 2000)).rejects.toThrow(/entry 2 of its history/);
    history.close();
  });

  it('gives up a newest transaction that crashes the engine every time', async () => {
    const history = open('poison');
    const chain = await openChain(makeFakeEngine(), history, () => 2000);
    await chain.request('eth_sendRawTransaction', ['0x01']);
    history.append({ parent: '2000:0x01', raw: '0xbad0', time: 2001 });
    for (let start = 1; start <= 3; start += 1) await expect(openChain(makeFakeEngine(), history, () => 2000)).rejects.toThrow('crashed');
    const engine = makeFakeEngine();
    await openChain(engine, history, () => 2000);
    expect(engine.chain).toEqual(['2000:0x01']);
    history.close();
  });

  it('accepts nothing more from an engine that no longer fits it', async () => {
    const history = open('broken');
    let broken = 0;
    const chain = await openChain(makeFakeEngine(), history, () => 2000, () => { broken += 1; });
    await chain.request('eth_sendRawTransaction', ['0x01']);
    await expect(chain.request('eth_sendRawTransaction', ['0xbad2'])).rejects.toThrow('could not mine');
    await expect(chain.request('eth_sendRawTransaction', ['0x02'])).rejects.toThrow('start anew');
    expect(broken).toBe(1);
    expect([...history.entries()].map(({ raw }) => raw)).toEqual(['0x01']);
    const second = await openChain(makeFakeEngine(), history, () => 2000);
    second.abandon();
    await expect(second.request('evm_mine', [])).rejects.toThrow('start anew');
    history.close();
  });

  it('is held by one at a time', () => {
    const history = open('held');
    expect(openHistory(path.join(folder, 'held'), genesis)).toBeNull();
    history.close();
    const again = open('held');
    expect(again.instance).toBe(history.instance);
    again.close();
  });
});
