import type { FastifyInstance } from 'fastify';
import { AppError, socketRequest, type SocketMessage, type SocketRequest, type Subscription } from '@hyperlens/protocol';
import type { WebSocket } from 'ws';
import type { Feeds } from './feeds.ts';

const subscriptionsPerSocket = 50;
const messagesPerWindow = 100;
const windowMilliseconds = 10_000;
/** RFC 6455 close codes. */
const closeCodes: Record<string, number> = { shutdown: 1001, slow: 1013, flood: 1008, silent: 1001 };

/**
 * /ws: a client subscribes to streams and gets their events. `{"subscribe":"<stream or *>","after":"<cursor>"}`; `after` absent: from now
 * on, null: from the beginning. A client that does not keep up is closed with the cursors to resume from.
 */
export function registerSocket(server: FastifyInstance, feeds: Feeds): void {
  server.get('/ws', { websocket: true, schema: { hide: true } }, (socket: WebSocket) => {
    const subscriptions = new Map<string, { subscription: Subscription | null; last: string | null }>();
    let alive = true;
    let received = 0;
    let leave = (): void => undefined;

    const send = (message: SocketMessage): void => { if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message)); };
    const end = (reason: string): void => {
      send({ type: 'closing', reason, resume: Object.fromEntries([...subscriptions].map(([stream, { last }]) => [stream, last])) });
      socket.close(closeCodes[reason] ?? 1011, reason);
    };
    const drop = (stream: string): void => {
      const held = subscriptions.get(stream);
      subscriptions.delete(stream);
      held?.subscription?.close().catch(() => undefined /* Closing twice or while the bus closes is harmless. */);
    };
    const fail = (error: unknown): void => {
      const problem = AppError.from(error);
      send({ type: 'error', code: problem.code, detail: problem.code === 'INTERNAL' ? 'Something unexpected went wrong.' : problem.message });
    };

    const subscribe = async (stream: string, after: string | null | undefined): Promise<void> => {
      if (subscriptions.size >= subscriptionsPerSocket && !subscriptions.has(stream)) throw new AppError('RATE_LIMITED', { limit: subscriptionsPerSocket, period: 'connection' });
      drop(stream);
      const held: { subscription: Subscription | null; last: string | null } = { subscription: null, last: after ?? null };
      subscriptions.set(stream, held);
      send({ type: 'subscribed', stream });
      held.subscription = await feeds.bus.follow({ ...(stream === '*' ? {} : { stream }), ...(after === undefined ? {} : { after }) }, (event) => {
        if (subscriptions.get(stream) !== held) return;
        if (socket.bufferedAmount > feeds.limits.waitingBytes) return end('slow');
        held.last = event.cursor;
        send({ type: 'event', event });
      });
      // It may have been dropped while the bus was opening it.
      if (subscriptions.get(stream) !== held) await held.subscription.close();
    };

    const handle = async (message: SocketRequest): Promise<void> => {
      if ('subscribe' in message) return subscribe(message.subscribe, message.after);
      if ('unsubscribe' in message) {
        drop(message.unsubscribe);
        return send({ type: 'unsubscribed', stream: message.unsubscribe });
      }
      send({ type: 'pong', ...(message.ping === undefined ? {} : { ping: message.ping }) });
    };

    try {
      leave = feeds.enter('websocket', end);
    } catch (error) {
      fail(error);
      socket.close(1013, 'too many connections');
      return;
    }
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, feeds.limits.heartbeatMilliseconds);
    const window = setInterval(() => { received = 0; }, windowMilliseconds);
    heartbeat.unref();
    window.unref();

    socket.on('pong', () => { alive = true; });
    socket.on('message', (data: Buffer) => {
      alive = true;
      received += 1;
      if (received > messagesPerWindow) return end('flood');
      let message: SocketRequest;
      try {
        message = socketRequest.parse(JSON.parse(data.toString('utf8')));
      } catch {
        // The reason is the client's own text; the answer says what is expected instead of repeating it.
        return fail(new AppError('INPUT_INVALID', { where: 'message', problem: 'must be {"subscribe": stream, "after"?: cursor}, {"unsubscribe": stream} or {"ping": any}' }));
      }
      handle(message).catch(fail);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(heartbeat);
      clearInterval(window);
      leave();
      for (const stream of subscriptions.keys()) drop(stream);
    });
  });
}
