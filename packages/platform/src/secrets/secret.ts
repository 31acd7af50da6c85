import { inspect } from 'node:util';

/** A value that does not show up when its holder is printed, logged or made into JSON. */
export interface Secret {
  /** The value. Do not store it. */
  reveal(): string;
}

/** Hides a value behind a function. */
export function makeSecret(value: string): Secret {
  const hidden = (): string => '[secret]';
  return Object.freeze({ reveal: () => value, toString: hidden, toJSON: hidden, [inspect.custom]: hidden });
}
