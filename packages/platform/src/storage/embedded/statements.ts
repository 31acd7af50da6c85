/** What a statement would do to the session that all connections share. */
export interface StatementEffects {
  /** Text to run instead; null when the statement may run as it is. */
  replacement: string | null;
  /** Channels it starts to listen on. */
  listen: string[];
  /** Channels it stops to listen on; `*` for all. */
  unlisten: string[];
  /** SET or RESET that outlives the transaction, as text to run again when the connection gets the session back. */
  setting: string | null;
  /** RESET ALL or DISCARD ALL. */
  resets: boolean;
}

const none: StatementEffects = { replacement: null, listen: [], unlisten: [], setting: null, resets: false };
const interesting = /(^|;|\*\/|\n)\s*(listen|unlisten|copy|set|reset|discard)\b|set_config/i;
const refusal = (text: string) => `DO $refused$ BEGIN RAISE EXCEPTION USING ERRCODE = '0A000', MESSAGE = '${text}'; END $refused$`;

/**
 * Reads what a statement means for the shared session. Only the words outside of literals and comments count; statements that build SQL at
 * run time (DO, EXECUTE) are not seen, and the product has none that do this.
 */
export function readEffects(sql: string): StatementEffects {
  if (!interesting.test(sql)) return none;
  const parts = stripLiterals(sql).split(';').map((part) => part.trim()).filter((part) => part !== '');
  const effects: StatementEffects = { replacement: null, listen: [], unlisten: [], setting: null, resets: false };
  for (const part of parts) {
    if (/^copy\b[\s\S]*\bfrom\s+stdin\b/i.test(part)) return { ...none, replacement: refusal('COPY FROM STDIN is not offered by the embedded database') };
    const listen = /^listen\s+("(?:[^"]|"")+"|\S+)$/i.exec(part)?.[1];
    if (listen) effects.listen.push(channelName(listen));
    const unlisten = /^unlisten\s+("(?:[^"]|"")+"|\S+)$/i.exec(part)?.[1];
    if (unlisten) effects.unlisten.push(unlisten === '*' ? '*' : channelName(unlisten));
    if (/^discard\s+all$/i.test(part)) { effects.unlisten.push('*'); effects.resets = true; }
    if (/^reset\s+all$/i.test(part)) effects.resets = true;
    else if (/^(set\s+(?!local\b|transaction\b|constraints\b)|reset\s)/i.test(part)) effects.setting = sql;
    else if (/\bset_config\s*\(/i.test(part)) effects.setting = '';
  }
  // The shared session keeps listening for the others, so leaving a channel is only noted here.
  if (effects.unlisten.length > 0 && parts.length === 1) effects.replacement = effects.resets ? 'RESET ALL' : 'LISTEN hyperlens_nothing';
  else if (effects.unlisten.length > 0) return { ...none, replacement: refusal('UNLISTEN and DISCARD must be sent alone to the embedded database') };
  if (effects.setting !== null && (parts.length > 1 || effects.setting.includes('$1'))) effects.setting = '';
  return effects;
}

function channelName(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

/** The statement with comments turned into spaces and literals emptied; quoted identifiers stay. */
export function stripLiterals(sql: string): string {
  return sql.replaceAll(
    /--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"/g,
    (match) => (match.startsWith('"') ? match : match.startsWith('--') || match.startsWith('/*') ? ' ' : "''"),
  );
}
