import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { BuildResult } from '@hyperlens/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { environmentOf, makeHome } from './product.ts';

const key = 'sk-walk-a-secret-nobody-may-see';
let close: (() => Promise<void>)[] = [];
afterEach(async () => { for (const one of close.toReversed()) await one(); close = []; });

/** A server that speaks Chat Completions and gives its answers in turn. */
async function modelServer(answers: unknown[]) {
  const bodies: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      const content = JSON.stringify(answers[Math.min(bodies.length, answers.length) - 1]);
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: 'walk', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } }));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  close.push(() => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }));
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

/** The command as a child process that leaves our event loop free to answer as the model. */
async function build(url: string, request: string): Promise<{ code: number | null; result: BuildResult; output: string }> {
  const { home, remove } = await makeHome();
  close.push(remove);
  const child = spawn(path.resolve(import.meta.dirname, '../../bin/hyperlens'), ['build', request, '--json', '--yes'], {
    env: environmentOf(home, { HYPERLENS_MODEL_PROVIDER: 'openai-compatible', HYPERLENS_MODEL_NAME: 'walk', HYPERLENS_MODEL_BASE_URL: url, HYPERLENS_MODEL_API_KEY: key, HYPERLENS_TESTS_FUZZ_RUNS: '16' }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
  const code = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
  return { code, result: JSON.parse(stdout) as BuildResult, output: stdout + stderr };
}

const raffle = (body: string) => `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Counter of visits
contract Visits {
    /// @notice Visits so far.
    uint256 public count;

    /// @notice Somebody came.
    event Visited(address indexed visitor, uint256 count);

    /// @notice Counts a visit.
    function visit() external {
        ${body}
    }
}
`;
const tests = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {Test} from "hyperlens/Test.sol";
import {Visits} from "../contracts/Visits.sol";
contract VisitsTest is Test {
    Visits internal visits = new Visits();
    function test_counts() public { visits.visit(); assertEq(visits.count(), 1); }
    function testFuzz_counts(uint8 times) public { for (uint256 i = 0; i < times; i++) visits.visit(); assertEq(visits.count(), times); }
}
`;

describe('building with a language model', () => {
  it('takes a spec from the model, in any language, and writes it with the composer', async () => {
    const { url, bodies } = await modelServer([{
      kind: 'erc20', contractName: 'Bellota',
      parameters: { name: 'Bellota', symbol: 'BLT', decimals: 18, supply: { initial: '1000000000000000000000000', recipient: '$deployer', cap: null }, mintable: false, burn: 'none', pausable: false, permit: false, votes: false, flashMint: false, fee: null, denyList: false, limits: { transfer: null, wallet: null }, access: 'none', owner: '$deployer', upgradeable: false },
      understood: [{ field: 'name', statement: 'named Bellota', quote: 'llamado Bellota' }], assumed: [{ field: 'decimals', statement: '18 decimals' }], unsupported: [],
    }]);
    const { code, result, output } = await build(url, 'Crea un token ERC-20 llamado Bellota (BLT) con un millón de unidades');
    expect({ code, status: result.status, author: result.spec?.author }).toEqual({ code: 0, status: 'completed', author: 'openai-compatible:walk' });
    expect(result.spec?.understood[0]?.quote).toBe('llamado Bellota');
    expect(bodies[0]).toContain('erc4626');
    expect(output).not.toContain(key);
  });

  it('lets the model write what no template fits, and mend what the compiler refuses', async () => {
    const custom = { kind: 'custom', contractName: 'Visits', parameters: { description: 'counts visits of anybody and announces each one' }, understood: [], assumed: [], unsupported: [] };
    const written = (body: string) => ({ file: 'contracts/Visits.sol', source: raffle(body), testFile: 'test/Visits.t.sol', testSource: tests, constructorArguments: [], standards: [] });
    const { url, bodies } = await modelServer([custom, written('count += 1 emit Visited(msg.sender, count);'), written('count += 1;\n        emit Visited(msg.sender, count);')]);
    const { code, result } = await build(url, 'A contract that counts visits and announces each one');
    expect({ code, status: result.status, error: result.error }).toEqual({ code: 0, status: 'completed', error: null });
    expect(result.deployment?.contracts[0]?.name).toBe('Visits');
    expect(bodies).toHaveLength(3);
    expect(bodies[2]).toContain('was refused');
  });

  it('ends as failed, not as something else, when the model gives nothing usable', async () => {
    const { url } = await modelServer([{ nonsense: true }]);
    const { code, result } = await build(url, 'An ERC-20 called Acorn, symbol ACRN, 1M supply');
    expect({ code, status: result.status, error: result.error?.code, deployment: result.deployment }).toEqual({ code: 3, status: 'failed', error: 'MODEL_OUTPUT_INVALID', deployment: null });
  });
});
