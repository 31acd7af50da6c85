import type { DomainRecord, DomainRegistry, Fetch } from '@hyperlens/protocol';
import { getDomain } from 'tldts';
import { z } from 'zod';
import { answerOf } from './answer.ts';
import { makeApiClient } from './http.ts';

const entity = z.object({ roles: z.array(z.string()).nullish(), vcardArray: z.array(z.unknown()).nullish() });
const record = z.object({ ldhName: z.string().nullish(), status: z.array(z.string()).nullish(), events: z.array(z.object({ eventAction: z.string(), eventDate: z.string() })).nullish(), entities: z.array(entity).nullish() });

export interface RdapOptions { fetch: Fetch; /** A server that knows or redirects to the registry of every domain (RFC 9224 bootstrap). */ baseUrl?: string; timeoutMilliseconds?: number; attempts?: number }

/**
 * Registration data of domains (RDAP: RFC 9082 queries, RFC 9083 answers). Of the people and companies in a record only the registrar's name
 * is read; registrants are nobody's business here.
 */
export function makeRdap({ fetch, baseUrl = 'https://rdap.org', timeoutMilliseconds, attempts }: RdapOptions): DomainRegistry {
  // The public bootstrap answers with a redirect to the registry's own server.
  const client = makeApiClient({ id: 'rdap', fetch, baseUrl, redirect: 'follow', headers: { accept: 'application/rdap+json, application/json' }, ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }), ...(attempts === undefined ? {} : { attempts }) });
  return {
    id: 'rdap', title: 'Domain registry (RDAP)',
    lookup: (host, signal) => answerOf<DomainRecord>(signal, async () => {
      const domain = getDomain(host, { allowPrivateDomains: true });
      if (!domain) return { value: null, status: 'not_applicable', reason: 'it is not a name in the public domain system' };
      const found = await client.find(`domain/${encodeURIComponent(domain)}`, record, { signal });
      if (!found) return { value: null, status: 'failed', reason: `no registry has a record of ${domain}` };
      return { value: toRecord(domain, found) };
    }),
  };
}

function toRecord(domain: string, { status, events, entities }: z.infer<typeof record>): DomainRecord {
  const at = (action: string): string | null => {
    const date = events?.find(({ eventAction }) => eventAction.toLowerCase() === action)?.eventDate;
    const time = date === undefined ? NaN : Date.parse(date);
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  };
  const registrar = entities?.find(({ roles }) => roles?.includes('registrar'));
  return { domain, registeredAt: at('registration'), expiresAt: at('expiration'), changedAt: at('last changed'), registrar: nameOf(registrar?.vcardArray), statuses: (status ?? []).map((one) => one.slice(0, 60)).toSorted() };
}

/** The formatted name of a jCard (RFC 7095): `["vcard", [["fn", {}, "text", "..."], ...]]`. */
function nameOf(card: readonly unknown[] | null | undefined): string | null {
  const properties = card?.[1];
  if (!Array.isArray(properties)) return null;
  const name: unknown = properties.find((property): property is unknown[] => Array.isArray(property) && property[0] === 'fn')?.[3];
  return typeof name === 'string' && name ? name.slice(0, 120) : null;
}
