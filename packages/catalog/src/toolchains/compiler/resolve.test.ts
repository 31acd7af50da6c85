import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gather, isLibraryName } from './resolve.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'resolve-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function project(name: string, files: Record<string, string>): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
    writeFileSync(path.join(folder, name, file), content);
  }
  return path.join(folder, name);
}
const names = (graph: ReturnType<typeof gather>): string[] => [...graph.reached.keys()].toSorted();

describe('following imports', () => {
  it('reaches only what the entries need', () => {
    const graph = gather({ entries: ['a/A.sol'], sources: { 'a/A.sol': 'import "./B.sol"; import "../c/C.sol";', 'a/B.sol': 'import "c/C.sol";', 'c/C.sol': '', 'd/D.sol': '' } });
    expect(names(graph)).toEqual(['a/A.sol', 'a/B.sol', 'c/C.sol']);
    expect(graph.missing).toEqual([]);
  });

  it('survives cycles and names what is missing', () => {
    const graph = gather({ entries: ['A.sol'], sources: { 'A.sol': 'import "./B.sol";', 'B.sol': 'import "./A.sol"; import "gone/X.sol";' } });
    expect(names(graph)).toEqual(['A.sol', 'B.sol']);
    expect(graph.missing).toEqual([{ path: 'gone/X.sol', from: 'B.sol' }]);
  });

  it('finds shipped packages, given sources first', () => {
    const source = 'import "@openzeppelin/contracts/token/ERC20/IERC20.sol"; import "hyperlens/Test.sol";';
    const graph = gather({ entries: ['A.sol'], sources: { 'A.sol': source, 'hyperlens/Test.sol': '// mine' } });
    expect(graph.reached.get('@openzeppelin/contracts/token/ERC20/IERC20.sol')?.origin).toBe('shipped');
    expect(graph.reached.get('hyperlens/Test.sol')).toMatchObject({ origin: 'given', content: '// mine' });
    expect(isLibraryName('@openzeppelin/contracts/token/ERC20/IERC20.sol')).toBe(true);
    expect(isLibraryName('contracts/library/A.sol')).toBe(false);
  });

  it('uses remappings.txt, foundry.toml and the folders of lib, strongest last', () => {
    const root = project('forge', {
      'foundry.toml': '[profile.default]\nremappings = ["@toml/=lib/toml/deep/", "@both/=nowhere/"]', 'remappings.txt': '@both/=lib/both/src/\n',
      'lib/toml/deep/T.sol': '', 'lib/both/src/B.sol': 'import "inner/I.sol";', 'lib/both/lib/inner/src/I.sol': '', 'lib/solmate/src/S.sol': 'import "./T.sol";', 'lib/solmate/src/T.sol': '', 'src/A.sol': '',
    });
    const graph = gather({ entries: ['src/M.sol'], root, sources: { 'src/M.sol': 'import "@toml/T.sol"; import "@both/B.sol"; import "solmate/S.sol"; import "./A.sol";' } });
    expect(graph.missing).toEqual([]);
    expect(names(graph)).toEqual(['lib/both/lib/inner/src/I.sol', 'lib/both/src/B.sol', 'lib/solmate/src/S.sol', 'lib/solmate/src/T.sol', 'lib/toml/deep/T.sol', 'src/A.sol', 'src/M.sol']);
    expect(graph.remappings).toContain('@both/=lib/both/src/');
  });

  it('finds packages in node_modules of the root and above', () => {
    const root = project('mono/packages/app', { 'package.json': '{}', 'node_modules/@near/kit/K.sol': '' });
    project('mono', { 'node_modules/far/F.sol': '' });
    const graph = gather({ entries: ['A.sol'], root, sources: { 'A.sol': 'import "@near/kit/K.sol"; import "far/F.sol";' } });
    expect(graph.missing).toEqual([]);
  });

  it('says so when foundry.toml is broken', () => {
    const root = project('broken', { 'foundry.toml': '[profile' });
    expect(gather({ entries: ['A.sol'], root, sources: { 'A.sol': '' } }).problems[0]).toContain('foundry.toml could not be read');
  });

  it('never leaves the project', () => {
    const root = project('inside', { 'src/A.sol': '', 'src/notes.txt': 'secret' });
    project('outside', { 'Secret.sol': 'contract Secret {}' });
    symlinkSync(path.join(folder, 'outside'), path.join(root, 'src/link'));
    symlinkSync('/etc/hostname', path.join(root, 'src/Host.sol'));
    const wanted = ['../outside/Secret.sol', '/etc/hostname', path.join(folder, 'outside/Secret.sol'), 'src/link/Secret.sol', 'src/Host.sol', 'src/notes.txt', '../../../../../../etc/passwd', '@openzeppelin/contracts/../../zod/package.json', 'hyperlens/../../compiler/worker.ts', 'node_modules/../../outside/Secret.sol', 'far/../../outside/Secret.sol'];
    const graph = gather({ entries: ['src/M.sol'], root, sources: { 'src/M.sol': wanted.map((name) => `import "${name}";`).join('\n') } });
    expect(graph.missing.map((lost) => lost.path)).toEqual(wanted);
  });
});
