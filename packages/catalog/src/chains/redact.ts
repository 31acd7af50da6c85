/**
 * RPC URLs often carry an API key in their path, query or user part. What is shown of one is its origin, with `/...` when there was more.
 */
export function redactUrl(url: string): string {
  if (!URL.canParse(url)) return 'an invalid URL';
  const { origin, pathname, search } = new URL(url);
  return pathname.length > 1 || search ? `${origin}/...` : origin;
}

/** Takes everything of `url` that could be secret out of a text that a node or the network layer produced, and bounds its length. */
export function scrub(text: string, url: string): string {
  let clean = text.replaceAll(url, redactUrl(url));
  if (URL.canParse(url)) {
    const { pathname, search, username, password } = new URL(url);
    const secrets = [...pathname.split('/'), ...search.slice(1).split(/[=&]/), username, password].flatMap((part) => [part, decode(part)]);
    // Short words such as `v1` or `rpc` are no secrets, and blanking them would only make messages unreadable.
    for (const secret of secrets) if (secret.length >= 8) clean = clean.replaceAll(secret, '***');
  }
  return clean.length > 300 ? `${clean.slice(0, 300)}...` : clean;
}

function decode(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; /* Not percent-encoded: its text is what it is. */ }
}
