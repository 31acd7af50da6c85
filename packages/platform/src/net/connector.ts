import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { buildConnector } from 'undici';
import { refusedAddress } from './address.ts';

/** All addresses of a name, as the resolver of the machine gives them. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** A connection that was refused before anything was sent. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

/**
 * Opens sockets to public addresses only. The address that is checked is the one the socket connects to, so a name that changes its answer
 * between check and use gains nothing. A name with one refused address among its answers is refused as a whole.
 */
export function makeConnector({ resolve, allowed, timeoutMilliseconds, secure = {} }: { resolve: Resolve; allowed: (hostname: string, port: number) => boolean; timeoutMilliseconds: number; /** How TLS is spoken, where that differs from the usual. */ secure?: { rejectUnauthorized?: boolean; maxCachedSessions?: number; ca?: string[] } }): buildConnector.connector {
  const answer = callbackify(async (hostname: string, checked: boolean): Promise<LookupAddress[]> => {
    const addresses = await resolve(hostname);
    if (addresses.length === 0) throw new Error(`${hostname} has no address`);
    for (const { address } of checked ? addresses : []) {
      const because = refusedAddress(address);
      if (because) throw new RefusedAddress(`${hostname} leads to an address that is not fetched: ${because}`);
    }
    return addresses;
  });
  const lookup = (checked: boolean): LookupFunction => (hostname, settings, callback) => {
    answer(hostname, checked, (error, addresses) => {
      if (error || settings.all) callback(error, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
  const open = buildConnector({ lookup: lookup(false), timeout: timeoutMilliseconds, allowH2: false, ...secure });
  const guarded = buildConnector({ lookup: lookup(true), timeout: timeoutMilliseconds, allowH2: false, ...secure });

  return (target, callback) => {
    const hostname = target.hostname.replace(/^\[|\]$/g, '');
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
    if (allowed(hostname, port)) { open(target, callback); return; }
    // A literal address never reaches the lookup.
    const because = isIP(hostname) ? refusedAddress(hostname) : null;
    if (because) { callback(new RefusedAddress(because), null); return; }
    guarded(target, (...[error, socket]) => {
      const reached = error ? null : refusedAddress(socket?.remoteAddress ?? '');
      if (socket && reached) {
        socket.destroy();
        callback(new RefusedAddress(reached), null);
      } else if (error) callback(error, null);
      else callback(null, socket!);
    });
  };
}
