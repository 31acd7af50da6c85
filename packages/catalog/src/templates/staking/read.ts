import type { Reading } from '@hyperlens/protocol';
import { addressAfter, consumeBoilerplate, durationSource, findAddresses, makeNotes, percentSource, readAccess, readBasisPoints, readNames, readSeconds, readText, spokenBasisPoints, spokenDuration } from '../reader/index.ts';
import type { Notes, RequestText } from '../reader/index.ts';
import { finishReading, readFeature, settleOwner } from '../reader/finish.ts';
import { highestPenalty } from './schema.ts';
import type { StakingParameters } from './schema.ts';
import { stakingWishes, vocabulary } from './words.ts';

const week = 604_800;

/** Reads a request for a staking contract. Throws REQUEST_CONTRADICTS_ITSELF and INPUT_INVALID; what is not built is listed. */
export function readStaking(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const names = readNames(text);
  const asked = readAccess(text, notes);
  consumeBoilerplate(text);
  for (const wish of stakingWishes) for (const hit of text.takeAll(wish.pattern)) if (!hit.negated) notes.refuse(hit.quote, `${wish.reason}.`, true);
  const penaltyTo = addressAfter(text, String.raw`\b(?:penalt(?:y|ies)\s+(?:(?:is|are|go(?:es)?|sent|paid)\s+){0,3}to|penalty\s+(?:recipient|receiver)|treasury)\b`);
  const tokens = readTokens(text, notes);
  const exit = readExit(text, notes, penaltyTo?.address, tokens.stakingToken !== null && tokens.stakingToken === tokens.rewardToken);
  const rewardDurationSeconds = readDuration(text, notes);
  const durationChangeable = readFeature(text, notes, 'durationChangeable', /\b(?:the\s+)?(?:owner|admin)\s+(?:can|may)\s+(?:change|set|update|adjust)\s+(?:the\s+)?(?:rewards?\s+)?(?:duration|period)\b|\b(?:adjustable|changeable|configurable)\s+(?:rewards?\s+)?(?:duration|period)\b/, 'changing the reward duration', 'the owner can change the reward duration between two budgets');
  const pausable = readFeature(text, notes, 'pausable', /\b(?:un)?paus(?:e[ds]?|able|ability|ing)\b(?:\s+(?:and\s+unpause|(?:new\s+)?(?:staking|stakes|deposits)))?|\bemergency\s+stop\b/, 'pausing', 'the owner can pause new deposits; leaving and claiming stay open');
  const { access, owner } = settleOwner(asked, notes, 'pays the rewards in');
  const name = names.name?.value ?? 'Staking Rewards';
  if (names.name) notes.understand('contractName', `named ${name}`, names.name.quote);
  notes.assume('rewards', 'rewards are paid by the second from budgets the owner pays in with notifyRewardAmount');
  text.takeAll(vocabulary);
  return finishReading(text, notes, {
    title: 'a staking contract', name, fallback: 'Staking',
    parameters: { ...tokens, rewardDurationSeconds, durationChangeable, exit, pausable, access, owner },
  });
}

