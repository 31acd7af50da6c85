/** What a refusal of `eth_getLogs` asks for. Numbers are blocks. */
export type LogRefusal =
  /** Ask for fewer blocks: at most `most` of them, when the node named a number. */
  | { kind: 'range'; most: number | null }
  /** Too many entries or bytes in the range; it must be split. */
  | { kind: 'size' }
  /** The node has thrown away old blocks. */
  | { kind: 'pruned' };

/** Words of rate limits and quotas: the question is not at fault. */
const tooOften = /\brate\b|per (second|minute|hour|day)|daily|monthly|quota|credits?|capacity|compute units|too many requests/i;
const pruned = /prun|history (has been|is) (removed|expired|unavailable)|historical (logs|data|receipts?).*(not |un)available|(logs|receipts?) (are )?not (available|indexed)|block .*(is )?(too old|below .*(horizon|earliest))/i;
const range = /(block|log)s? range|range (is )?(too|exceed|limit)|(exceeds?|exceeded|over|maximum|max|up to|at most)[^.]*\bblocks?\b|limited to[^.]*\b(blocks?|range)\b|distance between from|too many blocks|larger than .*blocks/i;
const size = /more than \d+ (results|logs)|(results?|logs?|response|query|payload)[^.]*(too (large|big|many)|limit|exceed|max)|too many (results|logs)|larger than \d+ bytes|query timeout|timed? ?out|reduce/i;

/**
 * Reads why a node refused a log query. Providers word it differently and use -32005, -32000, -32602, -32600 and 4444 alike, so the text
 * decides. Null when the refusal is about something else.
 */
export function readLogRefusal(reason: string): LogRefusal | null {
  if (tooOften.test(reason)) return null;
  if (pruned.test(reason)) return { kind: 'pruned' };
  if (range.test(reason)) return { kind: 'range', most: mostBlocks(reason) };
  return size.test(reason) ? { kind: 'size' } : null;
}

/** The number of blocks a refusal names: a proposed range in brackets, "limited to 10,000", "10 block range", "1000 blocks". */
function mostBlocks(reason: string): number | null {
  const proposed = /\[\s*(0x[0-9a-f]+)\s*,\s*(0x[0-9a-f]+)\s*\]/i.exec(reason);
  if (proposed) return atLeastOne(Number(proposed[2]) - Number(proposed[1]) + 1);
  const named = /(?:limit(?:ed)?(?: (?:to|of|is|an?))*|up to(?: a)?|at most|maximum(?: (?:is|of|allowed(?: is)?))?|max(?: is)?|exceeds?(?: the)?(?: limit(?: of)?)?|larger than|(?:max|maximum) block range)[:\s]*(\d[\d,_]*)(k?)\b/i.exec(reason)
    ?? /(\d[\d,_]*)(k?)[- ]blocks?\b/i.exec(reason);
  return named ? atLeastOne(Number((named[1] ?? '').replaceAll(/[,_]/g, '')) * (named[2] ? 1000 : 1)) : null;
}

function atLeastOne(blocks: number): number | null { return Number.isSafeInteger(blocks) && blocks >= 1 ? blocks : null; }

/** Whether a refusal says that the node has no state of the block any more, or not yet. Clients word it differently. */
export function lacksState(reason: string): boolean {
  return /missing trie node|header not found|(unknown|could not find|cannot find) block|block (with .* )?(not found|.*(does not|doesn't) exist|is not available)|state .*(not |un)available|no state available|(historical|old) (state|data).*(not |un)available|archive|pruned|history unavailable|proof window|resource not found|block ?out ?of ?range|block height is \d+ but requested|(metadata|state) (is )?(missing|not found)/i.test(reason);
}

/** Whether a refusal may only mean that this node of several has not seen the block yet. */
export function mayBeBehind(reason: string): boolean { return /header not found|unknown block|block not found|could not find block/i.test(reason); }
