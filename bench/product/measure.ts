import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The value below which a share of the sorted values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Processes below one, itself included. */
export function processTree(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = stat(Number(name));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const tree = [pid];
  for (const member of tree) for (const [child, parent] of parents) if (parent === member && !tree.includes(child)) tree.push(child);
  return tree;
}

/** Proportional set size of a process, and all below it unless told otherwise, in MB (10^6 bytes). Linux. */
export function memory(pid: number, below = true): number {
  return (below ? processTree(pid) : [pid]).reduce((sum, member) => sum + pss(member), 0) / 1000;
}

function stat(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null; // It ended while we looked.
  }
}

function pss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1.024;
  } catch {
    return 0; // It ended while we looked.
  }
}

/** Prints rows beside their goals and keeps them as JSON. */
export function report(name: string, rows: { what: string; measured: string; goal: string }[], details: unknown): void {
  const width = Math.max(...rows.map((row) => row.what.length));
  for (const row of rows) process.stdout.write(`${row.what.padEnd(width)}  ${row.measured.padEnd(14)} goal ${row.goal}\n`);
  const folder = path.resolve(import.meta.dirname, '../results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify({ name, at: new Date().toISOString(), rows, details }, null, 2)}\n`);
}
