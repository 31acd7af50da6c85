/** What paging gave: `complete` is false when a bound, a failure or a cursor that goes in circles ended it early, and `reason` says which. */
export interface Pages<Item> { items: Item[]; complete: boolean; reason: string | null; /** What the page after the last good one threw. */ failure: unknown }

/**
 * Reads page after page until there is no next one. A failure on the first page is thrown; a later one ends the reading and keeps what came
 * before it. `read` is given the cursor of the page, undefined for the first.
 */
export async function readPages<Item, Cursor extends string | number>(read: (cursor: Cursor | undefined) => Promise<{ items: readonly Item[]; next: Cursor | null | undefined }>, { maximumItems, maximumPages, signal }: { maximumItems: number; maximumPages: number; signal?: AbortSignal | undefined }): Promise<Pages<Item>> {
  const items: Item[] = [];
  const seen = new Set<Cursor>();
  let cursor: Cursor | undefined;
  for (let page = 0; ; page++) {
    signal?.throwIfAborted();
    let next: Cursor | null | undefined;
    try {
      const answer = await read(cursor);
      items.push(...answer.items);
      next = answer.next;
    } catch (failure) {
      if (page === 0 || signal?.aborted) throw failure;
      return { items: items.slice(0, maximumItems), complete: false, reason: `page ${page + 1} could not be read`, failure };
    }
    if (items.length > maximumItems || (items.length === maximumItems && next !== null && next !== undefined)) return { items: items.slice(0, maximumItems), complete: false, reason: `only the first ${maximumItems} were read`, failure: null };
    if (next === null || next === undefined) return { items, complete: true, reason: null, failure: null };
    if (seen.has(next)) return { items, complete: false, reason: 'its pages go in circles', failure: null };
    if (page + 1 >= maximumPages) return { items, complete: false, reason: `only the first ${maximumPages} pages were read`, failure: null };
    seen.add(next);
    cursor = next;
  }
}
