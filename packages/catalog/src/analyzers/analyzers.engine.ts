import { afterAll, describe, expect, it } from 'vitest';
import { AppError, type AnalysisInput, type ProcessResult } from '@hyperlens/protocol';
import { makeCompiler } from '../toolchains/index.ts';
import { makeAnalyzers } from './index.ts';
import { makeSmtcheckerAnalyzer } from './smtchecker.ts';

const compiler = makeCompiler({ workers: 1 });
afterAll(() => compiler.close());
const nothing: ProcessResult = { exitCode: 1, signal: null, stdout: '', stderr: '', timedOut: false, memoryExceeded: false, aborted: false, truncated: false, startError: null, milliseconds: 0 };
const analyzers = makeAnalyzers({ compiler, runProcess: () => Promise.resolve(nothing), folder: '/nowhere' });
const context = { timeoutMilliseconds: 60_000, memoryMegabytes: 1_024 };

async function input(source: string): Promise<AnalysisInput> {
  const sources = { 'src/T.sol': source };
  return { sources, ownFiles: Object.keys(sources), compilation: await compiler.compile({ sources, outputs: 'ast', solcVersion: '0.8.30', optimizer: { enabled: false, runs: 200 } }) };
}
const run = (id: string, given: AnalysisInput, limits = context) => analyzers.list.find(one => one.id === id)!.analyze(given, limits);
const weak = 'pragma solidity 0.8.30;\ncontract T {\n  address owner = msg.sender;\n  uint256 x;\n  // solhint-disable\n  function f(address payable to) external { require(tx.origin == owner); to.call{value: 1}(""); }\n  function g(uint256 a) external { x = a; assert(x < 100); }\n}\n';

describe('the built-in analyzers', () => {
  it('find what they are for', async () => {
    const given = await input(weak);
    const [own, solc, solhint, smt] = [await run('hyperlens', given), await run('solc', given), await run('solhint', given), await run('smtchecker', given)];
    expect([own.status, solc.status, solhint.status, smt.status]).toEqual(['completed', 'completed', 'completed', 'completed']);
    expect(own.findings.map(one => one.ruleId)).toEqual(expect.arrayContaining(['tx-origin', 'unchecked-call']));
    expect(solc.findings).toMatchObject([{ ruleId: 'unchecked-call', line: 6 }]);
    // The comment in the source must not switch the linter off.
    expect(solhint.findings.map(one => one.ruleId)).toContain('tx-origin');
    expect(smt.findings).toMatchObject([{ ruleId: 'assertion-violation', line: 7 }]);
  });
  it('say that they have nothing to say about what does not compile', async () => {
    const given = await input('contract {');
    for (const id of ['hyperlens', 'solc', 'smtchecker']) expect(await run(id, given)).toMatchObject({ status: 'not_applicable' });
    expect(await run('solhint', given)).toMatchObject({ status: 'failed', reason: expect.stringContaining('src/T.sol') });
  });
  it('end in time', async () => {
    const given = await input(weak);
    for (const id of ['hyperlens', 'solhint']) expect(await run(id, given, { ...context, timeoutMilliseconds: 1 })).toMatchObject({ status: 'timeout', findings: [] });
  });
  it('take no answer of the model checker as unknown', async () => {
    const checker = makeSmtcheckerAnalyzer({ compile: () => Promise.reject(new AppError('COMPILER_CRASHED', { reason: 'time' })) });
    expect(await checker.analyze(await input(weak), context)).toMatchObject({ status: 'unknown', findings: [] });
    expect(checker.bestEffort).toBe(true);
  });
  it('have ids of their own, and refuse to install what is built in or unknown', async () => {
    expect(new Set(analyzers.list.map(one => one.id)).size).toBe(analyzers.list.length);
    await expect(analyzers.install('solhint')).rejects.toMatchObject({ code: 'ANALYZER_INSTALL_FAILED' });
    await expect(analyzers.install('nonsense')).rejects.toMatchObject({ code: 'ANALYZER_UNKNOWN' });
  });
});
