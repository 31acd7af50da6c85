import { afterAll, describe, expect, it } from 'vitest';
import { makeCompiler } from './compiler.ts';

const compiler = makeCompiler();
afterAll(() => compiler.close());

const fixtures: [version: string, evmVersion: string, source: string][] = [
  ['0.4.26', 'byzantium', 'pragma solidity ^0.4.11; contract Box { uint value; function Box(uint v) public { value = v; } function get() public constant returns (uint) { return value; } }'],
  ['0.5.17', 'istanbul', 'pragma solidity ^0.5.0; contract Box { address payable owner; constructor() public { owner = msg.sender; } function () external payable {} }'],
  ['0.6.12', 'istanbul', 'pragma solidity ^0.6.0; contract Box { uint immutable value; constructor() public { value = 7; } function get() external view returns (uint) { return value; } receive() external payable {} }'],
  ['0.7.6', 'istanbul', 'pragma solidity >=0.7.0 <0.8.0; contract Box { uint256 immutable value = 7; function get() external view returns (uint256) { return value; } }'],
  ['0.8.17', 'london', 'pragma solidity 0.8.17; contract Box { error Bad(); function get() external pure returns (uint256) { revert Bad(); } }'],
  ['0.8.20', 'shanghai', 'pragma solidity =0.8.20; contract Box { uint256 public value; }'],
  ['0.8.28', 'cancun', 'pragma solidity 0.8.28; contract Box { uint256 transient value; }'],
  ['0.8.30', 'cancun', 'pragma solidity ^0.8.0; contract Box { uint256 public value; }'],
  ['0.8.37', 'cancun', 'pragma solidity >=0.8.31; contract Box { uint256 public value; }'],
];

