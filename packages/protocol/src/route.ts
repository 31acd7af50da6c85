import { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import { runId } from './shapes/common.ts';

/** Prefix of every route of this version. */
export const apiPrefix = '/api/v1';

/** One route: what comes in, what goes out. The gateway serves it, the CLI and the page call it, OpenAPI describes it. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** With `:holes`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Shape of the successful JSON answer. */
  readonly response: z.ZodType;
  /** Status of success; 200 when absent. 202: accepted, follow it at the Location. */
  readonly status?: 200 | 201 | 202;
  /** Other content types of the answer than application/json. */
  readonly produces?: readonly string[];
  /** Errors of its own; every route may also answer those of access, input and INTERNAL. */
  readonly errors?: readonly ErrorCode[];
}

/** A run in the path. */
export const idParameters = z.object({ id: runId });
/** An id in the path. */
export const shortId = z.object({ id: z.string().min(1).max(200).regex(/^[A-Za-z0-9._:-]+$/) });
/** Entries of a page. */
export const limit = z.coerce.number().int().min(1).max(200).default(50).describe('Entries per page.');
/** Position of an event. */
export const cursor = z.string().regex(/^\d+-\d+$/, 'must be a cursor of an event');
/** One page of a list. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), /** Send it as `before` for the next page; null at the end. */ next: z.string().nullable() });
/** A whole list. */
export const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
/** Which events, from where. */
export const streamQuery = z.object({ stream: z.string().min(1).max(200).optional(), after: cursor.optional() });
/** Where a live stream goes on. */
export const resume = z.object({ 'last-event-id': cursor.optional() });
/** What a live stream is served as. */
export const eventStream = ['text/event-stream'] as const;
