import { AppError, type Network, type Unsupported } from '@hyperlens/protocol';

/** Characters of a request that are read; what a contract must do fits into far less. */
export const requestLimit = 20_000;

/** Words meant for the machine and not about the contract. They are named in the spec and change nothing. */
const instructions = /\b(?:ignore|skip|disable|bypass|turn off|override|forget)\b[^.;\n]{0,60}\b(?:audit|tests?|gates?|polic(?:y|ies)|approvals?|checks?|rules|instructions?|security)\b[^.;\n]*|\bset (?:the )?policy\b[^.;\n]*|\b(?:you are now|system prompt|act as)\b[^.;\n]*/gi;

/** The request, cleaned, with the network it is for and what in it was not about a contract. Throws what is wrong with it. */
export function checkRequest(raw: string, { given, networks, defaultNetwork }: { given?: string | undefined; networks: readonly Network[]; defaultNetwork: string }): { request: string; network: string; ignored: Unsupported[] } {
  if (raw.length > requestLimit) throw new AppError('REQUEST_TOO_LONG', { length: raw.length, limit: requestLimit });
  const text = raw.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' || character === '\t' ? character : ' ')).trim();
  if (text === '') throw new AppError('REQUEST_EMPTY');
  if (!/\p{L}{2}/u.test(text)) throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'it has no words' });
  const ignored: Unsupported[] = [];
  const request = text.replace(instructions, (quote) => {
    ignored.push({ quote: quote.trim(), reason: 'an instruction for the machine, not a wish about the contract; gates and policy are set by configuration', essential: false });
    return ' ';
  }).trim();
  const latin = request.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = request.match(/\p{L}/gu)?.length ?? 0;
  if (letters > 0 && latin / letters < 0.5) throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'the built-in reader understands English only' });
  if (!/\p{L}{2}/u.test(request)) throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'it holds instructions for the machine and nothing about a contract' });
  return { request, network: given ?? named(request, networks) ?? defaultNetwork, ignored };
}

/** The network the words name ("on Mantle Sepolia"), the longest name first. */
function named(request: string, networks: readonly Network[]): string | undefined {
  const words = request.toLowerCase();
  const candidates = networks.flatMap((network) => [network.name.toLowerCase(), network.id.replaceAll('-', ' ')].map((name) => ({ name, id: network.id }))).toSorted((a, b) => b.name.length - a.name.length);
  return candidates.find(({ name }) => new RegExp(`\\b(?:on|to|onto|for)\\s+(?:the\\s+)?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`).test(words))?.id;
}
