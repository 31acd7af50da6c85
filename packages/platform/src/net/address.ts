import ipaddr from 'ipaddr.js';

/**
 * Addresses that look public and are not: the virtual address at which Azure answers to its machines
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const special = new Set(['168.63.129.16']);

/**
 * Why an IP address must not be reached, in words; null for a public one. Public is IPv4 unicast outside the special blocks of RFC 6890, and
 * IPv6 inside 2000::/3 outside them: loopback, private, link-local (with the metadata services of the clouds), shared (RFC 6598), multicast,
 * documentation, and everything that carries an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo) are refused.
 */
export function refusedAddress(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'it is not an IP address';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range !== 'unicast') return `${parsed.toString()} is not public (${range})`;
  if (parsed.kind() === 'ipv6' && ((parsed as ipaddr.IPv6).parts[0]! & 0xe000) !== 0x2000) return `${parsed.toString()} is not a global IPv6 address`;
  if (special.has(parsed.toString())) return `${parsed.toString()} belongs to a cloud platform`;
  return null;
}

/** Whether an operator allows a host: `name`, `name:port`, `1.2.3.4:8080`, `[::1]` or `[::1]:8080`, compared without case. */
export function makeAllowList(entries: readonly string[]): (hostname: string, port: number) => boolean {
  const plain = (name: string) => name.toLowerCase().replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const allowed = entries.map((entry) => {
    const match = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(entry.trim());
    // An address without brackets has colons of its own and no port.
    return match ? { host: plain(match[1]!), port: match[2] === undefined ? null : Number(match[2]) } : { host: plain(entry.trim()), port: null };
  });
  return (hostname, port) => allowed.some((entry) => entry.host === plain(hostname) && (entry.port === null || entry.port === port));
}
