import type { Json, Reading } from '@hyperlens/protocol';
import { contractIdentifier } from '../builder/index.ts';
import { findAddresses } from './addresses.ts';
import { reportLeftovers } from './leftovers.ts';
import type { Notes } from './notes.ts';
import type { AccessReading } from './roles.ts';
import type { RequestText } from './text.ts';
import type { Wish } from './wishes.ts';

/** How kinds that know one owner at most settle who is in charge. `reason` says what the owner is needed for; null when for nothing. */
export function settleOwner(asked: AccessReading, notes: Notes, reason: string | null): { access: 'none' | 'ownable' | 'ownable2step'; owner: string } {
  if (asked.style === 'roles') notes.refuse(asked.quote, 'This kind has one owner, no roles.', true);
  const needed = reason !== null || asked.owner !== '$deployer';
  const access = asked.style === 'ownable2step' ? 'ownable2step' : asked.style === 'ownable' || needed ? 'ownable' : 'none';
  if (asked.style === 'ownable' || asked.style === 'ownable2step') notes.understand('access', asked.style === 'ownable' ? 'one owner (Ownable)' : 'one owner, transferred in two steps (Ownable2Step)', asked.quote);
  else if (reason !== null) notes.assume('access', `one owner (Ownable), who ${reason}`);
  if (access !== 'none' && asked.owner === '$deployer') notes.assume('owner', 'the deployer');
  return { access, owner: asked.owner };
}

/** Reports addresses and words that nobody took, and puts the reading together. */
export function finishReading(text: RequestText, notes: Notes, options: { title: string; name: string; fallback: string; parameters: object; wishes?: readonly Wish[] }): Reading {
  for (const hit of findAddresses(text)) {
    text.consume(hit.start, hit.end);
    notes.refuse(hit.quote, `It was not understood what ${hit.address} is for.`, true);
  }
  reportLeftovers(text, notes, { title: options.title, ...(options.wishes ? { wishes: options.wishes } : {}) });
  return {
    contractName: contractIdentifier(options.name, options.fallback), parameters: options.parameters as Record<string, Json>,
    understood: notes.understood, assumed: notes.assumed, unsupported: notes.unsupported,
  };
}

/** A feature that is wanted or not; noted either way when the request speaks of it. */
export function readFeature(text: RequestText, notes: Notes, field: string, pattern: RegExp, title: string, statement: string): boolean {
  const reading = text.feature(pattern, title);
  if (reading.wanted !== undefined) notes.understand(field, reading.wanted ? statement : `no ${title}`, reading.quote);
  return reading.wanted === true;
}
