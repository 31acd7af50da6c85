import { AppError } from '@hyperlens/protocol';
import type { ContractPackage, GenerationAgent, KindLibrary, Networks, Spec, SpecDraft, TemplateStore, WorkContext } from '@hyperlens/protocol';
import { hashed } from './hash.ts';
import { targetNetwork } from './networks.ts';
import { specifyByRules } from './rules.ts';

/** Characters of a request that are read; what a contract must do fits into far less. */
export const requestLimit = 20_000;

/** Id of specs whose Solidity is written by a model. */
export const customKind = 'custom';

/** What a model may do in generation: fill a spec, and write Solidity where no kind fits. */
export interface Author {
  readonly id: string;
  specify(input: { request: string; network: string }, context: WorkContext): Promise<SpecDraft>;
  write(spec: Spec, input: { request: string; feedback: string[] }, context: WorkContext): Promise<ContractPackage>;
}

export interface GenerationDependencies {
  /** The kinds, and the words that choose between them (catalog/templates: kindLibrary). */
  kinds: KindLibrary;
  networks: Pick<Networks, 'list'>;
  defaultNetwork: string;
  /** Retrieval: helps to choose the kind, and names the templates that shaped the result. */
  templates?: Pick<TemplateStore, 'search'>;
  author?: Author;
}

const ignoredReason = 'an instruction for the machine, not a wish about the contract; audit, tests, gates and policy are set by configuration';

/** The generation agent: a request becomes a spec by rules or by a model, a spec becomes sources and tests. */
export function makeGeneration({ kinds, networks, defaultNetwork, templates, author }: GenerationDependencies): GenerationAgent {
  return {
    async specify({ request, network: given }, context = {}) {
      if (request.length > requestLimit) throw new AppError('REQUEST_TOO_LONG', { length: request.length, limit: requestLimit });
      if (request.trim() === '') throw new AppError('REQUEST_EMPTY');
      const survey = kinds.survey(request);
      if (!survey.meaningful) {
        const [instruction] = survey.instructions;
        throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: instruction === undefined ? 'no words in it describe one' : `it holds instructions for the machine ("${instruction}"), which are never followed, and nothing about a contract` });
      }
      const target = targetNetwork(survey, given, networks.list(), defaultNetwork);
      const hits = (await templates?.search(survey.text.slice(0, 2_000), 5)) ?? [];
      context.signal?.throwIfAborted();
      const draft = author ? await author.specify({ request: survey.text, network: target.network }, context) : specifyByRules({ request, survey, network: target.network, hits }, kinds);
      context.progress?.(`Understood as ${kinds.find(draft.kind)?.title ?? draft.kind} "${draft.contractName}"`);
      return hashed({
        ...draft, network: target.network,
        understood: [...draft.understood, ...target.understood], assumed: [...draft.assumed, ...target.assumed],
        unsupported: [...draft.unsupported, ...target.unsupported, ...survey.instructions.map((quote) => ({ quote, reason: ignoredReason, essential: false }))],
        templates: hits.filter((hit) => hit.kind === draft.kind).map((hit) => `${hit.id}@${hit.version}`),
      });
    },

    async write(spec, context = {}) {
      if (spec.kind === customKind) {
        if (!author) throw new AppError('REQUEST_UNSUPPORTED', { what: 'custom Solidity without a configured model' });
        return author.write(spec, { request: context.request ?? '', feedback: context.feedback ?? [] }, context);
      }
      const kind = kinds.find(spec.kind);
      if (!kind) throw new AppError('NOT_FOUND', { what: 'contract kind', id: spec.kind });
      const parameters = kind.schema.parse(spec.parameters);
      const { sources, file, constructorArguments, standards, upgradeability } = kind.compose(spec.contractName, parameters);
      const owner = spec.parameters.owner;
      return {
        contractName: spec.contractName, file, sources, tests: kind.tests(spec.contractName, parameters), constructorArguments, standards, upgradeability, parameters: spec.parameters,
        ...(typeof owner === 'string' && owner.startsWith('0x') ? { owner } : {}),
      };
    },
  };
}