describe('the bundled compilers', () => {
  it.each(fixtures)('%s compiles its own language for %s', async (version, evmVersion, source) => {
    const result = await compiler.compile({ sources: { 'Box.sol': source }, outputs: 'ast' });
    expect(result.diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
    expect(result).toMatchObject({ ok: true, solcVersion: version, evmVersion });
    expect(result.longVersion).toMatch(new RegExp(`^${version.replaceAll('.', '\\.')}\\+commit\\.[0-9a-f]{8}$`));
    expect(result.contracts).toHaveLength(1);
    expect(result.contracts[0]?.bytecode).toMatch(/^60[0-9a-f]+/);
    expect(result.contracts[0]?.metadata).toContain(version);
    expect(result.sources['Box.sol']).toMatchObject({ id: 0, isDependency: false, ast: { nodeType: 'SourceUnit' } });
  });
});

describe('a compilation', () => {
  const token = 'pragma solidity ^0.8.20;\nimport {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";\ncontract Acorn is ERC20 {\n  uint256 public immutable born = block.timestamp;\n  constructor() ERC20("Acorn", "ACRN") { _mint(msg.sender, 1 ether); }\n}';

  it('takes OpenZeppelin from what the product ships and keeps the exact input', async () => {
    const result = await compiler.compile({ sources: { 'contracts/Acorn.sol': token, 'contracts/Other.sol': 'contract Other {}' }, targets: ['contracts/Acorn.sol'] });
    expect(result.ok).toBe(true);
    expect(result.contracts.map((contract) => contract.name)).toEqual(['Acorn']);
    expect(result.contracts[0]?.methodIdentifiers['transfer(address,uint256)']).toBe('a9059cbb');
    expect(Object.keys(result.contracts[0]?.immutableReferences ?? {})).toHaveLength(1);
    const input = result.standardInput as { sources: Record<string, unknown>; settings: Record<string, unknown> };
    expect(Object.keys(input.sources)).toContain('@openzeppelin/contracts/token/ERC20/ERC20.sol');
    expect(Object.keys(input.sources)).not.toContain('contracts/Other.sol');
    expect(input.settings).toMatchObject({ evmVersion: 'cancun', optimizer: { enabled: true, runs: 200 } });
    expect(result.sources['@openzeppelin/contracts/token/ERC20/ERC20.sol']?.isDependency).toBe(true);
    expect(result.sources['contracts/Acorn.sol']?.isDependency).toBe(false);
  });

  it('gives build-info for analysis and trees for ast', async () => {
    const analysis = await compiler.compile({ sources: { 'Acorn.sol': token }, outputs: 'analysis', optimizer: { enabled: false, runs: 200 } });
    expect(analysis.rawOutput).toMatchObject({ contracts: { '@openzeppelin/contracts/token/ERC20/ERC20.sol': {} }, sources: { 'Acorn.sol': { ast: {} } } });
    const trees = await compiler.compile({ sources: { 'Acorn.sol': token }, outputs: 'ast' });
    expect(Object.values(trees.sources).every((source) => source.ast !== undefined)).toBe(true);
  });

  it('takes the series the sources were written for where the pragma allows several, if it may', async () => {
    const source = 'pragma solidity >=0.4.22 <0.6.0; contract Box { address owner; function Box() public { owner = msg.sender; } function () public payable {} }';
    const request = { sources: { 'Box.sol': source }, outputs: 'ast' } as const;
    expect(await compiler.compile(request)).toMatchObject({ ok: false, solcVersion: '0.5.17' });
    const taken = await compiler.compile({ ...request, allowVersionSubstitution: true });
    expect(taken).toMatchObject({ ok: true, solcVersion: '0.4.26' });
    expect(taken.notes.join()).toContain('0.5.17');
    expect(await compiler.compile({ sources: { 'Box.sol': 'contract Box { uint a = ; }' }, allowVersionSubstitution: true })).toMatchObject({ ok: false, solcVersion: '0.8.30' });
    expect(await compiler.compile({ ...request, allowVersionSubstitution: true, solcVersion: '0.5.17' })).toMatchObject({ ok: false, solcVersion: '0.5.17' });
  });

  it('reports errors with file and line, behind characters of several bytes too', async () => {
    const result = await compiler.compile({ sources: { 'A.sol': 'pragma solidity ^0.8.0;\n// ünïcödé 🦉🦉🦉\ncontract A {\n  function f() public pure returns (uint256) {\n    return "x";\n  }\n}' } });
    expect(result.ok).toBe(false);
    expect(result.diagnostics.find((diagnostic) => diagnostic.severity === 'error')).toMatchObject({ file: 'A.sol', line: 5, code: '6359' });
  });

  it('does not call an absent target compiled', async () => {
    await expect(compiler.compile({ sources: { 'A.sol': 'contract A {}' }, targets: ['B.sol'] })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect((await compiler.compile({ sources: {} })).ok).toBe(false);
  });

  it('explains a missing import', async () => {
    const result = await compiler.compile({ sources: { 'A.sol': 'import "forge-std/Test.sol";' } });
    expect(result.ok).toBe(false);
    expect(result.diagnostics.find((diagnostic) => diagnostic.severity === 'error')?.message).toContain('hyperlens/Test.sol');
  });

  it('compiles for a hard fork the old compiler knows, and says so', async () => {
    const result = await compiler.compile({ sources: { 'A.sol': 'pragma solidity ^0.7.0; contract A {}' }, evmVersion: 'cancun' });
    expect(result).toMatchObject({ ok: true, evmVersion: 'istanbul' });
    expect(result.notes[0]).toContain('cancun');
  });

  it('substitutes a version that is not bundled without moving lines, only when allowed', async () => {
    const sources = { 'A.sol': 'pragma solidity\n  0.4.24;\ncontract A { function f() returns (uint) { return "x"; } }' };
    await expect(compiler.compile({ sources })).rejects.toMatchObject({ code: 'COMPILER_VERSION_UNAVAILABLE' });
    const result = await compiler.compile({ sources, allowVersionSubstitution: true });
    expect(result.solcVersion).toBe('0.4.26');
    expect(result.notes.join(' ')).toContain('0.4.24');
    expect(result.diagnostics.find((diagnostic) => diagnostic.severity === 'error')?.line).toBe(3);
  });
});
