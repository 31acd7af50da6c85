import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '@hyperlens/protocol';
import { isSameUser } from './peer.ts';

/** Paths that need no access: they tell nothing about anyone's work. `/` decides for itself. */
const openPaths = /^\/(health\/(live|ready)|metrics|openapi\.json|reference(\/.*)?|page\.css|page\/[a-z]+\.js|favicon\.svg)?$/;

export interface GuardOptions {
  token: string;
  /** Host names besides the loopback ones. */
  hosts: string[];
  trustSameUser: boolean;
}
export interface Guard {
  /** Whether the request carries the token, the page's cookie, or comes from a program of the same user. */
  allowed(request: FastifyRequest): Promise<boolean>;
  /** The Set-Cookie value the page gets when it is opened with the right token; null when the token is wrong. */
  cookieFor(token: string): string | null;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Compares in constant time whatever the lengths are. */
export const sameText = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

function hostName(host: string): string {
  const bracket = /^(\[[0-9a-fA-F:.]+\])(:\d+)?$/.exec(host);
  return (bracket?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase();
}

/**
 * Refuses what a page of another origin, or a rebound host name, can send (ORIGIN_REFUSED, HOST_REFUSED), and what carries no access
 * (UNAUTHORIZED). Runs before anything of the request is read.
 */
export function registerGuard(server: FastifyInstance, options: GuardOptions): Guard {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', ...options.hosts.map((host) => hostName(host))]);
  const cookieName = `hyperlens_${digest(options.token).toString('hex').slice(0, 8)}`;
  const cookieValue = createHmac('sha256', options.token).update('page').digest('base64url');
  const peers = new WeakMap<Socket, Promise<boolean>>();

  const sameUser = (socket: Socket): Promise<boolean> => {
    let known = peers.get(socket);
    if (!known) peers.set(socket, known = isSameUser(socket));
    return known;
  };

  const guard: Guard = {
    async allowed(request) {
      const bearer = /^Bearer ([\x21-\x7e]{1,500})$/.exec(request.headers.authorization ?? '')?.[1];
      if (bearer !== undefined) return sameText(bearer, options.token);
      for (const part of (request.headers.cookie ?? '').slice(0, 8_192).split(';')) {
        const [name, value] = part.trim().split('=', 2);
        if (name === cookieName && value !== undefined && sameText(value, cookieValue)) return true;
      }
      return options.trustSameUser && (await sameUser(request.raw.socket));
    },
    cookieFor: (token) => (sameText(token, options.token) ? `${cookieName}=${cookieValue}; Path=/; HttpOnly; SameSite=Strict` : null),
  };

  server.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? '';
    if (!names.has(hostName(host))) throw new AppError('HOST_REFUSED', { host: host.slice(0, 100) || '(none)' });
    const path = request.url.split('?', 1)[0] ?? '';
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) throw new AppError('ORIGIN_REFUSED', { origin: origin.slice(0, 200) });
    const isOpen = openPaths.test(path);
    // Browsers mark requests that a page of another site (or of another port of this host) makes without an Origin header.
    const site = request.headers['sec-fetch-site'];
    if (!isOpen && site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('ORIGIN_REFUSED', { origin: `${String(site)} (Sec-Fetch-Site)` });
    if (!isOpen && !(await guard.allowed(request))) throw new AppError('UNAUTHORIZED');
  });
  return guard;
}
