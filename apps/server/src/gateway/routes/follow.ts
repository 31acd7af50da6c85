import type { FastifyReply } from 'fastify';
import type { Event } from '@hyperlens/protocol';
import type { Feeds } from '../feeds.ts';
import { hasEnded } from '../views.ts';

/** A run to follow: its id and status, the event that tells its status, and the cursor of the last event the client has. */
export interface Followed { id: string; status: string; updated: 'run.updated' | 'research.updated'; after: string | null }

/**
 * Answers the events of one run as server-sent events, from the first (or after a cursor) to the last, and closes. A run that has ended and
 * has nothing more to tell is answered with 204, which makes a browser's EventSource stop asking again.
 */
export async function sendEvents(reply: FastifyReply, feeds: Feeds, { id, status, updated, after }: Followed): Promise<FastifyReply> {
  const statusOf = (event: Event): string | null => (event.type === updated ? (event.data as { status: string }).status : null);
  const nothingAfter = async (cursor: string | null): Promise<boolean> => (await feeds.bus.read({ stream: id, after: cursor, limit: 1 })).length === 0;
  // The row may be ahead of what the bus gives out; only when the end itself can be read is everything there.
  const told = hasEnded(status) ? (await feeds.bus.read({ stream: id, types: [updated] })).map(statusOf).findLast((one) => one !== null) : null;
  if (told === status) {
    if (await nothingAfter(after)) return reply.code(204).send();
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(feeds.replay(id, after));
  }
  // A step that was under way may still say a word after the end.
  let over = false;
  const output = await feeds.stream({ stream: id, after, isLast: (event) => {
    const now = statusOf(event);
    if (now !== null) over = hasEnded(now);
    return over ? nothingAfter(event.cursor) : Promise.resolve(false);
  } });
  return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(output);
}
