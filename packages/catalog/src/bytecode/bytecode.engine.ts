import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBytecodeReader } from './bytecode.ts';
import { makeThread } from './thread.ts';

const reader = makeBytecodeReader();
afterAll(() => reader.close());
const require = createRequire(import.meta.url);
/** Uniswap's artifacts are data for this test only. */
const pair = `0x${(require('@uniswap/v2-core/build/UniswapV2Pair.json') as { evm: { deployedBytecode: { object: string } } }).evm.deployedBytecode.object}` as const;

describe('reading bytecode', () => {
  it('finds functions, their arguments, storage, constants and the trailer', async () => {
    const read = await reader.read(pair);
    expect(read.incomplete).toBeNull();
    const transfer = read.functions.find(({ selector }) => selector === '0xa9059cbb');
    expect(transfer).toEqual({ selector: '0xa9059cbb', signature: 'transfer(address,uint256)', inputs: ['address', 'uint256'], mutability: 'nonpayable' });
    expect(read.functions.filter(({ signature }) => signature === null)).toEqual([]);
    expect(read.storage?.find(({ slot, type }) => BigInt(slot) === 1n && type === 'mapping(address => uint256)')?.writes).toContain('0xa9059cbb');
    expect(read.instructions).toMatchObject({ TIMESTAMP: expect.any(Number) as number, CALL: expect.any(Number) as number, LOG: expect.any(Number) as number });
    expect(read.instructions.SELFDESTRUCT).toBeUndefined();
    expect(read.instructions.GAS).toBeUndefined();
    expect(read.words).toContain('0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef');
    expect(read.metadata).toMatchObject({ solc: '0.5.16', swarm: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(await reader.read(pair)).toBe(read);
  });

  it('says nothing about no code, and does not fail on garbage', async () => {
    expect(await reader.read('0x')).toMatchObject({ length: 0, functions: [], storage: [], incomplete: null });
    for (const code of ['0x60', '0xff', `0x${'5b6000356000575b'.repeat(3000)}`, `0x${'7f'.repeat(500)}`, `0x${'fe'.repeat(300_000)}`] as const) {
      const read = await reader.read(code);
      expect(read.functions).toEqual([]);
      expect(read.incomplete === null).toBe(code.length < 500_000);
    }
  });

  it('goes on after a reader that hangs or crashes, and says so', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-bytecode-'));
    const script = path.join(folder, 'bad.mjs');
    writeFileSync(script, 'import { parentPort } from "node:worker_threads"; parentPort.on("message", ({ code }) => { if (code === "0x6001") for (;;); if (code === "0x6002") process.exit(3); throw new Error("broken"); });');
    const bad = makeBytecodeReader({ timeoutMilliseconds: 2_000, thread: makeThread(pathToFileURL(script)) });
    try {
      expect((await bad.read('0x6001')).incomplete).toContain('longer than 2 s');
      expect((await bad.read('0x6002')).incomplete).toContain('its thread ended');
      expect(await bad.read('0x6003')).toMatchObject({ functions: [], storage: null, incomplete: expect.stringContaining('broken') as string });
      expect((await bad.read('0x33ff')).instructions).toEqual({ SELFDESTRUCT: 1 });
    } finally {
      await bad.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
