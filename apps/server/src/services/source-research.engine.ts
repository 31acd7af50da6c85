import { makeAudit } from '@hyperlens/agents/audit';
import { makeAuditService } from '@hyperlens/agents/research/audit';
import { makeAnalyzers } from '@hyperlens/catalog/analyzers';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { auditPolicy, researchTask, sectionReport } from '@hyperlens/protocol';
import { afterAll, describe, expect, it } from 'vitest';

const compiler = makeCompiler({ workers: 1 });
afterAll(() => compiler.close());
const analyzers = makeAnalyzers({ compiler, folder: '/nonexistent', runProcess: () => Promise.reject(new Error('nothing runs here')) });
const builtin = analyzers.list.filter((one) => one.id === 'hyperlens' || one.id === 'solc');
const service = makeAuditService({ audit: makeAudit({ compiler, analyzers: builtin, policy: auditPolicy.parse({}), now: () => performance.now() }), compiler });

const task = (source: string) => researchTask.parse({
  runId: '0198c0de-0000-7000-8000-000000000001', observedAt: '2026-01-02T03:04:05.000Z', block: null, project: {}, sources: { 'T.sol': source },
  subject: { kind: 'source', query: 'T.sol', network: null, chainId: null, address: null, name: null, symbol: null, decimals: null },
});
/** An ERC-20; `gate` runs before tokens move, `more` is what its owner can do. */
const token = (gate: string, more: string) => `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract T {
  address public owner = msg.sender; uint256 public totalSupply = 1000 ether; mapping(address => uint256) public balanceOf; mapping(address => mapping(address => uint256)) public allowance;
  event Transfer(address indexed from, address indexed to, uint256 value); event Approval(address indexed from, address indexed to, uint256 value);
  modifier onlyOwner() { require(msg.sender == owner); _; }
  constructor() { balanceOf[msg.sender] = totalSupply; }
  function approve(address who, uint256 sum) external returns (bool) { allowance[msg.sender][who] = sum; emit Approval(msg.sender, who, sum); return true; }
  function transfer(address to, uint256 sum) external returns (bool) { move(msg.sender, to, sum); return true; }
  function transferFrom(address from, address to, uint256 sum) external returns (bool) { allowance[from][msg.sender] -= sum; move(from, to, sum); return true; }
  function move(address from, address to, uint256 sum) internal { ${gate} balanceOf[from] -= sum; balanceOf[to] += sum; emit Transfer(from, to, sum); }
  ${more}
}`;

describe('research of a source with the real compiler and detectors', () => {
  it('finds nothing in a plain token, and says so as knowledge', async () => {
    const { report, findings } = await service.analyze(task(token('', '')));
    expect(sectionReport.parse(report)).toMatchObject({ status: 'completed', facts: { 'standards': { value: { T: ['ERC-20'] } }, 'audit.verdict': { value: 'pass' } } });
    expect([...new Set(Object.values(report.flags).map((claim) => claim.value))]).toEqual([false]);
    expect(findings).toEqual([]);
  });

  it('names powers, who has them and how far a fee goes', async () => {
    const { report, findings } = await service.analyze(task(token('require(!denied[from] && open); uint256 part = sum * rate / 100; balanceOf[owner] += part; sum -= part;', `
  mapping(address => bool) public denied; bool public open; uint256 public rate;
  function deny(address who, bool on) external onlyOwner { denied[who] = on; }
  function set(bool on, uint256 next) external onlyOwner { require(next <= 40); open = on; rate = next; }
  function mint(address to, uint256 sum) external onlyOwner { totalSupply += sum; balanceOf[to] += sum; }
  function seize(address from, uint256 sum) external onlyOwner { balanceOf[from] -= sum; balanceOf[owner] += sum; }`)));
    expect(findings.flatMap((one) => one.flag ?? []).toSorted()).toEqual(['blacklist', 'confiscate', 'fee', 'mint', 'pause']);
    expect(findings.find((one) => one.flag === 'fee')).toMatchObject({ file: 'T.sol', line: 15, function: 'set', contract: 'T', severity: 'high', evidence: ['audit.power.fee'] });
    expect(report.facts['powers.fee']?.value).toMatchObject({ possible: true, who: ['owner'], by: ['owner'], functions: ['set'], decides: ['rate'], reach: ['to at most 40 of 100'] });
    expect(report.flags).toMatchObject({ is_mintable: { value: true }, is_blacklisted: { value: true }, transfer_pausable: { value: true }, slippage_modifiable: { value: true }, owner_change_balance: { value: true }, hidden_owner: { value: false } });
  });

  it('answers the same bytes twice', async () => {
    const one = task(token('require(sum <= most);', 'uint256 public most = 1 ether; function limit(uint256 next) external onlyOwner { most = next; }'));
    expect(JSON.stringify(await service.analyze(one))).toBe(JSON.stringify(await service.analyze(one)));
  });

  it('knows nothing of what does not compile', async () => {
    const { report } = await service.analyze(task('contract T { function }'));
    expect([...new Set(Object.values(report.flags).map((claim) => claim.value))]).toEqual(['unknown']);
    expect(report.facts['audit.verdict']?.value).toBe('inconclusive');
  });
});
