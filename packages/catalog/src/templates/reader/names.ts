import type { RequestText } from './text.ts';

/** A name or symbol and where it stood. */
export interface Named { value: string; quote: string }
export interface NamesReading { name?: Named; symbol?: Named }

const quoted = String.raw`"([^"\n]{1,80})"|'([^'\n]{1,80})(?<!\s)'(?![a-z])`;
/** A capitalised run: `Acorn`, `North Star`, `Delta-Share 2`, `ACME Inc`. Lower-case joining words are allowed inside. */
const capitalised = String.raw`([A-Z0-9$][\w$&'-]*(?:[ ](?:(?:of|the|and|de|la|von)[ ])?[A-Z0-9$][\w$&'-]*){0,4})`;
const symbolWord = String.raw`\$?([A-Za-z][A-Za-z0-9.]{0,14}|[A-Z0-9]{1,15})`;
/** Words that follow "called" or "token" without being a name. */
const notName = /^(?:a|an|the|it|this|that|with|and|or|on|for|of|in|is|by|to|at|symbol|ticker|supply|token|contract|owner|erc-?\d+|erc|nft|bep-?20|solidity|openzeppelin|initial|total|max|fixed|mint\w*|burn\w*|paus\w*|whatever|something|governance|utility|meme|fungible|non-?fungible|stable|reward|security|native|upgradeable|burnable|mintable|pausable|capped|community|ERC-?\d+\w*|create|build|make|write|deploy|i|we|please|each|every|only|all|name|decimals|capped|standard|simple|basic|new|my|our)$/i;

/**
 * Name and symbol of a token or collection, consumed and hidden from later patterns. Forms: `called X`, `named X`, `Name: X`,
 * `name is X`, `"X"`, `X (SYM)`, `symbol SYM`, `ticker: SYM`, `$SYM`.
 */
export function readNames(text: RequestText): NamesReading {
  const reading: NamesReading = {};
  const symbol = readSymbol(text);
  if (symbol) reading.symbol = symbol;
  const name = readName(text, reading);
  if (name) reading.name = name;
  if (!reading.symbol && name && /^[A-Z][A-Z0-9]{1,10}$/.test(name.value) && name.quote.includes('$')) reading.symbol = name;
  // The same words again ("1M ACRN", "Acorn holders") stand for the token, never for a wish.
  for (const known of [reading.name, reading.symbol]) {
    if (known && !notName.test(known.value)) for (const hit of text.find(new RegExp(`(?<![\\w])${escapePattern(known.value)}(?![\\w])`), { exactCase: true })) text.blank(hit.start, hit.end);
  }
  return reading;
}

function escapePattern(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\\-/]/g, '\\$&');
}

function readSymbol(text: RequestText): Named | undefined {
  const label = anyCase(String.raw`\b(?:symbol|ticker|token\s+symbol|tkr|sym)\b(?:\s+(?:symbol|name))?\s*(?:[:=-]|(?:is|of|should\s+be|will\s+be|being|called|as)\b)?\s*`);
  for (const source of [`${label}(?:${quoted})`, `${label}\\(?${symbolWord}\\b`]) {
    for (const hit of text.find(new RegExp(source), { exactCase: true })) {
      const value = hit.match.slice(1).find((group) => group !== undefined)?.replace(/[.]+$/, '');
      if (value === undefined || notName.test(value)) continue;
      const clean = value.trim().replace(/^\$/, '');
      text.blank(hit.start, hit.start + hit.match[0].length);
      return { value: clean, quote: hit.match[0].trim() };
    }
  }
  // "1M ACRN": a ticker after the amount.
  for (const hit of text.find(/(?:\d|[kKmMbB]|illion|thousand)\s+([A-Z]{2,8})\b/, { exactCase: true })) {
    const value = hit.match[1];
    if (value === undefined || /^(?:ETH|WEI|GWEI|MNT|METIS|NFTS?|USDC?|USDT|DAI|BTC|EVM|ERC|DAO|UUPS|MAX|TX|BPS|AND|OR|PER|TOTAL|SUPPLY|TOKENS?|COINS?)$/.test(value)) continue;
    text.blank(hit.end - value.length, hit.end);
    return { value, quote: hit.match[0].trim() };
  }
  return undefined;
}

/** The source with every letter matching both cases, for patterns whose other parts mind capitals. (Inline `(?i:)` gave unstable results.) */
function anyCase(source: string): string {
  return source.replace(/\\u[0-9a-f]{4}|\\.|\[(?:\\.|[^\]])*\]|[a-z]/gi, (part) => (part.length === 1 ? `[${part.toLowerCase()}${part.toUpperCase()}]` : part));
}

