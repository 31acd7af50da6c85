import { AppError } from '@hyperlens/protocol';
import type { ContractKind, KindLibrary, Network, SpecDraft, TemplateHit } from '@hyperlens/protocol';
import { targetNetwork } from './networks.ts';

/** Scores below this rest on a hint ("token", "coin") instead of a name. */
const hintScore = 0.56;

/** Reads a request by rules. Throws REQUEST_NOT_UNDERSTOOD, REQUEST_UNSUPPORTED, REQUEST_CONTRADICTS_ITSELF, INPUT_INVALID. */
export function specifyByRules(input: { request: string; network?: string; hits: readonly TemplateHit[] }, dependencies: { kinds: KindLibrary; networks: readonly Network[] }): SpecDraft {
  const { request, network, hits } = input;
  const survey = dependencies.kinds.survey(request);
  if (survey.language !== 'English') {
    throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: `it seems to be written in ${survey.language}, and the built-in reader understands English only (a configured model reads other languages)` });
  }
  if (!survey.meaningful) {
    const instructed = survey.instructions[0];
    throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: instructed === undefined ? 'no words in it describe one' : `it only holds instructions for the machine ("${instructed}"), which are never followed` });
  }
  const choice = dependencies.kinds.choose(request, hits);
  const wish = survey.wishes[0];
  if (!choice) {
    if (wish) throw new AppError('REQUEST_UNSUPPORTED', { what: `"${wish.quote}": ${wish.reason}` });
    throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'it names no kind of contract' });
  }
  const reading = choice.kind.read(request);
  if (choice.score < hintScore && reading.understood.length === 0 && !/\b(?:create|make|build|deploy|launch|need|want|write|generate|issue|design|develop|code|mint)\s+(?:(?!about|of|for)[\w-]+\s+){0,5}?(?:tokens?|\w*coins?)\b(?!\s+of\b)/i.test(survey.text)) {
    throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'a word in it hints at a contract, but nothing says what it should be' });
  }
  const parameters = checkParameters(choice.kind, reading.parameters);
  const composition = choice.kind.compose(reading.contractName, parameters);
  const target = targetNetwork(survey, network, dependencies.networks);
  const unsupported = [
    ...survey.instructions.map((quote) => ({ quote, reason: 'Instructions for the machine are not followed: audit, tests, policy and approvals are not part of a request.', essential: false })),
    ...target.unsupported, ...reading.unsupported,
  ];
  return {
    schemaVersion: 1, kind: choice.kind.id, contractName: reading.contractName, network: target.network, parameters, constructorArguments: composition.constructorArguments,
    standards: composition.standards, upgradeability: composition.upgradeability,
    understood: [{ field: 'kind', statement: choice.kind.title }, ...target.understood, ...reading.understood], assumed: [...target.assumed, ...reading.assumed], unsupported,
    templates: [`${choice.kind.id}@${choice.kind.version}`], author: 'rules',
  };
}

/** The parameters as the schema gives them back. A cross-field rule that fails is a contradiction of the request, a bound an invalid input. */
function checkParameters(kind: ContractKind, parameters: Record<string, unknown>): SpecDraft['parameters'] {
  const checked = kind.schema.safeParse(parameters);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  if (issue?.code === 'custom') throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: issue.message });
  throw new AppError('INPUT_INVALID', { where: issue?.path.join('.') || 'request', problem: issue?.message ?? 'does not fit' });
}
