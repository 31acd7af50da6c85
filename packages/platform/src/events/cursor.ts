import { AppError } from '@hyperlens/protocol';

/** A place in the order of all events; see the `events` table. */
export interface Place { position: bigint; serial: bigint }

/** Before the first event. */
export const beginning: Place = { position: 0n, serial: 0n };

const largest = 2n ** 63n - 1n;

/** Reads a cursor; null is the beginning. Throws INPUT_INVALID. */
export function readCursor(cursor: string | null): Place {
  if (cursor === null) return beginning;
  const [, position, serial] = /^(\d{1,19})-(\d{1,19})$/.exec(cursor) ?? [];
  const place = position && serial ? { position: BigInt(position), serial: BigInt(serial) } : null;
  if (!place || place.position > largest || place.serial > largest) throw new AppError('INPUT_INVALID', { where: 'after', problem: 'is not a cursor of this event store' });
  return place;
}

export const writeCursor = ({ position, serial }: Place): string => `${position}-${serial}`;

/** Whether `left` comes after `right`. */
export const isAfter = (left: Place, right: Place): boolean =>
  left.position > right.position || (left.position === right.position && left.serial > right.serial);
