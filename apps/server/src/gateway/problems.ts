import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, routes, toProblem, type Route } from '@hyperlens/protocol';
import type { Telemetry } from '../application.ts';

const patterns = Object.values(routes as Record<string, Route>).map((route) => ({ method: route.method, url: route.path, pattern: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}/?$`) }));

/** Methods that some route of this server offers at this path; a process that runs services only has few of the table. */
function methodsAt(server: FastifyInstance, path: string): string[] {
  return [...new Set(patterns.filter(({ method, url, pattern }) => pattern.test(path) && server.hasRoute({ method, url })).map(({ method }) => method))];
}

/** Any error a request can end with, as one of the table. Fastify's own are recognised by their code. */
export function toAppError(error: unknown, request?: FastifyRequest): AppError {
  if (AppError.is(error)) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issue = error.validation[0];
    const part = error.validationContext ?? 'request';
    const where = `${part === 'querystring' ? 'query' : part}${(issue?.instancePath ?? '').replace(/\/$/, '').replaceAll('/', '.')}`;
    return new AppError('INPUT_INVALID', { where, problem: (issue?.message ?? 'does not fit').replace(/\.$/, '') });
  }
  const known = error as Partial<FastifyError>;
  switch (known.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': return new AppError('PAYLOAD_TOO_LARGE', { limit: request?.routeOptions.bodyLimit ?? 0 }, error);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': return new AppError('UNSUPPORTED_MEDIA_TYPE', { type: (request?.headers['content-type'] ?? 'none').slice(0, 100) }, error);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH': return new AppError('INPUT_INVALID', { where: 'body', problem: 'its length is not the one announced' }, error);
  }
  if (known.statusCode === 400) return new AppError('INPUT_INVALID', { where: 'request', problem: (known.message ?? 'malformed').replace(/\.$/, '') }, error);
  return AppError.from(error);
}

/** Sends the problem document of an error (RFC 9457). The reason of an INTERNAL error stays in the log: it may hold paths or worse. */
export function sendProblem(reply: FastifyReply, error: AppError): FastifyReply {
  const document = toProblem(error, reply.request.id);
  if (error.code === 'INTERNAL') {
    document.detail = 'Something unexpected went wrong.';
    document.details = {};
  }
  if (error.code === 'UNAUTHORIZED') void reply.header('www-authenticate', 'Bearer realm="hyperlens"');
  return reply.code(error.status).type('application/problem+json').send(JSON.stringify(document));
}

/** Makes every error of the server, the unknown route included, a problem document. */
export function registerProblems(server: FastifyInstance, telemetry?: Telemetry): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = toAppError(error, request);
    if (problem.status >= 500) telemetry?.log?.error({ requestId: request.id, route: request.routeOptions.url, code: problem.code, error: problem.message, stack: problem.stack }, 'request failed');
    return sendProblem(reply, problem);
  });
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = methodsAt(server, path);
    if (methods.length === 0) return sendProblem(reply, new AppError('NOT_FOUND', { what: 'page', id: path.slice(0, 200) }));
    void reply.header('allow', methods.join(', '));
    return sendProblem(reply, new AppError('METHOD_NOT_ALLOWED', { method: request.method, path: path.slice(0, 200) }));
  });
}
