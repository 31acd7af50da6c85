import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Guard } from '../guard.ts';

const folder = path.join(import.meta.dirname, '../page');
const script = 'text/javascript; charset=utf-8';
const files: [string, string][] = [
  ['page.css', 'text/css; charset=utf-8'], ['favicon.svg', 'image/svg+xml'],
  ...['build', 'common', 'compare', 'evidence', 'page', 'research', 'result', 'words'].map((name): [string, string] => [`page/${name}.js`, script]),
];

/**
 * The page at /. Opened with ?token= it sets the cookie and drops the token from the address; without access it says how to get in.
 */
export function registerPage(server: FastifyInstance, guard: Guard): void {
  const pages = { in: readFileSync(path.join(folder, 'index.html')), out: readFileSync(path.join(folder, 'locked.html')) };
  for (const [name, type] of files) {
    const content = readFileSync(path.join(folder, path.basename(name)));
    server.get(`/${name}`, { schema: { hide: true } }, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(content));
  }
  server.get<{ Querystring: { token?: string } }>('/', { schema: { hide: true } }, async (request, reply) => {
    const { token } = request.query;
    if (typeof token === 'string') {
      const cookie = guard.cookieFor(token);
      if (cookie) return reply.header('set-cookie', cookie).redirect('/', 303);
    }
    const allowed = await guard.allowed(request);
    return reply.code(allowed ? 200 : 401).type('text/html; charset=utf-8').send(allowed ? pages.in : pages.out);
  });
}
