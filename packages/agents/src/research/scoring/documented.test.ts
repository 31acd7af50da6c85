import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { groupLimits } from './rule.ts';
import { rules } from './rules.ts';

it('is written down: every rule with its points, every group with its limit', () => {
  const page = readFileSync(new URL('../../../../../docs/research.md', import.meta.url), 'utf8');
  for (const [group, limit] of Object.entries(groupLimits)) {
    const row = page.split('\n').find((line) => line.startsWith(`| ${group} | ${limit} |`));
    expect(row, group).toBeDefined();
    for (const rule of rules.filter((one) => one.group === group)) expect(row).toContain(`\`${rule.id}\` ${rule.points}`);
  }
});
