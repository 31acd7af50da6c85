import { AppError } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { chooseVersion, defaultEvmVersion, newestKnown, otherSeries } from './versions.ts';

describe('choosing a compiler', () => {
  it.each([
    [[], '0.8.30'], [['^0.8.0'], '0.8.30'], [['^0.8.20', '>=0.4.16', '^0.8.24'], '0.8.30'], [['>=0.8.31'], '0.8.37'], [['0.8.28'], '0.8.28'],
    [['=0.8.20'], '0.8.20'], [['>=0.8.0 <0.8.20'], '0.8.17'], [['^0.7.0'], '0.7.6'], [['^0.6.0', '>=0.5.0 <0.7.0'], '0.6.12'], [['^0.5.0'], '0.5.17'],
    [['^0.4.11'], '0.4.26'], [['^0.6.0 || ^0.7.0'], '0.7.6'], [['0.8'], '0.8.30'], [['0.6.*'], '0.6.12'],
  ])('%j -> %s', (pragmas, version) => {
    expect(chooseVersion(pragmas, undefined, false)).toEqual({ version });
  });

  it('takes an asked version, with or without its commit', () => {
    expect(chooseVersion(['^0.4.0'], '0.8.28', false).version).toBe('0.8.28');
    expect(chooseVersion([], 'v0.8.28+commit.7893614a', false).version).toBe('0.8.28');
  });

  it.each([[['0.4.9'], '0.4.26'], [['0.8.19'], '0.8.20'], [['0.8.4'], '0.8.17'], [['0.8.25', '^0.8.0'], '0.8.28'], [['0.6.11', '>=0.4.0'], '0.6.12']])('substitutes %j by %s only when allowed', (pragmas, version) => {
    expect(() => chooseVersion(pragmas, undefined, false)).toThrow(expect.objectContaining({ code: 'COMPILER_VERSION_UNAVAILABLE' }));
    expect(chooseVersion(pragmas, undefined, true).version).toBe(version);
  });

  it.each([[['>=0.4.22 <0.6.0'], '0.5.17', ['0.4.26']], [['^0.8.0'], '0.8.30', []], [[], '0.8.30', ['0.7.6', '0.6.12', '0.5.17', '0.4.26']], [['^0.9.0'], '0.8.30', []]])('knows what else %j allows', (pragmas, chosen, others) => {
    expect(otherSeries(pragmas, chosen)).toEqual(others);
  });

  it('refuses what no series has', () => {
    for (const pragma of ['^0.9.0', '0.3.6', 'nonsense', '']) {
      const attempt = (): unknown => chooseVersion([pragma], undefined, true);
      if (pragma === '') expect(attempt()).toEqual({ version: '0.8.30' });
      else expect(attempt).toThrow(AppError);
    }
    expect(() => chooseVersion([], '9.9.9', true)).toThrow(AppError);
  });

  it('knows the hard forks of each compiler', () => {
    expect(defaultEvmVersion('0.8.30')).toBe('cancun');
    expect(defaultEvmVersion('0.8.20')).toBe('shanghai');
    expect(defaultEvmVersion('0.8.17')).toBe('london');
    expect(newestKnown('0.7.6', 'cancun')).toBe('istanbul');
    expect(newestKnown('0.8.30', 'prague')).toBe('prague');
    expect(newestKnown('0.8.30', 'nonsense')).toBe('nonsense');
  });
});
