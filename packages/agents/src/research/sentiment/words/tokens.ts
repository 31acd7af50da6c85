/** One word, number, emoji or mark of a text. `stem` is what lexicons are looked up by. */
export interface Token { text: string; stem: string; kind: 'word' | 'number' | 'emoji' | 'mark'; /** Written in capitals in a text that is not. */ loud: boolean }

const pattern = /https?:\/\/\S+|0x[0-9a-f]{6,}|[@#]\w+|\$[a-z]\w*|[$€£]?[+-]?\d(?:[\d,]*\d)?(?:\.\d+)?(?:%|x\b|k\b|m\b|bn?\b)?|[\p{L}\p{M}]+(?:['’][\p{L}]+)*|\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)*|:\)|:\(|:d\b|[.!?;,:()|—–]+|(?<=\s)-(?=\s)|\n/giu;
const maximumTokens = 600;
const endings: Readonly<Record<string, string>> = { ll: 'will', re: 'are', ve: 'have', d: 'would', m: 'am' };

/** The tokens of a text in order. Links, addresses, mentions and cashtags carry no tone and are left out. Bounded to the first 600. */
export function tokenize(text: string): Token[] {
  const shouting = text === text.toUpperCase();
  const tokens: Token[] = [];
  // "I'll" would become "ill".
  const spelled = text.replaceAll(/['’`]/g, "'").replaceAll(/(?<=\p{L})'(ll|re|ve|d|m)\b/giu, (_, end: string) => ` ${endings[end.toLowerCase()]}`);
  for (const [found] of spelled.matchAll(pattern)) {
    if (/^(https?:|0x[0-9a-f]{6}|[@#$][a-z])/i.test(found)) continue;
    if (tokens.length >= maximumTokens) break;
    if (/^[\p{L}]/u.test(found)) {
      const plain = found.toLowerCase().replaceAll("'", '');
      tokens.push({ text: plain, stem: stem(plain), kind: 'word', loud: !shouting && found.length > 2 && found === found.toUpperCase() });
    } else {
      const kind = /\d/.test(found) ? 'number' : /\p{Extended_Pictographic}/u.test(found) ? 'emoji' : 'mark';
      const plain = kind === 'emoji' ? found.replaceAll(/[\ufe0f\p{Emoji_Modifier}]/gu, '') : found.toLowerCase();
      tokens.push({ text: plain, stem: plain, kind, loud: false });
    }
  }
  return tokens;
}

const whole = new Set(['during', 'nothing', 'something', 'anything', 'everything', 'king', 'bring', 'string', 'thing', 'being', 'need', 'feed', 'speed', 'indeed', 'exceed', 'this', 'was', 'has', 'does', 'his', 'its', 'as', 'is', 'us', 'yes', 'always', 'perhaps', 'news', 'ring', 'spring', 'wing', 'sing', 'gas', 'bus', 'plus', 'thus', 'status', 'bonus', 'virus', 'focus', 'consensus', 'red', 'bed', 'rating']);

/** A word without its ending, so that "plunges", "plunged" and "plunging" meet. Only equality matters; the result need not be a word. */
export function stem(word: string): string {
  if (word.length < 4 || whole.has(word)) return word;
  let root = word;
  if (/ies$|ied$/.test(root) && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/(ss|x|z|ch|sh)es$/.test(root)) root = root.slice(0, -2);
  else if (/[^su]s$/.test(root)) root = root.slice(0, -1);
  if (whole.has(root)) return root;
  const bare = /[^e]ed$/.test(root) && root.length > 4 ? root.slice(0, -2) : root.endsWith('ing') && root.length > 5 ? root.slice(0, -3) : null;
  // "losing" is of "lose", "running" of "run", "buying" of "buy".
  if (bare !== null) root = undouble(bare) !== bare ? undouble(bare) : /^[^aeiou]+[aeiou][^aeiouwxy]$/.test(bare) && bare.length === 3 ? `${bare}e` : bare;
  return root.length > 4 && root.endsWith('e') ? root.slice(0, -1) : root;
}
const undouble = (root: string) => (/([bdgmnprt])\1$/.test(root) && root.length > 3 ? root.slice(0, -1) : root);
