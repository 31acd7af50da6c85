import { AppError } from '@hyperlens/protocol';
import type { KindLibrary, RequestSurvey, SpecDraft, TemplateHit } from '@hyperlens/protocol';

/** Scores below this rest on a hint ("token", "coin") instead of a name. */
const hintScore = 0.56;

/** Words that ask for something to be made, not only mention it. */
const making = /\b(?:create|make|build|deploy|launch|need|want|write|generate|issue|design|develop|code|mint)\s+(?:(?!about|of|for)[\w-]+\s+){0,5}?(?:tokens?|\w*coins?)\b(?!\s+of\b)/i;

/** Reads a request by rules. Throws REQUEST_NOT_UNDERSTOOD, REQUEST_UNSUPPORTED, REQUEST_CONTRADICTS_ITSELF, INPUT_INVALID. */
export function specifyByRules({ request, survey, network, hits }: { request: string; survey: RequestSurvey; network: string; hits: readonly TemplateHit[] }, kinds: KindLibrary): SpecDraft {
  if (survey.language !== 'English') {
    throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: `it seems to be written in ${survey.language}, and the built-in reader understands English only (a configured model reads other languages)` });
  }
  const choice = kinds.choose(request, hits);
  if (!choice) {
    const wish = survey.wishes[0];
    if (wish) throw new AppError('REQUEST_UNSUPPORTED', { what: `"${wish.quote}": ${wish.reason}` });
    throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'its words fit none of the kinds of contract that can be built' });
  }
  const { kind } = choice;
  const reading = kind.read(request);
  const { contractName, understood, assumed, unsupported } = reading;
  if (choice.score < hintScore && understood.length === 0 && !making.test(survey.text)) {
    throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'a word in it hints at a contract, but nothing says what it should be' });
  }
  const frame = { schemaVersion: 1 as const, kind: kind.id, contractName, network, understood: [{ field: 'kind', statement: kind.title }, ...understood], assumed, unsupported, templates: [], author: 'rules' };
  const checked = kind.schema.safeParse(reading.parameters);
  if (!checked.success) {
    // A wish that cannot be built leaves holes in the parameters; then the wish is the news, not the hole.
    if (unsupported.some((wish) => wish.essential)) return { ...frame, parameters: reading.parameters, constructorArguments: [], standards: kind.standards, upgradeability: 'none' };
    const issue = checked.error.issues.find((candidate) => candidate.code === 'custom') ?? checked.error.issues[0];
    if (issue?.code === 'custom') throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: issue.message });
    throw new AppError('INPUT_INVALID', { where: issue?.path.join('.') || 'request', problem: issue?.message ?? 'does not fit' });
  }
  const { constructorArguments, standards, upgradeability } = kind.compose(contractName, checked.data);
  return { ...frame, parameters: checked.data, constructorArguments, standards, upgradeability };
}
