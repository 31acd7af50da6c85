import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

const established = '01';

/** An address as /proc/net/tcp writes it: each 32-bit word in host (little-endian) order. Null for what is not loopback. */
export function kernelAddress(address: string): string | null {
  const v4 = /^(::ffff:)?(127)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  if (v4) {
    const word = [v4[5], v4[4], v4[3], v4[2]].map((part) => Number(part).toString(16).padStart(2, '0')).join('').toUpperCase();
    return v4[1] ? `0000000000000000FFFF0000${word}` : word;
  }
  return address === '::1' ? '00000000000000000000000001000000' : null;
}

/** The user id that owns the socket from `local` to `remote`, read from the text of /proc/net/tcp or tcp6 (proc(5)). */
export function ownerOf(table: string, local: string, remote: string): number | null {
  for (const line of table.split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields[1] === local && fields[2] === remote && fields[3] === established) return Number(fields[7]);
  }
  return null;
}

const port = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/**
 * Whether the program at the other end of a loopback connection runs as the same user as this server. Such a program could read the token
 * file anyway. False whenever it cannot be told (other systems than Linux, not loopback).
 */
export async function isSameUser(socket: Socket, readTable: (file: string) => Promise<string> = (file) => readFile(file, 'utf8')): Promise<boolean> {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  const self = process.getuid?.();
  if (!remoteAddress || !remotePort || !localAddress || !localPort || self === undefined) return false;
  const [from, to] = [kernelAddress(remoteAddress), kernelAddress(localAddress)];
  if (!from || !to) return false;
  // A dual-stack listener sees an IPv4 client as ::ffff:a.b.c.d, while the client's own socket may stand in either table.
  const pairs: [string, string, string][] = [['/proc/net/tcp', from.slice(-8), to.slice(-8)], ['/proc/net/tcp6', from, to]];
  for (const [file, source, target] of pairs) {
    if (file.endsWith('tcp') && (remoteAddress === '::1' || localAddress === '::1')) continue;
    let table: string;
    try {
      table = await readTable(file);
    } catch {
      continue; // Not Linux, or a kernel without that family: then the token decides.
    }
    const owner = ownerOf(table, `${source}:${port(remotePort)}`, `${target}:${port(localPort)}`);
    if (owner !== null) return owner === self;
  }
  return false;
}
