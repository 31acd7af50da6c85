import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import { AppError } from '@hyperlens/protocol';
import type { Application } from '../application.ts';
import type { Config } from '../settings.ts';
import type { GatewayContext } from './context.ts';
import { defaultFeedLimits, makeFeeds, type FeedLimits } from './feeds.ts';
import { registerGuard } from './guard.ts';
import { registerReference } from './reference.ts';
import { registerProblems } from './problems.ts';
import { registerRoutes } from './routes/index.ts';
import { registerHealth } from './routes/health.ts';
import { registerSocket } from './socket.ts';

export interface GatewayOptions {
  application: Application;
  config: Config;
  /** Access token of this server. */
  token: string;
  feedLimits?: Partial<FeedLimits>;
}

/** Everything a browser may load comes from this server; nothing is inline, nothing may frame it. */
const contentSecurity = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"],
    formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"],
  },
};

/** The HTTP server over an opened application, not yet listening: `inject` calls it in process, `listen` on a port. Closing it leaves the application open. */
export async function makeGateway({ application, config, token, feedLimits }: GatewayOptions): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    bodyLimit: config.server.bodyLimitBytes,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // A slow request header or body may not hold a connection for ever; answers may take as long as an audit takes.
    connectionTimeout: 0,
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    },
  });
  // Answers are typed by the route table and checked by its tests; parsing them again on every request would only cost time.
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      done(null, JSON.parse(body.toString('utf8'), (key, value: unknown) => (key === '__proto__' ? undefined : value)));
    } catch {
      done(new AppError('INPUT_INVALID', { where: 'body', problem: 'is not valid JSON' }));
    }
  });

  const feeds = makeFeeds(application.events, { ...defaultFeedLimits, ...feedLimits });
  server.addHook('preClose', () => { feeds.close(); });
  server.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
  // Node hands the socket of an upgrade over and forgets it; refused, nobody would close it, and closing the server would wait for ever.
  server.addHook('onRequest', (request, reply, done) => {
    if (request.headers.upgrade !== undefined) reply.raw.once('finish', () => request.raw.socket.destroySoon());
    done();
  });
  const { telemetry } = application;
  telemetry?.observeSockets?.(() => feeds.counts());
  server.addHook('onResponse', (request, reply, done) => {
    telemetry?.observeRequest?.({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode, seconds: reply.elapsedTime / 1_000 });
    done();
  });

  registerProblems(server, telemetry);
  await server.register(helmet, { contentSecurityPolicy: contentSecurity, strictTransportSecurity: false, crossOriginEmbedderPolicy: false });
  const guard = registerGuard(server, { token, hosts: [config.server.host, ...config.server.hosts], trustSameUser: config.server.trustSameUser });
  await server.register(rateLimit, {
    max: config.server.requestsPerMinute, timeWindow: 60_000, cache: 1_000,
    allowList: (request) => request.url.startsWith('/health/'),
    errorResponseBuilder: (_request, context) => new AppError('RATE_LIMITED', { limit: context.max, period: 'minute' }),
  });
  await server.register(websocket, { options: { maxPayload: 16_384, perMessageDeflate: false } });
  await registerReference(server, application.version);

  const context: GatewayContext = { application, config, feeds, startedAt: new Date().toISOString() };
  await server.register(async (inside) => {
    registerHealth(inside, context);
    registerSocket(inside, feeds);
    registerRoutes(inside, context, guard);
  });
  await server.ready();
  return server;
}