function readName(text: RequestText, reading: NamesReading): Named | undefined {
  const label = anyCase(String.raw`\b(?:called|named|titled|entitled|name\s*(?:[:=]|(?:is|of|should\s+be|will\s+be)\b)|by\s+the\s+name(?:\s+of)?|with\s+(?:the\s+)?name|token\s+name|collection\s+name|call\s+it|name\s+it|known\s+as)\s*[:=]?\s*`);
  const attempts: [string, boolean][] = [
    [`${label}(?:${quoted})`, false],
    [`${label}(?:the\\s+)?${capitalised}`, false],
    [`(?:${quoted})\\s*(?=[(,]|[Tt]oken|[Cc]oin|[Ww]ith\\s+(?:the\\s+)?[Ss]ymbol|\\ue000)`, false],
    [`(?<![\\w.])${capitalised}\\s*\\(\\s*\\$?([A-Z][A-Z0-9]{1,10})\\s*\\)`, true],
    [`${label}([a-z][\\w'-]{1,30}(?:\\s+(?!and\\b|with\\b|symbol\\b|that\\b|on\\b|for\\b|which\\b|where\\b|ticker\\b|supply\\b|capped\\b|owner\\b|max\\b|total\\b|initial\\b|mint|burn|paus)[a-z][\\w'-]{1,30}){0,2})(?=\\s*(?:$|[,.;:()\\n\\ue000]|\\band\\b|\\bwith\\b|\\bsymbol\\b|\\bthat\\b|\\bon\\b|\\bfor\\b))`, false],
    [`${anyCase(String.raw`\bname\s+`)}${capitalised}`, false],
    [`${anyCase(String.raw`^(?:token|coin|collection|nft)\s*:\s*`)}${capitalised}`, false],
    [anyCase(String.raw`\b(?:token|coin|nft|collection)\s+((?!called|named|with|that|which|for|on|and)[a-z][\w'-]{1,30}(?:\s+[a-z][\w'-]{1,30}){0,2}?)(?=\s*,?\s*(?:ticker|symbol|\ue000))`), false],
    [`${anyCase(String.raw`^(?:(?:create|make|build|deploy|launch|write|issue|me|us|an?|the|my|our)\s+)*`)}${capitalised}(?=\\s+(?:[Tt]oken|[Cc]oin)\\b)`, false],
    // "Create Acorn, an ERC20 token" and "erc20 Gold Coin GLD 5m"
    [`${anyCase(String.raw`\b(?:create|make|build|deploy|launch|write|issue)\s+(?:me\s+|us\s+)?`)}${capitalised}(?=\\s*,|\\s+(?:as|an?)\\b)`, false],
    [anyCase(String.raw`\b(?:erc-?(?:20|721|1155)|token|coin|nft)\s*[:,]?\s+`) + String.raw`([A-Z][\w'-]*(?:[ ][A-Z][a-z][\w'-]*){0,4})(?:[ ]+([A-Z][A-Z0-9]{1,7})\b)?(?=[ ,.;:]|$)`, true],
    [String.raw`(?:${quoted})`, false],
    [String.raw`\$([A-Z][A-Z0-9]{1,10})\b`, false],
  ];
  for (const [source, symbolToo] of attempts) {
    for (const hit of text.find(new RegExp(source), { exactCase: true })) {
      const groups = hit.match.slice(1).filter((group) => group !== undefined);
      const value = trimName(groups[0] ?? '');
      if (value === '' || notName.test(value) || /^0x/i.test(value) || /:\/\//.test(value)) continue;
      const offset = hit.match[0].indexOf(value);
      const end = symbolToo ? hit.end : hit.start + offset + value.length + (/^["']/.test(hit.match[0].slice(offset + value.length)) ? 1 : 0);
      const inParentheses = groups[1];
      if (symbolToo && inParentheses !== undefined && !/^(?:ERC|NFT|DAO|UUPS)/.test(inParentheses)) reading.symbol ??= { value: inParentheses, quote: hit.match[0].trim() };
      else if (inParentheses === undefined) takeParenthesised(text, hit.start + hit.match[0].length, reading);
      text.blank(hit.start, end);
      return { value, quote: text.text.slice(hit.start, end).trim() };
    }
  }
  return undefined;
}

/** `called Acorn (ACRN)`: the symbol right after the name. */
function takeParenthesised(text: RequestText, after: number, reading: NamesReading): void {
  const match = /^["']?\s*[,/]?\s*\(\s*\$?([A-Za-z][A-Za-z0-9]{0,10})\s*\)/.exec(text.text.slice(after))
    // "called Fern, FRN" and "Kelp / KLP"
    ?? /^["']?\s*[,/]\s*\$?((?!(?:ERC|NFT|UUPS|DAO|EIP|MIT|SBT)\b)[A-Z][A-Z0-9]{1,7})\b/.exec(text.text.slice(after));
  if (match?.[1] === undefined || text.isConsumed(after, after + match[0].length)) return;
  reading.symbol ??= { value: match[1], quote: match[0].trim() };
  text.blank(after, after + match[0].length);
}

/** Drops leading kind words that capitalisation pulled in ("ERC-20 Acorn") and trailing punctuation. */
function trimName(value: string): string {
  return value.trim().replace(/^(?:(?:ERC-?\d+|An?|The|Create|Build|Make|Write|Deploy|Token|Contract|NFT|Solidity)\s+)+(?=\S)/, '').replace(/(?:\s+(?:with|and|symbol|ticker|on|for|that|which|token|is|the))+$/i, (tail) => (/^\s+token$/i.test(tail) ? tail : '')).replace(/[\s,.;:'-]+$/, '').slice(0, 64);
}

/** A symbol made from a name: short names whole, long ones by initials and first letters; upper case, 3 to 5 letters. */
export function symbolFromName(name: string): string {
  const words = name.normalize('NFKD').replace(/[^A-Za-z0-9 ]/g, '').split(/\s+/).filter(Boolean);
  const first = words[0] ?? 'TOKEN';
  if (words.length >= 3) return words.map((word) => word[0]).join('').slice(0, 5).toUpperCase();
  if (words.length === 2 && first.length > 2) return `${first.slice(0, 2)}${(words[1] ?? '').slice(0, 2)}`.toUpperCase();
  return first.length <= 5 ? first.toUpperCase() : (`${first[0]}${first.slice(1).replace(/[aeiou]/gi, '')}`.slice(0, 4)).toUpperCase();
}
