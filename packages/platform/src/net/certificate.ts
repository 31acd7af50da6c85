import { lookup } from 'node:dns/promises';
import { TLSSocket, type PeerCertificate } from 'node:tls';
import { oneLine, type CertificateReader, type SiteCertificate, type SourceAnswer } from '@hyperlens/protocol';
import { makeAllowList } from './address.ts';
import { makeConnector, RefusedAddress, type Resolve } from './connector.ts';

export interface CertificateOptions {
  /** Hosts (`name`, `name:port`) that may be private: the operator's own. */
  allow?: readonly string[];
  timeoutMilliseconds?: number;
  /** Authorities that are trusted instead of the machine's, in PEM. */
  authorities?: readonly string[];
  /** Resolver, for tests. */
  resolve?: Resolve;
}

const mostNames = 20;

/**
 * Reads the certificate of a site by opening a TLS connection and sending nothing. A certificate nobody vouches for is an answer here, not a
 * failure. Private addresses are refused as for every address a stranger names.
 */
export function makeCertificateReader({ allow = [], timeoutMilliseconds = 8_000, authorities, resolve = (hostname) => lookup(hostname, { all: true, verbatim: true }) }: CertificateOptions = {}): CertificateReader {
  // Resumed sessions carry no certificate, so none are kept.
  const connect = makeConnector({ resolve, allowed: makeAllowList(allow), timeoutMilliseconds, secure: { rejectUnauthorized: false, maxCachedSessions: 0, ...(authorities ? { ca: [...authorities] } : {}) } });
  return {
    id: 'tls', title: 'Certificate of the site (TLS)',
    async read(address, signal) {
      signal?.throwIfAborted();
      const url = new URL(address);
      if (url.protocol !== 'https:') return { value: null, status: 'not_applicable', reason: 'the address that was given is not an encrypted one' };
      const done = Promise.withResolvers<SourceAnswer<SiteCertificate>>();
      const failed = (reason: string) => { done.resolve({ value: null, status: 'unreachable', reason }); };
      const timer = setTimeout(failed, timeoutMilliseconds, `no connection within ${timeoutMilliseconds} ms`);
      const cancel = () => { done.reject(signal?.reason as Error); };
      signal?.addEventListener('abort', cancel, { once: true });
      connect({ hostname: url.hostname, host: url.host, protocol: url.protocol, port: url.port || '443' }, (...[error, socket]) => {
        if (error instanceof RefusedAddress) { done.resolve({ value: null, status: 'failed', reason: error.message }); return; }
        if (!(socket instanceof TLSSocket)) { failed(`the connection failed${reasonOf(error)}`); return; }
        // It is not needed any more, whatever it says from here on.
        socket.on('error', () => { socket.destroy(); });
        done.resolve(read(socket));
        socket.destroy();
      });
      try { return await done.promise; } finally { clearTimeout(timer); signal?.removeEventListener('abort', cancel); }
    },
  };
}

function read(socket: TLSSocket): SourceAnswer<SiteCertificate> {
  const certificate = socket.getPeerCertificate();
  const [from, to] = [Date.parse(certificate.valid_from), Date.parse(certificate.valid_to)];
  if (Number.isNaN(from) || Number.isNaN(to)) return { value: null, status: 'failed', reason: 'it showed no certificate' };
  const names = (certificate.subjectaltname ?? '').split(', ').flatMap((entry) => (/^(?:DNS|IP Address):/.test(entry) ? [oneLine(entry.replace(/^[^:]*:/, ''), 200)] : []));
  return {
    value: {
      issuer: issuerOf(certificate), names: [...new Set(names)].toSorted().slice(0, mostNames), validFrom: new Date(from).toISOString(), validTo: new Date(to).toISOString(),
      protocol: socket.getProtocol(), trusted: socket.authorized, reason: socket.authorized ? null : oneLine(String(socket.authorizationError ?? 'nobody vouches for it'), 200),
    },
  };
}

function issuerOf({ issuer }: PeerCertificate): string | null {
  const name = [issuer.O, issuer.CN].flat().find((part) => typeof part === 'string' && part !== '');
  return name ? oneLine(name, 200) : null;
}

function reasonOf(error: Error | null): string {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? ` (${code})` : '';
}
