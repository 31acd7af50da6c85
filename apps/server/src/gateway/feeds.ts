import { PassThrough, Readable } from 'node:stream';
import { AppError, type Event, type EventBus } from '@hyperlens/protocol';

export interface FeedLimits {
  /** Feeds and sockets open at once. */
  connections: number;
  /** A client that lets more than this many bytes wait is dropped with a hint where to resume. */
  waitingBytes: number;
  heartbeatMilliseconds: number;
}
export const defaultFeedLimits: FeedLimits = { connections: 256, waitingBytes: 1_048_576, heartbeatMilliseconds: 15_000 };

/** How a client follows live events. */
export type FeedKind = 'websocket' | 'stream';

/** Counts and ends everything that streams, so that one place knows the limits and closing is complete. */
export interface Feeds {
  readonly limits: FeedLimits;
  readonly bus: EventBus;
  readonly open: number;
  /** What is open now, by kind. */
  counts(): Record<FeedKind, number>;
  /** Takes a place; call what it returns to give it back. Throws RATE_LIMITED when all are taken. */
  enter(kind: FeedKind, end: (reason: string) => void): () => void;
  /** Events as server-sent events (WHATWG HTML 9.2); `id` is the cursor. */
  stream(options: { stream?: string; after?: string | null; isLast?: (event: Event) => Promise<boolean> }): Promise<Readable>;
  /** What a stream holds after a cursor, page by page as the client reads, and then the end. */
  replay(stream: string, after: string | null): Readable;
  close(): void;
}

const opening = 'retry: 1000\n: open\n\n';
const replayPage = 200;
const frame = (event: Event): string => `id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

export function makeFeeds(bus: EventBus, limits: FeedLimits = defaultFeedLimits): Feeds {
  const ends = new Map<(reason: string) => void, FeedKind>();

  const enter: Feeds['enter'] = (kind, end) => {
    if (ends.size >= limits.connections) throw new AppError('RATE_LIMITED', { limit: limits.connections, period: 'open connection' });
    ends.set(end, kind);
    return () => { ends.delete(end); };
  };

  return {
    limits, bus, enter,
    get open() { return ends.size; },
    counts() {
      const counts = { websocket: 0, stream: 0 };
      for (const kind of ends.values()) counts[kind] += 1;
      return counts;
    },
    async stream({ stream, after, isLast }) {
      const output = new PassThrough();
      let last: string | null = after ?? null;
      let done = false;
      const finish = (reason: string | null): void => {
        if (done) return;
        done = true;
        clearInterval(heartbeat);
        leave();
        if (reason !== null && !output.destroyed) output.write(`event: closing\ndata: ${JSON.stringify({ reason, resume: last })}\n\n`);
        output.end();
      };
      const leave = enter('stream', (reason) => finish(reason));
      const heartbeat = setInterval(() => {
        if (output.writableLength + output.readableLength > limits.waitingBytes) finish('slow');
        else output.write(': beat\n\n');
      }, limits.heartbeatMilliseconds);
      heartbeat.unref();
      // The first bytes make the headers go out at once.
      output.write(opening);
      const follow = { ...(stream === undefined ? {} : { stream }), ...(after === undefined ? {} : { after }) };
      try {
        const subscription = await bus.follow(follow, (event) => {
          if (done) return;
          if (output.writableLength + output.readableLength > limits.waitingBytes) return finish('slow');
          last = event.cursor;
          output.write(frame(event));
          void isLast?.(event).then((ending) => { if (ending) finish(null); }, () => finish('failed'));
        });
        const stop = (): void => { finish(null); subscription.close().catch(() => undefined /* The bus may be closing itself; nothing is left to do for this client. */); };
        output.once('close', stop);
        if (output.destroyed || done) stop();
      } catch (error) {
        finish(null);
        throw error;
      }
      return output;
    },
    replay(stream, after) {
      async function* frames(): AsyncGenerator<string> {
        yield opening;
        for (let last = after; ;) {
          const page = await bus.read({ stream, after: last, limit: replayPage });
          const end = page.at(-1);
          if (!end) return;
          last = end.cursor;
          yield page.map(frame).join('');
        }
      }
      const output = Readable.from(frames(), { objectMode: false });
      const leave = enter('stream', () => { output.destroy(); });
      output.once('close', leave);
      return output;
    },
    close() {
      for (const end of ends.keys()) end('shutdown');
      ends.clear();
    },
  };
}
