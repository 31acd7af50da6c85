import { addressAfter } from './addresses.ts';
import type { Notes } from './notes.ts';
import type { RequestText } from './text.ts';

/** Words for the account that is in charge. */
export const ownerWords = String.raw`(?:contract\s+)?(?:owner|admin(?:istrator)?|deployer|creator|issuer|team|treasury|dao|multi-?sig|governance|operator|manager|minter|pauser|(?:authori[sz]ed|privileged)\s+(?:account|party|user|address)e?s?)`;

export type AccessStyle = 'ownable' | 'ownable2step' | 'roles';
export interface AccessReading { style: AccessStyle | undefined; owner: string; quote: string }

/**
 * Who is in charge: access style asked for by name, and the owner's address, `$deployer` when none is given. Consumes the words.
 * Roles: `minter role`, `AccessControl`, `role-based`; two-step: `Ownable2Step`, `two-step ownership`.
 */
export function readAccess(text: RequestText, notes: Notes): AccessReading {
  const twoStep = text.takeAll(/\bownable[\s-]?2[\s-]?step\b|\b(?:two|2)[\s-]?step\s+(?:ownership(?:\s+transfers?)?|owner(?:ship)?|transfers?\s+of\s+ownership)\b|\bownership\s+(?:transfers?\s+)?(?:must|has to|have to|needs? to|should)\s+be\s+accepted\b|\bownership\s+(?:transfer\s+)?in\s+two\s+steps\b/).find((hit) => !hit.negated);
  const roles = text.takeAll(/\baccess[\s-]?control(?:\s+roles?)?\b|\brole[\s-]?based(?:\s+(?:access|permissions?|control))*(?:\s+control)?\b|\b(?:(?:accounts?|addresse?s?|holders?|anyone|users?|those|only|members?)\s+(?:with|of|having|holding)\s+)?(?:an?\s+|the\s+)?(?:separate\s+)?\b(?:minter|pauser|admin|burner|upgrader|operator|manager|issuer|freezer|compliance|uri[\s_-]setter)[\s_-]roles?\b|\bseparate\s+roles?(?:\s+for\s+(?:minting|pausing)(?:\s+and\s+(?:minting|pausing))?)?\b|\broles?\s+for\s+(?:minting|pausing|admin\w*)(?:\s*(?:,|and)\s*(?:minting|pausing|admin\w*))*\b/).find((hit) => !hit.negated);
  const bare = text.takeAll(/(?<=[,;\n]\s?|\b(?:and|with|using|via|by|through)\s)(?:access\s+)?roles\b(?!\s+(?:of|for|to))/).find((hit) => !hit.negated);
  const plain = text.takeAll(/\bownable\b/).find((hit) => !hit.negated);
  const style = roles ?? bare ? 'roles' : twoStep ? 'ownable2step' : plain ? 'ownable' : undefined;
  const named = addressAfter(text, String.raw`\b(?:owned\s+by|owner(?:ship)?(?:\s+(?:is|be|goes?|to|should|will|must|address|of\s+the\s+contract|the|by|belongs?|transfer(?:red)?|set)){0,4}|admin(?:istrator)?(?:\s+(?:is|be|to|address|should|will)){0,3}|(?:multi-?sig|safe)(?:\s+(?:at|is|owner|address)){0,3}|controlled\s+by|governed\s+by|managed\s+by)\s*[:=(]?`);
  if (named) notes.understand('owner', `owner ${named.address}`, named.quote);
  return { style, owner: named?.address ?? '$deployer', quote: (roles ?? bare ?? twoStep ?? plain)?.quote ?? '' };
}
