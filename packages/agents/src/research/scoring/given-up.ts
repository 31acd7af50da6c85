import { unknownValue, type Claim, type SectionReport } from '@hyperlens/protocol';

/** Accounts nobody has the key of. */
const nobody = /^0x(0{39}[01]|0{36}dead)$/i;

/**
 * Whether ownership is given up for good, as far as the section `onchain` knows (`flag` gives its flags, `power` its fact `ownership.powers`): true when the owner is nobody, no hidden owner was found, it
 * cannot be taken back and no account was found with a power; false as soon as one of these is known to be otherwise; else unknown. Knowing less
 * turns true and false into unknown and never into each other.
 */
export function givenUp({ flag, power }: { flag: (name: string) => Claim | undefined; power: Claim | undefined }): Claim {
  const signs: readonly [claim: Claim | undefined, free: (value: Claim['value']) => boolean | null][] = [
    // No owner function at all says nothing: roles and other names for it exist.
    [flag('owner_address'), (value) => (typeof value === 'string' && value !== unknownValue ? nobody.test(value) : null)],
    [flag('hidden_owner'), (value) => (typeof value === 'boolean' ? !value : null)],
    [flag('can_take_back_ownership'), (value) => (typeof value === 'boolean' ? !value : null)],
    [power, (value) => (Array.isArray(value) ? value.length === 0 : null)],
  ];
  const answers = signs.map(([claim, free]) => ({ claim, answer: claim ? free(claim.value) : null }));
  const evidence = (wanted: boolean | null): string[] => [...new Set(answers.flatMap(({ claim, answer }) => (answer === wanted ? claim?.evidence ?? [] : [])))];
  if (answers.some(({ answer }) => answer === false)) return { value: false, evidence: evidence(false) };
  if (answers.every(({ answer }) => answer === true)) return { value: true, evidence: evidence(true) };
  return { value: unknownValue, evidence: evidence(null) };
}

/** The same from a report of the section. */
export function givenUpOf({ flags, facts }: Pick<SectionReport, 'flags' | 'facts'>): Claim {
  return givenUp({ flag: (name) => flags[name], power: facts['ownership.powers'] });
}
