// Net: the one way out for addresses that somebody else chose.
export { refusedAddress } from './address.ts';
export { makeGuardedFetch, type GuardedFetchOptions } from './fetch.ts';
export { makeCertificateReader, type CertificateOptions } from './certificate.ts';
export type { Resolve } from './connector.ts';