function readTokens(text: RequestText, notes: Notes): { stakingToken: string | null; rewardToken: string | null } {
  const same = text.take(/\b(?:(?:the\s+)?same\s+token(?:\s+(?:as|for)\s+(?:rewards?|staking|both))?|rewards?\s+(?:are\s+)?(?:paid\s+)?in\s+the\s+same\s+token|single[\s-](?:token|asset|sided)|earn(?:s|ing)?\s+more\s+of\s+(?:it|the\s+same|them))\b/);
  const reward = addressAfter(text, String.raw`\b(?:reward(?:s|ed)?(?:\s+(?:token|in|are|paid|is)){0,4}|earn(?:s|ing)?|paid\s+(?:out\s+)?in|pays?(?:\s+out)?)\b`);
  const staked = addressAfter(text, String.raw`\b(?:stak(?:e|es|ing|ed)(?:\s+(?:token|contract|pool|for|of|the|is|rewards)){0,4}|lock(?:s|ing)?|deposit(?:s|ing)?|(?:lp\s+)?tokens?)\b`) ?? findAddresses(text)[0];
  if (staked) text.consume(staked.start, staked.end);
  const second = reward ?? findAddresses(text)[0];
  if (second) text.consume(second.start, second.end);
  const hint = text.text.slice(0, 120);
  const stakingToken = staked?.address ?? (same ? reward?.address : undefined) ?? null;
  const rewardToken = second?.address ?? (same ? stakingToken : null);
  if (stakingToken !== null) notes.understand('stakingToken', `the token ${stakingToken} is staked`, (staked ?? reward)?.quote ?? '');
  else notes.refuse(hint, 'Which token is staked? Write its address on the target network (0x...); none is guessed.', true);
  if (rewardToken !== null) notes.understand('rewardToken', `rewards are paid in ${rewardToken === stakingToken ? 'the same token' : `the token ${rewardToken}`}`, (same ?? second ?? staked)?.quote ?? '');
  else notes.refuse(hint, 'Which token are the rewards paid in? Write its address, or say that it is the same token.', true);
  if (stakingToken !== null || rewardToken !== null) notes.assume('stakingToken', 'these addresses are ERC-20 tokens on the target network, without a fee on transfer');
  return { stakingToken, rewardToken };
}

function readExit(text: RequestText, notes: Notes, penaltyAccount: string | undefined, sameToken: boolean): StakingParameters['exit'] {
  const penalty = text.take(new RegExp(String.raw`(?<before>${percentSource})\s*(?:early[\s-]*)?(?:(?:withdraw(?:al)?|exit|unstak(?:e|ing)|leaving)\s+)?(?:penalty|penalties|fee|slash(?:ing)?)\b(?:\s+(?:for|on|when|if)\s+(?:(?:early|they|users?|you|leav\w*|withdraw\w*|unstak\w*|exit\w*|before|the|lock|ends?|unlock|is|over|time)\s*)+)?|\b(?:(?:early[\s-]*)?(?:withdraw(?:al)?|exit|unstak(?:e|ing)|leaving)?\s*(?:early\s+)?(?:penalty|fee)|(?:early|leaving\s+early|withdrawing\s+early)\s+costs?)\s*(?:of|is|:|=)?\s*(?<after>${percentSource})|\b(?:los(?:e|es|ing)|costs?|forfeit(?:s|ing)?)\s+(?<lost>${percentSource})`));
  const lock = text.take(new RegExp(String.raw`(?<before>${durationSource})\s+(?:minimum\s+|min\s+)?(?:lock(?:ed|ing|-?up)?|staking\s+period)(?:\s+period)?\b|\b(?:lock(?:ed|s|ing|-?up)?(?:\s+(?:period|time|up|for))*|minimum\s+staking\s+(?:time|period))\s*(?:of|is|:|=|for|tokens?\s+for|stakes?\s+for)?\s*(?:at\s+least\s+)?(?<after>${durationSource})`));
  const unbonding = text.take(new RegExp(String.raw`(?<before>${durationSource})\s+(?:unbond(?:ing)?|un-?stak(?:e|ing)|cool-?down|withdrawal|exit)(?:\s+(?:period|delay|time|cool-?down|queue))*\b|\b(?:unbond(?:ing)?|cool-?down|un-?stak(?:e|ing)|withdrawal)\s*(?:period|delay|time)?\s*(?:of|is|:|=|takes|for)?\s*(?<after>${durationSource})`));
  const lockSeconds = readSeconds(lock?.match.groups?.before ?? lock?.match.groups?.after ?? '');
  const unbondingSeconds = readSeconds(unbonding?.match.groups?.before ?? unbonding?.match.groups?.after ?? '');
  if (lock && unbonding) notes.refuse(unbonding.quote, 'A lock and an unbonding period in one contract are not built: say which of the two.', true);
  if (unbonding && unbondingSeconds !== null && !lock) {
    notes.understand('exit', `a withdrawal is paid ${spokenDuration(unbondingSeconds)} after it was asked for`, unbonding.quote);
    if (penalty) notes.refuse(penalty.quote, 'A penalty needs a lock, not an unbonding period.', true);
    return { mode: 'unbonding', seconds: unbondingSeconds };
  }
  if (!lock || lockSeconds === null) {
    if (penalty) notes.refuse(penalty.quote, 'A penalty for leaving early needs a lock: say for how long stakes are locked.', true);
    text.takeAll(/\b(?:no|without(?:\s+an?)?)\s+(?:lock(?:-?up|ing)?|penalt(?:y|ies)|cool-?down|unbonding)(?:\s+period)?\b|\b(?:withdraw|leave|unstake|exit)\s+(?:at\s+)?any\s?time\b/);
    notes.assume('exit', 'stakers can leave at any time');
    return { mode: 'free' };
  }
  notes.understand('exit', `every deposit locks the stake for ${spokenDuration(lockSeconds)}`, lock.quote);
  const written = penalty?.match.groups?.before ?? penalty?.match.groups?.after ?? penalty?.match.groups?.lost;
  const basisPoints = written === undefined ? null : readBasisPoints(written);
  if (!penalty || basisPoints === null || basisPoints === 0) {
    notes.assume('exit.penalty', 'nobody can leave before the lock ends');
    return { mode: 'lock', seconds: lockSeconds, penalty: null };
  }
  if (basisPoints > highestPenalty) notes.refuse(penalty.quote, `A penalty above ${spokenBasisPoints(highestPenalty)} is not built.`, true);
  const stakers = text.take(/\b(?:penalt(?:y|ies)\s+)?(?:(?:go(?:es)?|is|are|paid|distributed|redistributed|given)\s+)*(?:back\s+)?(?:to|among|into)\s+(?:the\s+)?(?:(?:other|remaining|loyal)\s+)*(?:stakers|reward\s+pool|rewards)\b/);
  if (stakers && !sameToken) notes.refuse(stakers.quote, 'A penalty can go to the stakers only when they are rewarded in the token they stake.', true);
  text.takeAll(/\bpenalt(?:y|ies)\b(?:\s+(?:goes|go|is\s+paid|are\s+paid|sent)\s+to\s+(?:the\s+)?(?:owner|treasury|deployer|team))?/);
  const to = penaltyAccount ?? (stakers ? 'stakers' : '$deployer');
  notes.understand('exit.penalty', `leaving earlier costs ${spokenBasisPoints(basisPoints)}, which goes to ${to === 'stakers' ? 'the stakers' : to === '$deployer' ? 'the deployer' : to}`, penalty.quote);
  return { mode: 'lock', seconds: lockSeconds, penalty: { basisPoints, to } };
}

