import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from './text.ts';

describe('text from outside', () => {
  it('loses what hides or turns it around, and keeps what people write', () => {
    expect(oneLine(' Ac\u202eorn \u0000 \u202e\n\t  Tök\u200ben 🌰 ')).toBe('Acorn Töken 🌰');
    expect(oneLine('x'.repeat(500))).toHaveLength(100);
    expect(oneLine('🌰'.repeat(5), 3)).toBe('🌰🌰🌰');
  });
  it('is one bounded line whatever comes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, most) => {
      const line = oneLine(text, most);
      expect(Array.from(line).length).toBeLessThanOrEqual(most);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(oneLine(line, most)).toBe(line.trim());
    }));
  });
});
