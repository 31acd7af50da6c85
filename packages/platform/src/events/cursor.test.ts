import { describe, expect, it } from 'vitest';
import { beginning, isAfter, readCursor, writeCursor } from './cursor.ts';
import { makePace, makeSignal } from './signal.ts';
import { makeWindow } from './window.ts';

describe('cursors', () => {
  it('are read and written, and compared by transaction first', () => {
    expect(writeCursor(readCursor('12-7'))).toBe('12-7');
    expect(readCursor(null)).toEqual(beginning);
    expect(isAfter(readCursor('12-1'), readCursor('11-900'))).toBe(true);
    expect(isAfter(readCursor('11-900'), readCursor('11-900'))).toBe(false);
    for (const wrong of ['', '1', 'a-b', '1-2-3', '-1-2', `${'9'.repeat(19)}-1`, "1-1'; DROP TABLE events"]) expect(() => readCursor(wrong), wrong).toThrow();
  });
});

describe('the window of a consumer', () => {
  const row = (serial: bigint) => ({ position: 5n, serial, id: '', type: '', stream: '', sequence: 1, data: null, recordedAt: new Date() });
  it('moves only over events that are done from the start on', () => {
    let rung = 0;
    const window = makeWindow(beginning, () => { rung += 1; });
    const [first, second, third] = [window.add(row(1n)), window.add(row(2n)), window.add(row(3n))];
    third();
    second();
    expect([window.takeDone(), window.size(), rung]).toEqual([null, 3, 0]);
    first();
    expect([window.takeDone(), window.takeDone(), window.size(), rung]).toEqual(['5-3', null, 0, 1]);
  });
});

describe('waiting', () => {
  it('keeps a ring until someone waits, and looks again soon while something blocks', async () => {
    const signal = makeSignal();
    signal.ring();
    const started = performance.now();
    await signal.wait(5000);
    setTimeout(() => signal.ring(), 10);
    await signal.wait(5000);
    expect(performance.now() - started).toBeLessThan(2000);
    const pace = makePace(2000);
    expect([pace(false), pace(true), pace(true), pace(true), pace(false), pace(true)]).toEqual([2000, 3, 6, 12, 2000, 3]);
  });
});
