import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { profileFrom } from './research-profile.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-profile-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const read = async (text: string, ending = 'json') => {
  const file = path.join(folder, `project.${ending}`);
  writeFileSync(file, text);
  return profileFrom({ project: file });
};
const table = (row: object) => JSON.stringify({ unlocks: [{ time: '2029-01-01T00:00:00Z', amount: '5', label: 'team', ...row }] });

describe('a project file', () => {
  it('may say days, and amounts as numbers', async () => {
    expect((await read(table({ time: '2029-02-01', amount: 1000.5 }))).unlocks).toEqual([{ time: '2029-02-01T00:00:00Z', amount: '1000.5', label: 'team' }]);
    const [unlock] = (await read('[[unlocks]]\ntime = 2029-02-01\namount = 1000\nlabel = "team"\n', 'toml')).unlocks;
    expect([Date.parse(unlock!.time), unlock!.amount]).toEqual([Date.parse('2029-02-01T00:00:00Z'), '1000']);
  });
  it.each([['a day that is none', { time: '2029-02-31' }, 'unlocks.0.time'], ['less than nothing', { amount: -5 }, 'unlocks.0.amount'], ['more digits than a number keeps', { amount: 1e21 }, 'unlocks.0.amount'], ['grouped digits', { amount: '1,000' }, 'unlocks.0.amount'], ['another field', { tokens: 5 }, 'unlocks.0']])('is refused with %s, and the place is named', async (_what, row, where) => {
    await expect(read(table(row))).rejects.toMatchObject({ code: 'INPUT_INVALID', details: { where: `project.${where}` } });
  });
});
