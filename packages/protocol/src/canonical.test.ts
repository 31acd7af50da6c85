import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical.ts';

describe('canonical JSON', () => {
  it('is the same whatever the order of keys, at every depth', () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'x' })).toBe(canonicalJson({ a: 'x', b: [{ a: null, z: 1 }] }));
    expect(canonicalJson({ b: 2, a: 1, 10: 0, 9: 0 })).toBe('{"10":0,"9":0,"a":1,"b":2}');
  });
  it('keeps the order of lists, and leaves out what is absent', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
    expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
    expect(canonicalJson(undefined)).toBe('undefined');
    expect(canonicalJson('unknown')).not.toBe(canonicalJson(undefined));
  });
});