function readDuration(text: RequestText, notes: Notes): number {
  const hit = text.take(new RegExp(String.raw`\b(?:rewards?\s+)?(?:(?:duration|period|epoch|round|distribut(?:ed|ion)|paid(?:\s+out)?|stream(?:ed)?|spread|emitted|vest)\s*(?:of|is|:|=|lasts)?\s*(?:over|for|during|across)?|over|every|each|for)\s*(?:a\s+period\s+of\s+)?(?<after>${durationSource})(?:\s+(?:reward\s+)?(?:period|duration|epoch|round)s?)?|(?<before>${durationSource})\s+(?:long\s+)?(?:rewards?\s+)?(?:period|duration|epochs?|rounds?|programme?|campaign|distribution)s?\b`));
  const weekly = hit ? undefined : text.take(/\b(?<word>daily|weekly|monthly)\s+(?:rewards?|budgets?|epochs?|rounds?|distribution)\b/);
  const seconds = hit ? readSeconds(hit.match.groups?.after ?? hit.match.groups?.before ?? '') : ({ daily: 86_400, weekly: week, monthly: 2_592_000 }[weekly?.match.groups?.word?.toLowerCase() ?? ''] ?? null);
  if (seconds !== null && seconds >= 60) {
    notes.understand('rewardDurationSeconds', `each reward budget is paid out over ${spokenDuration(seconds)}`, (hit ?? weekly)?.quote ?? '');
    return seconds;
  }
  notes.assume('rewardDurationSeconds', 'no reward duration is given, so each budget is paid out over 7 days');
  return week;
}
