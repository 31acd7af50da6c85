import { voiceOf, type Item } from './items.ts';

/** Posts that say the same: the earliest, and the copies that came after it. */
export interface Group { first: Item; copies: Item[] }

const permutations = 32;
const rows = 4;
const similarAt = 0.7;
/** Fewer words than this ("gm", "to the moon") are said by many people independently. */
const shortest = 5;

/**
 * Finds copies: equal words, or nearly equal (Jaccard similarity of three-word shingles of at least 0.7, candidates by MinHash and banding, see
 * Broder 1997 and Leskovec et al., Mining of Massive Datasets, ch. 3). Short posts are copies only from the same voice. `items` in order.
 */
export function groupCopies(items: readonly Item[]): Group[] {
  const groups: Group[] = [];
  const exact = new Map<string, Group>();
  const bands = new Map<string, number[]>();
  const shingled: Set<number>[] = [];
  for (const item of items) {
    const short = item.length < shortest;
    const key = `${short ? voiceOf(item) : ''}\u0000${item.words.length === 0 ? item.post.text : item.words.join(' ')}`;
    const shingles = short ? new Set<number>() : shinglesOf(item.words);
    const keys = short ? [] : bandsOf(shingles);
    const near = exact.get(key) ?? keys.flatMap((band) => bands.get(band) ?? []).toSorted((a, b) => a - b).map((index) => ({ group: groups[index]!, similarity: jaccard(shingled[index]!, shingles) })).find(({ similarity }) => similarity >= similarAt)?.group;
    if (near) { near.copies.push(item); exact.set(key, near); continue; }
    const group: Group = { first: item, copies: [] };
    exact.set(key, group);
    for (const band of keys) {
      const list = bands.get(band) ?? [];
      // A band everybody shares says nothing, and would make this quadratic.
      if (list.length < 200) bands.set(band, [...list, groups.length]);
    }
    groups.push(group);
    shingled.push(shingles);
  }
  return groups;
}

function shinglesOf(words: readonly string[]): Set<number> {
  const shingles = new Set<number>();
  for (let at = 0; at + 3 <= words.length && shingles.size < 400; at++) shingles.add(hash(`${words[at]} ${words[at + 1]} ${words[at + 2]}`));
  return shingles;
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** The MinHash signature cut into bands. Each permutation is a fixed odd multiplier and offset. */
function bandsOf(shingles: ReadonlySet<number>): string[] {
  const signature = Array.from({ length: permutations }, (_, index) => {
    const factor = (Math.imul(index + 1, 0x9e3779b1) | 1) >>> 0;
    const offset = Math.imul(index + 7, 0x85ebca6b) >>> 0;
    let least = 0xffffffff;
    for (const shingle of shingles) { const mixed = (Math.imul(shingle ^ offset, factor) >>> 0) ^ (shingle >>> 15); if ((mixed >>> 0) < least) least = mixed >>> 0; }
    return least;
  });
  return Array.from({ length: permutations / rows }, (_, band) => `${band}:${signature.slice(band * rows, (band + 1) * rows).join('.')}`);
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const value of a) if (b.has(value)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
