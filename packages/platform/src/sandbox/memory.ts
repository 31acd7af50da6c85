import { readdir, readFile } from 'node:fs/promises';

/** 4096 on every Linux this product supports; getconf is not asked because it would cost a process per look. */
const pageBytes = 4096;

/**
 * Resident bytes of all processes of a process group, from /proc (Linux). Pages shared between them count more than once, so this
 * errs towards too much. Null where there is no /proc.
 */
export async function groupMemory(group: number): Promise<number | null> {
  const names = await readdir('/proc').catch(() => null);
  if (names === null) return null;
  let total = 0;
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    // A process that ended between the listing and the reading has no memory left to count.
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The command name in parentheses may hold spaces: fields are counted from after it (proc(5): state, ppid, pgrp ... rss is field 24).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) === group) total += Number(fields[21] ?? 0) * pageBytes;
  }
  return total;
}
