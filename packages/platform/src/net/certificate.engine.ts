import { createServer as createPlainServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { authority, expiredCertificate, siteCertificate, siteKey } from './certificate.fixture.ts';
import { makeCertificateReader, type CertificateOptions } from './index.ts';

const servers: Server[] = [];
afterEach(async () => { for (const server of servers.splice(0)) await new Promise((resolve) => { server.close(resolve); }); });

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return (server.address() as AddressInfo).port;
};
const site = (cert: string): Promise<number> => listen(createServer({ cert, key: siteKey }, (socket) => { socket.on('error', () => { /* the reader leaves without a word */ }); }));
const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
const reader = (port: number, options: CertificateOptions = {}) => makeCertificateReader({ allow: [`acorn.example:${port}`, `other.example:${port}`], authorities: [authority], timeoutMilliseconds: 2_000, resolve, ...options });

describe('the certificate of a site', () => {
  it('is read with its names, its times and its issuer', async () => {
    const port = await site(siteCertificate);
    expect(await reader(port).read(`https://acorn.example:${port}/page`)).toEqual({ value: {
      issuer: 'Acorn Test Authority', names: ['acorn.example', 'www.acorn.example'], validFrom: '2020-01-01T00:00:00.000Z', validTo: '2120-01-01T00:00:00.000Z', protocol: 'TLSv1.3', trusted: true, reason: null,
    } });
  });

  it.each([
    ['has ended', expiredCertificate, 'acorn.example', [authority], 'CERT_HAS_EXPIRED'],
    ['is for another name', siteCertificate, 'other.example', [authority], 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['comes from an authority this machine does not know', siteCertificate, 'acorn.example', undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('that %s is told as one that is not trusted, and why', async (_what, certificate, host, authorities, reason) => {
    const port = await site(certificate);
    const { value } = await reader(port, authorities ? { authorities } : { authorities: [] }).read(`https://${host}:${port}`);
    expect(value).toMatchObject({ trusted: false, reason });
    expect(value?.names).toContain('acorn.example');
  });

  it('is no question for a site without encryption', async () => {
    expect(await makeCertificateReader().read('http://acorn.example')).toMatchObject({ value: null, status: 'not_applicable' });
  });

  it('is not asked of private addresses', async () => {
    const port = await site(siteCertificate);
    expect(await reader(port, { allow: [] }).read(`https://acorn.example:${port}`)).toMatchObject({ value: null, status: 'failed', reason: expect.stringContaining('not public') });
  });

  it('is unreachable when nobody answers, when the answer is no TLS, and when it never comes', async () => {
    const closed = await site(siteCertificate);
    await new Promise((done) => { servers.pop()?.close(done); });
    expect(await reader(closed).read(`https://acorn.example:${closed}`)).toMatchObject({ status: 'unreachable', reason: expect.stringContaining('ECONNREFUSED') });
    const garbage = await listen(createPlainServer((socket) => { socket.on('error', () => { /* it goes away */ }); socket.resume(); socket.end('HTTP/1.1 400 no\r\n\r\n'); }));
    expect(await reader(garbage).read(`https://acorn.example:${garbage}`)).toMatchObject({ status: 'unreachable' });
    const silent = await listen(createPlainServer((socket) => { socket.on('error', () => { /* it goes away */ }); socket.resume(); }));
    expect(await reader(silent, { timeoutMilliseconds: 200 }).read(`https://acorn.example:${silent}`)).toMatchObject({ status: 'unreachable', reason: expect.stringContaining('200 ms') });
  });

  it('stops when it is told to', async () => {
    const port = await listen(createPlainServer((socket) => { socket.on('error', () => { /* it goes away */ }); socket.resume(); }));
    await expect(reader(port).read(`https://acorn.example:${port}`, AbortSignal.timeout(50))).rejects.toThrow(/timeout|aborted/i);
  });
});
