import { describe, expect, it } from 'vitest';
import { readEffects, stripLiterals } from './statements.ts';

describe('what a statement does to the shared session', () => {
  it('is nothing for ordinary statements', () => {
    for (const sql of ['SELECT 1', 'UPDATE t SET a = 1', `SELECT 'LISTEN x; COPY t FROM STDIN'`, 'COPY t TO STDOUT', `INSERT INTO t VALUES ('a;
      set x = 1')`, '-- set x = 1\nSELECT 1', 'SET LOCAL x = 1', 'SET TRANSACTION READ ONLY', '$body$ ; listen x ; $body$']) {
      expect(readEffects(sql), sql).toEqual({ replacement: null, listen: [], unlisten: [], setting: null, resets: false });
    }
  });

  it('sees listening and leaving', () => {
    expect(readEffects('LISTEN Bell').listen).toEqual(['bell']);
    expect(readEffects('listen "Big Bell";').listen).toEqual(['Big Bell']);
    expect(readEffects('LISTEN a; LISTEN b').listen).toEqual(['a', 'b']);
    expect(readEffects('UNLISTEN a')).toMatchObject({ unlisten: ['a'], replacement: 'LISTEN hyperlens_nothing' });
    expect(readEffects('DISCARD ALL')).toMatchObject({ unlisten: ['*'], resets: true, replacement: 'RESET ALL' });
    expect(readEffects('UNLISTEN a; DROP TABLE t').replacement).toContain('0A000');
  });

  it('refuses COPY FROM STDIN however it is written', () => {
    for (const sql of ['COPY t FROM STDIN', 'copy t (a, b)\nfrom stdin with csv', '/* x */ COPY t FROM/**/STDIN', 'SELECT 1; COPY t FROM stdin']) {
      expect(readEffects(sql).replacement, sql).toContain('0A000');
    }
  });

  it('remembers settings that can be repeated', () => {
    expect(readEffects(`SET work_mem = '4MB'`).setting).toBe(`SET work_mem = '4MB'`);
    expect(readEffects('RESET work_mem').setting).toBe('RESET work_mem');
    expect(readEffects('RESET ALL').resets).toBe(true);
    expect(readEffects(`SELECT set_config('a.b', $1, false)`).setting).toBe('');
    expect(readEffects('SET a.b = 1; SELECT 1').setting).toBe('');
  });

  it('looks past literals and comments', () => {
    expect(stripLiterals(`SELECT 'it''s', E'it\\'s; x', "a""b" /* ; */ -- ;\n, $$ ; $$`).replaceAll(/\s+/g, ' ')).toBe(`SELECT '', '', "a""b" , ''`);
  });
});
