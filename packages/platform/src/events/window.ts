import type { EventRow } from './check.ts';
import { writeCursor, type Place } from './cursor.ts';

/** The events between a consumer's cursor and the newest it has read: done ones move the cursor only when all before them are done. */
export function makeWindow(start: Place, onDone: () => void) {
  const entries: { place: Place; done: boolean }[] = [];
  let read = start;
  let done: Place | null = null;
  return {
    size: () => entries.length,
    readTo: () => read,
    /** Adds an event; call what is returned when it is handled. */
    add(row: EventRow): () => void {
      const entry = { place: { position: row.position, serial: row.serial }, done: false };
      entries.push(entry);
      read = entry.place;
      return () => {
        entry.done = true;
        let moved = false;
        while (entries[0]?.done) {
          done = entries.shift()?.place ?? done;
          moved = true;
        }
        if (moved) onDone();
      };
    },
    hasDone: () => done !== null,
    /** The cursor up to which all is done, once; null when it has not moved. */
    takeDone(): string | null {
      const taken = done;
      done = null;
      return taken ? writeCursor(taken) : null;
    },
  };
}
