import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { collectProject } from './project.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'project-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function project(name: string, files: Record<string, string | Buffer>): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
    writeFileSync(path.join(folder, name, file), content);
  }
  return path.join(folder, name);
}
const code = (attempt: () => unknown): string => {
  try { attempt(); } catch (error) { return (error as { code: string }).code; }
  return 'no error';
};

describe('collecting a project', () => {
  it('separates own contracts, tests and libraries', () => {
    const root = project('forge', {
      'foundry.toml': '', 'src/A.sol': 'import "dep/D.sol"; import "@openzeppelin/contracts/token/ERC20/ERC20.sol";', 'src/unused/U.sol': '', 'test/A.t.sol': 'import "../src/A.sol"; import "hyperlens/Test.sol";',
      'lib/dep/src/D.sol': '', 'lib/dep/src/Never.sol': '', 'script/Deploy.s.sol': '', 'out/A.sol/x.sol': '', '.hidden/H.sol': '',
    });
    const found = collectProject(root);
    expect(found.root).toBe(root);
    expect(found.ownFiles).toEqual(['src/A.sol', 'src/unused/U.sol']);
    expect(Object.keys(found.tests)).toEqual(['test/A.t.sol']);
    expect(Object.keys(found.sources).toSorted()).toEqual(['lib/dep/src/D.sol', 'src/A.sol', 'src/unused/U.sol']);
    expect(found.remappings).toEqual(['dep/=lib/dep/src/']);
  });

  it('follows imports into the folders to include, after the project and not out of them', () => {
    const root = project('includer', { 'package.json': '{}', 'contracts/A.sol': 'import "ext/x/Y.sol"; import "both/B.sol";', 'both/B.sol': '// own' });
    const first = project('vendored', { 'ext/x/Y.sol': 'import "./Z.sol";', 'ext/x/Z.sol': '', 'both/B.sol': '// other', 'secret.txt': '' });
    const second = project('later', { 'ext/x/Y.sol': '// later', 'ext/x/Out.sol': 'import "../../../vendored/ext/x/Z.sol";' });
    const found = collectProject(root, { include: [first, second] });
    expect(Object.keys(found.sources).toSorted()).toEqual(['both/B.sol', 'contracts/A.sol', 'ext/x/Y.sol', 'ext/x/Z.sol']);
    expect([found.sources['both/B.sol'], found.sources['ext/x/Y.sol']]).toEqual(['// own', 'import "./Z.sol";']);
    expect(found.places).toEqual({ 'ext/x/Y.sol': path.join(first, 'ext/x/Y.sol'), 'ext/x/Z.sol': path.join(first, 'ext/x/Z.sol') });
    expect(code(() => collectProject(project('outside', { 'package.json': '{}', 'A.sol': 'import "ext/x/Out.sol";' }), { include: [second] }))).toBe('IMPORT_NOT_FOUND');
    expect(code(() => collectProject(root, { include: [path.join(folder, 'nowhere')] }))).toBe('FILE_UNREADABLE');
  });

  it('finds the root of a single file', () => {
    const root = project('single', { 'package.json': '{}', 'contracts/A.sol': 'import "./B.sol";', 'contracts/B.sol': '', 'contracts/C.sol': '' });
    const found = collectProject(path.join(root, 'contracts/A.sol'));
    expect(found).toMatchObject({ root, ownFiles: ['contracts/A.sol'] });
    expect(Object.keys(found.sources)).toEqual(['contracts/A.sol', 'contracts/B.sol']);
  });

  it('takes a file with test functions as a test', () => {
    const root = project('plain', { 'package.json': '{}', 'Mine.sol': 'contract Mine { function testIt() public {} }' });
    expect(collectProject(path.join(root, 'Mine.sol'))).toMatchObject({ ownFiles: ['Mine.sol'], tests: { 'Mine.sol': 'contract Mine { function testIt() public {} }' } });
  });

  it('says clearly what is wrong', () => {
    const root = project('wrong', { 'package.json': '{}', 'A.sol': 'import "forge-std/Test.sol";', 'readme.md': '', 'empty/x.txt': '', 'binary/B.sol': Buffer.from([0xff, 0xfe, 0x00]) });
    symlinkSync('/etc/passwd', path.join(root, 'Link.sol'));
    expect(code(() => collectProject(path.join(root, 'gone')))).toBe('FILE_UNREADABLE');
    expect(code(() => collectProject(path.join(root, 'readme.md')))).toBe('NO_CONTRACTS_FOUND');
    expect(code(() => collectProject(path.join(root, 'empty')))).toBe('NO_CONTRACTS_FOUND');
    expect(code(() => collectProject(path.join(root, 'A.sol')))).toBe('IMPORT_NOT_FOUND');
    expect(code(() => collectProject(path.join(root, 'Link.sol')))).toBe('FILE_UNREADABLE');
    expect(code(() => collectProject(path.join(root, 'binary')))).toBe('FILE_UNREADABLE');
    expect(code(() => collectProject(path.join(root, 'A.sol'), { maxBytes: 3 }))).toBe('PAYLOAD_TOO_LARGE');
  });
});
