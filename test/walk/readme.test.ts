import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { auditReport, buildResult, researchResult } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hyperlens, makeHome } from './product.ts';

const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
const request = /bin\/hyperlens build "([^"]{20,})" --yes/.exec(readme)?.[1] ?? '';
let home: Awaited<ReturnType<typeof makeHome>>;
let project: string;
beforeAll(async () => {
  home = await makeHome();
  project = path.join(home.home, 'project');
  mkdirSync(path.join(project, 'test'), { recursive: true });
  writeFileSync(path.join(project, 'Purse.sol'), `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
contract Purse {
    address internal owner = msg.sender;
    receive() external payable {}
    function take(address payable to) external {
        require(tx.origin == owner);
        (bool sent, ) = to.call{value: address(this).balance}("");
        require(sent);
    }
}
`);
  writeFileSync(path.join(project, 'test/Purse.t.sol'), `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {Test} from "hyperlens/Test.sol";
import {Purse} from "../Purse.sol";
contract PurseTest is Test {
    function test_receives() public { Purse purse = new Purse(); deal(address(this), 1 ether); payable(address(purse)).transfer(1 wei); assertEq(address(purse).balance, 1); }
}
`);
});
afterAll(() => home.remove());

describe('the commands of the README', () => {
  it('builds the example and prints the documented machine output', () => {
    expect(request).toContain('Acorn');
    const { code, stdout, stderr } = hyperlens(home.home, ['build', request, '--yes', '--json']);
    expect(code, stderr).toBe(0);
    const result = buildResult.parse(JSON.parse(stdout));
    expect(result).toMatchObject({ status: 'completed', request, spec: { kind: 'erc20' }, audit: { verdict: 'pass' }, tests: { failed: 0 }, deployment: { network: 'local', chainId: 31337 } });
    expect(path.isAbsolute(result.contracts[0]!.path)).toBe(true);
    expect(readFileSync(result.contracts[0]!.path, 'utf8')).toContain('contract Acorn');
    expect(result.deployment?.contracts[0]).toMatchObject({ name: 'Acorn', bytecodeMatch: 'exact' });
  });

  it('stops after the spec, and after the tests, when asked to', () => {
    const spec = JSON.parse(hyperlens(home.home, ['build', request, '--spec-only', '--json']).stdout) as Record<string, unknown>;
    expect(spec).toMatchObject({ status: 'completed', contracts: [], audit: null, deployment: null });
    const undeployed = JSON.parse(hyperlens(home.home, ['build', request, '--no-deploy', '--json']).stdout) as Record<string, unknown>;
    expect(undeployed).toMatchObject({ status: 'completed', audit: { verdict: 'pass' }, deployment: null });
  });

  it('researches what was just built, and writes a report', () => {
    const report = path.join(project, 'acorn.html');
    const { code, stdout, stderr } = hyperlens(home.home, ['research', 'ACRN', '--only', 'onchain,audit', '--report', report, '--json']);
    // Nobody trades it, so it cannot be called safe: that is unknown, not good.
    expect(code, stderr).toBe(3);
    const result = researchResult.parse(JSON.parse(stdout));
    expect(result).toMatchObject({ subject: { kind: 'token', symbol: 'ACRN' }, flags: { is_mintable: { value: true }, transfer_pausable: { value: true }, is_honeypot: { value: 'unknown' }, can_take_back_ownership: { value: false }, hidden_owner: { value: false } } });
    const ids = new Set(result.evidence.map(({ id }) => id));
    for (const { evidence } of [...result.verdict.reasons, ...Object.values(result.flags)]) for (const id of evidence) expect(ids.has(id), id).toBe(true);
    expect(readFileSync(report, 'utf8')).toContain('evidence-onchain.owner');
  });

  it('audits a file of one\'s own: exit 1 with findings, as JSON, SARIF and Markdown', () => {
    const file = path.join(project, 'Purse.sol');
    const json = hyperlens(home.home, ['audit', file, '--json']);
    expect(json.code).toBe(1);
    const report = auditReport.parse(JSON.parse(json.stdout));
    expect(report.verdict).toBe('fail');
    expect(report.findings.some((finding) => /tx.?origin/i.test(finding.ruleId) && finding.line === 7)).toBe(true);
    expect(report.tools.map((tool) => tool.id)).toContain('slither');
    expect((JSON.parse(hyperlens(home.home, ['audit', file, '--format', 'sarif']).stdout) as { version: string }).version).toBe('2.1.0');
    expect(hyperlens(home.home, ['audit', file, '--format', 'markdown']).stdout).toContain('# ');
  });

  it('runs one\'s own Solidity tests', () => {
    const { code, stdout } = hyperlens(home.home, ['test', project, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass', passed: 1, failed: 0 });
  });

  it('says what the machine lacks, where settings come from, and what there is', () => {
    expect(hyperlens(home.home, ['doctor']).code).toBe(0);
    expect(hyperlens(home.home, ['config', '--json']).stdout).toContain('environment HYPERLENS_HOME');
    expect((JSON.parse(hyperlens(home.home, ['templates', 'list', '--json']).stdout) as unknown[]).length ?? 8).toBeGreaterThanOrEqual(8);
    expect(hyperlens(home.home, ['networks', 'list']).stdout).toContain('mantle-sepolia');
    expect(hyperlens(home.home, ['analyzers', 'list']).stdout).toContain('slither');
    expect(hyperlens(home.home, ['services']).stdout).toContain('Audit agent');
  });

  it('ends with exit 2 for wrong usage and names the help', () => {
    expect(hyperlens(home.home, ['build', '--bogus']).code).toBe(2);
    expect(hyperlens(home.home, ['audit', '/nowhere/at/all.sol']).code).toBe(2);
  });
});
