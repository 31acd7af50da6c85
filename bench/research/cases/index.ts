import { cleanCases } from './clean.ts';
import { feeCases } from './fees.ts';
import { honeypotCases } from './honeypots.ts';
import { ordinaryModernCases } from './ordinary-modern.ts';
import { ordinarySubjectCases } from './ordinary-subjects.ts';
import { ordinaryCases } from './ordinary.ts';
import { secondFees } from './second-fees.ts';
import { secondHarmless } from './second-harmless.ts';
import { secondHoneypots } from './second-honeypots.ts';
import { secondTraps } from './second-traps.ts';
import { subjectCases } from './subjects.ts';
import { trapCases } from './traps.ts';
import type { Case } from './case.ts';

/** Every labelled subject. A case another one names in `sameOwnerAs` comes before it. */
export const cases: readonly Case[] = [...cleanCases, ...feeCases, ...honeypotCases, ...trapCases, ...subjectCases, ...secondHarmless, ...secondFees, ...secondHoneypots, ...secondTraps, ...ordinaryCases, ...ordinaryModernCases, ...ordinarySubjectCases];
export { sets } from './case.ts';
export type { Case, CaseSet, Expected, Family, Part, Step, Value } from './case.ts';
