import { afterAll, describe, expect, it } from 'vitest';
import { makeCompiler } from '../toolchains/index.ts';
import { detectors, runDetectors } from './index.ts';
import { modern } from './fixtures/modern.fixture.ts';
import { shapes } from './fixtures/shapes.fixture.ts';
import { token, tokens } from './fixtures/tokens.fixture.ts';
import { ancient } from './fixtures/ancient.fixture.ts';

const compiler = makeCompiler({ workers: 1 });
afterAll(() => compiler.close());

async function rulesIn(source: string, solcVersion: string): Promise<{ rules: string[]; serious: string[] }> {
  const compilation = await compiler.compile({ sources: { 'T.sol': source }, solcVersion, outputs: 'ast', optimizer: { enabled: false, runs: 200 } });
  expect(compilation.diagnostics.filter(one => one.severity === 'error')).toEqual([]);
  const { findings, failures } = runDetectors(detectors, compilation, ['T.sol']);
  expect(failures).toEqual([]);
  for (const finding of findings) expect(finding.line).toBeGreaterThan(0);
  return { rules: findings.map(one => one.ruleId), serious: findings.filter(one => ['critical', 'high', 'medium'].includes(one.severity)).map(one => one.ruleId) };
}

describe.each([['0.8', modern, '0.8.30'], ['token', tokens, '0.8.30'], ['other shapes of token', shapes, '0.8.30'], ['old', ancient, undefined]] as const)('%s sources', (_group, fixtures, version) => {
  it.each(fixtures.map(fixture => [`${fixture.rule}${fixture.note ? ` (${fixture.note})` : ''}`, fixture] as const))('%s', async (_name, fixture) => {
    const solcVersion = version ?? fixture.solc ?? '0.4.26';
    expect((await rulesIn(fixture.bad, solcVersion)).rules).toContain(fixture.rule);
    if (fixture.good === undefined) return;
    const good = await rulesIn(fixture.good, solcVersion);
    expect(good.rules).not.toContain(fixture.rule);
    // A mended contract raises nothing that would stop a run, unless the fixture says what.
    expect(good.serious.filter(rule => !fixture.also?.includes(rule))).toEqual([]);
  });
});

describe('what findings tell besides', () => {
  const told = async (source: string, rule: string) => {
    const compilation = await compiler.compile({ sources: { 'T.sol': source }, solcVersion: '0.8.30', outputs: 'ast', optimizer: { enabled: false, runs: 200 } });
    expect(compilation.diagnostics.filter(one => one.severity === 'error')).toEqual([]);
    return runDetectors(detectors, compilation, ['T.sol']).findings.filter(one => one.ruleId === rule).map(one => one.details);
  };

  it('names every token that inherits a right', async () => {
    const minting = token('', 'function mint(address to, uint256 sum) external onlyOwner { totalSupply += sum; balances[to] += sum; }');
    expect(await told(`${minting}\ncontract One is T {}\ncontract Two is T {}`, 'token/mint')).toMatchObject([{ token: 'One', alsoIn: 'Two' }]);
  });

  it('tells a contract that is asked from one that is only called', async () => {
    const guard = 'interface Guard { function may(address who) external view returns (bool); function note(address who) external; }';
    expect(await told(token('require(guard.may(from));', 'Guard immutable guard = Guard(msg.sender);').concat(guard), 'token/external-call')).toMatchObject([{ method: 'may', gate: true }]);
    expect(await told(token('guard.note(from);', 'Guard immutable guard = Guard(msg.sender);').concat(guard), 'token/external-call')).toMatchObject([{ method: 'note', gate: false }]);
  });
});

it('covers every detector with a fixture', () => {
  const covered = new Set([...modern, ...tokens, ...ancient].map(fixture => fixture.rule));
  expect(detectors.map(one => one.id).filter(id => !covered.has(id))).toEqual([]);
});
